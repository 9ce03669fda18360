"""Every total and percentage of a published text on final accounts that reconciles is reproduced from the input grids."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.enums import AmountUnit
from services.accounts.gestures import subsidy_per_payer
from services.accounts.ledger import ledger_of
from services.accounts.policy import TableKind as K
from services.accounts.tables import tables_of
from services.values.money import format_amount, round_half_up
from services.values.numbers import format_percent
from tests.services.accounts.books import demo

FILING = demo()
LEDGER = ledger_of(FILING)
TABLES = tables_of(FILING)

CELLS: list[tuple[K | str, str, str, str]] = [
    # 一、收支总体；二、收入
    (K.TOTALS, "total_in", "amount", "2113.98"),
    (K.TOTALS, "total_out", "amount", "2113.98"),
    (K.TOTALS, "income_total", "amount", "2086.70"),
    (K.TOTALS, "opening", "amount", "27.28"),
    (K.TOTALS, "closing", "amount", "0.00"),
    (K.TOTALS, "general", "amount", "2076.76"),
    (K.TOTALS, "fund", "amount", "9.94"),
    (K.TOTALS, "other", "amount", "0.00"),
    (K.INCOME, "total", "appropriation", "2086.70"),
    (K.APPROPRIATION, "total_in", "amount", "2113.98"),
    # 三、支出
    (K.EXPENDITURE, "total", "total", "2113.98"),
    (K.EXPENDITURE, "total", "basic", "909.74"),
    (K.EXPENDITURE, "total", "project", "1204.24"),
    (K.EXPENDITURE, "208", "total", "1989.15"),
    (K.EXPENDITURE, "210", "total", "42.79"),
    (K.EXPENDITURE, "212", "total", "9.94"),
    (K.EXPENDITURE, "221", "total", "72.10"),
    # 五（三）、具体
    (K.EXPENDITURE, "2210201", "total", "72.10"),
    (K.EXPENDITURE, "2080101", "total", "498.79"),
    (K.EXPENDITURE, "2080109", "total", "59.17"),
    (K.EXPENDITURE, "2080150", "total", "185.28"),
    (K.EXPENDITURE, "2080199", "total", "130.16"),
    (K.EXPENDITURE, "2080501", "total", "26.04"),
    (K.EXPENDITURE, "2080505", "total", "57.98"),
    (K.EXPENDITURE, "2120802", "total", "9.94"),
    (K.EXPENDITURE, "2080799", "total", "1020.74"),
    (K.EXPENDITURE, "2083001", "total", "10.98"),
    (K.EXPENDITURE, "2101101", "total", "28.39"),
    (K.EXPENDITURE, "2101102", "total", "9.57"),
    (K.EXPENDITURE, "2101103", "total", "3.57"),
    (K.EXPENDITURE, "2101199", "total", "1.26"),
    # 六、基本支出
    (K.GENERAL, "total", "basic", "909.74"),
    (K.BASIC, "personnel", "amount", "851.04"),
    (K.BASIC, "public", "amount", "58.70"),
    (K.BASIC, "30101", "amount", "197.39"),
    (K.BASIC, "30102", "amount", "302.61"),
    (K.BASIC, "30103", "amount", "34.45"),
    (K.BASIC, "30107", "amount", "80.35"),
    (K.BASIC, "30108", "amount", "57.98"),
    (K.BASIC, "30110", "amount", "37.96"),
    (K.BASIC, "30111", "amount", "4.83"),
    (K.BASIC, "30112", "amount", "2.32"),
    (K.BASIC, "30113", "amount", "72.10"),
    (K.BASIC, "30199", "amount", "34.85"),
    (K.BASIC, "30301", "amount", "16.26"),
    (K.BASIC, "30305", "amount", "4.89"),
    (K.BASIC, "30309", "amount", "0.15"),
    (K.BASIC, "30399", "amount", "4.90"),
    (K.BASIC, "30201", "amount", "12.68"),
    (K.BASIC, "30202", "amount", "1.06"),
    (K.BASIC, "30207", "amount", "1.99"),
    (K.BASIC, "30211", "amount", "3.12"),
    (K.BASIC, "30213", "amount", "0.52"),
    (K.BASIC, "30216", "amount", "0.41"),
    (K.BASIC, "30217", "amount", "0.32"),
    (K.BASIC, "30226", "amount", "0.08"),
    (K.BASIC, "30227", "amount", "0.08"),
    (K.BASIC, "30228", "amount", "8.33"),
    (K.BASIC, "30229", "amount", "0.29"),
    (K.BASIC, "30239", "amount", "27.30"),
    (K.BASIC, "30299", "amount", "2.08"),
    (K.BASIC, "31002", "amount", "0.45"),
    # 七至九
    (K.THREE_PUBLIC, "amounts", "actual_total", "0.32"),
    (K.THREE_PUBLIC, "amounts", "actual_reception", "0.32"),
    (K.THREE_PUBLIC, "amounts", "budget_total", "0.32"),
    (K.FUND, "total", "income", "9.94"),
    (K.FUND, "total", "expenditure", "9.94"),
    (K.CAPITAL, "total", "expenditure", "0.00"),
    # the general budget without the fund, which the published text counted in
    (K.GENERAL, "total", "total", "2104.04"),
]


@pytest.mark.parametrize(("table", "row", "column", "stated"), CELLS)
def test_cell(table: str, row: str, column: str, stated: str) -> None:
    assert format_amount(TABLES[table].value(row, column), AmountUnit.WAN, places=2) == stated


def value(table: str, row: str, column: str) -> Decimal:
    return TABLES[table].amount(row, column)


TOTAL_IN, INCOME = value(K.TOTALS, "total_in", "amount"), value(K.TOTALS, "income_total", "amount")
SPENT = value(K.EXPENDITURE, "total", "total")
LAST = LEDGER.last_year
MATTER = LEDGER.matter
BOUGHT = sum((x or Decimal(0) for x in (MATTER.goods, MATTER.works, MATTER.services)), Decimal(0))
RECEPTION = LEDGER.three_public_figure("reception").value or Decimal(0)
COST = LEDGER.running_cost.value or Decimal(0)


def change(now: Decimal, before: Decimal | None) -> Decimal:
    return (now - (before or 0)) / (before or 1)


@pytest.mark.parametrize(
    ("ratio", "stated"),
    [
        (change(TOTAL_IN, LAST.total), "-23.48%"),
        (change(value(K.APPROPRIATION, "total_in", "amount"), LAST.appropriation), "-23.48%"),
        (value(K.TOTALS, "general", "amount") / INCOME, "99.52%"),
        (value(K.TOTALS, "fund", "amount") / INCOME, "0.48%"),
        (value(K.EXPENDITURE, "total", "basic") / SPENT, "43.03%"),
        (value(K.EXPENDITURE, "total", "project") / SPENT, "56.97%"),
        (value(K.EXPENDITURE, "212", "total") / SPENT, "0.47%"),
        (value(K.EXPENDITURE, "208", "total") / SPENT, "94.10%"),
        (value(K.EXPENDITURE, "210", "total") / SPENT, "2.02%"),
        (value(K.EXPENDITURE, "221", "total") / SPENT, "3.41%"),
        (value(K.GENERAL, "total", "total") / SPENT, "99.53%"),
        (change(RECEPTION, LAST.reception), "-13.51%"),
        (change(COST, LAST.running_cost), "-68.32%"),
        ((MATTER.small_medium or 0) / BOUGHT, "100.00%"),
        ((MATTER.micro or 0) / BOUGHT, "100.00%"),
    ],
)
def test_percentage(ratio: Decimal, stated: str) -> None:
    assert format_percent(ratio) == stated


@pytest.mark.parametrize("code", LEDGER.codes)
def test_every_subject_spent_its_budget(code: str) -> None:
    assert LEDGER.completion(code) == 1


def test_changes_on_last_year() -> None:
    stated = {
        "total": (TOTAL_IN, LAST.total, "-648.65"),
        "appropriation": (value(K.APPROPRIATION, "total_in", "amount"), LAST.appropriation, "-648.64"),
        "reception": (RECEPTION, LAST.reception, "-0.05"),
        "cost": (COST, LAST.running_cost, "-126.58"),
    }
    assert {name: str(round_half_up(now - (old or 0), 2)) for name, (now, old, _) in stated.items()} == {
        name: words for name, (_, _, words) in stated.items()
    }


def test_sums_of_the_ledger_beside_the_tables() -> None:
    amounts = [row.amount or Decimal(0) for row in LEDGER.occasions]
    assert (len(amounts), sum(amounts), sum(row.guests or 0 for row in LEDGER.occasions)) == (3, RECEPTION, 25)
    assert (LEDGER.three_public.batches, LEDGER.three_public.guests) == (3, 25)
    assert format_amount(BOUGHT, AmountUnit.WAN, places=2) == "273.98"
    assert round_half_up(COST, 2) == Decimal("58.70")
    assert LEDGER.personnel_cost + COST + value(K.EXPENDITURE, "total", "project") == SPENT


PENSION = {
    "甲区": "2200 1190 35.99 16.03 10.68 5.35 18000 19.96 15.68 4.28",
    "乙区": "2900 1972 46.10 15.43 8.01 7.42 28000 30.67 25.02 5.65",
    "丙区": "28500 7582 310.86 113.03 44.56 68.47 224500 197.83 148.64 49.19",
    "丁县": "48800 12472 566.29 212.58 94.00 118.58 314000 353.71 207.46 146.25",
    "戊县": "48500 14059 542.50 243.44 121.66 121.78 291000 299.06 183.30 115.76",
    "合计": "130900 37275 1501.74 600.51 278.91 321.60 875500 901.23 580.10 321.13",
}
"""缴费、代缴人数，预拨合计，入口合计、代缴、补贴，人次，出口合计、养老金、丧葬抚恤."""
PAID = {
    "甲区": "-2.33 0.71 5.01 1.04 5.35 10.68 15.68 4.28 3.02 11.39 20.69 5.32 40.42",
    "乙区": "-0.24 -1.48 7.36 -1.26 7.42 8.01 25.02 5.65 7.18 6.53 32.38 4.39 50.48",
    "丙区": "6.80 7.82 41.43 1.18 68.47 44.56 148.64 49.19 75.27 52.38 190.07 50.37 368.09",
    "丁县": "-23.25 8.24 24.78 5.93 118.58 94.00 207.46 146.25 95.33 102.24 232.24 152.18 581.99",
    "戊县": "7.87 7.31 24.12 7.95 121.78 121.66 183.30 115.76 129.65 128.97 207.42 123.71 589.75",
    "合计": "-11.15 22.60 102.70 14.84 321.60 278.91 580.10 321.13 310.45 301.51 682.80 335.97 1630.73",
}
"""结算、预拨、实拨各四项，实拨合计."""


@pytest.mark.parametrize(("table", "stated"), [("F08a", PENSION), ("F08b", PAID)])
def test_pension_table(table: str, stated: dict[str, str]) -> None:
    side = TABLES[table].sides[0]
    shown = {row.label: [row.figures[column.key].value for column in side.columns] for row in side.rows}
    assert shown == {county: list(map(Decimal, line.split())) for county, line in stated.items()}


def test_subsidy_per_payer() -> None:
    assert subsidy_per_payer(LEDGER) == Decimal("24.57")
