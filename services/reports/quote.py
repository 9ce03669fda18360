"""Quote: one figure as a text states it: key, value, what it counts, and the cells it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.filing.refs import FieldRef
from services.values.money import plain, round_half_up

AMOUNT_PLACES = 2
_HUNDRED = Decimal(100)


class QuoteKind(StrEnum):
    """What a quoted value is; the value is the unit that stands behind it in a text."""

    AMOUNT = "万元"
    COUNT = "个"
    PERCENT = "%"
    POINTS = "分"
    TEXT = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One figure that a text may state.

    `value` is 万元, a count, a ratio (0.9952 for 99.52 %) or points; None with `words` for what is no number. `unit`
    stands behind the figure when it is inserted; `refs` are the cells it comes from, the first to jump to; `parts`
    are the values it was worked out from, named, for messages. `even` amounts always show two decimals unless they
    are whole (决算文本: 2086.70, 112); the others drop zeros (自评: 196.5).
    """

    key: str
    title: str
    kind: QuoteKind
    value: Decimal | None = None
    words: str = ""
    unit: str = ""
    refs: tuple[FieldRef, ...] = ()
    parts: Sequence[tuple[str, Decimal]] = ()
    missing: bool = False
    even: bool = False

    def text(self, places: int) -> str:
        """The figure as printed, without its unit but with % for a percentage of so many decimals (layout.md §3)."""
        if self.kind is QuoteKind.TEXT:
            return self.words
        if self.value is None:
            return ""
        if self.kind is QuoteKind.PERCENT:
            return percent_text(self.value, places)
        return amount_text(self.value, even=self.even)


def amount_text(value: Decimal, *, even: bool) -> str:
    """An amount as a text prints it: at most two decimals; one that rounds to nothing is written in full."""
    shown = round_half_up(value, AMOUNT_PLACES)
    if not shown:
        return plain(value)
    return f"{shown:f}" if even and shown != shown.to_integral_value() else plain(shown)


def percent_text(ratio: Decimal, places: int) -> str:
    """A ratio as a percentage: 99.52%, 100% when it is exact; a part too small to show is named as such."""
    percent = ratio * _HUNDRED
    shown = round_half_up(percent, places)
    if percent and not shown:
        return f"不足{Decimal(1).scaleb(-places):f}%"
    return f"{plain(shown)}%" if shown == shown.to_integral_value() else f"{shown:f}%"


def amount(key: str, title: str, value: Decimal | None, *refs: FieldRef, even: bool = False) -> Quote:
    """A quoted amount in 万元; None where nothing was entered."""
    return Quote(key, title, QuoteKind.AMOUNT, value, unit="万元", refs=refs, missing=value is None, even=even)


def count(key: str, title: str, value: int | None, unit: str, *refs: FieldRef) -> Quote:
    """A quoted number of people or things with the measure word it is counted by."""
    known = None if value is None else Decimal(value)
    return Quote(key, title, QuoteKind.COUNT, known, unit=unit, refs=refs, missing=value is None)


def points(key: str, title: str, value: Decimal | None, *refs: FieldRef) -> Quote:
    """A quoted score in 分."""
    return Quote(key, title, QuoteKind.POINTS, value, unit="分", refs=refs, missing=value is None)


def percent(key: str, title: str, ratio: Decimal | None, *refs: FieldRef) -> Quote:
    """A quoted ratio, printed as a percentage."""
    return Quote(key, title, QuoteKind.PERCENT, ratio, refs=refs, missing=ratio is None)


def phrase(key: str, title: str, words: str, *refs: FieldRef) -> Quote:
    """Quoted words: a name, a grade, a direction."""
    return Quote(key, title, QuoteKind.TEXT, words=words, refs=refs, missing=not words)
