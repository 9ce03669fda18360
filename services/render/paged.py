"""Paged: a sheet cut into pages, ready to be drawn. Values only; `paginate` in pages.py makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from services.forms.sheet import Cell
from services.render.layout import CellLayout, Layout, PlacedLine, Rect
from services.render.styles import TextStyle

_REACH = 2.0


class Band(NamedTuple):
    """A row of the sheet, or the part of a split row, on a page; `repeated` for header rows printed again."""

    row: int
    height: float
    repeated: bool = False


class Piece(NamedTuple):
    """What of a cell is on a page: bands `first` to `last`, lines `begin` to `end`.

    `number` is the cell's place in the layout; `part` and `repeated` as in Fragment.
    """

    number: int
    source: CellLayout
    first: int
    last: int
    begin: int
    end: int
    part: int
    repeated: bool = False


class Fragment(NamedTuple):
    """The part of a cell that lies on one page.

    `page` is the page's index; `rect` is in points from the left upper corner of the paper; the lines' x and baseline
    count from the corner of `rect`. `part` numbers the parts of the cell from 0. `repeated` marks what is only printed
    again (rows of the header on later pages; a label with （续）): the lines are then not part of the cell's text run.
    """

    source: CellLayout
    page: int
    rect: Rect
    lines: tuple[PlacedLine, ...]
    part: int = 0
    repeated: bool = False

    @property
    def cell(self) -> Cell:
        """The cell of the sheet."""
        return self.source.cell

    @property
    def style(self) -> TextStyle:
        """Face, size and pitch of the lines."""
        return self.source.style


class Stroke(NamedTuple):
    """A straight line of the grid, horizontal or vertical, from (x0, y0) to (x1, y1) on the paper; weight in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float

    @property
    def room(self) -> Rect:
        """All that its pixels may touch, at every scale of the screen."""
        x0, y0, x1, y1, _weight = self
        return Rect(x0 - _REACH, y0 - _REACH, x1 - x0 + 2 * _REACH, y1 - y0 + 2 * _REACH)


@dataclass(frozen=True)
class Page:
    """One page: what is on it and the lines around the cells.

    `bands` are the sheet's rows shown, repeated header included; `pieces` say by rows and lines what the fragments are
    (from them an unchanged page is known).
    """

    index: int
    size: tuple[float, float]
    fragments: tuple[Fragment, ...]
    strokes: tuple[Stroke, ...]
    bands: tuple[Band, ...]
    pieces: tuple[Piece, ...]

    def fragment_at(self, x: float, y: float) -> Fragment | None:
        """The part of a cell under a point of the paper, None outside the table."""
        return next((part for part in self.fragments if part.rect.contains(x, y)), None)


@dataclass(frozen=True)
class Paged:
    """All pages of a sheet; at least one."""

    layout: Layout
    pages: tuple[Page, ...]

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the paper, points."""
        return self.layout.page_size

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], tuple[Fragment, ...]]:
        found: dict[tuple[int, int], list[Fragment]] = {}
        for page in self.pages:
            for part in page.fragments:
                found.setdefault((part.cell.row, part.cell.col), []).append(part)
        return {place: tuple(parts) for place, parts in found.items()}

    def with_pages(self, layout: Layout, pages: Sequence[Page]) -> Paged:
        """The same with some pages made anew; where cells stand is not searched again on the others."""
        made = Paged(layout, tuple(pages))
        if "_by_place" in self.__dict__:
            places = self._by_place.copy()
            for old, new in zip(self.pages, pages, strict=True):
                for part in new.fragments if new is not old else ():
                    place = part.cell.row, part.cell.col
                    places[place] = tuple([part if one.page == part.page else one for one in places[place]])
            made.__dict__["_by_place"] = places
        return made

    def fragments_of(self, cell: Cell) -> tuple[Fragment, ...]:
        """The parts of a cell, in page order; repeated ones (header on later pages) included. () for a foreign cell."""
        return self._by_place.get((cell.row, cell.col), ())

    def fragment_at(self, page: int, x: float, y: float) -> Fragment | None:
        """The part of a cell under a point of a page, None outside the table."""
        return self.pages[page].fragment_at(x, y)
