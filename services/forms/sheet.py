"""Sheet 表: the one definition of a form, for screen, PDF, XLSX and DOCX.

A grid of cells. Each cell is a fixed label, a computed text or an input bound to a FieldRef. Renderers calculate
nothing: every text is already here; what a cell means for typing is its ref and its FieldSpec.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from services.filing.refs import FieldRef


class CellKind(StrEnum):
    """What a cell is for the clerk."""

    LABEL = "label"
    INPUT = "input"
    COMPUTED = "computed"
    BLANK = "blank"


class Align(StrEnum):
    """Horizontal place of the text; vertical is the middle except TOP_LEFT (long texts)."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    TOP_LEFT = "top_left"


class Style(StrEnum):
    """How a cell is set: names of roles, not fonts; each renderer has one table for them."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LABEL = "label"
    BODY = "body"
    NOTE = "note"
    STRONG = "strong"


class RowRole(StrEnum):
    """What a row is for pagination and editing."""

    TITLE = "title"
    PLAIN = "plain"
    HEADER = "header"
    INDICATOR = "indicator"
    CLOSING = "closing"
    SIGNATURE = "signature"


class Cell(NamedTuple):
    """One cell: place, span, text and, for an input, the address it edits. A tuple: a form makes hundreds at each edit.

    `text` is what is shown and printed; `edit` what the editor opens with where that differs (an amount printed with
    two places, a computed figure not typed over, a line with a printed prefix); `number` is the same as a number for
    XLSX (None when the cell is text); `number_format` its Excel format; `how` explains a computed value; `typed_over`
    marks an official figure that differs from the computed one, which is then in `suggested`. `title` names the cell
    for messages and the status line ("社会保险补贴人数 · 实际完成值"). `repeat` marks a label to print again with
    （续） when its cell is cut by a page.
    """

    row: int
    col: int
    text: str = ""
    rows: int = 1
    cols: int = 1
    kind: CellKind = CellKind.LABEL
    ref: FieldRef | None = None
    align: Align = Align.CENTER
    style: Style = Style.LABEL
    number: Decimal | None = None
    number_format: str = ""
    how: str = ""
    typed_over: bool = False
    suggested: str = ""
    title: str = ""
    edit: str | None = None
    repeat: bool = False
    border: bool = True

    def at(self, row: int, col: int, cols: int) -> Cell:
        """The same cell at another place."""
        return Cell(row, col, self.text, self.rows, cols, *self[5:])

    @property
    def editable(self) -> bool:
        """Whether typing into this cell changes a value."""
        return self.ref is not None

    @property
    def edit_text(self) -> str:
        """What the editor opens with."""
        return self.text if self.edit is None else self.edit


@dataclass(frozen=True, slots=True)
class Row:
    """One grid row: its role, least height in points, and the record it stands for (for insert, delete, move)."""

    role: RowRole = RowRole.PLAIN
    height: float = 21.0
    record: FieldRef | None = None


@dataclass(frozen=True)
class Sheet:
    """A laid-out grid.

    `widths` are shares of the usable page width; `header` is the range of rows printed again on every page on which
    rows after it continue (None when the form has no table that may grow). `name` is the XLSX sheet name.
    """

    code: str
    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    subject: FieldRef
    landscape: bool = False
    header: range | None = None
    margins_mm: tuple[float, float, float, float] = (20.0, 20.0, 20.0, 20.0)

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Cell]:
        """Every grid place to the cell that covers it."""
        return {place: cell for cell in self.cells for place in places(cell)}

    @cached_property
    def by_ref(self) -> dict[FieldRef, Cell]:
        """Cells by the address they edit."""
        return {cell.ref: cell for cell in self.cells if cell.ref is not None}

    def learn(self, before: Sheet, changed: Iterable[int]) -> None:
        """Take over what was found out about the sheet before an edit that changed some cells (their indexes).

        The cells stand where they stood and edit what they edited.
        """
        by_place, by_ref = before.by_place.copy(), before.by_ref.copy()
        for index in changed:
            cell, old = self.cells[index], before.cells[index]
            by_place |= dict.fromkeys(places(cell), cell)
            if cell.ref is not None and by_ref[cell.ref] == old:
                by_ref[cell.ref] = cell
        self.__dict__.update(by_place=by_place, by_ref=by_ref)

    def inputs(self) -> Iterator[Cell]:
        """Input cells in reading order."""
        return iter(sorted((c for c in self.cells if c.editable), key=lambda c: (c.row, c.col)))


def places(cell: Cell) -> Iterator[tuple[int, int]]:
    """The grid places a cell covers."""
    for row in range(cell.row, cell.row + cell.rows):
        for col in range(cell.col, cell.col + cell.cols):
            yield row, col
