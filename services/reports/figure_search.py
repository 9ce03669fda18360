"""FigureIndex: finds the figure to insert by words of its title, pinyin initials or its value.

A filing of a thousand projects offers a hundred thousand figures, so they are taken in a little at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from time import perf_counter

from services.catalogue import folded, initials_of
from services.reports.figures import FigureBook, is_gone
from services.reports.quote import Quote, QuoteKind

_AT_ONCE = 40
_MANY = 5000
"""From more figures than this on, initials are those of each 字 alone: 银行 is then found as yx, not yh."""
_PAIRS = ("rate", "change", "growth", "gap", "trend", "minus", "sum")
"""What can be worked out of two figures, in the order offered."""
_NAMES = {
    "rate": "占比　前 ÷ 后",
    "change": "增减整句　前比后",
    "growth": "变动率　（前 − 后）÷ 后",
    "gap": "相差　前与后，不带正负号",
    "trend": "增加、减少或持平　前比后",
    "minus": "相减　前 − 后",
    "sum": "相加　前 ＋ 后",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One figure to choose: what it is called in the list, and the figure."""

    title: str
    quote: Quote


class FigureIndex:
    """The figures of one state of a filing; `first` are keys to offer before anything is typed."""

    def __init__(self, book: FigureBook, project_id: str = "") -> None:
        self._book = book
        self._coming: Iterator[Quote] | None = book.offered()
        self._known: list[tuple[str, Quote]] = []
        self._initials: dict[str, str] = {}
        self._own = f"p.{project_id}." if project_id else ""

    @property
    def complete(self) -> bool:
        """Whether every figure has been taken in."""
        return self._coming is None

    def grow(self, seconds: float) -> None:
        """Take in figures for so long."""
        end = perf_counter() + seconds
        while self._coming is not None and perf_counter() < end:
            batch = list(islice(self._coming, _AT_ONCE))
            self._known += [(folded(quote.title), quote) for quote in batch]
            if not batch:
                self._coming = None

    def find(self, text: str, first: Sequence[str] = (), limit: int = 60) -> list[Offer]:
        """The figures that fit, best first; with no text the `first` ones, then all in their order."""
        words = [folded(word) for word in text.split() if folded(word)]
        if not words:
            chosen = [self._book.quote(key) for key in dict.fromkeys(first)]
            others = (quote for _title, quote in self._known if quote.key not in set(first))
            return _offers(islice([*(q for q in chosen if not is_gone(q)), *others], limit))
        found = [(self._rank(words, title, quote, first), quote) for title, quote in self._known]
        fitting = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
        return _offers(quote for _rank, quote in fitting[:limit])

    def _rank(self, words: Sequence[str], title: str, quote: Quote, first: Sequence[str]) -> int:
        """0 when it does not fit; more for titles that begin so, for the report's own project, for what is in use."""
        if not all(self._fits(word, title, quote) for word in words):
            return 0
        own = bool(self._own) and quote.key.startswith(self._own)
        return 1 + 4 * (quote.key in first) + 2 * own + title.startswith(words[0])

    def _fits(self, word: str, title: str, quote: Quote) -> bool:
        if word in title:
            return True
        if not word.isascii():
            return False
        if word[0].isdigit():
            return folded(quote.text(self._book.places)).startswith(word)
        if title not in self._initials:
            many = len(self._known) > _MANY
            self._initials[title] = "".join(map(_initial, title)) if many else initials_of(title)
        return word in self._initials[title]

    def pairs(self, one: Quote, other: Quote) -> list[Offer]:
        """What can be worked out of two figures: share, change, difference; without what has no value."""
        if QuoteKind.TEXT in {one.kind, other.kind}:
            return []
        made = ((name, self._book.quote(f"{name}({one.key},{other.key})")) for name in _PAIRS)
        return [Offer(_NAMES[name], quote) for name, quote in made if not quote.missing]


@cache
def _initial(letter: str) -> str:
    return initials_of(letter)


def _offers(quotes: Iterable[Quote]) -> list[Offer]:
    return [Offer(quote.title, quote) for quote in quotes]
