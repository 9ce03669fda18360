"""Layout of a column chart: value axis, a group of columns for every category, amounts above them, a legend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.charts.axis import Axis
from services.charts.chart import Chart, amount_text, axis
from services.charts.lettering import Lettering
from services.charts.paints import FAINT, INK, paint
from services.charts.primitives import OUTLINE, Box, Point, PolyLine, Primitive, Text
from services.forms.sheet import Align
from services.render.layout import Rect
from services.render.measure import Line
from services.values.money import plain

_PLOT: Final = 150.0
"""Height of the axis, points."""
_GAP: Final = 4.0
_WIDEST: Final = 56.0
"""Widest column, points."""
_FILLED: Final = 0.66
"""Share of a category's room that its columns take."""
_SWATCH: Final = (16.0, 9.0)
_GRID_LINE: Final = 0.4


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area of the columns in points, its axis, and the room of a category."""

    left: float
    right: float
    base: float
    axis: Axis
    slot: float

    def height(self, value: Decimal) -> float:
        """Height of a column."""
        return _PLOT * float(value / self.axis.maximum)

    def middle(self, place: int) -> float:
        """The middle of a category."""
        return self.left + (place + 0.5) * self.slot


def lay_out_columns(chart: Chart, lettering: Lettering, width: float) -> tuple[list[Primitive], float]:
    """The drawing from y = 0 on, and its height, points; the chart is not empty."""
    scale = axis(chart)
    left = max(lettering.width(plain(tick)) for tick in scale.ticks) + 2 * _GAP
    right = width - _GAP
    base = lettering.style.pitch + _GAP + _PLOT
    plot = _Plot(left, right, base, scale, (right - left) / len(chart.categories))
    names = [lettering.lines(name, plot.slot - _GAP) for name in chart.categories]
    below = base + _GAP + max(lettering.height(name) for name in names)
    items = [*_grid(plot, lettering), *_columns(chart, plot), *_amounts(chart, plot, lettering)]
    items += [item for place, name in enumerate(names) for item in _named(plot, place, name, lettering)]
    if len(chart.series) == 1:
        return items, below
    return [*items, *_legend(chart, lettering, width, below + 2 * _GAP)], below + 2 * _GAP + lettering.style.pitch


def _named(plot: _Plot, place: int, name: tuple[Line, ...], lettering: Lettering) -> Iterator[Text]:
    return lettering.block(name, plot.middle(place), plot.base + _GAP, Align.CENTER)


def _grid(plot: _Plot, lettering: Lettering) -> Iterator[Primitive]:
    """Lines and figures of the axis."""
    for tick in plot.axis.ticks:
        y = plot.base - plot.height(tick)
        line = lettering.lines(plain(tick))
        yield from lettering.block(line, plot.left - _GAP, y - lettering.style.pitch / 2, Align.RIGHT)
        weight, colour = (_GRID_LINE, FAINT) if tick else (OUTLINE, INK)
        yield PolyLine((Point(plot.left, y), Point(plot.right, y)), weight, colour)


def _rects(chart: Chart, plot: _Plot) -> Iterator[tuple[int, Decimal, Rect]]:
    """Series, value and column, category by category."""
    count = len(chart.series)
    broad = min(plot.slot * _FILLED / count, _WIDEST)
    for place in range(len(chart.categories)):
        first = plot.middle(place) - broad * count / 2
        for number, series in enumerate(chart.series):
            value = series.values[place]
            tall = plot.height(value)
            yield number, value, Rect(first + number * broad, plot.base - tall, broad, tall)


def _columns(chart: Chart, plot: _Plot) -> Iterator[Box]:
    return (Box(rect, paint(number)) for number, value, rect in _rects(chart, plot) if value)


def _amounts(chart: Chart, plot: _Plot, lettering: Lettering) -> list[Text]:
    """The amounts above the columns; one that would touch its neighbour's is lifted over it."""
    placed: list[Text] = []
    for _number, value, rect in _rects(chart, plot):
        top = rect.y - lettering.style.pitch - 1
        while True:
            (text,) = lettering.block(lettering.lines(amount_text(value)), rect.x + rect.width / 2, top, Align.CENTER)
            if not any(_touch(text.bounds, other.bounds) for other in placed):
                break
            top -= 1
        placed.append(text)
    return placed


def _touch(one: Rect, other: Rect) -> bool:
    """Whether two texts overlap or stand closer than a point."""
    across = one.x < other.right + 1 and other.x < one.right + 1
    return across and one.y < other.bottom and other.y < one.bottom


def _legend(chart: Chart, lettering: Lettering, width: float, top: float) -> Iterator[Primitive]:
    """Swatches with the names of the series, in the middle below the drawing."""
    broad, tall = _SWATCH
    names = [lettering.lines(series.name) for series in chart.series]
    x = (width - sum(broad + 5 * _GAP + name[0].width for name in names) + 4 * _GAP) / 2
    for number, name in enumerate(names):
        yield Box(Rect(x, top + (lettering.style.pitch - tall) / 2, broad, tall), paint(number))
        yield from lettering.block(name, x + broad + _GAP, top)
        x += broad + 5 * _GAP + name[0].width
