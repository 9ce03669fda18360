"""Texts on a chart: one size, measured by the font files, placed as blocks of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from services.charts.primitives import Text
from services.forms.sheet import Align, Style
from services.render.layout import PlacedLine
from services.render.measure import Line, Measurer
from services.render.styles import STYLES, TextStyle

_ASCENT: Final = 0.88
"""Height of Chinese characters above the baseline, in multiples of the size."""
_ENDLESS: Final = 1e9


@dataclass(frozen=True, slots=True)
class Lettering:
    """A measurer with the face and size of the chart's texts."""

    measurer: Measurer
    style: TextStyle

    def lines(self, text: str, width: float = _ENDLESS, *, even: bool = False) -> tuple[Line, ...]:
        """The text broken to a width, points; `even` makes the lines about equal."""
        style = self.style
        return self.measurer.lines(text, style.size, style.role, width, even=even)

    def width(self, text: str) -> float:
        """Width of a text on one line, points."""
        return self.measurer.width(text, self.style.size, self.style.role)

    def height(self, lines: tuple[Line, ...]) -> float:
        """Height of a block of lines, points."""
        return self.style.pitch * len(lines)

    def block(self, lines: tuple[Line, ...], x: float, top: float, align: Align = Align.LEFT) -> Iterator[Text]:
        """The lines one below the other; `x` is their left end, middle or right end as `align` says."""
        shift = {Align.CENTER: 0.5, Align.RIGHT: 1.0}.get(align, 0.0)
        for number, line in enumerate(lines):
            baseline = top + number * self.style.pitch + (self.style.pitch - self.style.size) / 2
            yield Text(PlacedLine(x - shift * line.width, baseline + _ASCENT * self.style.size, line), self.style.size)


def labels_of(measurer: Measurer) -> Lettering:
    """The lettering of labels and ticks."""
    return Lettering(measurer, STYLES[Style.NOTE])


def captions_of(measurer: Measurer) -> Lettering:
    """The lettering of the caption."""
    return Lettering(measurer, STYLES[Style.BODY])


def spread(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Tops of blocks that do not overlap, each as near to the top it wants as all together allow, in the given order.

    The blocks lie between `low` and `high`, when they fit there. Least squares, by pooling neighbours that collide.
    """
    offsets = [0.0, *accumulate(heights)]
    pools: list[tuple[float, int]] = []
    for top, offset in zip(wanted, offsets, strict=False):
        total, count = top - offset, 1
        while pools and pools[-1][0] * count > total * pools[-1][1]:
            earlier, members = pools.pop()
            total, count = total + earlier, count + members
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    most = max(high - offsets[-1], low)
    return [min(max(level, low), most) + offset for level, offset in zip(levels, offsets, strict=False)]
