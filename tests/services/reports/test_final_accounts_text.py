"""The generated 部门决算情况说明 of the published figures of 2022 states what is right of them, and follows every change."""

from __future__ import annotations

import re
from typing import cast

import pytest

from models.accounts import SubjectLine
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.refs import Change, FieldRef
from services.filing.report_rows import ReportKey
from services.reports.compose import document_of
from services.reports.composer import Composer
from services.reports.document import ChartBlock, Heading, Paragraph, SheetBlock
from services.reports.figures import BLANK, GONE
from services.reports.gestures import write_passage
from services.reports.tokens import keys_in
from tests.services.accounts.books import demo

REPORT = ReportKey("N9")


def text_of(filing: Filing) -> str:
    return words_of(Composer(filing, REPORT))


def words_of(composer: Composer) -> str:
    """The running text of a report, without its tables."""
    blocks = document_of(composer).blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph | Heading))


@pytest.fixture(scope="module")
def published() -> str:
    return text_of(demo())


RECONCILED = (
    "收、支总计2113.98万元",
    "2021年2762.63万元相比，收、支总计各减少648.65万元，下降23.48%",
    "2021年2762.62万元相比，财政拨款收、支总计各减少648.64万元，下降23.48%",
    "年初结转和结余27.28万元",
    "本年收入合计2086.70万元",
    "一般公共预算财政拨款收入2076.76万元，占99.52%",
    "政府性基金预算财政拨款收入9.94万元，占0.48%",
    "本年支出合计2113.98万元",
    "基本支出909.74万元，占43.03%",
    "项目支出1204.24万元，占56.97%",
    "社会保障和就业支出1989.15万元，占94.10%",
    "卫生健康支出42.79万元，占2.02%",
    "城乡社区支出9.94万元，占0.47%",
    "住房保障支出72.10万元，占3.41%",
    "政府性基金预算财政拨款支出9.94万元",
    "一般公共预算财政拨款基本支出909.74万元",
    "人员经费851.04万元",
    "公用经费58.70万元",
    "机关事业单位基本养老保险缴费57.98万元",
    "职工基本医疗保险缴费37.96万元",
    "公务员医疗补助缴费4.83万元",
    "“三公”经费财政拨款支出决算为0.32万元",
    "完成预算100%，与上年相比减少0.05万元，下降13.51%",
    "公务接待费支出决算0.32万元，占100%",
    "国内公务接待3批次，25人次",
    "机关运行经费支出58.70万元，与2021年185.28万元相比减少126.58万元，下降68.32%",
    "政府采购支出总额273.98万元",
    "政府采购服务支出273.98万元",
    "授予中小企业合同金额273.98万元，占政府采购支出总额的100%",
    "授予小微企业合同金额273.98万元，占授予中小企业合同金额的100%",
)
"""Totals, shares and changes of the published text that hold.

The published text calls 2113.98 the expenditure of 一般公共预算; that counts 9.94 of 政府性基金. Its change and shares are
therefore stated here of 本年支出, of which they are right.
"""


@pytest.mark.parametrize("statement", RECONCILED)
def test_it_states_every_relation_that_holds(published: str, statement: str) -> None:
    assert statement in published


@pytest.mark.parametrize(
    ("subject", "amount"),
    [
        ("行政运行", "498.79"),
        ("社会保险经办机构", "59.17"),
        ("事业运行", "185.28"),
        ("行政单位离退休", "26.04"),
        ("其他人力资源和社会保障管理事务支出", "130.16"),
        ("机关事业单位基本养老保险缴费支出", "57.98"),
        ("其他就业补助支出", "1020.74"),
        ("财政代缴城乡居民基本养老保险费支出", "10.98"),
        ("行政单位医疗", "28.39"),
        ("事业单位医疗", "9.57"),
        ("公务员医疗补助", "3.57"),
        ("其他行政事业单位医疗支出", "1.26"),
        ("土地开发支出", "9.94"),
        ("住房公积金", "72.10"),
    ],
)
def test_it_states_every_item(published: str, subject: str, amount: str) -> None:
    assert re.search(rf"{subject}（项）：?支出决算为{re.escape(amount)}万元，完成预算100%，决算数等于预算数", published)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("占本年支出合计的100%", "占本年支出合计的99.53%"), ("办公费12.68、", "办公费12.68万元、")],
)
def test_what_was_published_wrongly_is_right(published: str, wrong: str, right: str) -> None:
    assert right in published
    assert wrong not in published


def test_nothing_is_left_blank_or_lost(published: str) -> None:
    assert BLANK not in published
    assert GONE not in published
    assert not re.search(r"None|。。|，，|：；|：。|（）", published)


def test_charts_and_tables_stand_with_the_text() -> None:
    blocks = document_of(Composer(demo(), REPORT)).blocks
    assert [block.chart.number for block in blocks if isinstance(block, ChartBlock)] == [f"图{n}" for n in range(1, 8)]
    codes = {block.sheet.name[: len("公开01表")] for block in blocks if isinstance(block, SheetBlock)}
    assert codes >= {f"公开{n:02d}表" for n in range(1, 14)}


def test_every_number_of_a_generated_sentence_is_bound() -> None:
    for section in Composer(demo(), REPORT).sections():
        for passage in section.passages:
            loose = re.sub(
                r"⟦[^⟧]*⟧|^\d+\.|202[12]年|12月31日|100万元以上|公开\d\d表", "", passage.generated, flags=re.MULTILINE
            )
            assert not re.search(r"\d", loose), loose


def put(filing: Filing, changes: list[Change]) -> list[Change]:
    for change in changes:
        filing.put(change)
    return changes


def spend_more(filing: Filing) -> list[Change]:
    """100 万元 more of income and expenditure on 就业补助, as budgeted."""
    rows = cast("list[SubjectLine]", filing.owned("subject_line", filing.id))
    line, ledger = next(row for row in rows if row.code == "2080799"), ledger_of(filing)
    changes: list[Change] = []
    for name in ("income_general", "general_project", "budget"):
        more = ledger.amount(line.code, name) + 100
        changes += put(filing, set_value(filing, FieldRef("subject_line", line.id, name), more))
    return changes


def test_a_changed_figure_changes_every_place_that_states_it() -> None:
    filing = demo()
    composer = Composer(filing, REPORT)
    assert "2113.98" in words_of(composer)
    composer.changed(spend_more(filing))
    after = words_of(composer)
    assert "2113.98" not in after
    assert "1020.74" not in after
    assert after.count("2213.98") == 3
    assert "其他就业补助支出（项）：支出决算为1120.74万元，完成预算100%" in after
    assert after == text_of(filing)


def test_rewritten_words_keep_their_figures() -> None:
    filing = demo()
    composer = Composer(filing, REPORT)
    passage = composer.passage("income-text")
    assert passage is not None
    rewritten = passage.stored.replace("其中：", "具体为：")
    composer.changed(put(filing, write_passage(filing, passage, rewritten)))
    composer.changed(spend_more(filing))
    shown = composer.passage("income-text")
    assert shown is not None
    assert shown.state == "已改写"
    assert "具体为：一般公共预算财政拨款收入2176.76万元" in shown.text
    assert keys_in(shown.stored) == keys_in(passage.generated)


def test_only_the_explained_items_of_three_public_were_used(published: str) -> None:
    explained = next(line for line in published.split("\n") if "“三公”经费：" in line)
    assert "公务接待费反映" in explained
    assert "因公出国（境）费反映" not in explained


def test_last_years_figure_unknown_leaves_the_comparison_out() -> None:
    filing = demo()
    for row in filing.owned("last_year", filing.id):
        for name in ("total", "running_cost"):
            filing.put(Change(FieldRef("last_year", row.id, name), getattr(row, name), None))
    text = text_of(filing)
    assert "2762.63" not in text
    assert "机关运行经费支出58.70万元。" in text


LINES = frozenset(
    {"subject_line", "economic_line", "detail_line", "carry_over", "matter", "three_public", "last_year", "occasion"}
)


@pytest.mark.parametrize("kept", ["carry_over", "matter", "three_public", "last_year", "economic_line"])
def test_accounts_just_begun_read_well(kept: str) -> None:
    published = demo()
    left_out = {"unit", "filing", *LINES} - {kept}
    records = [(entity, row) for entity, row in published.all_records() if entity not in left_out]
    text = text_of(Filing(published.unit, published.head, published.scheme, records))
    assert "本年支出合计" in text
    assert BLANK not in text
    assert "各持平" not in text
    assert not re.search(r"其中：。|包括：。|，。|占。", text)
