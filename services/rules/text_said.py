"""What text rules share: the words of their findings, and numbers of a passage that are not the filing's figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from services.filing.refs import FieldRef
from services.reports.mend import mended
from services.reports.tokens import token
from services.rules.catalogue import Hit
from services.rules.view import all_fields
from services.rules.written import Written
from services.texts.against import KnownFigure, Mismatch
from services.texts.explain import printed, swapped
from services.texts.quantity import PERCENT, Role

TEXT = "“{quote}”：{why}"
READS = frozenset(all_fields("passage"))
COMPARED = "文中数字与公开表、自评表的勾稽（决算公开文本、自评报告格式）"
_CENT = Decimal("0.01")


def mismatches(one: Written, topics: Collection[str]) -> Iterator[Hit]:
    """Numbers that are not the figure they are named as; a difference of 0.01 from rounding only warns."""
    for found in one.compared.mismatches if topics else ():
        if found.topic in topics:
            values = {"quote": one.quoted(found.quantity.span), "why": why(one, found)}
            mild = abs(found.relation.gap) == _CENT and found.quantity.dimension != PERCENT
            keys = [figure.key for figure in found.figures]
            cells = one.cells(keys)
            yield Hit((one.ref, *cells), values, mild=mild, span=found.quantity.span, adopt=_mend(one, found))


def _mend(one: Written, found: Mismatch) -> tuple[FieldRef, str] | None:
    """The passage with the figure inserted in place of the number; None where it may be one of several."""
    quantity = found.quantity
    if len(found.figures) > 1 or quantity.role is Role.CHANGE or not quantity.unit:
        return None
    quote = one.book.quote(found.figures[0].key)
    bound = quote.unit == quantity.unit or quantity.dimension == PERCENT
    right = f"{printed(found.relation.result, found.relation.claimed)}{quantity.unit}"
    put = f"{token(quote.key)}{quote.unit}" if bound else right
    stored = one.book.filing.value(one.ref) or ""
    return one.ref, mended(str(stored), one.book.show, quantity.span, put)


def why(one: Written, found: Mismatch) -> str:
    """Where the figure stands, what it is there, and the likely slip."""
    claimed = found.relation.claimed
    unit = claimed.unit
    known = "，".join(_known(one, figure, found) for figure in found.figures)
    right = printed(found.relation.result, claimed)
    slip = "；可能数字前后颠倒" if swapped(claimed.printed, right) else ""
    gap = printed(abs(found.relation.gap), claimed)
    points = "个百分点" if unit == PERCENT else unit
    apart = "" if len(found.figures) > 1 else f"，差 {gap}{points}"
    return f"{known}，文中写 {claimed.printed}{unit}{apart}{slip}"


def _known(one: Written, figure: KnownFigure, found: Mismatch) -> str:
    """“公开01表…”是 2113.98万元."""
    value = figure.worth()
    claimed = found.relation.claimed
    shown = "" if value is None else printed(value, claimed)
    changed = "与上年相比的增减" if found.quantity.role is Role.CHANGE else ""
    return f"{one.book.quote(figure.key).title}{changed}是 {shown}{claimed.unit}"
