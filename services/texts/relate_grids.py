"""Pattern: the 合计 row of a table against the rows it sums up, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.mask import half_width
from services.texts.passage import Grid
from services.texts.relation import Operand, added

COLUMN = "column"
"""Pattern name."""
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TOTAL = re.compile("^(?:合计|总计|小计|共计|累计|总\\s*数|合\\s+计)")
_NO_SUMS = re.compile("率|比|%|得分|分值|评分|序号|编码|代码|单价|标准|人均|备注|年度|年份|行次")
_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_STEP = re.compile("^(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十]+[)]|其中|\\d+[.、])")
_LEAST = 2
_EXACT = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its label, its subject code if it has one, and its numbers by column."""

    label: str
    code: str
    numbers: dict[int, Decimal]

    @property
    def is_total(self) -> bool:
        return _TOTAL.match(self.label) is not None


def relate_grid(grid: Grid) -> Iterator[Hypothesis]:
    """Total = Σ rows for every column of numbers that can be added up."""
    cells = [[half_width(cell).strip() for cell in row] for row in grid.rows]
    rows = [_row(row, _code_column(cells)) for row in cells]
    heads = _heads(grid.rows, rows)
    body = [row for row in rows if row.numbers]
    for place, row in enumerate(body):
        if row.is_total:
            parts = _parts(body, place)
            for column in row.numbers:
                if not _NO_SUMS.search(heads.get(column, "")):
                    yield from _column(grid, row, parts, column, heads.get(column, ""))


def _code_column(cells: Sequence[Sequence[str]]) -> int:
    """The column of subject codes, −1 where there is none: the first one, if all its numbers are codes."""
    first = [row[0] for row in cells if row and _NUMBER.fullmatch(row[0])]
    return 0 if first and all(map(_CODE.fullmatch, first)) else -1


def _row(cells: Sequence[str], codes: int) -> _Row:
    numbers = {i: Decimal(cell.replace(",", "")) for i, cell in enumerate(cells) if _NUMBER.fullmatch(cell)}
    words = [cell for i, cell in enumerate(cells) if cell and i not in numbers]
    label = next((word for word in words if _TOTAL.match(word)), words[-1] if words else "")
    code = cells[codes] if codes in numbers else ""
    return _Row(label, code, {i: number for i, number in numbers.items() if i != codes})


def _heads(cells: Sequence[Sequence[str]], rows: Sequence[_Row]) -> dict[int, str]:
    """What stands above each column, the rows before the first one with numbers."""
    first = next((i for i, row in enumerate(rows) if row.numbers), len(rows))
    width = max(map(len, cells), default=0)
    return {c: "".join(row[c] for row in cells[:first] if c < len(row)) for c in range(width)}


def _parts(body: Sequence[_Row], place: int) -> list[_Row]:
    """The rows that a total sums up: those above it up to another total, or those below it where it comes first."""
    above: list[_Row] = []
    for row in reversed(body[:place]):
        if row.is_total:
            break
        above.insert(0, row)
    return above or [row for row in body[place + 1 :] if not row.is_total]


def _column(grid: Grid, total: _Row, parts: Sequence[_Row], column: int, head: str) -> Iterator[Hypothesis]:
    """The sum of all rows, and of those of the highest level where codes give levels."""
    levels = {len(row.code) for row in parts}
    top = [row for row in parts if len(row.code) == min(levels, default=0)]
    flat = len(levels) == 1 and not any(_STEP.match(row.label) for row in parts)
    for chosen in (parts, top) if len(levels) > 1 else (parts,):
        terms = [_operand(row, column, head) for row in chosen if column in row.numbers]
        if len(terms) >= _LEAST:
            relation = added(_operand(total, column, head), terms)
            told = flat and len(terms) == len(chosen)
            yield Hypothesis((COLUMN, grid.id, total.label, column, id(total)), COLUMN, relation, plausible=told)


def _operand(row: _Row, column: int, head: str) -> Operand:
    value = row.numbers[column]
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    half = Decimal(5).scaleb(-places - 1) if places > 0 else _EXACT
    return Operand(value, half, format(value, "f"), f"{row.label}·{head}" if head else row.label, coarse=half)
