"""Sums over subjects and everything below them, and figures that are typed or follow from parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from services.filing.funds import Figure

ZERO = Decimal(0)


class Sums:
    """Amounts by code and column, added up on every level of the code and for the whole ("")."""

    def __init__(self, lengths: Iterable[int]) -> None:
        self._lengths = tuple(lengths)
        self._amounts: dict[tuple[str, str], Decimal] = {}

    def add(self, code: str, column: str, amount: Decimal | None) -> None:
        """Add an amount to a code, everything above it and the whole; blank adds nothing."""
        if amount is None:
            return
        for prefix in {"", code, *(code[:length] for length in self._lengths)}:
            key = (prefix, column)
            self._amounts[key] = self._amounts.get(key, ZERO) + amount

    def amount(self, code: str, columns: Sequence[str]) -> Decimal:
        """Sum of columns at a code."""
        if len(columns) == 1:
            return self._amounts.get((code, columns[0]), ZERO)
        return sum((self._amounts.get((code, column), ZERO) for column in columns), ZERO)


def figure_of(typed: Decimal | None, parts: Iterable[tuple[str, Decimal]]) -> Figure:
    """A figure that is typed, or the sum of its parts; without parts nothing is derived."""
    known = tuple(parts)
    derived = sum((value for _, value in known), ZERO) if known else None
    return Figure(typed, derived, tuple(part for part in known if part[1]))
