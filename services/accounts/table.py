"""Table: one published table as values, without layout: columns with 栏次, rows with 行次, a Figure in every cell.

A table has one side, or several beside each other (公开01, 04 and 08表). Row and column keys are stable: functional and
economic rows are named by their code, all others by a word; a cell is addressed by table, row key and column key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from services.accounts.lines import override_ref
from services.filing.funds import Figure
from services.filing.refs import FieldRef

TOTAL = "total"
"""Key of the 合计 row, and of the column of a row's total."""
BLANK = Figure(None, None)


@dataclass(frozen=True, slots=True)
class Column:
    """One money column: key, title, the headings above it from the top, and its 栏次 ("" when not printed)."""

    key: str
    title: str
    heads: tuple[str, ...] = ()
    number: str = ""

    @property
    def name(self) -> str:
        """Its full name: “政府性基金预算财政拨款 · 基本支出”."""
        return " · ".join((*self.heads, self.title))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: key, label, code ("" without), level (0 total or item, 1 类, 2 款, 3 项), 行次, figures by column.

    A row without key is empty: it keeps the two sides of a table equally long.
    """

    key: str
    label: str
    code: str = ""
    level: int = 0
    number: str = ""
    strong: bool = False
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """Columns and rows that belong together; `heads` are the titles of the label columns (编码, 名称 or 项目)."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    title: str = ""


@dataclass(frozen=True)
class Table:
    """One published table.

    `key` names it in overrides, `number` is its place in the scheme's set (None outside it); `note` stands below it,
    `nothing` is the sentence printed when `is_empty`. `complete` is False when part of its cells cannot be derived
    because the optional detail was not typed (公开07表).
    """

    filing_id: str
    key: str
    number: int | None
    title: str
    sides: tuple[Side, ...]
    note: str = ""
    nothing: str = ""
    complete: bool = True

    @property
    def code(self) -> str:
        """“公开03表”; "" for a table without number."""
        return "" if self.number is None else f"公开{self.number:02d}表"

    @property
    def short(self) -> str:
        """How messages call it: its number, else its title."""
        return self.code or self.title

    @cached_property
    def rows(self) -> Mapping[str, TableRow]:
        """Rows of all sides by key, empty ones left out."""
        return {row.key: row for side in self.sides for row in side.rows if row.key}

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Columns of all sides by key."""
        return {column.key: column for side in self.sides for column in side.columns}

    @cached_property
    def amounts(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Shown figures by row and column, blank as 0: what checks of every row read thousands of."""
        zero = Decimal(0)
        return {
            key: {column: figure.value or zero for column, figure in row.figures.items()}
            for key, row in self.rows.items()
        }

    @cached_property
    def is_empty(self) -> bool:
        """Whether no cell holds anything but 0."""
        return not any(figure.value for _, _, figure in self.cells())

    def figure(self, row: str, column: str) -> Figure:
        """The figure of a cell; blank when there is no such row or column."""
        found = self.rows.get(row)
        return BLANK if found is None else found.figures.get(column, BLANK)

    def value(self, row: str, column: str) -> Decimal | None:
        """The shown figure (万元) of a cell: the one typed over it if any, else the derived one; None = blank."""
        return self.figure(row, column).value

    def amount(self, row: str, column: str) -> Decimal:
        """The shown figure, blank or missing as 0: for the arithmetic of checks and charts."""
        return self.value(row, column) or Decimal(0)

    def cells(self) -> Iterator[tuple[TableRow, Column, Figure]]:
        """Every cell with its row and column, in reading order."""
        for side in self.sides:
            for row in side.rows:
                for column in side.columns:
                    if column.key in row.figures:
                        yield row, column, row.figures[column.key]

    def ref(self, row: str, column: str) -> FieldRef:
        """Address of the figure typed over a cell; findings about the cell name it."""
        return override_ref(self.filing_id, self.key, row, column)

    def cell_name(self, row: str, column: str) -> str:
        """What a message calls a cell: “公开03表‘社会保障和就业支出’行‘项目支出’栏”."""
        found, at = self.rows.get(row), self.columns.get(column)
        label = row if found is None else f"{found.code} {found.label.strip()}".strip()
        place = f"“{label}”行" if label else ""
        return f"{self.short}{place}“{at.name if at else column}”栏"

    def below(self, row: str) -> list[TableRow]:
        """Rows one level below a row by code: the 款 of a 类; the 类 of the 合计 row."""
        above = self.rows[row]
        level = above.level + 1
        prefix = "" if row == TOTAL else above.code
        return [r for r in self.rows.values() if r.code and r.level == level and r.code.startswith(prefix)]
