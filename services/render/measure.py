"""Measurer: widths from the font files and lines broken once, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from services.render.fontface import Face, face
from services.render.fonts import FontFile, FontRole, FontSet
from services.render.linebreak import fill

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
        self.lines = lru_cache(_CACHED_TEXTS)(self._lines)

    def width(self, text: str, size: float, role: FontRole) -> float:
        """Width of a text on one line, points."""
        return sum(self._advances(text, role)) * size

    def _lines(self, text: str, size: float, role: FontRole, width: float, even: bool = False) -> tuple[Line, ...]:
        """The text in lines no wider than `width` points; () for an empty text.

        With `even` the lines are as equal as the same number of lines allows (labels: 偏差原因／及措施, not 偏差原因及措／施).
        """
        if not text:
            return ()
        units = self._advances(text, role)
        pieces = fill(text, units, width / size)
        if even and len(pieces) > 1:
            pieces = _evened(text, units, width / size, pieces)
        return tuple(self._line(text[start:end], size, role) for start, end in pieces)

    def fits_words(self, text: str, size: float, role: FontRole, width: float) -> bool:
        """Whether every word fits on a line of `width` points, so that no word is broken by character."""
        raise NotImplementedError

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
