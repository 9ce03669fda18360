"""Rule TX43: what a report says was spent on the three kinds of projects, together, against all expenditure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.enums import Severity
from models.report import Passage
from services.accounts.ledger import ledger_of
from services.accounts.policy import TableKind
from services.reports.figures import FigureBook
from services.reports.passages import WrittenPassage, written
from services.rules.accounts_identities import reads_of_tables
from services.rules.catalogue import Hit, filing_rule
from services.rules.text_said import COMPARED, READS
from services.rules.view import FilingView
from services.texts.names import names_in
from services.texts.quantity import MONEY, Quantity
from services.texts.reading import PART_OF_YEAR, read
from services.values.money import plain

_KINDS = {"personnel": "人员类", "operation": "运转类", "specific": "特定目标类"}
"""Sections of the report on the department, by the kind of projects each is about."""
_REPORT = "N2"
_SPENT = frozenset({"项目执行数", "执行数", "全年执行数", "项目全年执行数", "项目支出", "项目支出执行数"})
_TOTAL = "t.totals.expenditure_total.amount"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage says was spent on its kind."""

    passage: WrittenPassage
    kind: str
    amount: Quantity


@filing_rule(
    "TX43",
    Severity.ERROR,
    "三类项目之和超过本年支出",
    reads=READS | reads_of_tables([TableKind.TOTALS]),
    text="{terms} ＝ {sum} 万元，超过{name} {total} 万元",
    remedy="核对三类项目的执行数：人员类只写人员经费，不写全部支出",
    basis=COMPARED,
)
def kinds_are_within_all(view: FilingView) -> Iterator[Hit]:
    """人员类, 运转类 and 特定目标类 are parts of 本年支出: together they are not more."""
    if ledger_of(view.filing).empty:
        return
    book = FigureBook(view.filing)
    found = [one for kind in _KINDS if (one := _said_of(view, book, kind)) is not None]
    total = book.quote(_TOTAL)
    if len(found) < len(_KINDS) or not total.value or all(one.amount.inserted for one in found):
        return
    spent = sum((one.amount.value for one in found), Decimal(0))
    if spent - total.value > sum((one.amount.operand().half for one in found), _CENT):
        largest = max(found, key=lambda one: one.amount.value)
        terms = " ＋ ".join(f"{one.kind} {plain(one.amount.value)}" for one in found)
        values = {"terms": terms, "sum": plain(spent), "name": total.title, "total": plain(total.value)}
        yield Hit((largest.passage.ref, *(one.passage.ref for one in found)), values, span=largest.amount.span)


def _said_of(view: FilingView, book: FigureBook, kind: str) -> _Said | None:
    """The one amount that the section of a kind says was spent on it; None where it says none or several."""
    rows = (row for row in view.filing.owned("passage", view.filing.id) if isinstance(row, Passage))
    own = [row for row in rows if row.outline == _REPORT and row.key in {f"{kind}-data", f"{kind}-text"}]
    passages = [one for row in own if row.text and not row.omitted and (one := written(view.filing, row, book))]
    found = [_Said(one, _KINDS[kind], amount) for one in passages for amount in _spent(one, view.filing.head.year)]
    return found[0] if len({one.amount.value for one in found}) == 1 else None


def _spent(passage: WrittenPassage, year: int) -> Iterator[Quantity]:
    """Amounts called 执行数 or 项目支出, of the whole year reported on."""
    reading = read(passage.text, tuple(span for span, _ in passage.bound))
    for one in reading.quantities:
        start, end = reading.sentence(one.span[0])
        sentence = reading.text[start:end]
        named = one.dimension == MONEY and not one.loose and not _SPENT.isdisjoint(names_in(one.lead))
        others = "上年" in sentence or "其中" in sentence or f"{year - 1}年" in sentence
        if named and not others and not PART_OF_YEAR.search(sentence):
            yield one
