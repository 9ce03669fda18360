"""How each cell style is set in points: the one table for screen and PDF.

Sizes follow the usual print of statutory forms: 表题 2 号, 副题 小 3 号, 表内字 5 号, never below 小 5 (9 pt). Body
sizes and line pitches are whole pixels at 96 dpi (0.75 pt), so that the screen at 100 % is crisp.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.forms.sheet import Style
from services.render.fonts import FontRole

PIXEL: Final = 0.75
"""One screen pixel at 100 %, in points."""
PAD_X: Final = 3.0
TIGHT_PAD_X: Final = 1.0
"""Least padding beside a word that else would not fit."""
PAD_Y: Final = 2.5
LEAST_SIZE: Final = 9.0
INNER: Final = 0.5
"""Weight of the lines between cells, points."""
OUTER: Final = 1.2
"""Weight of the frame around the table, points."""
A4: Final = (595.2756, 841.8898)
MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Font role, size and distance of baselines (pitch), both in points."""

    role: FontRole
    size: float
    pitch: float

    def at(self, size: float) -> TextStyle:
        """The same face at a smaller size; the pitch shrinks with it."""
        return self if size == self.size else TextStyle(self.role, size, self.pitch * size / self.size)


STYLES: Final[Mapping[Style, TextStyle]] = {
    Style.TITLE: TextStyle(FontRole.TITLE, 22.0, 28.5),
    Style.SUBTITLE: TextStyle(FontRole.FANGSONG, 15.0, 19.5),
    Style.LABEL: TextStyle(FontRole.LABEL, 10.5, 13.5),
    Style.BODY: TextStyle(FontRole.BODY, 10.5, 13.5),
    Style.NOTE: TextStyle(FontRole.BODY, 9.0, 12.0),
    Style.STRONG: TextStyle(FontRole.STRONG, 10.5, 13.5),
}
