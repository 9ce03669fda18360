"""Where a page may end: which rows stay together, and how many lines of a cut cell stay on the page."""

from __future__ import annotations

from services.forms.sheet import Align, RowRole
from services.render.layout import CellLayout, Layout, needed_height
from services.render.styles import PAD_Y

_CLOSING = (RowRole.CLOSING, RowRole.SIGNATURE)
_KEEP_BEFORE = 2
"""Rows that stay with the closing and signature rows (layout rule: 自评得分行与签字行不得单独成页)."""


def kept_together(layout: Layout) -> list[bool]:
    """For every row whether no page may end before it."""
    rows = layout.sheet.rows
    header = layout.sheet.header or range(0)
    kept = [
        i == 0 or rows[i - 1].role in (RowRole.TITLE, RowRole.HEADER) or header.start < i <= header.stop
        for i in range(len(rows))
    ]
    for run in closing_runs(layout):
        first = max(run.start - _KEEP_BEFORE, 0)
        if layout.tops[run.stop] - layout.tops[first] <= layout.body_height:
            kept[first + 1 : run.stop] = [True] * (run.stop - first - 1)
    return kept


def closing_runs(layout: Layout) -> list[range]:
    """Neighbouring closing and signature rows, run by run."""
    runs: list[range] = []
    for i, row in enumerate(layout.sheet.rows):
        if row.role in _CLOSING:
            joins = bool(runs) and runs[-1].stop == i
            runs = [*runs[:-1], range(runs[-1].start, i + 1)] if joins else [*runs, range(i, i + 1)]
    return runs


def repeats_header(layout: Layout, row: int) -> bool:
    """Whether a page that begins with this row prints the header rows first: the table they head is still running."""
    header = layout.sheet.header
    if not header or row < header.stop or layout.tops[header.stop] - layout.tops[header.start] > layout.body_height / 2:
        return False
    table = [i for i, item in enumerate(layout.sheet.rows) if item.role is RowRole.INDICATOR and i >= header.stop]
    return not table or row <= table[-1]


def capacity(height: float, pitch: float) -> int:
    """Lines that fit in a part of a cell of this height, padding counted."""
    return max(int((height - 2 * PAD_Y + 1e-6) // pitch), 0)


def lines_here(source: CellLayout, remaining: int, height: float, page: float) -> int:
    """How many of a cut cell's remaining lines stay on a page where its part has `height`.

    Long texts (TOP_LEFT) flow on, without a single line left behind or sent ahead where that can be; other texts stay
    whole on the first part that holds them, unless no page (`page` points high) could.
    """
    room = capacity(height, source.style.pitch)
    if remaining <= room:
        return remaining
    flows = source.cell.align is Align.TOP_LEFT or needed_height(remaining, source.style) > page / 2
    if not flows:
        return 0
    here = room - 1 if remaining - room == 1 and room > 2 else room
    return 0 if here == 1 else here
