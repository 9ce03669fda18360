"""Two filings side by side beyond their projects: organisation, final accounts, published tables, stated figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.accounts_matters import Occasion, Vehicle
from models.entities import ENTITIES
from models.enums import AmountUnit, FundNature, PublishedTable, StatementTopic, UnitNature, VehicleKind
from models.published import Statement, SummaryLine
from models.report import Organisation, Subordinate
from services.accounts.gestures import publish_figure
from services.accounts.lines import line_ref
from services.filing.compare import compare
from services.filing.compare_values import Difference
from services.filing.compare_whole import ACCOUNTS, ORGANISATION, PUBLISHED
from services.filing.filing import Filing
from services.filing.gestures import created, set_value
from services.filing.refs import Change
from services.filing.report_rows import organisation_ref
from services.forms.comparison import comparison_sheet
from tests.services.accounts.books import demo
from tests.services.filing.yearbook import yearbook

Edit = Callable[[Filing], list[Change]]


def line(entity: str, key: str, field: str, value: object) -> Edit:
    return lambda filing: set_value(filing, line_ref(filing.id, entity, key, field), value)


def fact(field: str, value: object) -> Edit:
    return lambda filing: set_value(filing, organisation_ref(filing.id, field), value)


def unit_below(name: str, row_id: str = "", **more: object) -> Edit:
    return lambda f: [
        created("subordinate", Subordinate(**({"id": row_id} if row_id else {}), filing_id=f.id, name=name, **more))
    ]


def stated(topic: StatementTopic, figure: str) -> Edit:
    row = {"topic": topic, "document": "决算文字", "figure": Decimal(figure)}
    return lambda f: [created("statement", Statement(filing_id=f.id, **row))]


def summary(amount: str) -> Edit:
    row = {"table": PublishedTable.OWN, "name": "项目1", "amount": Decimal(amount)}
    return lambda f: [created("summary_line", SummaryLine(filing_id=f.id, **row))]


def made(filing_id: str, edits: tuple[Edit, ...]) -> Filing:
    """A filing of no projects after some edits."""
    filing = yearbook(0, filing_id)
    for edit in edits:
        for change in edit(filing):
            filing.put(change)
    return filing


SUBJECT, DETAIL = "2080101", "2080101.30101"
CASES: list[tuple[str, tuple[Edit, ...], tuple[Edit, ...], list[Difference]]] = [
    (
        "an amount of a subject",
        (line("subject_line", SUBJECT, "general_basic", Decimal(100)),),
        (line("subject_line", SUBJECT, "general_basic", Decimal("120.5")),),
        [Difference("（功能科目决算）", "2080101 行政运行", "一般公共预算 · 基本支出", "100", "120.5", "+20.5")],
    ),
    (
        "a subject that is new shows its amounts",
        (),
        (line("subject_line", SUBJECT, "income_general", Decimal(7)),),
        [Difference("（功能科目决算）", "2080101 行政运行", "一般公共预算财政拨款收入", "", "7")],
    ),
    (
        "an economic subject that is gone",
        (line("economic_line", "30101", "general_basic", Decimal(3)),),
        (),
        [Difference("（经济科目决算）", "30101 基本工资", "一般公共预算 · 基本支出", "3", "")],
    ),
    (
        "a detail",
        (line("detail_line", DETAIL, "basic", Decimal(1)),),
        (line("detail_line", DETAIL, "basic", Decimal(2)),),
        [Difference("（功能科目经济明细）", "2080101 行政运行 × 30101 基本工资", "基本支出", "1", "2", "+1")],
    ),
    (
        "carry-over of a fund",
        (line("carry_over", "GENERAL", "opening", Decimal(5)),),
        (line("carry_over", "GENERAL", "opening", Decimal(4)),),
        [Difference("（结转和结余）", FundNature.GENERAL.value, "年初结转和结余", "5", "4", "-1")],
    ),
    (
        "三公: an amount and a count",
        (line("three_public", "ONE", "reception", Decimal(2)), line("three_public", "ONE", "guests", 30)),
        (line("three_public", "ONE", "reception", Decimal(3)), line("three_public", "ONE", "guests", 25)),
        [
            Difference("（“三公”经费）", "", "公务接待费决算数", "2", "3", "+1"),
            Difference("（“三公”经费）", "", "国内公务接待人次", "30", "25", "-5"),
        ],
    ),
    (
        "vehicles by type",
        (),
        (lambda f: [created("vehicle", Vehicle(filing_id=f.id, kind=VehicleKind.SEDAN, kept=2))],),
        [Difference("（公务用车）", VehicleKind.SEDAN.value, "年末保有量", "", "2")],
    ),
    (
        "a matter and a figure of last year",
        (line("matter", "ONE", "goods", Decimal(1)), line("last_year", "ONE", "total", Decimal(9))),
        (line("matter", "ONE", "goods", Decimal(2)), line("last_year", "ONE", "total", Decimal(8))),
        [
            Difference("（决算其他事项）", "", "政府采购货物支出", "1", "2", "+1"),
            Difference("（上年决算数）", "", "上年收、支总计", "9", "8", "-1"),
        ],
    ),
    (
        "a reception is known by its name",
        (lambda f: [created("occasion", Occasion(filing_id=f.id, name="省厅调研", amount=Decimal("0.2")))],),
        (lambda f: [created("occasion", Occasion(filing_id=f.id, name="省厅调研", amount=Decimal("0.3")))],),
        [Difference("（公务接待事项）", "省厅调研", "金额", "0.2", "0.3", "+0.1")],
    ),
    (
        "a figure published over a derived one",
        (),
        (lambda f: publish_figure(f, "totals", "total_in", "amount", Decimal(50)),),
        [Difference("（决算表改数）", "公开01表“总计”行“金额”栏", "已公开的数", "", "50")],
    ),
    (
        "people of the organisation",
        (fact("staff_admin", 20),),
        (fact("staff_admin", 22), fact("offices", "办公室")),
        [
            Difference("（机构和人员）", "", "内设机构", "", "办公室"),
            Difference("（机构和人员）", "", "在职行政人员", "20", "22", "+2"),
        ],
    ),
    (
        "a unit below that is new",
        (),
        (unit_below("县就业局", staff=8),),
        [
            Difference("（下属预算单位）", "县就业局", "单位名称", "", "县就业局"),
            Difference("（下属预算单位）", "县就业局", "单位性质", "", UnitNature.INSTITUTION.value),
            Difference("（下属预算单位）", "县就业局", "在职人数", "", "8"),
        ],
    ),
    (
        "a unit below that was renamed",
        (unit_below("县就业局", "s1"),),
        (unit_below("县就业中心", "s1"),),
        [Difference("（下属预算单位）", "县就业中心", "单位名称", "县就业局", "县就业中心")],
    ),
    (
        "a line of a published table",
        (summary("10"),),
        (summary("12"),),
        [Difference("（汇总表行）", "项目自评结果汇总表　项目1", "金额", "10", "12", "+2")],
    ),
    (
        "a stated count is plain",
        (stated(StatementTopic.PROJECT_COUNT, "17"),),
        (stated(StatementTopic.PROJECT_COUNT, "16"),),
        [Difference("（文中数字）", "决算文字 · 项目总数", "数字", "17", "16", "-1")],
    ),
    (
        "a stated rate is a percentage",
        (stated(StatementTopic.EXCELLENT_RATE, "0.9"),),
        (stated(StatementTopic.EXCELLENT_RATE, "1"),),
        [
            Difference(
                "（文中数字）",
                f"决算文字 · {StatementTopic.EXCELLENT_RATE.value}",
                "数字",
                "90%",
                "100%",
                "+10 个百分点",
            )
        ],
    ),
]


@pytest.mark.parametrize("years", [True, False], ids=["years", "drafts"])
@pytest.mark.parametrize(("name", "before", "after", "rows"), CASES, ids=[case[0] for case in CASES])
def test_what_differs(
    name: str, before: tuple[Edit, ...], after: tuple[Edit, ...], rows: list[Difference], years: bool
) -> None:
    old, new = made("f", before), made("g" if years else "f", after)
    assert list(compare(old, new).rows) == rows, name


@pytest.mark.parametrize(("name", "before", "after", "rows"), CASES, ids=[case[0] for case in CASES])
def test_every_difference_is_a_row_of_the_sheet(
    name: str, before: tuple[Edit, ...], after: tuple[Edit, ...], rows: list[Difference]
) -> None:
    """The last column is a number for Excel or text in percentage points."""
    texts = [cell.text for cell in comparison_sheet(compare(made("f", before), made("f", after))).cells]
    assert all(text in texts for row in rows for text in (row.project, row.indicator, row.title)), name


def test_every_entity_of_a_filing_is_compared_somewhere() -> None:
    compared = {*ORGANISATION, *ACCOUNTS, *PUBLISHED, "project", "passage"}
    told_elsewhere = {"explanation", "report"}  # answers to warnings; which reports are written and their dates
    below = {name for name, entity in ENTITIES.items() if entity.owner == "filing_id"}
    assert below == compared | told_elsewhere


def test_amounts_of_the_accounts_are_in_the_unit_of_the_newer_filing() -> None:
    old = made("f", (line("subject_line", SUBJECT, "operating", Decimal(1)),))
    new = made("f", (line("subject_line", SUBJECT, "operating", Decimal("1.5")),))
    new.head.amount_unit = AmountUnit.YUAN
    (row,) = compare(old, new).rows
    assert (row.old, row.new, row.difference) == ("10000", "15000", "+5000")


def test_the_demonstration_does_not_differ_from_itself() -> None:
    assert compare(demo(), demo()).rows == ()


@given(st.permutations(range(4)))
def test_the_order_of_rows_says_nothing(order: list[int]) -> None:
    edits = [unit_below(f"单位{number}", staff=number) for number in range(4)]
    assert compare(made("f", tuple(edits)), made("g", tuple(edits[n] for n in order))).rows == ()


def test_an_organisation_of_defaults_says_nothing() -> None:
    empty: Edit = lambda f: [created("organisation", Organisation(id=f"{f.id}:ONE", filing_id=f.id))]  # noqa: E731
    assert compare(made("f", ()), made("g", (empty,))).rows == ()
