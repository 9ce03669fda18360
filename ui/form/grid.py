"""Grid: the way from cell to cell over spans, and which cells a selection holds. Pure; knows no screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from services.filing.refs import FieldRef
from services.forms.sheet import Cell, Sheet

Place = tuple[int, int]
"""Grid row and column. A place inside a wide or tall cell also remembers the column or row the clerk came along."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of places; `bottom` and `right` are the first row and column no longer in it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, col: int) -> bool:
        """Whether a place lies in it."""
        return self.top <= row < self.bottom and self.left <= col < self.right

    def joined(self, cell: Cell) -> Area:
        """The least area that also holds a whole cell."""
        return Area(
            min(self.top, cell.row),
            min(self.left, cell.col),
            max(self.bottom, cell.row + cell.rows),
            max(self.right, cell.col + cell.cols),
        )


class Grid:
    """The cells of a sheet by place. Titles (no border, no address) are never stopped at."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def inputs(self) -> list[Cell]:
        """Input cells in reading order; sorted when first asked for, which a key that goes down does not."""
        return list(self.sheet.inputs())

    @cached_property
    def _order(self) -> dict[FieldRef | None, int]:
        return {cell.ref: index for index, cell in enumerate(self.inputs)}

    def cell(self, place: Place) -> Cell | None:
        """The cell that covers a place."""
        return self.sheet.by_place.get(place)

    def first(self) -> Place | None:
        """Where to stand in a sheet just opened: its first input, else its first bordered cell."""
        cells = self.inputs or [cell for cell in self.sheet.cells if reachable(cell)]
        return _start(cells[0]) if cells else None

    def last(self) -> Place | None:
        """The last input."""
        return _start(self.inputs[-1]) if self.inputs else self.first()

    def step(self, place: Place, rows: int, cols: int) -> Place:
        """The next place in a direction, a whole cell at a time; the same place at the edge."""
        row, col = place
        while (cell := self.cell((row, col))) is not None or self._inside(row, col):
            row, col = _beyond(cell, row, col, rows, cols)
            found = self.cell((row, col))
            if found is not None and reachable(found):
                return (row, found.col) if cols else (row, col)
        return place

    def along(self, place: Place, rows: int) -> Place:
        """Down (1) or up (-1) to the next cell that can be typed into, in the remembered column."""
        at = place
        while (further := self.step(at, rows, 0)) != at:
            at = further
            cell = self.cell(at)
            if cell is not None and cell.editable:
                return at
        return place

    def tab(self, place: Place, step: int) -> Place | None:
        """The next (1) or previous (-1) input in reading order; None past either end."""
        cell = self.cell(place)
        if cell is not None and cell.ref in self._order:
            index = self._order[cell.ref] + step
        else:
            before = sum((other.row, other.col) < place for other in self.inputs)
            index = before if step > 0 else before - 1
        return _start(self.inputs[index]) if 0 <= index < len(self.inputs) else None

    def edge(self, place: Place, step: int) -> Place:
        """First (-1) or last (1) input of the row, else its first or last cell."""
        row = place[0]
        line = [cell for col in range(len(self.sheet.widths)) if (cell := self.cell((row, col))) and reachable(cell)]
        line = [cell for cell in line if cell.editable] or line
        if not line:
            return place
        return row, line[0 if step < 0 else -1].col

    def area(self, one: Place, other: Place) -> Area:
        """The rectangle between two places, grown until it cuts no cell."""
        (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        area, grown = None, Area(top, left, bottom + 1, right + 1)
        while area != grown:
            area = grown
            for cell in self.cells(area):
                grown = grown.joined(cell)
        return grown

    def cells(self, area: Area) -> Iterator[Cell]:
        """Every cell of an area once, in reading order."""
        seen: set[Place] = set()
        for row in range(area.top, area.bottom):
            for col in range(area.left, area.right):
                cell = self.cell((row, col))
                if cell is not None and (start := _start(cell)) not in seen:
                    seen.add(start)
                    yield cell

    def whole(self) -> Area:
        """Everything but titles above and below the table."""
        rows = [cell for cell in self.sheet.cells if reachable(cell)]
        bottom = max((cell.row + cell.rows for cell in rows), default=1)
        return Area(min((cell.row for cell in rows), default=0), 0, bottom, max(len(self.sheet.widths), 1))

    def _inside(self, row: int, col: int) -> bool:
        return 0 <= row < len(self.sheet.rows) and 0 <= col < len(self.sheet.widths)


def reachable(cell: Cell) -> bool:
    """Whether the current cell may be this one."""
    return cell.border or cell.editable


def _start(cell: Cell) -> Place:
    return cell.row, cell.col


def _beyond(cell: Cell | None, row: int, col: int, rows: int, cols: int) -> Place:
    """The first place after a cell (or a hole in the grid) in a direction."""
    if cell is None:
        return row + rows, col + cols
    if cols:
        return row, (cell.col + cell.cols if cols > 0 else cell.col - 1)
    return (cell.row + cell.rows if rows > 0 else cell.row - 1), col
