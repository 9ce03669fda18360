"""Rules DI01–DI23 and DX01–DX26 that are identities between cells: one cell of the demonstration shown otherwise."""

from __future__ import annotations

import pytest

from models.enums import AmountUnit, Severity
from services.accounts.lines import override_ref
from services.rules.accounts_identities import formula
from tests.services.rules.casebook import Case, case, filing, findings
from tests.services.rules.published_accounts import DEMO, changed, shown

CELLS = {
    "DI01": "totals.general.amount",
    "DI02": "totals.208.amount",
    "DI03": "totals.opening.amount",
    "DI04": "totals.closing.amount",
    "DI05": "totals.total_out.amount",
    "DI06": "income.2080101.appropriation",
    "DI07": "income.20801.total",
    "DI08": "expenditure.2080101.basic",
    "DI09": "expenditure.20801.total",
    "DI10": "appropriation.opening_general.amount",
    "DI11": "appropriation.208.general",
    "DI12": "appropriation.221.fund",
    "DI13": "appropriation.total_in.amount",
    "DI14": "appropriation.fund.amount",
    "DI15": "economic.30101.general",
    "DI16": "economic.301.total",
    "DI17": "general.2080101.basic",
    "DI18": "detail.2080101.30101",
    "DI19": "basic.30101.amount",
    "DI20": "fund.2120802.income",
    "DI21": "capital.total.opening",
    "DI22": "capital_expenditure.total.basic",
    "DI23": "three_public.amounts.actual_reception",
    "DX01": "income.total.total",
    "DX02": "totals.fund.amount",
    "DX03": "totals.other.amount",
    "DX04": "expenditure.total.total",
    "DX05": "totals.208.amount",
    "DX06": "appropriation.fund.amount",
    "DX07": "appropriation.income_total.amount",
    "DX08": "general.208.total",
    "DX09": "fund.total.expenditure",
    "DX10": "capital.total.expenditure",
    "DX11": "fund.total.closing",
    "DX12": "capital.total.closing",
    "DX13": "economic.total.total",
    "DX14": "economic.total.general_basic",
    "DX15": "detail.2080101.total",
    "DX16": "detail.total.30201",
    "DX17": "basic.personnel.amount",
    "DX18": "project.total.total",
    "DX19": "capital.total.expenditure",
    "DX20": "three_public.amounts.actual_reception",
    "DX21": "general.2080101.total",
    "DX26": "general.2080101.total",
}
"""A cell that each rule compares."""


@pytest.mark.parametrize(("rule", "cell"), CELLS.items(), ids=CELLS)
def test_a_changed_cell_is_found_and_named(rule: str, cell: str) -> None:
    on = changed(cell, "1")
    found = findings(rule, on)
    assert found
    for finding in found:
        assert override_ref(DEMO, *cell.split(".")) in finding.hit.fields
        assert finding.severity is (Severity.WARNING if rule == "DX20" else Severity.ERROR)
        assert "按底表应为" in finding.message
        assert "{" not in finding.message


@pytest.mark.parametrize(("rule", "cell"), CELLS.items(), ids=CELLS)
def test_a_cent_is_a_rounding_difference(rule: str, cell: str) -> None:
    found = findings(rule, changed(cell, "0.01"))
    assert found
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert all("四舍五入尾差" in finding.message for finding in found)


@pytest.mark.parametrize(("rule", "cell"), CELLS.items(), ids=CELLS)
@pytest.mark.parametrize("step", ["0", "0.005", "-0.005"])
def test_half_a_cent_is_no_difference(rule: str, cell: str, step: str) -> None:
    assert findings(rule, changed(cell, step)) == []


@pytest.mark.parametrize("rule", CELLS)
def test_nothing_typed_is_no_finding(rule: str) -> None:
    assert findings(rule, filing(scheme="sichuan-county")) == []


def test_a_cent_is_an_error_where_amounts_are_in_yuan() -> None:
    on = changed("income.total.total", "0.01")
    on.head.amount_unit = AmountUnit.YUAN
    assert {finding.severity for finding in findings("DX01", on)} == {Severity.ERROR}


def test_more_tables_than_the_set_has_are_not_asked_for() -> None:
    on = changed("economic.total.total", "5", scheme="national-50")
    assert [rule for rule in CELLS if findings(rule, on)] == []


PUBLISHED = [
    case("DI01", "failing", shown({"totals.other.amount": 1}), says=("公开01表", "八、其他收入", "2086.7", "2087.7")),
    case("DI05", "passing", shown({"totals.total_in.amount": "2113.98", "totals.total_out.amount": "2113.98"})),
    case("DI06", "failing", shown({"income.total.total": 100}), says=("公开02表", "合计", "100", "2086.7")),
    case("DI08", "failing", shown({"expenditure.total.total": "2113.92"}), says=("2113.92", "2113.98", "-0.06")),
    case(
        "DI09",
        "failing",
        shown({"expenditure.20801.project": "999"}),
        each=[("公开03表", "下级"), ("20801 人力资源和社会保障管理事务", "999", "录入")],
    ),
    case(
        "DI19",
        "failing",
        shown({"basic.30311.amount": "57.60"}),
        says=("公开08表“303 对个人和家庭的补助”", "30311", "57.6", "按底表应为 0"),
    ),
    case("DI20", "failing", shown({"fund.2120802.closing": "9.94"}), says=("2120802", "年末", "9.94", "0")),
    case(
        "DI23",
        "failing",
        shown({"three_public.amounts.actual_total": "9.41"}),
        says=("公开13表", "9.41", "0.32", "9.09"),
    ),
    case(
        "DX02",
        "failing",
        shown({"income.total.appropriation": "2076.76"}),
        says=("公开02表“合计”行“财政拨款收入”栏＝2076.76", "公开01表", "2086.7", "-9.94"),
    ),
    case(
        "DX08",
        "failing",
        shown({"appropriation.expenditure_total.general": "2113.98"}),
        says=("公开04表", "2113.98", "公开06表", "2104.04", "9.94"),
    ),
    case(
        "DX17",
        "failing",
        shown({"basic.personnel.amount": "908.64"}),
        says=("公开06表", "909.74", "人员经费合计", "公用经费合计", "967.34", "-57.6"),
    ),
    case(
        "DX20",
        "failing",
        shown({"three_public.amounts.actual_reception": "9.41"}),
        says=("公开13表", "公务接待费", "9.41", "30217 公务接待费", "0.32"),
    ),
]


@pytest.mark.parametrize("one", PUBLISHED)
def test_figures_as_published(one: Case) -> None:
    one.check()


def test_rows_moved_up_are_found_row_by_row() -> None:
    """P24: amounts of 公开06表 moved up by one row."""
    on = shown({"general.2080101.total": "59.17", "general.2080109.total": "185.28"})
    messages = [finding.message for finding in findings("DX26", on)]
    assert len(messages) == 2
    assert all("疑似错行" in message for message in messages)
    assert "2080101" in messages[0]
    assert "59.17" in messages[0]


def test_other_money_lets_the_general_budget_stay_below() -> None:
    """With other income a subject's expenditure may be larger than that from 财政拨款, but not smaller."""
    below = shown({"totals.other.amount": 5, "general.2080101.total": "0"})
    assert findings("DX26", below) == []
    assert findings("DX26", shown({"totals.other.amount": 5, "general.2080101.total": "9999"}))


@pytest.mark.parametrize(("figure", "count"), [("0.32", 0), ("0.31", 1), ("0.30", 1)])
def test_basic_reception_within_the_final_amount(figure: str, count: int) -> None:
    """DX25 stands in for DX20 in sets without 公开05表 (P22: 30217 8.31 > 0.30)."""
    cells = {"three_public.amounts.actual_reception": figure, "three_public.amounts.actual_total": figure}
    found = findings("DX25", shown(cells, scheme="national-50"))
    assert len(found) == count
    assert findings("DX25", shown(cells)) == []


@pytest.mark.parametrize("text", ["", "totals.a.b", "totals.a.b = ", "a.b = c.d", "fund.{row}.x = fund.{code}.y"])
def test_a_formula_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formula(text)
