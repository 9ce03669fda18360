"""Layout: where every cell of a Sheet lies and how its text is broken, on one endless page, in points.

Pure: the same sheet and fonts give the same layout. `paginate` cuts it into pages; screen and PDF draw those.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from services.forms.sheet import Align, Cell, Sheet, Style
from services.render.measure import Line, Measurer
from services.render.styles import A4, LEAST_SIZE, MM, PAD_X, PAD_Y, PIXEL, STYLES, TIGHT_PAD_X, TextStyle

CONTINUED: Final = ("（续）", "(续)", "续")
"""Printed after a label that is repeated on the next page: the first that is no wider than the cell."""


class Rect(NamedTuple):
    """A rectangle in points, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    def meets(self, others: Sequence[Rect]) -> bool:
        """Whether it has a part in common with any of some rectangles."""
        x, y, width, height = self
        for left, top, wide, high in others:
            if left < x + width and x < left + wide and top < y + height and y < top + high:
                return True
        return False

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it (left and upper edge included)."""
        return self.x <= x < self.right and self.y <= y < self.bottom


class PlacedLine(NamedTuple):
    """A line and where it stands: `x` of its start and its baseline, both from the left upper corner of its cell."""

    x: float
    baseline: float
    line: Line


class Setting(NamedTuple):
    """How a text is set: its type, its lines, and its lines with （续）."""

    style: TextStyle
    lines: tuple[Line, ...] = ()
    again: tuple[Line, ...] = ()


class CellLayout(NamedTuple):
    """A cell laid out: its rectangle (from the left upper corner of the usable area), its type, its broken lines.

    `again` are the lines of a `repeat` label with （续）, for the pages on which the cell continues.
    """

    cell: Cell
    rect: Rect
    style: TextStyle
    lines: tuple[Line, ...]
    again: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A laid-out sheet.

    `lefts` are the x of the column edges (one more than columns), `tops` the y of the row edges (one more than rows);
    `page_size` (width, height) and `origin` (left, upper margin) in points; `cells` in the order of the sheet.
    """

    sheet: Sheet
    page_size: tuple[float, float]
    origin: tuple[float, float]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    cells: tuple[CellLayout, ...]

    @property
    def width(self) -> float:
        """Width of the table."""
        return self.lefts[-1]

    @property
    def body_height(self) -> float:
        """Height between upper and lower margin of a page."""
        _left, top, _right, bottom = _margins(self.sheet)
        return self.page_size[1] - top - bottom

    @cached_property
    def by_place(self) -> dict[tuple[int, int], CellLayout]:
        """The left upper grid place of each cell to the cell."""
        return {(item.cell.row, item.cell.col): item for item in self.cells}


def lay_out(sheet: Sheet, measurer: Measurer, previous: Layout | None = None) -> Layout:
    """Lay a sheet out.

    With `previous` (the layout before an edit) unchanged cells are taken over as the same objects, so that a renderer
    may tell by identity what has to be drawn again.
    """
    page_size = A4[::-1] if sheet.landscape else A4
    left, top, right, _bottom = _margins(sheet)
    lefts = _edges(sheet.widths, page_size[0] - left - right)
    known = previous.by_place if previous is not None and previous.lefts == lefts else {}
    settings = [setting_of(cell, lefts, measurer) for cell in sheet.cells]
    tops = (0.0, *accumulate(_row_heights(sheet, settings)))
    cells = tuple(
        [_place(cell, setting, lefts, tops, known) for cell, setting in zip(sheet.cells, settings, strict=True)]
    )
    return Layout(sheet, page_size, (left, top), lefts, tops, cells)


def needed_height(lines: int, style: TextStyle) -> float:
    """Height of a cell with so many lines, padding included; 0 for none."""
    return lines * style.pitch + 2 * PAD_Y if lines else 0.0


def place_lines(
    lines: Sequence[Line], style: TextStyle, align: Align, width: float, height: float
) -> tuple[PlacedLine, ...]:
    """Lines inside a cell (or a part of one) of the given size: at the top for TOP_LEFT, else in the middle."""
    slack = height - len(lines) * style.pitch
    top = PAD_Y if align is Align.TOP_LEFT else max(slack / 2, 0.0)
    # The middle of a Chinese character lies 0.38 of its size above the baseline.
    first = top + style.pitch / 2 + 0.38 * style.size
    return tuple(
        [PlacedLine(_start(line, align, width), first + i * style.pitch, line) for i, line in enumerate(lines)]
    )


def _start(line: Line, align: Align, width: float) -> float:
    """Where a line starts in a cell of the given width."""
    if align is Align.CENTER:
        return (width - line.width) / 2
    return width - PAD_X - line.width if align is Align.RIGHT else PAD_X


def _margins(sheet: Sheet) -> tuple[float, float, float, float]:
    left, top, right, bottom = (margin * MM for margin in sheet.margins_mm)
    return left, top, right, bottom


def _edges(widths: Iterable[float], usable: float) -> tuple[float, ...]:
    """Column edges: shares of the usable width, on whole pixels of the screen."""
    sums = (0.0, *accumulate(widths))
    return tuple(round(part / sums[-1] * usable / PIXEL) * PIXEL for part in sums)


def setting_of(cell: Cell, lefts: Sequence[float], measurer: Measurer) -> Setting:
    """How the text of a cell is set in its width."""
    if not cell.text:
        return Setting(STYLES[cell.style])
    width = lefts[cell.col + cell.cols] - lefts[cell.col]
    return measurer.kept(_set, cell.text, cell.style, cell.align, width, cell.repeat and cell.rows > 1)


def _set(measurer: Measurer, text: str, name: Style, align: Align, width: float, repeated: bool) -> Setting:  # noqa: FBT001 - key of a cache
    """Break a text; `repeated` for a label that may be printed again with （续）."""
    style, room = _fitting(text, STYLES[name], align, measurer, width)
    even = align is Align.CENTER
    lines = measurer.lines(text, style.size, style.role, room, even=even)
    if not repeated:
        return Setting(style, lines)
    mark = next((mark for mark in CONTINUED if measurer.width(mark, style.size, style.role) <= room), CONTINUED[-1])
    return Setting(style, lines, measurer.lines(text + mark, style.size, style.role, room, even=even))


def _fitting(text: str, style: TextStyle, align: Align, measurer: Measurer, width: float) -> tuple[TextStyle, float]:
    """The style and the width for the lines of a cell.

    When a word is wider than the cell: less padding (on the free side), then smaller type down to 小 5; when that does
    not help either, full size, and the word is broken.
    """
    room = width - 2 * PAD_X
    if "\n" not in text and measurer.width(text, style.size, style.role) <= room:
        return style, room
    widest_room = width - TIGHT_PAD_X - (TIGHT_PAD_X if align is Align.CENTER else PAD_X)
    for strict in (True, False):
        word = measurer.widest_word(text, style.role, strict=strict)
        if word * style.size <= widest_room:
            return style, max(room, min(word * style.size, widest_room))
        if word * LEAST_SIZE <= widest_room:
            return style.at(math.floor(widest_room / word * 2) / 2), widest_room
    return style, room


def _row_heights(sheet: Sheet, settings: Sequence[Setting]) -> list[float]:
    """Least heights, grown to hold the cells of one row, then the spanning cells on their last row."""
    heights = [whole_pixels(row.height) for row in sheet.rows]
    for cell, setting in sorted(zip(sheet.cells, settings, strict=True), key=_rows_covered):
        first, end = cell.row, cell.row + cell.rows
        have = heights[first] if cell.rows == 1 else sum(heights[first:end])
        lack = needed_height(len(setting.lines), setting.style) - have
        if lack > 0:
            heights[end - 1] += whole_pixels(lack)
    return heights


def _rows_covered(item: tuple[Cell, Setting]) -> int:
    return item[0].rows


def whole_pixels(points: float) -> float:
    """Up to the next whole pixel of the screen at 100 %, in points."""
    return math.ceil(points / PIXEL - 1e-6) * PIXEL


def _place(
    cell: Cell,
    setting: Setting,
    lefts: Sequence[float],
    tops: Sequence[float],
    known: Mapping[tuple[int, int], CellLayout],
) -> CellLayout:
    """The cell with its rectangle; the object known from before when nothing of it changed."""
    left, top = lefts[cell.col], tops[cell.row]
    rect = Rect(left, top, lefts[cell.col + cell.cols] - left, tops[cell.row + cell.rows] - top)
    old = known.get((cell.row, cell.col)) if known else None
    if old is not None and old.rect == rect and old.cell == cell:
        return old
    return CellLayout(cell, rect, *setting)
