"""Lays a chart out: caption, unit, drawing or sentence, note, one below the other. Pure; all media draw the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from services.charts.chart import Chart, ChartKind, alternative_text
from services.charts.columns import lay_out_columns
from services.charts.lettering import Lettering, captions_of, labels_of
from services.charts.pie import lay_out_pie
from services.charts.primitives import Box, Picture, Point, PolyLine, Primitive, Text, Wedge
from services.forms.sheet import Align
from services.render.measure import Measurer

WIDTH: Final = 440.0
"""Usual width of a chart in points: the text width of an official paper (156 mm)."""
LEAST_WIDTH: Final = 360.0
"""Narrower than this, the names beside a pie have no room."""
_GAP: Final = 4.0
_MARGIN: Final = 3.0
"""Around everything: no text touches the edge."""


def lay_out_chart(chart: Chart, measurer: Measurer, width: float = WIDTH, *, with_caption: bool = True) -> Picture:
    """The chart at a width in points (at least LEAST_WIDTH), as tall as it needs.

    Without the caption it is the drawing alone with its unit, for a text that sets captions as paragraphs.
    """
    width = max(width, LEAST_WIDTH)
    page = _Page(width, labels_of(measurer), captions_of(measurer))
    captioned = with_caption and chart.caption
    if captioned and chart.caption_rules.before:
        page.text(chart.caption, page.captions)
    page.text(chart.unit_line, page.labels, Align.RIGHT)
    if chart.is_empty:
        page.text(chart.empty_text, page.captions)
    else:
        lay_out = lay_out_pie if chart.kind is ChartKind.PIE else lay_out_columns
        page.add(*lay_out(chart, page.labels, width))
    page.text(chart.note, page.labels)
    if captioned and not chart.caption_rules.before:
        page.text(chart.caption, page.captions)
    return Picture(width, page.height + _MARGIN, tuple(page.items), alternative_text(chart))


class _Page:
    """What has been laid out so far, from the top down."""

    def __init__(self, width: float, labels: Lettering, captions: Lettering) -> None:
        self.labels, self.captions = labels, captions
        self.items: list[Primitive] = []
        self.height = _MARGIN
        self._width = width

    def text(self, text: str, lettering: Lettering, align: Align = Align.CENTER) -> None:
        """Add a paragraph below what there is; nothing for an empty one."""
        lines = lettering.lines(text, self._width - 2 * _MARGIN)
        x = self._width - _MARGIN if align is Align.RIGHT else self._width / 2
        self.items += lettering.block(lines, x, self.height, align)
        self.height += lettering.height(lines) + (_GAP if lines else 0.0)

    def add(self, items: Sequence[Primitive], height: float) -> None:
        """Add a drawing that begins at y = 0."""
        self.items += (_moved(item, self.height) for item in items)
        self.height += height + _GAP


def _moved(item: Primitive, down: float) -> Primitive:
    """The same further down."""
    match item:
        case Box():
            return replace(item, rect=item.rect._replace(y=item.rect.y + down))
        case Wedge():
            return replace(item, centre=Point(item.centre.x, item.centre.y + down))
        case PolyLine():
            return replace(item, points=tuple(Point(x, y + down) for x, y in item.points))
        case Text():
            return replace(item, placed=item.placed._replace(baseline=item.placed.baseline + down))
