"""Rows added, a year begun with last year's figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.accounts.gestures import (
    add_detail_line,
    add_occasion,
    add_pension_line,
    add_subject_line,
    begin_accounts,
    repeat_subjects,
    take_last_year,
)
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.gestures import name_of
from services.filing.refs import Change, FieldRef
from services.values.money import Unreadable
from tests.services.accounts.books import book, demo


def put(filing: Filing, changes: list[Change]) -> list[Change]:
    for change in changes:
        filing.put(change)
    return changes


def test_accounts_are_begun_once() -> None:
    filing = book()
    assert not ledger_of(filing).begun
    assert len(put(filing, begin_accounts(filing))) == 1
    assert ledger_of(filing).begun
    assert begin_accounts(filing) == []


def test_a_subject_is_added_once() -> None:
    filing = book()
    assert len(put(filing, add_subject_line(filing, "2080101"))) == 1
    assert add_subject_line(filing, "2080101") == []
    assert ledger_of(filing).codes == ("2080101",)


def test_a_detail_is_added_once() -> None:
    filing = book()
    put(filing, add_detail_line(filing, "2080101", "30101"))
    assert add_detail_line(filing, "2080101", "30101") == []
    assert [(row.code, row.economic) for row in ledger_of(filing).details] == [("2080101", "30101")]


def test_rows_in_order_of_adding() -> None:
    filing = book()
    for county in ("甲", "乙"):
        put(filing, add_pension_line(filing, county))
    for _ in range(2):
        put(filing, add_occasion(filing))
    assert [line.county for line in ledger_of(filing).pension_lines] == ["甲", "乙"]
    assert len({row.position for row in ledger_of(filing).occasions}) == 2


def test_last_year_is_taken_from_last_years_filing() -> None:
    filing = book()
    put(filing, take_last_year(filing, demo()))
    last = ledger_of(filing).last_year
    assert (last.total, last.appropriation, last.general) == (
        Decimal("2113.98"),
        Decimal("2113.98"),
        Decimal("2104.04"),
    )
    assert (last.closing, last.reception, last.running_cost) == (0, Decimal("0.32"), Decimal("58.70"))
    assert last.subsidy_per_payer == Decimal("24.57")


def test_taking_last_year_twice_changes_nothing() -> None:
    filing = book()
    put(filing, take_last_year(filing, demo()))
    assert [change for change in take_last_year(filing, demo()) if change.old != change.new] == []


def test_a_filing_without_accounts_gives_no_figures() -> None:
    filing = book()
    put(filing, take_last_year(filing, book()))
    assert ledger_of(filing).last_year.total is None


def test_lines_have_names() -> None:
    filing = demo()
    names = {
        ("subject_line", "2080101", "income_general"): "2080101 行政运行 · 一般公共预算财政拨款收入",
        ("economic_line", "30101", "fund_basic"): "30101 基本工资 · 政府性基金预算 · 基本支出",
        ("detail_line", "2080101.30101", "basic"): "2080101 行政运行 × 30101 基本工资 · 基本支出",
        ("carry_over", "GENERAL", "opening"): "一般公共预算 · 年初结转和结余",
        ("vehicle", "SEDAN", "kept"): "轿车 · 年末保有量",
        (
            "table_override",
            "totals.208.amount",
            "figure",
        ): "公开01表“208 八、社会保障和就业支出”行“金额”栏 · 已公开的数",
    }
    for (entity, key, field), name in names.items():
        assert name_of(filing, FieldRef(entity, f"demo-accounts:{key}", field)) == name
    assert name_of(filing, FieldRef("pension_line", "demo-county-1", "payers")).startswith("甲区 · ")


def test_last_years_subjects_are_repeated_without_figures() -> None:
    filing = book()
    put(filing, add_subject_line(filing, "2080101"))
    put(filing, repeat_subjects(filing, demo()))
    ledger = ledger_of(filing)
    assert ledger.codes == ledger_of(demo()).codes
    assert len(ledger.details) == len(ledger_of(demo()).details)
    assert (ledger.income, ledger.expenditure) == (0, 0)
    assert repeat_subjects(filing, demo()) == []


@pytest.mark.parametrize("code", ["", "20801a", "2080", "208:1", "208.1", "20801011"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(Unreadable, match="3、5 或 7 位"):
        add_subject_line(book(), code)
    with pytest.raises(Unreadable):
        add_detail_line(book(), "2080101", code)
