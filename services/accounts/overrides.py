"""Figures published elsewhere, put over the cells of a derived table; the derived figure stays visible beside them.

Nothing else changes with them: totals stay as derived, so that a figure that does not fit is found by the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from models.accounts import TableOverride
from services.accounts.ledger import Ledger
from services.accounts.lines import JOINT
from services.accounts.subject_rows import level_of
from services.accounts.table import BLANK, Side, Table, TableRow
from services.filing.funds import Figure


def with_overrides(ledger: Ledger, table: Table) -> Table:
    """The table as published: figures typed over, and rows by code that only the published table has."""
    typed = _by_row(ledger.overrides.get(table.key, ()))
    if not typed:
        return table
    sides = table.sides if len(table.sides) > 1 else (_with_rows(ledger, table.sides[0], typed),)
    return replace(table, sides=tuple(_overridden(side, typed) for side in sides))


def _by_row(overrides: Iterable[TableOverride]) -> Mapping[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for override in overrides:
        if override.figure is not None:
            row, column = override.cell.rsplit(JOINT, 1)
            found.setdefault(row, {})[column] = override.figure
    return found


def _with_rows(ledger: Ledger, side: Side, typed: Mapping[str, Mapping[str, Decimal]]) -> Side:
    """Rows for codes that the derived table lacks, at their place; only where rows have code and name."""
    known = {row.key for row in side.rows}
    fresh = [code for code in typed if code.isdecimal() and code not in known]
    if len(side.heads) < 2 or not fresh:
        return side
    made = [_row(ledger, code, side) for code in fresh]
    coded = sorted([row for row in side.rows if row.code] + made, key=lambda row: row.code)
    first = [row for row in side.rows[:1] if not row.code]
    rest = [row for row in side.rows[len(first) :] if not row.code]
    return replace(side, rows=(*first, *coded, *rest))


def _row(ledger: Ledger, code: str, side: Side) -> TableRow:
    level = level_of(code)
    name = ledger.economic.name(code) if code.startswith("3") else ledger.name(code)
    return TableRow(code, name, code, level, strong=level == 1, figures={c.key: BLANK for c in side.columns})


def _overridden(side: Side, typed: Mapping[str, Mapping[str, Decimal]]) -> Side:
    return replace(side, rows=tuple(_put(row, typed.get(row.key, {})) for row in side.rows))


def _put(row: TableRow, figures: Mapping[str, Decimal]) -> TableRow:
    known = {column: figure for column, figure in figures.items() if column in row.figures}
    if not known:
        return row
    over = {column: _over(row.figures[column], figure) for column, figure in known.items()}
    return replace(row, figures={**row.figures, **over})


def _over(figure: Figure, typed: Decimal) -> Figure:
    return Figure(typed, Decimal(0) if figure.derived is None else figure.derived, figure.parts)


def differing(tables: Sequence[Table]) -> list[tuple[Table, str, str]]:
    """Every cell whose published figure differs from the derived one: table, row key, column key."""
    return [(t, row.key, column.key) for t in tables for row, column, figure in t.cells() if figure.typed_over]
