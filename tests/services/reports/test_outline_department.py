"""The reports about the department (N1, N2, N3, N8): they read well, are bound, and follow their figures."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from models.enums import FundSource, ProjectKind
from services.filing.filing import Filing
from services.filing.gestures import delete_rows, funding_id, set_value
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, organisation_ref
from services.reports.compose import report_document
from services.reports.composer import Composer
from services.reports.document import Heading, Paragraph, TextStyle
from services.reports.figures import BLANK, GONE
from tests.services.reports.project_reports import demo, texts, whole
from tests.services.reports.test_outline_projects import CLUMSY

OUTLINES = ("N1", "N2", "N3", "N8")
LITERAL = re.compile(r"⟦[^⟧]*⟧|^\d+\.|项目\d+：|2024年|100万元以上|大于10%|1—12月")


def put(filing: Filing, ref: FieldRef, value: object) -> None:
    for change in set_value(filing, ref, value):
        filing.put(change)


def without(filing: Filing, *refs: FieldRef) -> Filing:
    for change in delete_rows(filing, refs):
        filing.put(change)
    return filing


def bare() -> Filing:
    """The department and its projects, without anything entered for reports."""
    filing = demo()
    rows = [
        (entity, row) for entity, row in filing.all_records() if entity in {"organisation", "subordinate", "passage"}
    ]
    return without(filing, *(FieldRef(entity, row.id, "") for entity, row in rows))


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("filing", [demo(), bare()], ids=["demo", "bare"])
def test_it_reads_well(outline: str, filing: Filing) -> None:
    text = whole(texts(filing, outline, "").values())
    assert BLANK not in text
    assert GONE not in text
    assert not CLUMSY.findall(text)


@pytest.mark.parametrize("outline", OUTLINES)
def test_generated_numbers_are_bound_or_the_clerks_own_words(outline: str) -> None:
    filing = demo()
    own = "".join(str(value) for _, record in filing.all_records() for _, value in record if isinstance(value, str))
    for section in Composer(filing, ReportKey(outline)).sections():
        for passage in section.passages:
            for line in passage.generated.splitlines():
                loose = re.findall(r"\d+(?:\.\d+)?", LITERAL.sub("", line))
                assert all(number in own for number in loose), line


@pytest.mark.parametrize("outline", OUTLINES)
def test_a_changed_amount_changes_every_place(outline: str) -> None:
    filing = demo()
    assert "29647.37" in whole(texts(filing, outline, "").values())
    row = FieldRef("funding", funding_id("demo-p03", next(iter(filing.fundings("demo-p03")))), "executed")
    put(filing, row, filing.value(row) - 1)
    text = whole(texts(filing, outline, "").values())
    assert "29647.37" not in text
    assert "29646.37" in text


def test_the_department_report_holds_every_project_report() -> None:
    blocks = report_document(demo("sichuan-county"), ReportKey("N1")).blocks
    inner = [one.text for one in blocks if isinstance(one, Paragraph) and one.style is TextStyle.TITLE]
    assert inner.count("项目支出绩效自评报告") == len(demo().projects)


@pytest.mark.parametrize("outline", ["N1", "N2", "N3"])
def test_attachments_stand_behind_the_signature(outline: str) -> None:
    blocks = report_document(demo(), ReportKey(outline)).blocks
    styles = [one.style for one in blocks if isinstance(one, Paragraph)]
    last_date = len(styles) - 1 - styles[::-1].index(TextStyle.DATE)
    assert styles.index(TextStyle.ATTACHMENT) > last_date
    assert not any(isinstance(one, Heading) and "附件" in one.text for one in blocks)


def test_counts_and_names_agree() -> None:
    filing = demo()
    put(filing, organisation_ref(filing.id, "offices"), "办公室\n综合股\n\n 监察股 ")
    text = texts(filing, "N2", "")["bodies-text"]
    assert "内设机构3个，包括办公室、综合股、监察股。" in text


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        (ProjectKind.PERSONNEL, "personnel-data", "人员类项目7个"),
        (ProjectKind.OPERATION, "operation-data", "运转类项目12个"),
        (ProjectKind.SPECIFIC, "specific-data", "特定目标类项目13个"),
    ],
)
def test_projects_are_told_by_class_or_said_to_be_none(kind: ProjectKind, key: str, words: str) -> None:
    filing = demo()
    assert words in texts(filing, "N2", "")[key]
    own = [FieldRef("project", one.id, "") for one in filing.projects if one.kind is kind]
    assert "本部门没有" in texts(without(filing, *own), "N2", "")[key]


def test_without_transfers_the_report_says_so() -> None:
    filing = demo()
    gone = without(filing, *(FieldRef("project", one.id, "") for one in filing.transfers))
    found = texts(gone, "N8", "")
    assert "money-transfers" not in found
    assert found["transfers-text"] == "2024年本部门没有转移支付资金项目。"


def spent(filing: Filing, executed: Decimal | None) -> Filing:
    """The department and every project with this much spent, and the indicators without actual values."""
    for project in filing.evaluations():
        for funding in filing.owned("funding", project.id):
            put(filing, FieldRef("funding", funding.id, "executed"), None)
        put(filing, FieldRef("funding", funding_id(project.id, FundSource.TOTAL), "executed"), executed)
        for row in filing.owned("indicator", project.id):
            put(filing, FieldRef("indicator", row.id, "actual"), "")
    return filing


@pytest.mark.parametrize("executed", [None, Decimal(0), Decimal(99999)], ids=["blank", "nothing", "too much"])
@pytest.mark.parametrize("outline", OUTLINES)
def test_half_filled_forms_make_no_half_sentences(outline: str, executed: Decimal | None) -> None:
    text = whole(texts(spent(bare(), executed), outline, "").values())
    assert BLANK not in text
    assert not CLUMSY.findall(text)
    assert "具体为：\n" not in f"{text}\n"
    assert "均已完成" not in text
    assert not re.search(r"结余-", text)


def test_what_was_overspent_is_not_called_left_over() -> None:
    text = whole(texts(spent(demo(), Decimal(99999)), "N2", "").values())
    assert "超出预算" in text
    assert not re.search(r"项目\d+个，全年预算数[^。]*，结余", text)
