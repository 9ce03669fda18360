"""Reading a table of a text: which rows are its heading, what its columns are, and the numbers in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from services.texts.mask import half_width
from services.texts.passage import Grid
from services.texts.relation import Operand

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_UNIT = re.compile(r"(?:单位|金额)?[:：(（]?[^,，、]{0,8}?(亿元|万元|千元|元)")
_WORTH = {"亿元": Decimal(10000), "万元": Decimal(1), "千元": Decimal("0.1"), "元": Decimal("0.0001")}
_TOTAL = re.compile("^(?:合计|总计|小计|共计|(?:本年)?(?:收入|支出)(?:合计|总计))$")
_NAMES = ("项目名称", "科目名称", "指标名称", "三级指标", "名称", "项目", "科目")
_NO_NAME = re.compile("序号|编号|编码|代码|单位|部门|级次")
_UNCOUNTED = re.compile("序号|行次|栏次|编号|编码|代码|率|比|%|得分|分值|权重|年|标准|单价|人均|指标值|完成值|电话")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}(?!\d)")
_CODE_CELLS = 3
_WIDEST_HEAD = 6
"""Most rows of a heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the heading: its number in the grid, its label, and the numbers in it by column."""

    index: int
    cells: tuple[str, ...]
    label: str
    numbers: Mapping[int, Operand]
    labels: Mapping[int, str]
    """What each number is called, where a table has several lists side by side."""

    @property
    def code(self) -> str:
        """The code of its subject, be it in one cell or in three; "" when it has none."""
        found = _CODE.match("".join(self.cells[:_CODE_CELLS]).replace(" ", ""))
        return found[0] if found else ""

    @property
    def is_total(self) -> bool:
        """Whether it is 合计, 小计 or the like."""
        return any(_TOTAL.match("".join(cell.split())) for cell in self.cells[:_WIDEST_HEAD])


@dataclass(frozen=True)
class Table:
    """A table that could be read: names of its columns, and its rows; amounts are 万元 where it says its unit."""

    grid: Grid
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: str

    def column(self, *words: str) -> int | None:
        """The first column with one of these words in its name, the words in order of preference."""
        return next((at for word in words for at, head in enumerate(self.heads) if word in head), None)

    @cached_property
    def name_column(self) -> int | None:
        """The column that names the rows."""
        return _name_column(self.heads)

    def amounts(self) -> Iterator[int]:
        """Columns of amounts and counts, that can be added."""
        for at, head in enumerate(self.heads):
            if not _UNCOUNTED.search(head) and any(at in row.numbers for row in self.rows):
                yield at

    def lines(self) -> list[Row]:
        """Rows without totals."""
        return [row for row in self.rows if not row.is_total]


def read_table(grid: Grid) -> Table | None:
    """A table; None when its rows are uneven or nothing tells its heading from its rows."""
    width = len(grid.rows[0])
    if any(len(row) != width for row in grid.rows) or width == 1:
        return None
    start = next((at for at, row in enumerate(grid.rows) if _has_figures(row)), 0)
    above = [row for row in grid.rows[:start] if len(set(filter(None, row))) > 1 and not _is_counting(row)]
    if not above or len(above) > _WIDEST_HEAD:
        return None
    heads = tuple(_head(above, at) for at in range(width))
    unit = _unit(" ".join((grid.title, *(cell for row in grid.rows[:start] for cell in row))))
    rows = [_row(index, grid.rows[index], heads, unit) for index in range(start, len(grid.rows))]
    return Table(grid, heads, tuple(_rounded(rows, width)), unit)


def _has_figures(row: tuple[str, ...]) -> bool:
    """Whether a row holds figures and not the numbers of columns (1, 2, 3 …)."""
    return any(_is_number(cell) for cell in row) and not _is_counting(row)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(half_width(cell).strip()) is not None


def _is_counting(row: tuple[str, ...]) -> bool:
    """Whether a row numbers the columns."""
    numbers = [cell.strip() for cell in row if _is_number(cell)]
    return len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _head(above: list[tuple[str, ...]], at: int) -> str:
    """The name of a column: its cells of the heading from above."""
    return "".join(dict.fromkeys("".join(row[at].split()) for row in above))


def _unit(text: str) -> str:
    found = _UNIT.search(text)
    return found[1] if found else ""


def _name_column(heads: tuple[str, ...]) -> int | None:
    named = _name_columns(heads)
    return min(named, key=lambda at: _rank(heads[at]), default=None)


def _name_columns(heads: tuple[str, ...]) -> list[int]:
    """Columns of names; the first one that may be where none says so."""
    named = [at for at, head in enumerate(heads) if _rank(head) < len(_NAMES)]
    return named or [at for at, head in enumerate(heads) if head and not _NO_NAME.search(head)][:1]


def _rank(head: str) -> int:
    """How clearly a heading says that names stand below it."""
    if _NO_NAME.search(head) and "名称" not in head:
        return len(_NAMES)
    return next((rank for rank, word in enumerate(_NAMES) if word in head), len(_NAMES))


def _row(index: int, cells: tuple[str, ...], heads: tuple[str, ...], unit: str) -> Row:
    worth = _WORTH.get(unit, Decimal(1))
    numbers = {at: found for at, cell in enumerate(cells) if (found := _operand(cell, worth, (index, at)))}
    columns, first = _name_columns(heads), _name_column(heads)
    nearest = {at: max((name for name in columns if name < at), default=first) for at in numbers}
    labels = {at: _plain(cells[name]) if name is not None else "" for at, name in nearest.items()}
    return Row(index, cells, _plain(cells[first]) if first is not None else "", numbers, labels)


def _plain(label: str) -> str:
    return "".join(label.split())


def _operand(cell: str, worth: Decimal, place: tuple[int, int]) -> Operand | None:
    text = half_width(cell).strip()
    if not _NUMBER.fullmatch(text):
        return None
    printed = text.replace(",", "")
    places = len(printed.partition(".")[2])
    half = Decimal(5).scaleb(-places - 1) * worth if places else Decimal(0)
    return Operand(Decimal(printed) * worth, half, printed, "", "", worth, Decimal(0), place)


def _rounded(rows: list[Row], width: int) -> Iterator[Row]:
    """The rows, amounts of a column without any decimals taken for rounded."""
    whole = [all("." not in row.numbers[at].shown for row in rows if at in row.numbers) for at in range(width)]
    for row in rows:
        numbers = {at: _loose(one) if whole[at] else one for at, one in row.numbers.items()}
        yield Row(row.index, row.cells, row.label, numbers, row.labels)


def _loose(one: Operand) -> Operand:
    half = one.scale / 2
    return Operand(one.value, half, one.shown, one.name, one.unit, one.scale, one.coarse, one.span)
