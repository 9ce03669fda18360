"""Pattern: persons × standard × months against an amount (“2057名…每人每年800元…拨付174.12万元”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.quantity import MONEY, Quantity, Role
from services.texts.reading import Reading
from services.texts.relation import Operand, product

PRODUCT = "product"
"""Pattern name."""
_STANDARD = re.compile(
    "每(?:人|名|户)(?:每?(?:年|月|次|天))*(?:补助|发放|补贴|按)?(?:标准)?(?:为)?\\s*$|人均[^，]{0,8}$|(?:年|月)人均"
)
_PER = re.compile("^元/(?:人|户)")
_LEVEL = re.compile("后人均|后每人|达到?\\s*$|水平|收入|增收|待遇达")
"""A level that was reached is not what was paid."""
_PAID = re.compile("共|合计|发放|拨付|代缴|补助|补贴|支付|支出|使用|提高|兑现|奖补|缴")
_TIMES = frozenset({"天", "月", "工作日"})
_HEADS = frozenset({"人", "人次", "户"})
_MONTHS = Decimal(12)
_WAN = Decimal("0.0001")
_FAR = Decimal(20)
"""Amounts further apart than this factor are about different things."""
_DOUBT = "人数、标准和金额的口径可能不同"


def relate_products(reading: Reading) -> Iterator[Hypothesis]:
    """Amount = persons × standard (× 12 or the months and days stated), all in one sentence."""
    for start, end in reading.sentences:
        own = reading.within(start, end)
        standards = [q for q in own if _is_standard(q)]
        if standards and _PAID.search(reading.text, start, end):
            yield from _of(max(standards, key=_per_head), own, clear=len({_per_head(q) for q in standards}) == 1)


def _is_standard(one: Quantity) -> bool:
    if one.loose or not one.number or _LEVEL.search(one.own):
        return False
    return _PER.match(one.unit) is not None or (one.unit == "元" and _STANDARD.search(one.own) is not None)


def _is_sum(one: Quantity) -> bool:
    """Whether an amount is one of many people together."""
    return not _is_standard(one) and not _LEVEL.search(one.own)


def _per_head(one: Quantity) -> Decimal:
    """A standard in 万元."""
    return one.value if one.dimension == MONEY else one.value * _WAN


def _of(standard: Quantity, own: Sequence[Quantity], *, clear: bool) -> Iterator[Hypothesis]:
    """Readings with the largest standard; told only where it is the only one and the time is certain."""
    heads = [q for q in own if q.dimension in _HEADS and not q.loose and not q.negated and q.value > 1]
    amounts = [q for q in own if q.dimension == MONEY and q.role is not Role.BASE and not q.loose and _is_sum(q)]
    one_reading = clear and len({q.value for q in heads}) == 1 and len({q.value for q in amounts}) == 1
    times = [q.value for q in own if q.dimension in _TIMES and q.value > 1]
    for head in heads:
        usual = _usual(standard, head, times)
        for amount in amounts:
            for many in dict.fromkeys((Decimal(1), _MONTHS, *times)):
                relation = product(amount.operand(), (head.operand("人数"), _operand(standard)), many)
                told = one_reading and many == usual and _near(relation.result, amount.value)
                yield Hypothesis((PRODUCT, standard.span), PRODUCT, relation, plausible=told, doubt=_DOUBT)


def _usual(standard: Quantity, head: Quantity, times: Sequence[Decimal]) -> Decimal | None:
    """How often a standard is paid: the only time stated, 12 for a monthly one, once; None where it is uncertain."""
    words = standard.own + standard.unit
    if times:
        return times[0] if len(times) == 1 else None
    if "天" in words or "日" in words:
        return None
    return _MONTHS if "月" in words and head.dimension != "人次" else Decimal(1)


def _operand(standard: Quantity) -> Operand:
    """A standard is exact as printed."""
    shown = format(standard.number, "f")
    return Operand(_per_head(standard), Decimal(0), shown, "标准", standard.unit, standard.scale, span=standard.span)


def _near(result: Decimal, amount: Decimal) -> bool:
    return result > 0 and amount > 0 and result / amount < _FAR and amount / result < _FAR
