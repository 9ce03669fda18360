"""Rules DI24–DI26 and DX22–DX24: 三公 above budget, sums typed over, negatives, last year, units, empty tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.accounts import CarryOver
from models.accounts_matters import LastYear, ThreePublic
from models.enums import FundNature, Severity
from models.record import Record
from services.accounts.lines import line_ref, override_ref
from services.filing.filing import Filing
from tests.services.accounts.books import carried, economic, only, subject
from tests.services.rules.casebook import Case, case, filing, findings, missing_kinds, typed_over
from tests.services.rules.published_accounts import changed, shown


def book(*records: Record) -> Filing:
    """A filing with these lines, in the tables of Sichuan."""
    return filing(accounts=records, scheme="sichuan-county")


def three(**amounts: Any) -> Filing:
    return book(only(ThreePublic, **amounts))


def opening(last: str) -> Filing:
    """27.28 carried over, and what last year's accounts say."""
    carry = carried(FundNature.GENERAL, opening="27.28")
    return book(subject("2080101", general_basic=1), carry, only(LastYear, closing=last))


def department(basic: str) -> Filing:
    """A department with two units of 10 and 20."""
    whole = book(subject("2080101", income_general=basic, general_basic=basic))
    whole.subordinates = [book(subject("2080101", income_general=x, general_basic=x)) for x in (10, 20)]
    return whole


LINE = subject("2120802", income_fund="9.94", fund_project="9.94")
CASES = [
    case("DI24", "passing", three(reception="9.41", reception_budget="14.8")),
    case(
        "DI24",
        "failing",
        three(running=15, running_budget="14.8"),
        each=[
            ("“三公”经费合计决算数 15", "全年预算数 14.8", "超 0.2"),
            ("公务用车购置及运行维护费", "15"),
            ("公务用车运行维护费", "15"),
        ],
    ),
    case("DI24", "boundary", three(reception="14.8", reception_budget="14.8")),
    case("DI24", "blank", three(reception="9.41")),
    case("DI25", "passing", shown({"income.20801.total": "873.40"})),
    case(
        "DI25",
        "failing",
        shown({"expenditure.20801.total": 20801}),
        says=("公开03表", "20801", "录入为 20801", "按底表应为"),
    ),
    case("DI25", "boundary", changed("expenditure.20801.total", "0.005")),
    case("DI25", "blank", shown()),
    case("DI26", "passing", book(subject("2080101", general_basic=0))),
    case("DI26", "failing", book(subject("2080101", income_other="-0.5", other_project="-0.5")), each=[("-0.5",)] * 2),
    case("DI26", "boundary", book(subject("2080101", income_general="0.01", general_basic="0.01"))),
    case("DI26", "blank", book()),
    case("DX22", "passing", opening("27.28")),
    case("DX22", "failing", opening("27.82"), says=("公开01表", "27.28", "上年年末结转和结余", "27.82", "-0.54")),
    case("DX22", "boundary", opening("27.285")),
    case("DX22", "blank", book(subject("2080101", general_basic=1), carried(FundNature.GENERAL, opening="27.28"))),
    case("DX23", "passing", department("30")),
    case("DX23", "boundary", department("30.02")),
    case("DX23", "blank", book(subject("2080101", general_basic=30))),
    case("DX24", "passing", book(LINE)),
    case(
        "DX24",
        "failing",
        book(
            LINE,
            *(
                typed_over(f"fund.{row}.{column}", 0)
                for row in ("total", "212", "21208", "2120802")
                for column in ("income", "expenditure", "project")
            ),
        ),
        says=("公开01表", "9.94", "公开10表没有数据"),
    ),
    case(
        "DX24",
        "boundary",
        book(subject("2080101", general_basic=1), typed_over("fund.total.income", "9.94")),
        says=("公开01表", "公开10表有数据，应为空表并加注"),
    ),
    case("DX24", "blank", book()),
]


@pytest.mark.parametrize("one", CASES)
def test_each_rule(one: Case) -> None:
    one.check()


def test_a_department_short_of_its_units() -> None:
    """Seven units' sum 0.3 less: every cell concerned is told."""
    case("DX23", "failing", department("29.7"))
    found = findings("DX23", department("29.7"))
    assert "公开01表“一、一般公共预算财政拨款收入”行“金额”栏＝29.7，应等于2 个单位合计＝30（差 -0.3）" in {
        finding.message for finding in found
    }
    assert {finding.severity for finding in found} == {Severity.ERROR}


def test_money_between_the_units_is_left_out() -> None:
    whole = department("29.7")
    unit = book(subject("2080101", income_general=20, general_basic=20, income_superior=5))
    whole.subordinates = [whole.subordinates[0], unit]
    assert all("公开02表" not in finding.message for finding in findings("DX23", whole))


def test_a_figure_typed_over_a_lowest_row_warns_until_it_is_explained() -> None:
    cell = "income.2080101.other"
    line = subject("2080101", income_other=5)
    found = findings("DI25", book(line, typed_over(cell, 6)))
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert "请写明差异" in found[0].message
    assert findings("DI25", book(line, typed_over(cell, 6, note="财政系统打印数"))) == []


def test_a_note_does_not_mend_a_sum() -> None:
    line = subject("2080101", income_other=5)
    found = findings("DI25", book(line, typed_over("income.208.other", 6, note="财政系统打印数")))
    assert [finding.severity for finding in found] == [Severity.ERROR]


def test_a_fund_that_ends_below_nothing_is_told() -> None:
    found = findings("DI26", book(LINE, subject("2120803", fund_project=3)))
    assert ["政府性基金预算年末结转和结余（算得）＝-3" in finding.message for finding in found] == [True]


@pytest.mark.parametrize(
    ("rule", "records", "wanted"),
    [
        (
            "DI14",
            [LINE, CarryOver(id="f:FUND", filing_id="f", fund=FundNature.FUND, closing=Decimal("9.94"))],
            line_ref("f", "carry_over", "FUND", "closing"),
        ),
        (
            "DX11",
            [LINE, CarryOver(id="f:FUND", filing_id="f", fund=FundNature.FUND, opening=Decimal("9.94"))],
            line_ref("f", "carry_over", "FUND", "opening"),
        ),
        (
            "DX20",
            [economic("30217", general_basic="9.14"), only(ThreePublic, reception="9.41")],
            line_ref("f", "three_public", "ONE", "reception"),
        ),
        (
            "DX13",
            [subject("2080101", general_basic=10), economic("30101", general_basic=9)],
            override_ref("f", "economic", "total", "total"),
        ),
    ],
)
def test_inputs_that_contradict_each_other_are_marked(rule: str, records: list[Record], wanted: object) -> None:
    found = findings(rule, book(*records))
    assert found
    assert found[0].ref == wanted


def test_no_rule_about_figures_lacks_a_case() -> None:
    own = ("DI24", "DI25", "DI26", "DX22", "DX24")
    assert [missing for missing in missing_kinds("D") if missing.startswith(own)] == []
