"""Rules DX22–DX24: the final accounts against last year's, against those of the subordinate units, and empty tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.enums import Severity
from services.accounts.lines import ONLY, line_ref
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.table import Table
from services.accounts.tables import FinalTables, tables_of
from services.accounts.total_tables import AMOUNT
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.rules.accounts_identities import (
    BASIS,
    EQUAL,
    REMEDY,
    Term,
    begun,
    cell,
    compared,
    reads_of,
    reads_of_tables,
    stored,
)
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView, sum_tolerance
from services.values.money import plain

K = TableKind
_TRANSFERS = ("income_superior", "income_affiliated", "to_superior", "to_affiliated")
"""Money that moves between a department's units (内部往来)."""
_WITH_TRANSFERS = frozenset({K.TOTALS, K.INCOME, K.EXPENDITURE})
"""Tables that hold it: where there is any, their sums over the units need not hold."""


@filing_rule(
    "DX22",
    Severity.ERROR,
    "年初结转与上年年末结转不等",
    reads=reads_of_tables([K.TOTALS]) | reads_of("last_year"),
    text=EQUAL,
    remedy="核对上年决算的年末结转和结余；有追溯调整的写明依据",
    basis=BASIS,
)
def opening_is_last_closing(view: FilingView) -> Iterator[Hit]:
    """Opening of the year = closing of the year before."""
    tables = tables_of(view.filing)
    closing = tables.ledger.last_year.closing
    if closing is None or not begun(tables, K.TOTALS):
        return
    ref = line_ref(view.filing.id, "last_year", ONLY, "closing")
    left = cell(tables[K.TOTALS], "opening", AMOUNT)
    right = stored("上年年末结转和结余", ref, closing)
    hit = compared(tables.ledger, left, [right], inputs=[ref])
    if hit is not None:
        yield hit


@filing_rule(
    "DX23",
    Severity.ERROR,
    "部门汇总与各单位合计不等",
    reads=reads_of_tables(K),
    text=EQUAL,
    remedy="核对汇入的单位是否齐全、内部往来是否扣除",
    basis=BASIS,
)
def units_add_up(view: FilingView) -> Iterator[Hit]:
    """Every cell of a department's tables is the sum of its units', money moved between them left out."""
    units = [tables_of(unit) for unit in view.filing.subordinates]
    tables = tables_of(view.filing)
    if not units or tables.ledger.empty:
        return
    moved = any(unit.ledger.amount("", *_TRANSFERS) for unit in units)
    for table in tables.published():
        if moved and table.key in _WITH_TRANSFERS:
            continue
        yield from _summed(tables, table, [unit[table.key] for unit in units])


def _summed(tables: FinalTables, table: Table, units: Sequence[Table]) -> Iterator[Hit]:
    keys = {(row.key, column.key) for one in (table, *units) for row, column, _ in one.cells() if row.key}
    for row, column in sorted(keys):
        total = sum((unit.amount(row, column) for unit in units), ZERO)
        if abs(table.amount(row, column) - total) <= sum_tolerance(len(units)):
            continue
        right = Term(f"{len(units)} 个单位合计", table.ref(row, column), Figure(None, total))
        hit = compared(tables.ledger, cell(table, row, column), [right])
        if hit is not None:
            yield hit


@filing_rule(
    "DX24",
    Severity.WARNING,
    "基金表有无数据与收支不符",
    reads=reads_of_tables([K.TOTALS, K.APPROPRIATION, K.FUND]),
    text="{left}＝{x}，而{right}{y}",
    remedy=REMEDY,
    basis=BASIS,
)
def fund_table_filled(view: FilingView) -> Iterator[Hit]:
    """Income or expenditure from 政府性基金 and its table are both there or both not."""
    tables = tables_of(view.filing)
    if not all(begun(tables, kind) for kind in (K.TOTALS, K.APPROPRIATION, K.FUND)):
        return
    fund = tables[K.FUND]
    known = [cell(tables[K.TOTALS], "fund", AMOUNT), cell(tables[K.APPROPRIATION], "expenditure_total", "fund")]
    used = [term for term in known if term.value]
    opening = tables[K.APPROPRIATION].amount("opening_fund", AMOUNT)
    if used and fund.is_empty:
        yield _filled(used[0], fund, "没有数据", (used[0].ref, fund.ref("total", "income")))
    elif not used and not opening and not fund.is_empty:
        yield _filled(known[0], fund, "有数据，应为空表并加注", (known[0].ref, _first(fund)))


def _filled(term: Term, fund: Table, words: str, refs: tuple[FieldRef, ...]) -> Hit:
    values = {"left": term.name, "x": plain(term.value or Decimal(0)), "right": fund.short, "y": words}
    return Hit(refs, values)


def _first(table: Table) -> FieldRef:
    """The first cell with a figure."""
    return next(table.ref(row.key, column.key) for row, column, figure in table.cells() if figure.value)
