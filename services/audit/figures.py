"""The figures of a document that its text is compared with: cells of its tables, and amounts that its sums prove."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.filing.filing import Filing
from services.reports.figures import FigureBook
from services.reports.quote import Quote, QuoteKind
from services.texts.against import Basis, KnownFigure
from services.texts.examine import examine
from services.texts.names import name_key
from services.texts.passage import Passage, Writing
from services.texts.quantity import MONEY, Quantity, Role
from services.texts.reading import Reading, read
from services.texts.relation import Kind
from services.texts.tables import Row, Table, read_table

TOPIC = "TX34"
"""The rule that speaks of a figure given differently."""
_SHORTEST = 3
_SHORTEST_PROVED = 6
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年)")
_OTHER = re.compile("上年|去年|年初|预算|计划|目标|累计")
_BUDGET = re.compile("预算|年初|指标数|计划|下达")
_LAST = re.compile("上年|去年|上一年")
_WHOLE = re.compile(".*(?:合计|决算数|执行数|金额|支出数)")
_TABLE, _LIST, _PART = "table:", "list:", "/"
"""How keys begin: cells of tables, cells of lists of projects; and what stands between their parts."""
_ENDS = ("支出", "项目", "资金", "经费")
"""What texts say behind the name of a row."""
_UNITS_OF_MONEY = frozenset({"元", "千元", "万元", "亿元"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the document states, and where."""

    figure: KnownFigure
    place: str
    value: Decimal


class DocumentBook(FigureBook):
    """The figures of a document by key, instead of those of a filing."""

    def __init__(self, blank: Filing, stated: list[Stated]) -> None:
        super().__init__(blank)
        self._stated = {one.figure.key: one for one in stated}

    def quote(self, key: str, places: int | None = None) -> Quote:
        """The figure with the place where it stands as its title."""
        one = self._stated.get(key)
        if one is None:
            return super().quote(key, places)
        return Quote(key, one.place, QuoteKind.AMOUNT, one.value)


def stated_figures(writing: Writing, year: int) -> list[Stated]:
    """Every figure that can be trusted: of the tables, and of sums in the text that agree."""
    found = [one for grid in writing.grids() if (table := read_table(grid)) for one in _of_table(table)]
    return [*found, *(one for passage in writing.passages() for one in _proved(passage, year))]


# ---------------------------------------------------------------- tables


def is_sure(key: str) -> bool:
    """Whether the name of a figure alone tells it: a project of a list, or a part of a sum in the text."""
    return not key.startswith(_TABLE)


def table_of(key: str) -> str:
    """The table a figure is of; "" when it stands in the text."""
    return key.partition(_PART)[0].removeprefix(_TABLE).removeprefix(_LIST) if _PART in key else ""


def _of_table(table: Table) -> Iterator[Stated]:
    """Cells by the name of their row, where the column gives the amount; others by row and column."""
    if table.unit not in _UNITS_OF_MONEY:
        return
    columns = list(table.amounts())
    for row in table.lines():
        for at in columns:
            if at in row.numbers and len(row.labels[at]) >= _SHORTEST:
                yield _cell(table, row, at)


def _cell(table: Table, row: Row, at: int) -> Stated:
    head, label = table.heads[at], row.labels[at]
    basis = Basis.LAST if _LAST.search(head) else Basis.BUDGET if _BUDGET.search(head) else Basis.FINAL
    alone = basis is not Basis.FINAL or _WHOLE.fullmatch(head) is not None
    names = (f"{label}{head}", *([label, *(f"{label}{end}" for end in _ENDS)] if alone else []))
    value = row.numbers[at].value
    place = f"表“{table.grid.title or ''.join(table.grid.section[-1:])}”中“{label}”的{head}"
    kind = _LIST if table.column("项目名称") is not None else _TABLE
    key = f"{kind}{table.grid.id}{_PART}{row.index}{_PART}{at}"
    return Stated(KnownFigure(key, names, MONEY, lambda: value, TOPIC, basis, scope=None), place, value)


# ---------------------------------------------------------------- text


def _proved(passage: Passage, year: int) -> Iterator[Stated]:
    """Parts and totals of sums that agree, by their names; of this year and of what was spent only."""
    reading = read(passage.text)
    by_span = {one.span: one for one in reading.quantities}
    spans = {
        span
        for hold in examine(passage.text).holds
        if hold.relation.kind is Kind.SUM and hold.plausible and hold.relation.result
        for span in hold.spans
    }
    for span in sorted(spans):
        one = by_span.get(span)
        if one is not None and _is_named(one) and _is_of_the_year(reading, one, year):
            yield _part(passage, one)


def _is_named(one: Quantity) -> bool:
    plain = one.dimension == MONEY and one.role is Role.PLAIN and not one.loose
    return plain and len(name_key(one.label)) >= _SHORTEST_PROVED


def _is_of_the_year(reading: Reading, one: Quantity, year: int) -> bool:
    """Whether the words before the first number of its sentence name no other year, and no plan."""
    before = reading.before(one.span[0] + 1)
    start = reading.sentence(one.span[0])[0]
    lead = reading.text[start : before[0].span[0]]
    return not _OTHER.search(lead) and {int(match[0]) for match in _YEAR.finditer(lead)} <= {year}


def _part(passage: Passage, one: Quantity) -> Stated:
    value, names = one.value, (one.label,)
    place = f"“{''.join(passage.section[-1:])}”中“{one.label}”"
    figure = KnownFigure(f"{passage.id}.{one.span[0]}", names, MONEY, lambda: value, TOPIC, scope=None)
    return Stated(figure, place, value)
