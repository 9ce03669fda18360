"""Shares of a whole in per cent that add up to 100 as printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def shares(values: Sequence[Decimal], places: int = 2) -> tuple[Decimal, ...]:
    """What each value is of their sum, in % with so many decimals; they add up to exactly 100.

    By the largest remainder: every share is cut, and the units still missing go to the largest parts cut off (the first
    of equal ones). Whenever ordinary rounding (四舍五入) adds up to 100, the result is the same. Zeros when all are
    zero. ValueError for a negative value.
    """
    if any(value < 0 for value in values):
        raise ValueError("shares of negative values")
    exact = [Fraction(value) for value in values]
    whole, units = sum(exact), 100 * 10**places
    if not whole:
        return tuple(Decimal(0) for _ in values)
    parts = [value * units / whole for value in exact]
    counts = [int(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (counts[i] - parts[i], i))
    for i in by_remainder[: units - sum(counts)]:
        counts[i] += 1
    return tuple(Decimal(count).scaleb(-places) for count in counts)
