"""Colours of the parts of a chart, each with a hatch of its own: readable on a black and white copier.

Dark and light grounds alternate, so that neighbours also differ as greys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Hatch(StrEnum):
    """Lines drawn over a ground."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSS = "cross"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Paint:
    """A ground (#RRGGBB), its hatch, and the colour of the hatch's lines."""

    fill: str
    hatch: Hatch
    line: str


INK: Final = "#1F2937"
"""Texts, outlines, axes."""
FAINT: Final = "#B8BEC8"
"""Lines behind the columns."""
_WHITE: Final = "#FFFFFF"

PAINTS: Final = (
    Paint("#1D5FA8", Hatch.NONE, _WHITE),
    Paint("#F6D58E", Hatch.RISING, INK),
    Paint("#4C8C66", Hatch.VERTICAL, _WHITE),
    Paint("#EEF1F5", Hatch.CROSS, INK),
    Paint("#A23B3B", Hatch.FALLING, _WHITE),
    Paint("#C4DCF3", Hatch.HORIZONTAL, INK),
    Paint("#4B5563", Hatch.GRID, _WHITE),
    Paint("#E0D0EC", Hatch.FALLING, INK),
    Paint("#B5651D", Hatch.RISING, _WHITE),
    Paint("#D5ECD9", Hatch.VERTICAL, INK),
    Paint("#0F6B70", Hatch.HORIZONTAL, _WHITE),
    Paint("#F7D7D3", Hatch.GRID, INK),
)


def paint(place: int) -> Paint:
    """The paint of the n-th part, from 0; after twelve they begin anew."""
    return PAINTS[place % len(PAINTS)]
