"""Measurer: widths from the font files and lines broken once, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

from services.render.fontface import Face, face
from services.render.fonts import FontFile, FontRole, FontSet
from services.render.linebreak import fill, widest_word

_CACHED_TEXTS = 20_000
_font_of = itemgetter(0)
_Result = TypeVar("_Result")


class Run(NamedTuple):
    """A stretch of a line drawn with one font.

    `x` is its start from the line's start; `advances` are the widths of its characters; `spacing` is what each advance
    but the last has more than the font gives it (justified text; negative when drawn together); all in points. No
    kerning and no shaping: character after character, so that screen and PDF agree.
    """

    text: str
    font: FontFile
    x: float
    advances: tuple[float, ...]
    spacing: float = 0.0


class Line(NamedTuple):
    """One line of text as broken, without the spaces and line feed at its end; width in points."""

    text: str
    width: float
    runs: tuple[Run, ...]


class Measurer:
    """Widths and line breaks for a set of fonts. Keeps what it has measured; not for use from several threads."""

    def __init__(self, fonts: FontSet) -> None:
        """Nothing is read until first needed."""
        self.fonts = fonts
        self._chains: dict[FontRole, list[tuple[FontFile, Face]]] = {}
        self._glyphs: dict[FontRole, dict[str, tuple[FontFile, float]]] = {role: {} for role in FontRole}
        self._kept = lru_cache(_CACHED_TEXTS)(self._worked_out)

    def width(self, text: str, size: float, role: FontRole) -> float:
        """Width of a text on one line, points."""
        return sum(self._advances(text, role)) * size

    def lines(self, text: str, size: float, role: FontRole, width: float, *, even: bool = False) -> tuple[Line, ...]:
        """The text in lines no wider than `width` points; () for an empty text.

        With `even` the lines are as equal as their number allows (labels: 偏差原因／及措施, not 偏差原因及措／施).
        """
        if not text:
            return ()
        units = self._advances(text, role)
        pieces = fill(text, units, width / size)
        if even and len(pieces) > 1:
            pieces = _evened(text, units, width / size, pieces)
        return tuple(self._line(text[start:end], size, role) for start, end in pieces)

    def glyphs(self, text: str, role: FontRole) -> list[tuple[FontFile, float]]:
        """For every character the font that draws it and its width there in multiples of the size."""
        return [self._glyph(char, role) for char in text]

    def kept(self, work: Callable[..., _Result], *arguments: Hashable) -> _Result:
        """What `work(measurer, *arguments)` gives, worked out once as long as it is among the last asked for."""
        return cast("_Result", self._kept(work, *arguments))

    def _worked_out(self, work: Callable[..., object], *arguments: Hashable) -> object:
        return work(self, *arguments)

    def widest_word(self, text: str, role: FontRole, *, strict: bool = True) -> float:
        """Width of the widest stretch that is not to be broken, in multiples of the size.

        With strict=False a unit may leave its number.
        """
        return widest_word(text, self._advances(text, role), strict=strict)

    def _line(self, text: str, size: float, role: FontRole) -> Line:
        """Measure a line and split it into runs of one font."""
        runs: list[Run] = []
        x = 0.0
        glyphs = self.glyphs(text, role)
        start = 0
        for font, group in groupby(glyphs, key=_font_of):
            advances = tuple([size * advance for _font, advance in group])
            end = start + len(advances)
            runs.append(Run(text[start:end], font, x, advances))
            x += sum(advances)
            start = end
        return Line(text, x, tuple(runs))

    def _advances(self, text: str, role: FontRole) -> list[float]:
        """Widths of the characters in multiples of the size."""
        known = self._glyphs[role]
        try:
            return [known[char][1] for char in text]
        except KeyError:
            return [self._glyph(char, role)[1] for char in text]

    def _glyph(self, char: str, role: FontRole) -> tuple[FontFile, float]:
        """The first font of the role that has the character, and its width there; the first font when none has it."""
        known = self._glyphs[role]
        if char not in known:
            known[char] = self._find(ord(char) if char >= " " else 0x20, role)
        return known[char]

    def _find(self, code: int, role: FontRole) -> tuple[FontFile, float]:
        if role not in self._chains:
            self._chains[role] = [(font, face(font.path, font.index)) for font in self.fonts.chain(role)]
        chain = self._chains[role]
        font, shape = next((link for link in chain if link[1].glyph(code)), chain[0])
        return font, shape.advance(code) / 1000


def _evened(text: str, units: Sequence[float], width: float, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The narrowest lines of the same number, found by halving; words stay whole."""
    low = min(max(sum(units) / len(pieces), widest_word(text, units)), width)
    best, high = pieces, width
    while high - low > 0.1:
        middle = (low + high) / 2
        tried = fill(text, units, middle)
        if len(tried) == len(pieces):
            best, high = tried, middle
        else:
            low = middle
    return best
