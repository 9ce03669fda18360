"""公开01–13表 as sheets: any Table laid out as the statutory tables are, with 栏次, 行次 and roll-up rows.

One layout serves all: the columns of each side beside each other, headings merged, every cell a figure that may be
typed over. 公开07表 is too wide for a page and becomes one sheet per page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.accounts import detail_table
from services.accounts.policy import TableKind
from services.accounts.table import Column, Side, Table, TableRow
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import MoneyLook, figure_cell, look_of
from services.forms.keys import PUBLISHED_ACCOUNTS
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style
from services.forms.table_head import head, number_row, paths_of

GROUP = PUBLISHED_ACCOUNTS
ROW_HEIGHT = 18.0
_PORTRAIT = frozenset({TableKind.TOTALS, TableKind.GENERAL, TableKind.PROJECT, TableKind.CAPITAL_EXPENDITURE})
"""Tables on upright paper (layout.md §2); all others lie across."""
_MARGINS = (15.0, 15.0, 15.0, 15.0)
_CODE, _ITEM, _LINE, _MONEY = 20.0, 72.0, 10.0, 22.0
_NAME, _BESIDE_NAME = 72.0, 46.0
"""Width of a name on its own, and where several sides stand beside each other."""
_WIDE, _WIDE_CODE, _WIDE_NAME = 12, 15.0, 42.0
"""From so many money columns on, code and name have these widths in mm, and money shares the rest."""
_WIDE_REST = 210.0
_DIGIT, _EDGES = 1.9, 0.7
"""Width in mm of a digit in the smallest print, and of the least padding of a cell."""
_MOST, _LEAST = 16, 6
"""Money columns on a page at most, however short the figures, and at least."""
_EMPTY_ROWS = 2
"""Blank lines of a table without any figure."""
_INDENT = "　"
_ITEM_HEADS = 1


def code_of(table: Table, part: int = 1) -> str:
    """Form code of a published table, “F07-03”; a further page of 公开07表 is “F07-07-2”."""
    code = f"F07-{table.number:02d}"
    return code if part == 1 else f"{code}-{part}"


def sheets_of(filing: Filing, kind: TableKind) -> list[tuple[str, str]]:
    """Form code and name of each sheet of a table: one, or for 公开07表 one per page."""
    table = tables_of(filing)[kind]
    name = f"{table.code} {table.title}"
    if kind is not TableKind.DETAIL:
        return [(code_of(table), name)]
    parts = detail_table.pages(table, _most_columns(filing, table))
    return [(code_of(table, part), f"{name}（{page.name}）") for part, page in enumerate(parts, start=1)]


def build(filing: Filing, kind: TableKind, part: int = 1) -> Sheet:
    """The sheet of a published table; `part` counts the pages of 公开07表."""
    whole = table = tables_of(filing)[kind]
    if kind is TableKind.DETAIL:
        page = detail_table.pages(table, _most_columns(filing, table))[part - 1]
        table = replace(table, sides=(replace(table.sides[0], columns=page.columns),))
    landscape = kind not in _PORTRAIT
    printer = _Printer(filing, table, nothing=whole.is_empty)
    return printer.sheet(code_of(table, part), table.code, landscape=landscape)


@dataclass(frozen=True, slots=True)
class _Block:
    """One side at its place in the grid: its first column, its label columns, and whether it prints 行次."""

    side: Side
    first: int
    lines: bool

    @property
    def labels(self) -> int:
        """Number of label columns, 行次 included."""
        return len(self.side.heads) + self.lines

    @property
    def money(self) -> int:
        """The first money column."""
        return self.first + self.labels


class _Printer:
    """Puts one table on paper."""

    def __init__(self, filing: Filing, table: Table, *, nothing: bool) -> None:
        self.filing = filing
        self.table = table
        self.policy = filing.scheme.accounts
        self.look: MoneyLook = look_of(filing)
        self.nothing = nothing
        self.blocks = list(self._blocks())
        self.grid = SheetBuilder(tuple(width for block in self.blocks for width in _widths(block)))

    def sheet(self, code: str, name: str, *, landscape: bool) -> Sheet:
        """Title, table and notes."""
        self._title()
        rows = self._head()
        self._body()
        self._notes()
        subject = FieldRef("filing", self.filing.id, "")
        return self.grid.sheet(code, name, subject, landscape=landscape, header=rows, margins_mm=_MARGINS)

    def _blocks(self) -> Iterator[_Block]:
        first = 0
        for side in self.table.sides:
            lines = self.policy.line_numbers and any(row.number for row in side.rows)
            block = _Block(side, first, lines)
            yield block
            first += block.labels + len(side.columns)

    # ---- above

    def _title(self) -> None:
        grid, head_ = self.grid, self.filing.head
        grid.heading(self.table.title, Style.TITLE, 34)
        grid.heading(f"（{head_.year}年度）", Style.SUBTITLE, 22)
        grid.heading(self.table.code, Style.NOTE, 15, Align.RIGHT)
        grid.row(RowRole.TITLE, 15)
        middle = _middle(grid.widths)
        note = {"style": Style.NOTE, "border": False}
        grid.label(f"部门：{self.filing.unit.name}", 0, middle, align=Align.LEFT, **note)
        grid.label(f"金额单位：{head_.amount_unit.value}", middle + 1, grid.last_col, align=Align.RIGHT, **note)

    def _head(self) -> range:
        paths = [path for block in self.blocks for path in self._paths(block)]
        rows = head(self.grid, paths)
        if not self.policy.column_numbers or not any(column.number for column in self.table.columns.values()):
            return rows
        labels = [col for block in self.blocks for col in range(block.first, block.money)]
        numbers = [number for block in self.blocks for number in ("",) * block.labels + _numbers(block.side)]
        number_row(self.grid, numbers, labels)
        return range(rows.start, rows.stop + 1)

    def _paths(self, block: _Block) -> list[tuple[str, ...]]:
        """Headings of a block's columns; code and name stand below “项目”."""
        side = block.side
        above = (side.title,) if side.title else ()
        coded = len(side.heads) > _ITEM_HEADS and not above
        labels = [(*above, *(("项目",) if coded else ()), title) for title in side.heads]
        if block.lines:
            labels.append((*above, "行次"))
        return [*labels, *paths_of(side.columns, above)]

    # ---- rows

    def _body(self) -> None:
        height = max(len(block.side.rows) for block in self.blocks)
        for index in range(height):
            self.grid.row(RowRole.INDICATOR, ROW_HEIGHT)
            for block in self.blocks:
                self._row(block, block.side.rows[index])
        for _ in range(_EMPTY_ROWS if self.nothing and self.table.sides[0].heads else 0):
            self.grid.row(RowRole.INDICATOR, ROW_HEIGHT)
            for col in range(self.grid.last_col + 1):
                self.grid.blank(col)

    def _row(self, block: _Block, row: TableRow) -> None:
        for col, text in enumerate(_label_texts(block.side, row), start=block.first):
            self.grid.put(_label(row, text, left=bool(row.code) or row.level > 0 or not row.strong), col, col)
        if block.lines:
            self.grid.label(row.number, block.money - 1, style=Style.BODY)
        for col, column in enumerate(block.side.columns, start=block.money):
            self.grid.put(self._cell(row, column), col, col)

    def _cell(self, row: TableRow, column: Column) -> Cell:
        figure = row.figures.get(column.key)
        if figure is None:
            return Cell(0, 0, kind=CellKind.BLANK)
        look = replace(self.look, zero="") if self.nothing else self.look
        title = self.table.cell_name(row.key, column.key)
        style = Style.STRONG if row.strong else Style.BODY
        return figure_cell(look, figure, self.table.ref(row.key, column.key), title, style=style)

    # ---- below

    def _notes(self) -> None:
        texts = [self.table.note, self.table.nothing if self.nothing else ""]
        for text in filter(None, texts):
            self.grid.row(RowRole.CLOSING, 16)
            self.grid.label(text, 0, self.grid.last_col, style=Style.NOTE, align=Align.LEFT, border=False)


def _label(row: TableRow, text: str, *, left: bool) -> Cell:
    style = Style.STRONG if row.strong else Style.BODY
    return Cell(0, 0, text, align=Align.LEFT if left else Align.CENTER, style=style)


def _label_texts(side: Side, row: TableRow) -> list[str]:
    """Texts of the label columns: code and name, the name indented by level; one label; nothing for a row without."""
    if not side.heads:
        return []
    if len(side.heads) == _ITEM_HEADS:
        return [row.label]
    if not row.code:
        return ["", row.label]
    return [row.code, _INDENT * (row.level - 1) + row.label]


def _numbers(side: Side) -> tuple[str, ...]:
    return tuple(column.number for column in side.columns)


def _widths(block: _Block) -> list[float]:
    side = block.side
    if side.heads and len(side.columns) >= _WIDE:
        return [_WIDE_CODE, _WIDE_NAME, *[_WIDE_REST / len(side.columns)] * len(side.columns)]
    coded = [_CODE, _BESIDE_NAME if side.title else _NAME] if side.heads else []
    labels = [_ITEM] if len(side.heads) == _ITEM_HEADS else coded
    return [*labels, *([_LINE] if block.lines else []), *[_MONEY] * len(block.side.columns)]


def _most_columns(filing: Filing, table: Table) -> int:
    """Columns of 公开07表 that fit on a page with its longest figure in the smallest print."""
    look = look_of(filing)
    longest = max((len(look.text(figure.value)) for _, _, figure in table.cells()), default=0)
    return max(_LEAST, min(_MOST, int(_WIDE_REST / (longest * _DIGIT + _EDGES))))


def _middle(widths: Sequence[float]) -> int:
    """The column after which a line is parted so that both halves have room."""
    half, done = sum(widths) / 2, 0.0
    for col, width in enumerate(widths[:-1]):
        done += width
        if done >= half:
            return col
    return max(len(widths) - 2, 0)
