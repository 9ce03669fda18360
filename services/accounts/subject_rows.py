"""Rows of a table by functional subject: 合计, then 类, 款 and 项 in the order of their codes, rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.accounts.ledger import Ledger, column_title
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.filing.funds import Figure
from services.subjects import LEVELS

CODE_HEADS = ("科目编码", "科目名称")
TOTAL_LABEL = "合计"


@dataclass(frozen=True, slots=True)
class Measure:
    """A column as sums of line columns: what is added and what is taken away."""

    key: str
    title: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def level_of(code: str) -> int:
    """1 类, 2 款, 3 项."""
    return sum(length <= len(code) for length in LEVELS) or 1


def with_ancestors(codes: Sequence[str]) -> list[str]:
    """Codes with every level above them, ascending."""
    return sorted({code[:length] for code in codes for length in (*LEVELS, len(code)) if length <= len(code)})


def numbered(measures: Sequence[Measure], first: int = 1) -> tuple[Column, ...]:
    """Measures as columns with their 栏次."""
    return tuple(Column(m.key, m.title, m.heads, str(place)) for place, m in enumerate(measures, start=first))


def subject_table(
    ledger: Ledger, kind: TableKind, title: str, measures: Sequence[Measure], note: str = "", nothing: str = ""
) -> Table:
    """A table of one side over the functional subjects that have any of the measures."""
    rows = subject_rows(ledger, measures)
    total = total_row(ledger, measures, rows)
    ordered = (*rows, total) if kind in ledger.policy.total_last else (total, *rows)
    side = Side(CODE_HEADS, numbered(measures), ordered)
    return Table(ledger.filing.id, kind.value, ledger.policy.number(kind), title, (side,), note, nothing)


def subject_rows(ledger: Ledger, measures: Sequence[Measure]) -> tuple[TableRow, ...]:
    """One row per subject and roll-up that has an amount in any measure."""
    fields = {name for measure in measures for name in (*measure.plus, *measure.minus)}
    used = [code for code in ledger.codes if any(ledger.amount(code, name) for name in fields)]
    return tuple(_row(ledger, measures, code, used) for code in with_ancestors(used))


def _row(ledger: Ledger, measures: Sequence[Measure], code: str, used: Sequence[str]) -> TableRow:
    level = level_of(code)
    inner = sorted({other[: _next_length(code)] for other in used if other.startswith(code) and other != code})
    figures = {m.key: _rolled(ledger, m, inner) if inner else _leaf(ledger, m, code) for m in measures}
    return TableRow(code, ledger.name(code), code, level, strong=level == 1, figures=figures)


def _next_length(code: str) -> int:
    return next((length for length in LEVELS if length > len(code)), len(code) + 1)


def measured(ledger: Ledger, measure: Measure, code: str) -> Decimal:
    """Amount of a measure at a subject, all below it included."""
    return ledger.amount(code, *measure.plus) - (ledger.amount(code, *measure.minus) if measure.minus else ZERO)


def _rolled(ledger: Ledger, measure: Measure, inner: Sequence[str]) -> Figure:
    """The sum of the rows below, with their names."""
    return derived([(f"{code} {ledger.name(code)}", measured(ledger, measure, code)) for code in inner])


def _leaf(ledger: Ledger, measure: Measure, code: str) -> Figure:
    """The sum of the line's own columns, with their titles."""
    added = [(column_title("subject_line", name), ledger.amount(code, name)) for name in measure.plus]
    taken = [(column_title("subject_line", name), -ledger.amount(code, name)) for name in measure.minus]
    return derived([*added, *taken])


def total_row(ledger: Ledger, measures: Sequence[Measure], rows: Sequence[TableRow]) -> TableRow:
    """The 合计 row: the sum of the classes."""
    classes = [row.code for row in rows if row.level == 1]
    return TableRow(TOTAL, TOTAL_LABEL, strong=True, figures={m.key: _rolled(ledger, m, classes) for m in measures})


def derived(parts: Sequence[tuple[str, Decimal]]) -> Figure:
    """A figure that follows from parts; 0 when there are none."""
    known = tuple(part for part in parts if part[1])
    return Figure(None, sum((value for _, value in known), ZERO), known)
