"""SheetBuilder: puts a Sheet together row by row; knows nothing of any form."""

from __future__ import annotations

from typing import Any

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, CellKind, Row, RowRole, Sheet, Style

LINE = 19.0
"""Least height of an ordinary row in points."""


class SheetBuilder:
    """Collects rows and cells; `sheet` freezes them."""

    def __init__(self, widths: tuple[float, ...]) -> None:
        self.widths = widths
        self.rows: list[Row] = []
        self.cells: list[Cell] = []

    @property
    def last_col(self) -> int:
        """Index of the last column."""
        return len(self.widths) - 1

    def row(self, role: RowRole = RowRole.PLAIN, height: float = LINE, record: FieldRef | None = None) -> int:
        """Begin a new row; returns its index."""
        self.rows.append(Row(role, height, record))
        return len(self.rows) - 1

    def put(self, cell: Cell, first: int, last: int) -> None:
        """Place a cell in the current row over columns first…last."""
        self.cells.append(cell.at(len(self.rows) - 1, first, last - first + 1))

    def label(self, text: str, first: int, last: int | None = None, **more: Any) -> None:
        """Place a fixed label in the current row."""
        self.put(Cell(0, 0, text, **more), first, first if last is None else last)

    def blank(self, first: int, last: int | None = None) -> None:
        """Place a cell that stays empty."""
        self.label("", first, last, kind=CellKind.BLANK)

    def side(self, text: str, col: int, first_row: int, *, repeat: bool = False) -> None:
        """A label down column `col` from first_row to the current row."""
        rows = len(self.rows) - first_row
        self.cells.append(Cell(first_row, col, text, rows=rows, repeat=repeat))

    def heading(self, text: str, style: Style, height: float, align: Align = Align.CENTER) -> None:
        """A line over the whole width without borders."""
        self.row(RowRole.TITLE, height)
        self.label(text, 0, self.last_col, style=style, align=align, border=False)

    def sheet(self, code: str, name: str, subject: FieldRef, **more: Any) -> Sheet:
        """The finished Sheet."""
        return Sheet(code, name, self.widths, tuple(self.rows), tuple(self.cells), subject, **more)
