"""Reading: a text with its quantities, sentences and brackets, as the patterns look at it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from services.texts.mask import masked
from services.texts.passage import Span
from services.texts.quantify import quantities_of, sentences_of
from services.texts.quantity import Quantity

OPEN, CLOSE = "(", ")"
PART_OF_YEAR = re.compile(
    "上半年|下半年|前三季度|第?[一二三四]季度|目前为止|\\d\\s*[-—~至]\\s*\\d{1,2}月"
    "|截[至止](?:到)?(?:(?:19|20)\\d\\d年)?\\s*(?:[1-9]|1[01])\\s*月"
)
"""A text that speaks of a part of the year is not judged by the year's figures."""
SEPARATORS = "、，；;,\n"


@dataclass(frozen=True)
class Reading:
    """A text in half width with instructions blanked, and what was found in it."""

    text: str
    quantities: tuple[Quantity, ...]
    sentences: tuple[Span, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span[0] for one in self.quantities]

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many brackets are open before each character; brackets never reach over a line."""
        depth, found = 0, []
        for char in self.text:
            if char in {CLOSE, "\n"}:
                depth = 0 if char == "\n" else max(depth - 1, 0)
            found.append(depth)
            depth += char == OPEN
        return (*found, depth)

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in a stretch."""
        return self.quantities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence_index(self, at: int) -> int:
        """Number of the sentence a place is in."""
        return bisect_right(self.sentences, (at, len(self.text) + 1)) - 1

    def sentence(self, at: int) -> Span:
        """The sentence a place is in."""
        return self.sentences[self.sentence_index(at)]

    def before(self, at: int) -> tuple[Quantity, ...]:
        """The quantities of the same sentence before a place."""
        return self.within(self.sentence(at)[0], at)

    def sentence_before(self, at: int) -> tuple[Quantity, ...]:
        """The quantities of the nearest sentence before the one of a place that holds any words."""
        for start, end in reversed(self.sentences[: self.sentence_index(at)]):
            if self.text[start:end].strip():
                return self.within(start, end)
        return ()

    def bracket_end(self, at: int) -> int | None:
        """Where the bracket that is open at a place closes; None outside brackets."""
        depth = self.depths[at]
        if not depth:
            return None
        end = next((i for i in range(at, len(self.text)) if self.depths[i] < depth or self.text[i] == "\n"), None)
        return len(self.text) if end is None else end

    def bracket_start(self, at: int) -> int:
        """Where the bracket that is open at a place was opened."""
        depth = self.depths[at]
        return next(i for i in range(at - 1, -1, -1) if self.depths[i] < depth)

    def pieces(self, start: int, end: int, separators: str = SEPARATORS) -> Iterator[Span]:
        """A stretch cut at separators outside brackets."""
        level, begin = self.depths[start], start
        for i in range(start, end):
            if self.text[i] in separators and self.depths[i] <= level:
                yield begin, i
                begin = i + 1
        yield begin, end

    def at_level(self, span: Span, level: int) -> tuple[Quantity, ...]:
        """The quantities of a stretch that are in no deeper bracket than `level`."""
        return tuple(one for one in self.within(*span) if self.depths[one.span[0]] <= level)


@lru_cache(maxsize=512)
def read(text: str, bound: tuple[Span, ...] = ()) -> Reading:
    """Read a text; kept by the text, so that an unchanged passage costs nothing."""
    plain = masked(text)
    return Reading(plain, quantities_of(plain, bound), sentences_of(plain))
