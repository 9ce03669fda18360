"""F06b: the rows and columns of the blank form, its months, its rate and its tick columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundSource, Moment, Outlook
from services.filing.filing import Filing
from services.filing.gestures import name_of, type_many, type_text
from services.filing.refs import Change, FieldRef
from services.forms.catalogue import build_form
from services.forms.monitoring import CAUSES
from services.forms.sheet import Sheet
from services.values.money import Unreadable
from tests.services.rules.casebook import amount, filing, funding, indicator, project

TICKED = ("√", "1", "是", " √ ", "✓", "✔", "☑", "■", "有")
BLANK = ("", " ", "0", "否", "无", "×", "□", "☐")
OUTLOOK = FieldRef("indicator", "p-i1", "outlook")


def one(month: int = 7, **fields: object) -> Filing:
    return filing(
        project(
            funding(FundSource.CENTRAL, initial=80),
            funding(FundSource.OWN, initial=20),
            indicator("≥200人", monitored="90人", expected="200人"),
            indicator("≥90%", name="群众满意度", level="满意度指标/服务对象满意度指标"),
            **{
                "department_name": "县人社局",
                "department_code": "323",
                "unit_name": "县就业局",
                "goal": "一年",
                **fields,
            },
        ),
        monitor_month=month,
    )


def put(built: Filing, changes: list[Change]) -> None:
    for change in changes:
        built.put(change)


def typed(built: Filing, ref: FieldRef, text: str) -> None:
    put(built, type_text(built, ref, text))


def shown(built: Filing) -> Sheet:
    return build_form(built, "p", Moment.MONITORING)


def table(sheet: Sheet) -> list[list[str]]:
    cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.col))
    return [[c.text.replace("\n", "") for c in cells if c.row == number] for number in range(len(sheet.rows))]


def test_layout_row_by_row() -> None:
    built = one()
    typed(built, FieldRef("funding", "p:APPROPRIATION", "monitored"), "40")
    typed(built, FieldRef("funding", "p:OWN", "monitored"), "5")
    typed(built, FieldRef("funding", "p:OWN", "expected"), "20")
    typed(built, FieldRef("indicator", "p-i1", "cause_system"), "√")
    typed(built, FieldRef("indicator", "p-i1", "outlook#MAYBE"), "√")
    sheet = shown(built)
    assert sheet.landscape
    ticks = ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"]
    assert table(sheet) == [
        ["项目支出绩效目标执行监控表"],
        ["（2024年度）"],
        ["（截至7月31日）"],
        ["项目名称", "就业补助"],
        ["主管部门及代码", "323－县人社局", "实施单位", "县就业局"],
        ["项目资金（万元）", "", "年初预算数", "1—7月执行数", "1—7月执行率", "全年预计执行数"],
        ["年度资金总额", "100", "45", "45.00%", "20"],
        ["其中：本年一般公共预算拨款", "80", "40", "50.00%", ""],
        ["　　　其他资金", "20", "5", "25.00%", "20"],
        ["年度总体目标", "一年"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "1—7月执行情况",
            "全年预计完成情况",
            "偏差原因分析",
            "完成目标可能性",
            "备注",
        ],
        ticks,
        ["产出指标", "数量指标", "补贴人数", "≥200人", "90人", "200人", "", "√", "", "", "", "", "", "√", "", ""],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", *[""] * 12],
    ]


def test_header_of_two_rows_is_printed_again_on_every_page() -> None:
    sheet = shown(one())
    assert sheet.header == range(10, 12)
    spans = {cell.text.replace("\n", ""): (cell.rows, cell.cols) for cell in sheet.cells if cell.row == 10}
    assert (spans["偏差原因分析"], spans["完成目标可能性"]) == ((1, 6), (1, 3))
    assert spans["年度指标值"] == spans["备注"] == spans["一级指标"] == (2, 1)


def test_every_place_of_the_table_has_one_cell() -> None:
    sheet = shown(one())
    covered = [
        place
        for cell in sheet.cells
        for place in (
            (r, c) for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)
        )
    ]
    assert len(covered) == len(set(covered))
    assert {place for place in covered if place[0] >= 3} == {
        (r, c) for r in range(3, len(sheet.rows)) for c in range(len(sheet.widths))
    }


@pytest.mark.parametrize(
    ("month", "label", "until"),
    [
        (1, "1月", "（截至1月31日）"),
        (2, "1—2月", "（截至2月29日）"),
        (6, "1—6月", "（截至6月30日）"),
        (12, "1—12月", "（截至12月31日）"),
    ],
)
def test_month_runs_through_the_form(month: int, label: str, until: str) -> None:
    texts = [cell.text.replace("\n", "") for cell in shown(one(month)).cells]
    assert {until, f"{label}执行数", f"{label}执行率", f"{label}执行情况"} <= set(texts)


@pytest.mark.parametrize(("text", "until"), [("9", "（截至9月30日）"), ("7", "（截至7月31日）")])
def test_month_is_typed_on_the_form(text: str, until: str) -> None:
    built = one(3)
    ref = FieldRef("filing", built.id, "monitor_month")
    typed(built, ref, text)
    assert shown(built).by_ref[ref].text == until
    assert shown(built).by_ref[ref].edit_text == text


@pytest.mark.parametrize(("text", "reason"), [("13", "不能大于 12"), ("0", "不能小于 1"), ("七月", "整数")])
def test_there_is_no_other_month(text: str, reason: str) -> None:
    built = one()
    with pytest.raises(Unreadable, match=reason):
        type_text(built, FieldRef("filing", built.id, "monitor_month"), text)


@pytest.mark.parametrize(
    ("initial", "monitored", "rate"),
    [
        ("100", "41.67", "41.67%"),
        ("3", "1", "33.33%"),
        ("0", "1", ""),
        (None, "1", ""),
        ("100", None, ""),
        ("50", "0", "0.00%"),
    ],
)
def test_rate_is_what_was_spent_of_the_initial_budget(initial: str | None, monitored: str | None, rate: str) -> None:
    built = filing(
        project(("funding", {"source": FundSource.TOTAL, "initial": amount(initial), "monitored": amount(monitored)}))
    )
    cell = next(c for c in shown(built).cells if c.title == "年度资金总额 · 1—7月执行率")
    assert cell.text == rate


def test_general_budget_stands_alone_where_budgets_are_told_apart() -> None:
    built = filing(
        project(
            funding(FundSource.GENERAL, initial=60),
            funding(FundSource.FUND, initial=30),
            funding(FundSource.OTHER, initial=10),
        )
    )
    assert [row[:2] for row in table(shown(built))[6:9]] == [
        ["年度资金总额", "100"],
        ["其中：本年一般公共预算拨款", "60"],
        ["　　　其他资金", "40"],
    ]


@pytest.mark.parametrize("name", CAUSES)
@pytest.mark.parametrize("text", TICKED)
def test_cause_is_ticked(name: str, text: str) -> None:
    built = one()
    ref = FieldRef("indicator", "p-i1", name)
    typed(built, ref, text)
    assert built.value(ref) is True
    assert (shown(built).by_ref[ref].text, shown(built).by_ref[ref].edit_text) == ("√", "是")


@pytest.mark.parametrize("text", BLANK)
def test_cause_is_unticked(text: str) -> None:
    built = one()
    ref = FieldRef("indicator", "p-i1", "cause_other")
    typed(built, ref, "√")
    typed(built, ref, text)
    assert built.value(ref) is False
    assert shown(built).by_ref[ref].text == ""


@pytest.mark.parametrize("name", ["cause_other", "outlook#SURE"])
def test_other_words_are_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="√"):
        type_text(one(), FieldRef("indicator", "p-i1", name), "也许")


def part(word: Outlook) -> FieldRef:
    return OUTLOOK._replace(field=f"outlook#{word.name}")


@given(st.lists(st.tuples(st.sampled_from(Outlook), st.sampled_from(TICKED + BLANK)), max_size=8))
def test_at_most_one_outlook_is_ticked(strokes: list[tuple[Outlook, str]]) -> None:
    built, chosen = one(), None
    for word, text in strokes:
        typed(built, part(word), text)
        if text in TICKED:
            chosen = word
        elif word is chosen:
            chosen = None
        assert built.value(OUTLOOK) is chosen
        ticks = [w for w in Outlook if shown(built).by_ref[part(w)].text]
        assert ticks == ([] if chosen is None else [chosen])


def test_a_row_of_ticks_is_pasted() -> None:
    built = one()
    texts = [(part(word), text) for word, text in zip(Outlook, ("", "√", ""), strict=True)]
    changes, refusals = type_many(built, texts)
    put(built, changes)
    assert (built.value(OUTLOOK), refusals) == (Outlook.MAYBE, [])


def test_tick_box_has_a_name() -> None:
    assert name_of(one(), part(Outlook.NOT)) == "补贴人数 · 完成目标可能性·完全不可能"
    assert shown(one()).by_ref[part(Outlook.SURE)].title == "补贴人数 · 完成目标可能性·确定能"
