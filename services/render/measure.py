"""Measurer: widths from the font files and lines broken once, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from services.render.fontface import Face, face
from services.render.fonts import FontFile, FontRole, FontSet
from services.render.linebreak import fill, widest_word

_CACHED_TEXTS = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line drawn with one font.

    `x` is its start from the line's start; `advances` are the widths of its characters; all in points. No kerning and
    no shaping: character after character, so that screen and PDF agree.
    """

    text: str
    font: FontFile
    x: float
    advances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
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
        self._lines = lru_cache(_CACHED_TEXTS)(self._broken)

    def width(self, text: str, size: float, role: FontRole) -> float:
        """Width of a text on one line, points."""
        return sum(self._advances(text, role)) * size

    def lines(self, text: str, size: float, role: FontRole, width: float, *, even: bool = False) -> tuple[Line, ...]:
        """The text in lines no wider than `width` points; () for an empty text.

        With `even` the lines are as equal as their number allows (labels: 偏差原因／及措施, not 偏差原因及措／施).
        """
        return self._lines(text, size, role, width, even=even) if text else ()

    def _broken(self, text: str, size: float, role: FontRole, width: float, *, even: bool) -> tuple[Line, ...]:
        units = self._advances(text, role)
        pieces = fill(text, units, width / size)
        if even and len(pieces) > 1:
            pieces = _evened(text, units, width / size, pieces)
        return tuple(self._line(text[start:end], size, role) for start, end in pieces)

    def widest_word(self, text: str, role: FontRole, *, strict: bool = True) -> float:
        """Width of the widest stretch that is not to be broken, in multiples of the size.

        With strict=False a unit may leave its number.
        """
        return widest_word(text, self._advances(text, role), strict=strict)

    def _line(self, text: str, size: float, role: FontRole) -> Line:
        """Measure a line and split it into runs of one font."""
        runs: list[Run] = []
        x = 0.0
        for font, group in groupby(((char, *self._glyph(char, role)) for char in text), key=lambda item: item[1]):
            chars = list(group)
            advances = tuple(size * advance for _char, _font, advance in chars)
            runs.append(Run("".join(char for char, _font, _advance in chars), font, x, advances))
            x += sum(advances)
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
