"""Lines of a justified text: UAX #14 with the rules of Chinese print, drawn together where that disturbs less.

When the last word does not quite fit, a line may be drawn together at its punctuation marks (标点挤压), if that is no
more than the line would have to be spread without the word. When a line would have to be spread very far because a
long figure goes to the next, the unit leaves its number (4,454.96／万元).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from services.render.linebreak import breaks, last_break, trimmed

_SLACK = 1e-6
_LOOSE = 0.1
"""A line with more than this share of its width to spread is loose."""


def justified(
    text: str, advances: Sequence[float], give: Sequence[float], first: float, rest: float
) -> list[tuple[int, int]]:
    """Start and end of each line, without line feed and spaces at its end; a line feed always breaks.

    `give` is by how much each character may be narrower than its advance, `first` and `rest` the widths of the first
    line and of all others. Every line holds at least one character, but a line between two line feeds may be empty.
    """
    filler = _Filler(text, advances, give)
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        stop = start + len(part)
        lines.extend(filler.lines(start, stop, rest if lines else first, rest))
        start = stop + 1
    return lines


class _Filler:
    """Sums over the characters of a text, so that the width of any stretch is a difference."""

    def __init__(self, text: str, advances: Sequence[float], give: Sequence[float]) -> None:
        self._text = text
        self._ends = (0.0, *accumulate(advances))
        self._gives = (0.0, *accumulate(give))

    def lines(self, start: int, stop: int, width: float, rest: float) -> Iterator[tuple[int, int]]:
        """The lines of a stretch without line feeds."""
        if start == stop:
            yield start, stop
        while start < stop:
            end = self._end(start, stop, width + _SLACK)
            yield start, trimmed(self._text, start, end)
            start, width = end, rest

    def _end(self, start: int, stop: int, width: float) -> int:
        """Where the line that begins at `start` ends, spaces at its end included."""
        limit = max(bisect_right(self._ends, self._ends[start] + width) - 1, start + 1)
        while limit < stop and self._text[limit] == " ":
            limit += 1
        if limit >= stop:
            return stop
        end = self._tight(start, last_break(self._text, start, limit), limit, width)
        further = self._next_break(limit, stop)
        over = self._width(start, further) - width
        give = self._gives[further] - self._gives[start]
        return further if over <= min(give, width - self._width(start, end)) else end

    def _tight(self, start: int, end: int, limit: int, width: float) -> int:
        """The end of a line, or, when it would be loose, the place after a number whose unit then begins the next."""
        if width - self._width(start, end) <= _LOOSE * width:
            return end
        places = (at for at in range(limit, end, -1) if self._is_after_number(at))
        return next(places, end)

    def _is_after_number(self, at: int) -> bool:
        """Whether only the rule that a unit stays with its number forbids to break here."""
        return self._text[at - 1].isdecimal() and at in self._unit_breaks

    @cached_property
    def _unit_breaks(self) -> frozenset[int]:
        return frozenset(breaks(self._text, strict=False)).difference(breaks(self._text))

    def _width(self, start: int, end: int) -> float:
        return self._ends[trimmed(self._text, start, end)] - self._ends[start]

    def _next_break(self, limit: int, stop: int) -> int:
        """The first place after `limit` where a line may end."""
        places = breaks(self._text)
        at = bisect_right(places, limit)
        return min(places[at], stop) if at < len(places) else stop
