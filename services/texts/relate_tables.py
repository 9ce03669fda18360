"""Relations of a table: a total and its rows, a total and its columns, and money by level of government.

As in running text: one reading that agrees ends the matter, and a gap is told only where one reading is plausible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.quantity import MONEY
from services.texts.reading import read
from services.texts.relation import Operand, Relation, added
from services.texts.tables import Row, Table

COLUMN, ACROSS, LEVEL = "column", "across", "level"
_PARTIAL = re.compile("^(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十\\d]+[)）]|其中|\\d+[.、])")
_LEVELS = ("中央", "省级", "市级", "县级")
_LEAST = 3
"""Rows, and columns with their total, of a table that is related."""
_FARTHEST = Decimal("0.4")
_SURE = 0.75
"""Share of rows that must add up across before the others are called wrong."""


def relate_table(table: Table, before: str = "") -> Iterator[Hypothesis]:
    """What a table says of itself, and the passage `before` that announces it says of its levels."""
    yield from _columns(table)
    yield from _across(table)
    yield from _levels(table, before)


def _columns(table: Table) -> Iterator[Hypothesis]:
    """Total = Σ rows in every column: of all rows, or of the highest level where codes give levels."""
    totals = [place for place, row in enumerate(table.rows) if row.is_total]
    for place in totals:
        rows = _summed(table, place)
        top = _highest(rows)
        told = len(totals) == 1 and not any(_PARTIAL.search(row.label) for row in top)
        for at in table.amounts():
            if at in table.rows[place].numbers:
                yield from _column(table, place, at, rows, told=told)


def _summed(table: Table, place: int) -> list[Row]:
    """The rows that a total sums up: those above it up to another total, or those below it where it comes first."""
    above: list[Row] = []
    for row in reversed(table.rows[:place]):
        if row.is_total:
            break
        above.insert(0, row)
    return above or [row for row in table.rows[place + 1 :] if not row.is_total]


def _highest(rows: list[Row]) -> list[Row]:
    """The rows of the highest level where all have codes: those whose code no other one begins."""
    codes = {row.code for row in rows}
    if "" in codes:
        return rows
    return [row for row in rows if not any(other != row.code and row.code.startswith(other) for other in codes)]


def _column(table: Table, place: int, at: int, rows: list[Row], *, told: bool) -> Iterator[Hypothesis]:
    total = table.rows[place]
    claimed = replace(total.numbers[at], name=f"{total.label or '合计'}·{table.heads[at]}")
    last = [row for row in table.rows[:place] if row.is_total][-1:]
    top = _highest(rows)
    for chosen in (top, rows, [*last, *rows]) if top != rows else (rows, [*last, *rows]):
        parts = [_named(row, at) for row in chosen if at in row.numbers]
        if len(parts) > 1:
            relation = added(claimed, parts)
            sure = told and chosen == top and len(parts) == len(chosen) and _is_near(relation)
            yield Hypothesis((COLUMN, total.index, at), COLUMN, relation, plausible=sure)


def _is_near(relation: Relation) -> bool:
    """Whether a sum is of the size of its total; one of another size adds up rows of several levels."""
    return abs(relation.gap) < abs(relation.claimed.value) * _FARTHEST


def _across(table: Table) -> Iterator[Hypothesis]:
    """A column 合计 = the other amounts of its row, where most rows of the table say so."""
    columns = list(table.amounts())
    totals = [at for at in columns if table.heads[at].endswith(("合计", "总计"))]
    if len(totals) != 1 or len(columns) < _LEAST:
        return
    whole, others = totals[0], [at for at in columns if at != totals[0]]
    rows = [row for row in table.rows if whole in row.numbers and len(set(row.labels.values())) == 1]
    relations = [added(_named(row, whole), [row.numbers[at] for at in others if at in row.numbers]) for row in rows]
    told = [one for one in relations if len(one.operands) > 1 and (one.claimed.value or one.result)]
    if len(told) >= _LEAST and sum(one.holds for one in told) >= _SURE * len(told):
        for place, relation in enumerate(told):
            yield Hypothesis((ACROSS, place), ACROSS, relation)


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
    return replace(row.numbers[at], name=row.labels[at])
