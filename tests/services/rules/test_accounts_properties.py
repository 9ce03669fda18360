"""A consistent ledger gives no finding between its tables; any one cell shown otherwise gives one that names it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.accounts import TableOverride
from models.record import Record
from services.accounts.pension_tables import ALLOCATION_KEY, BUDGET_KEY
from services.accounts.table import Table
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from services.rules.catalogue import Hit, all_rules
from services.rules.view import FilingView
from tests.services.accounts.books import ledgers
from tests.services.rules.casebook import filing, typed_over
from tests.services.rules.pension_example import counties

SCHEMES = ("sichuan-county", "national-50", "hubei-20-80")
ABOUT_AMOUNTS = {"DI24", "DI26"}
"""三公 above budget, negative balances: they are about the ledger itself, and a random one has them."""
IDENTITIES = [
    rule for rule in all_rules().values() if rule.group in {"DI", "DX", "RP"} and rule.id not in ABOUT_AMOUNTS
]


def hits(on: Filing, *, without: str = "") -> list[Hit]:
    view = FilingView(on)
    checks = [rule.on_filing for rule in IDENTITIES if rule.on_filing is not None and rule.id != without]
    return [hit for check in checks for hit in check(view)]


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=30)
@given(records=ledgers())
def test_a_consistent_ledger_has_no_finding(scheme: str, records: list[Record]) -> None:
    assert hits(filing(accounts=records, scheme=scheme)) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=80)
@given(records=ledgers(), data=st.data())
def test_any_cell_shown_otherwise_is_named(scheme: str, records: list[Record], data: st.DataObject) -> None:
    made = tables_of(filing(accounts=records, scheme=scheme))
    named_in_any_rule_but_the_one_about_overrides(scheme, records, made.published(), data)


@settings(max_examples=80)
@given(data=st.data())
def test_any_pension_cell_shown_otherwise_is_named(data: st.DataObject) -> None:
    records = counties()
    made = tables_of(filing(accounts=records))
    tables = [made[BUDGET_KEY], made[ALLOCATION_KEY]]
    named_in_any_rule_but_the_one_about_overrides("national-50", records, tables, data)


def named_in_any_rule_but_the_one_about_overrides(
    scheme: str, records: list[Record], tables: list[Table], data: st.DataObject
) -> None:
    places = [(table, row.key, column.key) for table in tables for row, column, _ in table.cells()]
    table, row, column = data.draw(st.sampled_from(places))
    step = data.draw(st.decimals("0.01", 5000, places=2)) * data.draw(st.sampled_from([1, -1]))
    override = shown(table, row, column, table.amount(row, column) + step)
    found = hits(filing(accounts=[*records, override], scheme=scheme), without="DI25")
    ref = table.ref(row, column)
    assert any(ref in hit.fields for hit in found), (table.key, row, column, step)
    assert any(table.cell_name(row, column) in " ".join(hit.values.values()) for hit in found)


def shown(table: Table, row: str, column: str, figure: Decimal) -> TableOverride:
    return typed_over(f"{table.key}.{row}.{column}", figure)
