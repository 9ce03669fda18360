"""Charts on A4 pages for a book: one below the other, as many as fit, at their usual width. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from services.charts.chart import Chart
from services.charts.geometry import WIDTH, lay_out_chart
from services.charts.primitives import Picture
from services.render.measure import Measurer
from services.render.styles import A4

_MARGIN: Final = 56.0
"""Above the first and below the last chart of a page; the page number stands in it."""
_LEAST_GAP: Final = 14.0
_MOST_GAP: Final = 60.0


class PlacedChart(NamedTuple):
    """A chart on a page: its left upper corner, points from the left upper corner of the paper."""

    chart: Chart
    picture: Picture
    x: float
    y: float


def chart_pages(charts: Sequence[Chart], measurer: Measurer) -> list[list[PlacedChart]]:
    """The charts page by page; those of a page share the room that is left between them."""
    pages: list[list[tuple[Chart, Picture]]] = []
    room = 0.0
    for chart in charts:
        picture = lay_out_chart(chart, measurer)
        if picture.height > room:
            pages.append([])
            room = A4[1] - 2 * _MARGIN
        pages[-1].append((chart, picture))
        room -= picture.height + _LEAST_GAP
    return [_placed(page) for page in pages]


def _placed(page: Sequence[tuple[Chart, Picture]]) -> list[PlacedChart]:
    free = A4[1] - 2 * _MARGIN - sum(picture.height for _chart, picture in page)
    gap = min(free / max(len(page) - 1, 1), _MOST_GAP)
    placed, y = [], _MARGIN
    for chart, picture in page:
        placed.append(PlacedChart(chart, picture, (A4[0] - WIDTH) / 2, y))
        y += picture.height + gap
    return placed
