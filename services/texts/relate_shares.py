"""Pattern: the share beside each part (“基本支出909.74万元，占43.03%”), and shares of one list that add up to 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.labels import key_of
from services.texts.passage import Span
from services.texts.quantity import MONEY, PERCENT, Quantity, Role
from services.texts.reading import Reading
from services.texts.relate_sums import lists_of
from services.texts.relation import HUNDRED, Operand, Relation, added, share

SHARE, SHARES = "share", "shares"
"""Pattern names: one share; the shares of a list together."""
_WHOLE = re.compile("占(.*?)(?:的)?(?:比例|比重|比)?(?:约)?(?:为|达到|达|是)?\\s*$")
_LONG_NAME = 5
_NEAR_LIST = Decimal(10)
_NEAR = Decimal(3)
"""Shares that add up to within so many points of 100 are meant to be those of a whole."""


def relate_shares(reading: Reading) -> Iterator[Hypothesis]:
    """Share = part ÷ whole, the whole named, or that of the list the part is in."""
    totals = _list_totals(reading)
    for one in reading.quantities:
        if one.role is Role.SHARE and not one.loose:
            yield from _share(reading, one, totals)
    yield from _together(reading)


def _list_totals(reading: Reading) -> list[tuple[Span, Quantity]]:
    """Scopes of lists with the total they belong to."""
    return [(one.scope, one.totals[-1]) for one in lists_of(reading) if one.totals]


def _share(reading: Reading, one: Quantity, totals: list[tuple[Span, Quantity]]) -> Iterator[Hypothesis]:
    part = _part_of(reading, one)
    if part is None or part.loose:
        return
    named = _WHOLE.search(one.own)
    name = key_of(named[1]) if named else ""
    for whole, told in _wholes(reading, one, part, name, totals):
        relation = share(one.operand(part.label), part.operand(), whole)
        if relation is not None:
            yield Hypothesis((SHARE, one.span), SHARE, relation, plausible=told)


def _part_of(reading: Reading, one: Quantity) -> Quantity | None:
    """The amount or count right before a share."""
    before = [q for q in reading.before(one.span[0]) if q.dimension != PERCENT and q.role in {Role.PLAIN, Role.BUDGET}]
    if not before or one.span[0] - before[-1].span[1] > len(one.lead):
        return None
    return before[-1]


def _wholes(
    reading: Reading, one: Quantity, part: Quantity, name: str, totals: list[tuple[Span, Quantity]]
) -> Iterator[tuple[Operand, bool]]:
    """What the share may be of, and whether a share that fails may be told for it."""
    same = [q for q in reading.quantities if q.dimension == (part.dimension or MONEY) and q.value > 0 and not q.loose]
    called = [q for q in same if name and _is_called(q, name)]
    values = {q.value for q in called}
    inside = [
        total for (start, end), total in totals if start <= one.span[0] < end and total.dimension == part.dimension
    ]
    for whole in same:
        told = whole in called and len(values) == 1 if name else bool(inside) and whole is inside[-1]
        told = told and whole.role in {Role.PLAIN, Role.BUDGET} and not part.negated
        if whole.span != part.span and (told or part.value):
            yield whole.operand(), told
    if not name:
        yield from _sums(reading, one, part, totals)


def _sums(
    reading: Reading, one: Quantity, part: Quantity, totals: list[tuple[Span, Quantity]]
) -> Iterator[tuple[Operand, bool]]:
    """The whole as the sum of a list: of one that has a total, or of a sentence whose shares nearly add up to 100 %."""
    scopes = [span for span, _ in totals if span[0] <= one.span[0] < span[1]]
    sentence = reading.sentence(one.span[0])
    shares = [q.value for q in reading.within(*sentence) if q.role is Role.SHARE and _of_the_list(q)]
    alone = not scopes and len(shares) > 1 and abs(sum(shares) - HUNDRED) < _NEAR_LIST
    for span in (*scopes, *([sentence] if alone else [])):
        parts = [q for q in reading.within(*span) if q.dimension == part.dimension and q.role is Role.PLAIN]
        total = sum((q.value for q in parts), Decimal(0))
        if parts and total > 0:
            yield Operand(total, parts[0].operand().half), alone and len(parts) == len(shares)


def _is_called(one: Quantity, name: str) -> bool:
    """Whether a label is the name of a whole, be it with the unit's name before it."""
    label = key_of(one.label)
    return label == name or (len(name) >= _LONG_NAME and label.endswith(name))


def _together(reading: Reading) -> Iterator[Hypothesis]:
    """The shares of one sentence that name no whole of their own add up to 100 %."""
    for start, end in reading.sentences:
        found = [q for q in reading.within(start, end) if q.role is Role.SHARE and not q.loose and _of_the_list(q)]
        total = sum((q.value for q in found), Decimal(0))
        if len(found) < 3 or abs(total - HUNDRED) > _NEAR:
            continue
        finest = max(q.places for q in found)
        hidden = sum((q.operand().half for q in found if not q.value and q.places == finest), Decimal(0))
        relation: Relation = added(Operand(HUNDRED, hidden, "100", "各项占比"), [q.operand() for q in found])
        yield Hypothesis((SHARES, start), SHARES, relation, place=(found[0].span[0], found[-1].span[1]))


def _of_the_list(one: Quantity) -> bool:
    named = _WHOLE.search(one.own)
    return named is not None and not key_of(named[1])
