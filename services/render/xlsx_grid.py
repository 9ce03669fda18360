"""The grid of a Sheet as Excel needs it: widths in characters, heights in points, no row taller than Excel allows.

Heights are worked out from 宋体, in which a Chinese character is exactly one and a Latin one half an em wide, and not
from the fonts of this PC: the same sheet gives the same file everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from services.forms.sheet import Cell, Sheet, Style
from services.render.styles import A4, MM, PAD_Y, PIXEL, STYLES

LEAST_HEIGHT = 18.0
"""Least height of a row in points."""
_MOST_HEIGHT = 409.0
"""Excel cuts a row here, and the text with it."""
_PIECE_HEIGHT = 11 * STYLES[Style.BODY].pitch
"""Taller rows become merged rows of so many whole lines, between which Excel may turn the page."""
_DIGIT_PIXELS = 8
"""Width of a digit of 宋体 11, the unit of Excel's column widths."""
_PADDING = 5 * PIXEL
"""What Excel keeps free at the sides of a cell."""
_SPARE = 0.97
"""Printers set a little wider than the screen; a line is taken as full a little earlier."""

# A Latin word or one Chinese character, with the marks that must not be separated from it at a line's end or start.
_WORD = re.compile(r"[（《“‘【〔]*(?:[!-~]+|.)[，。；：、！？）》”’】〕…]*")


class Area(NamedTuple):
    """First and last row and column of a cell in Excel, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def several(self) -> bool:
        """Whether it covers more than one place."""
        return (self.top, self.left) != (self.bottom, self.right)

    def places(self) -> Iterator[tuple[int, int]]:
        """The (row, column) pairs it covers."""
        for row in range(self.top, self.bottom + 1):
            for col in range(self.left, self.right + 1):
                yield row, col


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths` are in characters by column, `heights` in points by Excel row.

    `starts` is the 0-based Excel row at which each row of the sheet begins, with the row count at the end.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    starts: tuple[int, ...]

    def area(self, cell: Cell) -> Area:
        """Where a cell lies in Excel."""
        return Area(self.starts[cell.row] + 1, cell.col + 1, self.starts[cell.row + cell.rows], cell.col + cell.cols)


def excel_grid(sheet: Sheet) -> Grid:
    """Widths, heights and row places of a sheet."""
    edges = _pixel_edges(sheet)
    widths = tuple((end - start) / _DIGIT_PIXELS for start, end in pairwise(edges))
    pieces = [_pieces(height) for height in _heights(sheet, edges)]
    starts = tuple(accumulate((len(piece) for piece in pieces), initial=0))
    return Grid(widths, tuple(height for piece in pieces for height in piece), starts)


def _pixel_edges(sheet: Sheet) -> tuple[int, ...]:
    """Column edges in screen pixels, the shares of the width between the margins."""
    left, _top, right, _bottom = sheet.margins_mm
    usable = A4[1 if sheet.landscape else 0] - (left + right) * MM
    sums = tuple(accumulate(sheet.widths, initial=0.0))
    return tuple(int(part / sums[-1] * usable / PIXEL) for part in sums)


def _heights(sheet: Sheet, edges: Sequence[int]) -> list[float]:
    """Least heights, grown for the cells of one row, then for spanning cells on their last row."""
    heights = [max(row.height, LEAST_HEIGHT) for row in sheet.rows]
    for cell in sorted(sheet.cells, key=_row_span):
        end = cell.row + cell.rows
        width = (edges[cell.col + cell.cols] - edges[cell.col]) * PIXEL
        lack = _text_height(cell, width) - sum(heights[cell.row : end])
        if lack > 0:
            heights[end - 1] += lack
    return [math.ceil(height / PIXEL) * PIXEL for height in heights]


def _row_span(cell: Cell) -> int:
    return cell.rows


def _text_height(cell: Cell, width: float) -> float:
    if not cell.text:
        return 0.0
    style = STYLES[cell.style]
    ems = max((width - _PADDING) * _SPARE / style.size, 1.0)
    return style.pitch * sum(_lines(part, ems) for part in cell.text.split("\n")) + 2 * PAD_Y


def _lines(paragraph: str, ems: float) -> int:
    """Lines a paragraph takes when a line holds so many ems."""
    if _ems(paragraph) <= ems:
        return 1
    lines, used = 1, 0.0
    for word in _WORD.findall(paragraph):
        size = _ems(word)
        if used + size <= ems:
            used += size
        elif size <= ems:
            lines, used = lines + 1, size
        else:  # wider than a line: broken by character
            full = math.ceil((used + size) / ems) - 1
            lines, used = lines + full, used + size - full * ems
    return lines


def _ems(text: str) -> float:
    narrow = len(text) if text.isascii() else len(text.encode("ascii", "ignore"))
    return len(text) - narrow / 2


def _pieces(height: float) -> tuple[float, ...]:
    """A row's height, in several parts when Excel has no row that tall."""
    if height <= _MOST_HEIGHT:
        return (height,)
    count = int((height - LEAST_HEIGHT) / _PIECE_HEIGHT)
    return (*(_PIECE_HEIGHT,) * count, height - count * _PIECE_HEIGHT)
