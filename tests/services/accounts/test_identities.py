"""The arithmetic within and between the tables (checks DI and DX) holds for every consistent ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from models.record import Record
from services.accounts.policy import TableKind as K
from services.accounts.table import Table
from services.accounts.tables import FinalTables, tables_of
from tests.services.accounts.books import demo, ledgers, tables

SCHEMES = ("sichuan-county", "national-50", "hubei-20-80")
ROLLED = (K.INCOME, K.EXPENDITURE, K.ECONOMIC, K.GENERAL, K.DETAIL, K.PROJECT, K.FUND, K.CAPITAL, K.CAPITAL_EXPENDITURE)
FUND_KEYS = ("general", "fund", "capital")


def sums(table: Table, row: str, *columns: str) -> Decimal:
    return sum((table.amount(row, column) for column in columns), Decimal(0))


def within(t: FinalTables) -> None:
    """DI01–DI23."""
    totals = t[K.TOTALS]
    left, right = totals.sides

    def amount(row: str) -> Decimal:
        return totals.amount(row, "amount")

    assert amount("income_total") == sum(amount(row.key) for row in left.rows[:8])
    assert amount("expenditure_total") == sum(amount(row.key) for row in right.rows if row.code)
    assert amount("total_in") == amount("income_total") + amount("used_surplus") + amount("opening")
    assert amount("total_out") == amount("expenditure_total") + amount("distributed") + amount("closing")
    assert amount("total_in") == amount("total_out")
    for kind in ROLLED:
        rolls_up(t[kind])
    across(t)
    appropriation(t[K.APPROPRIATION])
    basic(t[K.BASIC])
    three_public(t[K.THREE_PUBLIC])


def rolls_up(table: Table) -> None:
    """类 = Σ款, 款 = Σ项, 合计 = Σ类, in every column."""
    for key, row in table.rows.items():
        below = table.below(key)
        for column in table.columns if below else ():
            assert row.figures[column].value == sum(table.amount(other.key, column) for other in below)


def across(t: FinalTables) -> None:
    sources = ("appropriation", "superior", "business", "operating", "affiliated", "other")
    for row in t[K.INCOME].rows:
        assert t[K.INCOME].amount(row, "total") == sums(t[K.INCOME], row, *sources)
    for row in t[K.EXPENDITURE].rows:
        kinds = ("basic", "project", "superior", "operating", "affiliated")
        assert t[K.EXPENDITURE].amount(row, "total") == sums(t[K.EXPENDITURE], row, *kinds)
    economic = t[K.ECONOMIC]
    for row in economic.rows:
        assert economic.amount(row, "total") == sums(economic, row, *FUND_KEYS)
        for fund in FUND_KEYS:
            assert economic.amount(row, fund) == sums(economic, row, f"{fund}_basic", f"{fund}_project")
    for kind in (K.GENERAL, K.CAPITAL_EXPENDITURE):
        for row in t[kind].rows:
            assert t[kind].amount(row, "total") == sums(t[kind], row, "basic", "project")
    detail = t[K.DETAIL]
    classes = [key for key in detail.columns if len(key) == 3]
    for row in detail.rows:
        assert detail.amount(row, "total") == sums(detail, row, *classes)
        for cls in classes:
            items = [key for key in detail.columns if key.startswith(cls) and key != cls]
            assert detail.amount(row, cls) == sums(detail, row, *items)
    for kind in (K.FUND, K.CAPITAL):
        for row in t[kind].rows:
            parts = sums(t[kind], row, "opening", "income") - t[kind].amount(row, "expenditure")
            assert t[kind].amount(row, "closing") == parts
            if "basic" in t[kind].columns:
                assert t[kind].amount(row, "expenditure") == sums(t[kind], row, "basic", "project")


def appropriation(table: Table) -> None:
    columns = ("total", *FUND_KEYS)
    income = [table.amount(key, "amount") for key in FUND_KEYS]
    opening = [table.amount(f"opening_{key}", "amount") for key in FUND_KEYS]
    assert table.amount("income_total", "amount") == sum(income)
    assert table.amount("opening", "amount") == sum(opening)
    assert table.amount("total_in", "amount") == sum(income) + sum(opening) == table.amount("total_out", "total")
    for row in [row for row in table.sides[1].rows if row.key]:
        assert table.amount(row.key, "total") == sums(table, row.key, *FUND_KEYS)
    classes = [row.key for row in table.sides[1].rows if row.code]
    for column in columns:
        assert table.amount("expenditure_total", column) == sum(table.amount(row, column) for row in classes)
        parts = table.amount("expenditure_total", column) + table.amount("closing", column)
        assert table.amount("total_out", column) == parts
    for fund, came, began in zip(FUND_KEYS, income, opening, strict=True):
        assert table.amount("total_out", fund) == came + began


def basic(table: Table) -> None:
    classes = {row.code: table.amount(row.key, "amount") for row in table.rows.values() if row.level == 1}
    for cls, value in classes.items():
        items = [row.key for row in table.rows.values() if row.level == 2 and row.code.startswith(cls)]
        assert value == sum(table.amount(item, "amount") for item in items)
    personnel = classes["301"] + classes["303"]
    assert table.amount("personnel", "amount") == personnel
    assert table.amount("public", "amount") == sum(classes.values()) - personnel


def three_public(table: Table) -> None:
    for side in ("budget", "actual"):

        def value(item: str, side: str = side) -> Decimal:
            return table.amount("amounts", f"{side}_{item}")

        assert value("vehicles") == value("purchase") + value("running")
        assert value("total") == value("abroad") + value("vehicles") + value("reception")


def between(t: FinalTables) -> None:
    """DX01–DX21, DX26."""
    totals, income, spent, four = t[K.TOTALS], t[K.INCOME], t[K.EXPENDITURE], t[K.APPROPRIATION]
    general, economic, detail = t[K.GENERAL], t[K.ECONOMIC], t[K.DETAIL]
    assert income.amount("total", "total") == totals.amount("income_total", "amount")
    assert income.amount("total", "appropriation") == sum(totals.amount(key, "amount") for key in FUND_KEYS)
    for key in ("superior", "business", "operating", "affiliated", "other"):
        assert income.amount("total", key) == totals.amount(key, "amount")
    assert spent.amount("total", "total") == totals.amount("expenditure_total", "amount")
    for row in totals.sides[1].rows:
        if row.code:
            assert spent.amount(row.code, "total") == totals.amount(row.key, "amount")
            assert general.amount(row.code, "total") == four.amount(row.key, "general")
            assert t[K.FUND].amount(row.code, "expenditure") == four.amount(row.key, "fund")
    for key in FUND_KEYS:
        assert four.amount(key, "amount") == totals.amount(key, "amount")
    assert four.amount("income_total", "amount") == income.amount("total", "appropriation")
    for kind, key in ((K.FUND, "fund"), (K.CAPITAL, "capital")):
        assert four.amount("expenditure_total", key) == t[kind].amount("total", "expenditure")
        assert four.amount(f"opening_{key}", "amount") == t[kind].amount("total", "opening")
        assert four.amount(key, "amount") == t[kind].amount("total", "income")
        assert four.amount("closing", key) == t[kind].amount("total", "closing")
    assert four.amount("expenditure_total", "capital") == t[K.CAPITAL_EXPENDITURE].amount("total", "total")
    for key, of in (("total", "total"), ("general", "general"), ("fund", "fund"), ("capital", "capital")):
        assert economic.amount("total", key) == four.amount("expenditure_total", of)
    assert economic.amount("total", "general_basic") == general.amount("total", "basic")
    assert economic.amount("total", "general_project") == general.amount("total", "project")
    for row in general.rows:
        assert detail.amount(row, "total") == general.amount(row, "total")
        assert t[K.PROJECT].amount(row, "total") == general.amount(row, "project")
        others = t[K.FUND].amount(row, "expenditure") + t[K.CAPITAL_EXPENDITURE].amount(row, "total")
        assert general.amount(row, "total") <= spent.amount(row, "total") - others
    for column in [key for key in detail.columns if len(key) == 5]:
        assert detail.amount("total", column) == economic.amount(column, "general")
    basic_table, three = t[K.BASIC], t[K.THREE_PUBLIC]
    both = basic_table.amount("personnel", "amount") + basic_table.amount("public", "amount")
    assert both == general.amount("total", "basic")
    for row in [row for row in basic_table.rows.values() if row.level == 2]:
        assert basic_table.amount(row.key, "amount") == economic.amount(row.code, "general_basic")
    for item, codes in (
        ("abroad", ["30212"]),
        ("reception", ["30217"]),
        ("running", ["30231"]),
        ("purchase", ["30913", "31013"]),
    ):
        assert three.amount("amounts", f"actual_{item}") == sum(economic.amount(code, "total") for code in codes)


@pytest.mark.parametrize("scheme", SCHEMES)
@given(records=ledgers())
def test_a_consistent_ledger_gives_consistent_tables(scheme: str, records: list[Record]) -> None:
    made = tables(records, scheme)
    within(made)
    between(made)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_demonstration_is_consistent(scheme: str) -> None:
    made = tables_of(demo(scheme))
    within(made)
    between(made)


@given(records=ledgers())
def test_line_and_column_numbers_run_without_a_gap(records: list[Record]) -> None:
    made = tables(records)
    for key in (K.TOTALS, K.APPROPRIATION):
        lines = [row.number for side in made[key].sides for row in side.rows]
        assert lines == [str(number) for number in range(1, len(lines) + 1)]
    for table in made.published():
        numbers = [column.number for side in table.sides for column in side.columns]
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
