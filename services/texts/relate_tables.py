"""Relations of a table: a total and its rows, a total and its columns, and money by level of government.

As in running text: one reading that agrees ends the matter, and a gap is told only where one reading is plausible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from services.texts.judge import Hypothesis
from services.texts.quantity import MONEY
from services.texts.reading import read
from services.texts.relation import Operand, added
from services.texts.tables import Row, Table

COLUMN, ACROSS, LEVEL = "column", "across", "level"
_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_PARTIAL = re.compile("^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\\d]+[)）]|其中|\\d+[.、])")
_LEVELS = ("中央", "省级", "市级", "县级")
_LEAST = 3
"""Rows, and columns with their total, of a table that is related."""
_SURE = 0.75
"""Share of rows that must add up across before the others are called wrong."""


def relate_table(table: Table, before: str = "") -> Iterator[Hypothesis]:
    """What a table says of itself, and the passage `before` that announces it says of its levels."""
    yield from _columns(table)
    yield from _across(table)
    yield from _levels(table, before)


def _columns(table: Table) -> Iterator[Hypothesis]:
    """Total = Σ rows in every column: of all rows, or of the highest level where codes give levels."""
    for place, total in enumerate(table.rows):
        if total.is_total:
            rows = _summed(table, place)
            top = _highest(rows)
            flat = not any(_PARTIAL.search(row.label) for row in top)
            for at in table.amounts():
                if at in total.numbers:
                    yield from _column(table, total, at, [rows, top] if top != rows else [rows], told=flat)


def _summed(table: Table, place: int) -> list[Row]:
    """The rows that a total sums up: those above it up to another total, or those below it where it comes first."""
    above: list[Row] = []
    for row in reversed(table.rows[:place]):
        if row.is_total:
            break
        above.insert(0, row)
    return above or [row for row in table.rows[place + 1 :] if not row.is_total]


def _highest(rows: list[Row]) -> list[Row]:
    """The rows of the shortest codes where every row begins with one; all rows otherwise."""
    codes = [row.cells[0].strip() for row in rows]
    if not all(map(_CODE.match, codes)):
        return rows
    shortest = min(map(len, codes), default=0)
    return [row for row, code in zip(rows, codes, strict=True) if len(code) == shortest]


def _column(table: Table, total: Row, at: int, readings: list[list[Row]], *, told: bool) -> Iterator[Hypothesis]:
    claimed = replace(total.numbers[at], name=f"{total.label or '合计'}·{table.heads[at]}")
    for rows in readings:
        parts = [_named(row, at) for row in rows if at in row.numbers]
        if len(parts) > 1:
            group = (COLUMN, total.index, at)
            yield Hypothesis(group, COLUMN, added(claimed, parts), plausible=told and rows is readings[-1])


def _across(table: Table) -> Iterator[Hypothesis]:
    """A column 合计 = the other amounts of its row, where most rows of the table say so."""
    columns = list(table.amounts())
    totals = [at for at in columns if table.heads[at].endswith(("合计", "总计"))]
    if len(totals) != 1 or len(columns) < _LEAST:
        return
    whole, others = totals[0], [at for at in columns if at != totals[0]]
    rows = [row for row in table.rows if whole in row.numbers and sum(at in row.numbers for at in others) > 1]
    relations = [added(_named(row, whole), [row.numbers[at] for at in others if at in row.numbers]) for row in rows]
    agreeing = sum(relation.holds for relation in relations)
    if len(rows) >= _LEAST and agreeing >= _SURE * len(rows):
        for row, relation in zip(rows, relations, strict=True):
            yield Hypothesis((ACROSS, row.index), ACROSS, relation)


def _levels(table: Table, before: str) -> Iterator[Hypothesis]:
    """What is said of 中央, 省级, 市级 money before a table = Σ rows that name the level; every row must name one."""
    at = next(table.amounts(), None)
    rows = table.lines()
    named = [[level for level in _LEVELS if level[:2] in row.label] for row in rows]
    if at is None or len(rows) < _LEAST or any(len(levels) != 1 for levels in named):
        return
    claims = [one for one in read(before).quantities if one.dimension == MONEY and not one.loose]
    for level in _LEVELS:
        parts = [_named(row, at) for row, levels in zip(rows, named, strict=True) if levels == [level]]
        for claim in claims if parts else ():
            if level[:2] in claim.label:
                yield Hypothesis((LEVEL, level), LEVEL, added(claim.operand(), parts))


def _named(row: Row, at: int) -> Operand:
    return replace(row.numbers[at], name=row.label)
