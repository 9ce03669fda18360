"""LabelledPage: an input sheet of labelled values, filled row by row; what the input sheets beside the grids share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from services.accounts.lines import ONLY, line_ref
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.builder import LINE, SheetBuilder
from services.forms.figure_cells import COUNT, figure_cell, value_cell
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style

_PAIRS = (62.0, 28.0, 62.0, 28.0)
_HEAD = 22.0
_TALL = 40.0


def grid_title(grid: SheetBuilder, filing: Filing, title: str, *, money: bool = True) -> None:
    """Title, year, and the unit of the amounts where there are any."""
    grid.heading(title, Style.TITLE, 34)
    grid.heading(f"（{filing.head.year}年度）", Style.SUBTITLE, 22)
    if money:
        grid.heading(f"金额单位：{filing.head.amount_unit.value}", Style.NOTE, 15, Align.RIGHT)


class LabelledPage:
    """A sheet of labelled values, filled row by row."""

    def __init__(self, filing: Filing, title: str, widths: tuple[float, ...] = _PAIRS, *, money: bool = True) -> None:
        self.filing = filing
        self.title = title
        self.grid = SheetBuilder(widths)
        grid_title(self.grid, filing, title, money=money)

    def only(self, entity: str, field: str) -> FieldRef:
        """Address of a field of the record of which there is one."""
        return line_ref(self.filing.id, entity, ONLY, field)

    def part(self, text: str) -> None:
        """A heading over the following rows."""
        self.grid.row(RowRole.PLAIN, _HEAD)
        self.grid.label(text, 0, self.grid.last_col, style=Style.STRONG, align=Align.LEFT)

    def heads(self, *texts: str) -> None:
        """A row of column headings."""
        self.grid.row(RowRole.HEADER, _HEAD)
        for col, text in enumerate(texts):
            self.grid.label(text, col)

    def cells(self, *cells: Cell, record: FieldRef | None = None, role: RowRole = RowRole.PLAIN) -> None:
        """A row of cells, one a column."""
        self.grid.row(role, record=record)
        for col, cell in enumerate(cells):
            self.grid.put(cell, col, col)

    def values(self, entity: str, fields: Sequence[str]) -> None:
        """Label and value, two pairs a row."""
        for first in range(0, len(fields), 2):
            pair = fields[first : first + 2]
            titles = {name: label(field_spec(entity, name).title) for name in pair}
            self.cells(*(cell for name in pair for cell in (titles[name], self.value(entity, name))))
            if len(pair) == 1:
                self.grid.blank(2)
                self.grid.blank(3)

    def value(self, entity: str, name: str) -> Cell:
        """The cell of one stored value."""
        return value_cell(self.filing, self.only(entity, name))

    def text(self, entity: str, name: str) -> None:
        """A long text over the whole width, after its label."""
        self._wide(entity, name, _TALL, Align.TOP_LEFT)

    def line(self, entity: str, name: str) -> None:
        """One value over the whole width, after its label."""
        self._wide(entity, name, LINE, Align.LEFT)

    def _wide(self, entity: str, name: str, height: float, align: Align) -> None:
        self.grid.row(RowRole.PLAIN, height)
        self.grid.label(field_spec(entity, name).title, 0)
        self.grid.put(value_cell(self.filing, self.only(entity, name), align=align), 1, self.grid.last_col)

    def sheet(self, code: str) -> Sheet:
        """The finished sheet."""
        return self.grid.sheet(code, self.title, FieldRef("filing", self.filing.id, ""))


def label(text: str, align: Align = Align.LEFT) -> Cell:
    """A fixed label in body type."""
    return Cell(0, 0, text, align=align, style=Style.LABEL)


def count_cell(value: int) -> Cell:
    """A computed number of things or people."""
    return figure_cell(COUNT, Figure(None, Decimal(value)), None, "合计")
