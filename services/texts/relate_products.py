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
_LEVEL = re.compile("后人均|后每人|达到?\\s*$|水平|收入|待遇达")
"""A level that was reached is not what was paid."""
_MONTHLY = re.compile("月")
_PAID = re.compile("共|合计|发放|拨付|代缴|补助|补贴|支付|支出|使用|提高|兑现|奖补|缴")
_HEADS = frozenset({"人", "人次", "户"})
_MONTHS = Decimal(12)
_WAN = Decimal("0.0001")
_FAR = Decimal(20)
"""Amounts further apart than this factor are about different things."""
_DOUBT = "人数、标准和金额的口径可能不同"


def relate_products(reading: Reading) -> Iterator[Hypothesis]:
    """Amount = persons × standard (× 12 for a monthly one), all in one sentence; only the largest standard counts."""
    for start, end in reading.sentences:
        own = reading.within(start, end)
        standards = [q for q in own if _is_standard(q)]
        if standards and _PAID.search(reading.text, start, end):
            yield from _of(max(standards, key=_per_head), own)


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


def _of(standard: Quantity, own: Sequence[Quantity]) -> Iterator[Hypothesis]:
    heads = [q for q in own if q.dimension in _HEADS and not q.loose and not q.negated and q.value > 1]
    amounts = [q for q in own if q.dimension == MONEY and q.role is not Role.BASE and not q.loose and _is_sum(q)]
    one_reading = len({q.value for q in heads}) == 1 and len({q.value for q in amounts}) == 1
    monthly = _MONTHLY.search(standard.own + standard.unit) is not None
    for head in heads:
        for amount in amounts:
            for months in (Decimal(1), _MONTHS):
                relation = product(amount.operand(), (head.operand("人数"), _operand(standard)), months)
                told = one_reading and (months == _MONTHS) == monthly and _near(relation.result, amount.value)
                yield Hypothesis((PRODUCT, standard.span), PRODUCT, relation, plausible=told, doubt=_DOUBT)


def _operand(standard: Quantity) -> Operand:
    """A standard is exact as printed."""
    shown = format(standard.number, "f")
    return Operand(_per_head(standard), Decimal(0), shown, "标准", standard.unit, standard.scale, span=standard.span)


def _near(result: Decimal, amount: Decimal) -> bool:
    return result > 0 and amount > 0 and result / amount < _FAR and amount / result < _FAR
