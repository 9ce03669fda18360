"""Pattern: year on year (“与2021年2762.63万元相比，…减少648.65万元，下降23.48%”): amount, rate, direction word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from services.texts.judge import Hypothesis
from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.texts.reading import Reading
from services.texts.relation import ZERO, Kind, Operand, denied, difference, direction, growth, growth_of_change

DIFFERENCE, GROWTH, DIRECTION = "difference", "growth", "direction"
"""Pattern names."""
_MARK = re.compile(
    "(?:与|比|较|同)(?:(?:19|20)\\d\\d\\s*年度?|上年|去年|上一年)(?:度|同期|决算数?|支出|收入|执行数|末|年)*|"
    "(?:与|比|较)(?:年初预算|全年预算|调整预算|上年预算|预算)(?:数|安排)?|同比|环比"
)
_UP = re.compile("增加|增长|上升|提高|增幅|净增|多|增$|增(?:了|约)")
_DOWN = re.compile("减少|下降|降低|降幅|净减|压减|少|减$|减(?:了|约)")
_BREAK = "。\n"


@dataclass(frozen=True)
class Comparison:
    """A comparison in one sentence: what is now, what was before (if printed), and what is said of the change."""

    reading: Reading
    at: int
    now: tuple[Quantity, ...]
    before: Quantity | None
    change: Quantity | None
    rate: Quantity | None

    @cached_property
    def sign(self) -> int:
        """1 for 增加, −1 for 减少 as the change (or else the rate) is worded; 0 when it is not worded."""
        return sign_of(self.change) or sign_of(self.rate)

    @property
    def likely(self) -> Quantity | None:
        """What is compared beyond doubt: the only amount before, in the sentence or else at the end of the last."""
        values = {q.value for q in self.now if q.role in {Role.PLAIN, Role.BUDGET} and not q.loose}
        return self.now[-1] if len(values) == 1 else None


def sign_of(one: Quantity | None) -> int:
    """The direction that the words before a change give."""
    if one is None:
        return 0
    up, down = _UP.search(one.own) is not None, _DOWN.search(one.own) is not None
    return up - down


def comparisons(reading: Reading) -> Iterator[Comparison]:
    """Every comparison with a former year or a budget."""
    for match in _MARK.finditer(reading.text):
        start, end = reading.sentence(match.start())
        following = _MARK.search(reading.text, match.end(), end)
        after = reading.within(match.start(), following.start() if following else end)
        before = next((q for q in after[:1] if q.dimension == MONEY and q.role is Role.BASE), None)
        rest = [q for q in after if q is not before]
        changes = [q for q in rest[:2] if q.role is Role.CHANGE and q.dimension != POINT]
        change = next((q for q in changes if q.dimension != PERCENT), None)
        rate = next((q for q in changes if q.dimension == PERCENT), None)
        if before is None and change is not None and rate is None:
            continue
        yield Comparison(reading, match.start(), _now(reading, start, match.start()), before, change, rate)


def _now(reading: Reading, start: int, at: int) -> tuple[Quantity, ...]:
    """What a comparison may be about: the amounts before it in its sentence, else those of the sentence before."""
    own = tuple(q for q in reading.within(start, at) if _stands(q))
    if own or reading.text[start:at].strip(" ，、与"):
        return own
    return tuple(q for q in reading.sentence_before(at) if _stands(q))


def _stands(one: Quantity) -> bool:
    return one.dimension != PERCENT and one.role in {Role.PLAIN, Role.BUDGET} and not one.loose and bool(one.unit)


def relate_changes(reading: Reading) -> Iterator[Hypothesis]:
    """Change = now − before; rate = change ÷ before; word = sign of the change."""
    for one in comparisons(reading):
        if not one.sign or any(q is not None and q.loose for q in (one.before, one.change, one.rate)):
            continue
        yield from _worded(one)
        if one.change is not None and one.before is not None:
            yield from _amount(one, one.change, one.before)
        if one.rate is not None:
            yield from _rates(one, one.rate)


def _amount(one: Comparison, change: Quantity, before: Quantity) -> Iterator[Hypothesis]:
    for now in one.now:
        if now.dimension == before.dimension == change.dimension:
            relation = difference(change.operand(now.label), now.operand(), before.operand("上年"), one.sign)
            yield Hypothesis((DIFFERENCE, change.span), DIFFERENCE, relation, plausible=now is one.likely)


def _worded(one: Comparison) -> Iterator[Hypothesis]:
    """Direction words: against the figures, and against each other (增加 …，下降 …%)."""
    change, rate = one.change, one.rate
    if change is not None and rate is not None and sign_of(change) * sign_of(rate) < 0 and change.value and rate.value:
        claimed = Operand(ZERO, shown=_word(rate), span=rate.span)
        words = f"前面写的是“{_word(change)}”"
        yield Hypothesis((DIRECTION, rate.span), DIRECTION, denied(Kind.DIRECTION, claimed, [change.operand()], words))
    told = one.change or one.rate
    if one.before is None or told is None or not told.value:
        return
    for now in one.now:
        if now.dimension == one.before.dimension:
            claimed = Operand(ZERO, shown=_word(told), name=now.label, span=told.span)
            relation = direction(claimed, now.operand(), one.before.operand("上年"), one.sign)
            yield Hypothesis((DIRECTION, told.span), DIRECTION, relation, plausible=now is one.likely)


def _word(one: Quantity) -> str:
    found = _UP.search(one.own) or _DOWN.search(one.own)
    return found[0] if found else ""


def _rates(one: Comparison, rate: Quantity) -> Iterator[Hypothesis]:
    """The rate by the two amounts, by the printed change and the amount before, and by change and amount now."""
    group, sign = (GROWTH, rate.span), sign_of(rate) or one.sign
    for now in one.now:
        for before, told in _befores(one, now):
            if before.value > 0:
                relation = growth(rate.operand(now.label), now.operand(), before, sign)
                if relation is not None:
                    yield Hypothesis(group, GROWTH, relation, plausible=told and now is one.likely)
    if one.change is not None and one.before is not None and one.change.dimension == one.before.dimension:
        by_change = growth_of_change(rate.operand(one.change.label), one.change.operand(), one.before.operand("上年"))
        if by_change is not None:
            yield Hypothesis(group, GROWTH, by_change, plausible=one.likely is None)


def _befores(one: Comparison, now: Quantity) -> Iterator[tuple[Operand, bool]]:
    """The amount before as printed; where it is not, the amount now less the change."""
    if one.before is not None and one.before.dimension == now.dimension:
        yield one.before.operand("上年"), True
    elif one.before is None and one.change is not None and one.change.dimension == now.dimension:
        term, change = now.operand(), one.change.operand()
        value = term.value - one.sign * change.value
        half = term.half + change.half
        yield replace(term, value=value, half=half, coarse=half, shown="", name="推算的上年数", span=None), True
