"""Money of a project by source: what was typed, what follows from the parts, and how.

A total or subtotal is the sum of its parts unless a figure was typed over it; then both stay visible. Blank is not 0:
a sum without any part is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from models.enums import FundSource
from models.project import Funding
from services.values.money import plain

S = FundSource


class FundColumn(StrEnum):
    """The three columns of the funds block; the value is the field name of Funding."""

    INITIAL = "initial"
    BUDGET = "budget"
    EXECUTED = "executed"


class MonitorColumn(StrEnum):
    """The two columns that the mid-year monitoring adds; the value is the field name of Funding."""

    MONITORED = "monitored"
    EXPECTED = "expected"


MoneyColumn = FundColumn | MonitorColumn
_COLUMNS: tuple[MoneyColumn, ...] = (*FundColumn, *MonitorColumn)


PARTS: Mapping[FundSource, tuple[FundSource, ...]] = {
    S.APPROPRIATION: (S.GENERAL, S.FUND, S.CAPITAL),
    S.TOTAL: (
        S.APPROPRIATION,
        S.CARRY_OVER,
        S.SPECIAL_ACCOUNT,
        S.OWN,
        S.CENTRAL,
        S.LOCAL,
        S.OTHER,
    ),
    S.LOCAL: (S.PROVINCE, S.CITY, S.COUNTY),
}
"""Which sources add up to which (forms.md F01, F02, F02b, F04)."""

Parts = tuple[tuple[str, Decimal], ...]
"""What a sum is made of: name and amount (万元)."""
RolledUp = Mapping[tuple[FundSource, MoneyColumn], Parts]
"""Sums over other evaluations that stand in where nothing was typed (the department's form)."""


class Figure(NamedTuple):
    """One amount in 万元: typed (None = not typed), derived (None = no part), and the parts by name."""

    typed: Decimal | None
    derived: Decimal | None
    parts: Parts = ()

    @property
    def how(self) -> str:
        """The sum with its parts, in words; "" when there are none."""
        if self.derived is None or not self.parts:
            return ""
        return f"{plain(self.derived)} = " + " + ".join(f"{name} {plain(value)}" for name, value in self.parts)

    @property
    def value(self) -> Decimal | None:
        """The figure that counts: the typed one, else the derived one."""
        return self.derived if self.typed is None else self.typed

    @property
    def typed_over(self) -> bool:
        """Whether a typed figure differs from the sum of its parts."""
        return self.typed is not None and self.derived is not None and self.typed != self.derived


_NOTHING = Figure(None, None)
_ZERO = Decimal(0)


def _filled(rows: Iterable[Funding]) -> set[MoneyColumn]:
    """The columns in which anything was typed: all others are blank throughout."""
    return {column for row in rows for column in _COLUMNS if getattr(row, column) is not None}


class Funds:
    """The funding rows of one project with their sums; `rolled` stands in for amounts not typed."""

    def __init__(self, rows: Mapping[FundSource, Funding], rolled: RolledUp | None = None) -> None:
        self._rows = rows
        self._rolled = rolled or {}
        self._from_elsewhere = {source for source, _column in self._rolled}
        self._columns = {column for _source, column in self._rolled} | _filled(rows.values())
        self._known: dict[tuple[FundSource, MoneyColumn], Figure] = {}

    def figure(self, source: FundSource, column: MoneyColumn) -> Figure:
        """The amount of a source in a column."""
        if column not in self._columns:
            return _NOTHING
        key = (source, column)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._work_out(source, column)
        return known

    def value(self, source: FundSource, column: MoneyColumn) -> Decimal | None:
        """The amount that counts (万元), None when blank."""
        return self.figure(source, column).value

    def folded(self, sources: Iterable[FundSource], column: MoneyColumn) -> Figure:
        """Several sources shown in one row of a form."""
        figures = [(source.value, self.figure(source, column)) for source in self._known_sources(sources, column)]
        values = [(name, figure.derived if figure.typed is None else figure.typed) for name, figure in figures]
        parts = tuple([(name, value) for name, value in values if value is not None])
        return Figure(None, sum([value for _, value in parts], _ZERO), parts) if parts else _NOTHING

    def parts(self, source: FundSource, column: MoneyColumn) -> tuple[FundSource, ...]:
        """The sources that a sum is made of and that may hold an amount, by the name under which it was typed."""
        return tuple(self._known_sources(PARTS.get(source, ()), column))

    def _known_sources(self, sources: Iterable[FundSource], column: MoneyColumn) -> Iterator[FundSource]:
        for source in sources:
            if source is S.LOCAL and self.figure(source, column).typed is None:
                yield from (part for part in PARTS[source] if part in self._rows)
            elif source in self._rows or source in PARTS or source in self._from_elsewhere:
                yield source

    def rolled_parts(self, source: FundSource, column: MoneyColumn) -> bool:
        """Whether the sum of a source holds amounts that come from elsewhere (the department's from its projects)."""
        return any(self._is_rolled(part, column) for part in PARTS.get(source, ()))

    def _is_rolled(self, source: FundSource, column: MoneyColumn) -> bool:
        if self.figure(source, column).typed is not None:
            return False
        return bool(self._rolled.get((source, column))) or self.rolled_parts(source, column)

    def used(self, source: FundSource) -> bool:
        """Whether any amount of this source was typed."""
        row = self._rows.get(source)
        return row is not None and any(getattr(row, column) is not None for column in FundColumn)

    def typed(self) -> Iterator[tuple[FundSource, FundColumn, Decimal]]:
        """Every amount that was typed (万元), row by row."""
        for source, row in self._rows.items():
            for column in FundColumn:
                value = getattr(row, column)
                if value is not None:
                    yield source, column, value

    def _work_out(self, source: FundSource, column: MoneyColumn) -> Figure:
        row = self._rows.get(source)
        typed = None if row is None else getattr(row, column)
        rolled = self._rolled.get((source, column))
        if rolled:
            return Figure(typed, sum((value for _, value in rolled), _ZERO), rolled)
        if source not in PARTS or self._is_empty(source):
            return _NOTHING if typed is None else Figure(typed, None)
        derived = self.folded(PARTS[source], column)
        return Figure(typed, derived.derived, derived.parts)

    def _is_empty(self, source: FundSource) -> bool:
        """Whether none of the parts of a subtotal has a row: most projects have money from one source only."""
        if source is S.TOTAL or self._from_elsewhere:
            return False
        return self._rows.keys().isdisjoint(PARTS[source])
