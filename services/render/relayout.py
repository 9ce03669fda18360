"""The pages of a sheet after an edit that changed some texts: what did not change is taken over, not laid out again.

A list of 1,000 projects has 10,000 cells on forty pages; a key press changes three of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from services.forms.sheet import Cell, Sheet
from services.render.layout import CellLayout, Layout, lay_out, setting_of
from services.render.measure import Measurer
from services.render.paged import Page, Paged
from services.render.pages import fragment_of, paginate

_MOST: Final = 200
"""With more cells changed than this all is laid out anew."""


def laid_out_again(sheet: Sheet, measurer: Measurer, before: Paged) -> Paged:
    """The pages of a sheet; `before` are those of the sheet shown until now, of which as much as possible is kept."""
    changed = _changed_cells(before.layout.sheet, sheet)
    fresh = None if changed is None else _fresh(before.layout, sheet, changed, measurer)
    if fresh is None:
        return paginate(lay_out(sheet, measurer, before.layout), before)
    sheet.learn(before.layout.sheet, fresh)
    cells = list(before.layout.cells)
    for index, item in fresh.items():
        cells[index] = item
    layout = replace(before.layout, sheet=sheet, cells=tuple(cells))
    return before.with_pages(layout, [_page(layout, page, fresh) for page in before.pages])


def _changed_cells(old: Sheet, new: Sheet) -> list[int] | None:
    """Indexes of the cells that differ; None when the sheets differ in more than cells, or in very many."""
    if len(old.cells) != len(new.cells) or replace(old, cells=()) != replace(new, cells=()):
        return None
    pairs = enumerate(zip(old.cells, new.cells, strict=True))
    changed = [index for index, (one, other) in pairs if one is not other and one != other]
    return changed if len(changed) <= _MOST else None


def _fresh(layout: Layout, sheet: Sheet, changed: Sequence[int], measurer: Measurer) -> dict[int, CellLayout] | None:
    """The changed cells laid out where they were; None when one needs more or less room, or is another cell."""
    found: dict[int, CellLayout] = {}
    for index in changed:
        cell, old = sheet.cells[index], layout.cells[index]
        setting = setting_of(cell, layout.lefts, measurer)
        room = setting.style, len(setting.lines), len(setting.again)
        if _shape(cell) != _shape(old.cell) or room != (old.style, len(old.lines), len(old.again)):
            return None
        found[index] = CellLayout(cell, old.rect, *setting)
    return found


def _shape(cell: Cell) -> tuple[object, ...]:
    """What decides on the place of a cell, its lines apart, and on what it edits."""
    return cell.row, cell.col, cell.rows, cell.cols, cell.ref, cell.align, cell.repeat, cell.border


def _page(layout: Layout, page: Page, fresh: Mapping[int, CellLayout]) -> Page:
    """The page with the cells that changed; the same object when none is on it."""
    rows = {band.row for band in page.bands}
    here = [item.cell for item in fresh.values()]
    if not any(row in rows for cell in here for row in range(cell.row, cell.row + cell.rows)):
        return page
    left, top = layout.origin
    xs = tuple(left + x for x in layout.lefts)
    ys = tuple(accumulate((band.height for band in page.bands), initial=top))
    pieces = tuple(
        piece._replace(source=fresh[piece.number]) if piece.number in fresh else piece for piece in page.pieces
    )
    fragments = tuple(
        fragment_of(page.index, piece, xs, ys) if piece.number in fresh else old
        for piece, old in zip(pieces, page.fragments, strict=True)
    )
    return replace(page, fragments=fragments, pieces=pieces)
