"""The arithmetic of relations between figures, in one place, whether they come from a text or from the filing.

Amounts are 万元, ratios per cent. The tolerance follows from how the figures are printed, half a unit of the last digit
for each that can be rounded, and is never a flat percentage; counts are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from services.values.money import plain

ZERO = Decimal(0)
HUNDRED = Decimal(100)
_SHOWN_PARTS = 8
"""Most parts of a sum that a formula writes out in the middle; the rest is counted."""


class Kind(StrEnum):
    """What a relation says, the value is the clerk's word for it; in the order in which failing ones are told."""

    SUM = "合计"
    CHAIN = "加减推算"
    COUNT = "个数"
    DIRECTION = "增减方向"
    DIFFERENCE = "增减额"
    PRODUCT = "单价×数量"
    SAME = "前后一致"
    UNIT = "单位"
    COMPLETION = "完成率"
    SHARE = "占比"
    GROWTH = "增减率"


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure in a relation: value, half a unit of its last digit (0 = exact), and how it is printed.

    `coarse` is the half unit as literally printed: 72.1 beside amounts of two decimals is read as 72.10, but may also
    have been rounded. `unit` is the printed unit, `scale` its worth in the unit of the value.
    """

    value: Decimal
    half: Decimal = ZERO
    shown: str = ""
    name: str = ""
    unit: str = ""
    scale: Decimal = Decimal(1)
    coarse: Decimal = ZERO
    span: tuple[int, int] | None = None

    @property
    def printed(self) -> str:
        """The figure as a formula names it."""
        return self.shown or plain(self.value / self.scale)


@dataclass(frozen=True, slots=True)
class Relation:
    """What is claimed, what follows from the operands by the formula, and how far they may be apart."""

    kind: Kind
    claimed: Operand
    operands: tuple[Operand, ...]
    result: Decimal
    tolerance: Decimal
    formula: str
    remake: Remake | None = field(default=None, compare=False, repr=False)
    """Works it out anew for other figures."""

    @property
    def gap(self) -> Decimal:
        """Claimed − result, in the unit of the value."""
        return self.claimed.value - self.result

    @property
    def holds(self) -> bool:
        """Whether the claim agrees with the operands as printed."""
        return abs(self.gap) <= self.tolerance

    def with_value(self, span: tuple[int, int], value: Decimal) -> Relation | None:
        """The same relation with another figure at a place; None when it cannot be worked out then."""
        if self.remake is None:
            return None
        claimed, *operands = (
            replace(one, value=value, shown="") if one.span == span else one for one in (self.claimed, *self.operands)
        )
        return self.remake(claimed, operands)


Remake = Callable[[Operand, Sequence[Operand]], Relation | None]


def half_unit(value: Decimal, factor: Decimal) -> Decimal:
    """Half a unit of the last digit written, in the base unit; 0 for whole numbers of it, which are exact counts."""
    exponent = value.as_tuple().exponent
    rounded = isinstance(exponent, int) and (exponent < 0 or factor > 1)
    return Decimal(5).scaleb(int(exponent) - 1) * factor if rounded else ZERO


def added(claimed: Operand, parts: Sequence[Operand], signs: Sequence[int] = ()) -> Relation:
    """Claimed = Σ ± parts: half a unit of the last digit for each part that is not 0 and for the claim."""
    signs = signs or [1] * len(parts)
    result = sum((sign * part.value for sign, part in zip(signs, parts, strict=True)), ZERO)
    tolerance = sum((part.half for part in parts if part.value), max(claimed.half, claimed.coarse))
    kind = Kind.SUM if all(sign > 0 for sign in signs) else Kind.CHAIN

    def remake(whole: Operand, terms: Sequence[Operand]) -> Relation:
        return added(whole, terms, signs)

    return Relation(kind, claimed, tuple(parts), result, tolerance, _sum_formula(parts, signs), remake)


def _sum_formula(parts: Sequence[Operand], signs: Sequence[int]) -> str:
    terms = [f"{' + ' if sign > 0 else ' − '}{_term(part, parts)}" for part, sign in zip(parts, signs, strict=True)]
    if len(terms) > _SHOWN_PARTS:
        terms = [*terms[: _SHOWN_PARTS - 2], " + …", terms[-1]]
    whole = "".join(terms).removeprefix(" + ")
    return f"{whole}（{len(parts)} 项）" if len(parts) > _SHOWN_PARTS else whole


def _term(part: Operand, parts: Sequence[Operand]) -> str:
    """A term of a sum, with its unit only where units differ."""
    mixed = len({one.unit for one in parts if one.unit}) > 1
    return f"{part.printed}{part.unit}" if mixed else part.printed


def share(claimed: Operand, part: Operand, whole: Operand) -> Relation | None:
    """Claimed % = part ÷ whole; None without a whole."""
    return _ratio(Kind.SHARE, claimed, part, whole)


def completion(claimed: Operand, done: Operand, planned: Operand) -> Relation | None:
    """Claimed % = done ÷ planned (完成率, 执行率, 到位率); None without a plan."""
    return _ratio(Kind.COMPLETION, claimed, done, planned)


def _ratio(kind: Kind, claimed: Operand, part: Operand, whole: Operand) -> Relation | None:
    if whole.value <= 0:
        return None
    ratio = HUNDRED * part.value / whole.value
    formula = f"{part.printed} ÷ {whole.printed}"

    def remake(rate: Operand, terms: Sequence[Operand]) -> Relation | None:
        return _ratio(kind, rate, terms[0], terms[1])

    return Relation(kind, claimed, (part, whole), ratio, claimed.half + _spread(part, whole), formula, remake)


def _spread(part: Operand, whole: Operand) -> Decimal:
    """How far part ÷ whole (%) can be off because both are rounded."""
    if whole.value <= whole.half:
        return HUNDRED
    ratio = abs(part.value / whole.value)
    return HUNDRED * (part.half + ratio * whole.half) / (whole.value - whole.half)


def difference(claimed: Operand, now: Operand, before: Operand, sign: int) -> Relation:
    """Claimed change = now − before; `sign` is −1 where the words say 减少 or 下降 (the claim is printed without)."""
    result = sign * (now.value - before.value)
    first, second = (now, before) if sign > 0 else (before, now)
    tolerance = max(claimed.half, claimed.coarse) + now.half + before.half
    formula = f"{first.printed} − {second.printed}"

    def remake(change: Operand, terms: Sequence[Operand]) -> Relation:
        return difference(change, terms[0], terms[1], sign)

    return Relation(Kind.DIFFERENCE, claimed, (now, before), result, tolerance, formula, remake)


def growth(claimed: Operand, now: Operand, before: Operand, sign: int) -> Relation | None:
    """Claimed % = (now − before) ÷ before; `sign` as in `difference`; None without an amount before."""
    if before.value <= 0:
        return None
    result = sign * HUNDRED * (now.value - before.value) / before.value
    first, second = (now, before) if sign > 0 else (before, now)
    formula = f"（{first.printed} − {second.printed}）÷ {before.printed}"
    tolerance = claimed.half + _spread(now, before)

    def remake(rate: Operand, terms: Sequence[Operand]) -> Relation | None:
        return growth(rate, terms[0], terms[1], sign)

    return Relation(Kind.GROWTH, claimed, (now, before), result, tolerance, formula, remake)


def growth_of_change(claimed: Operand, change: Operand, before: Operand) -> Relation | None:
    """Claimed % = change ÷ before, both as printed; None without an amount before."""
    return _ratio(Kind.GROWTH, claimed, change, before)


def direction(claimed: Operand, now: Operand, before: Operand, sign: int) -> Relation:
    """Whether the word (sign 1 增加, −1 减少) goes with now and before; rounding may hide which is larger."""
    gap = now.value - before.value
    wrong = gap * sign < 0 and abs(gap) > now.half + before.half
    formula = f"{now.printed} {'>' if gap > 0 else '<' if gap < 0 else '='} {before.printed}"
    result = claimed.value - 1 if wrong else claimed.value
    return Relation(Kind.DIRECTION, claimed, (now, before), result, ZERO, formula)


def denied(kind: Kind, claimed: Operand, operands: Sequence[Operand], words: str) -> Relation:
    """A claim that fails by its words: 增加 beside 下降, 人 beside 万元."""
    return Relation(kind, claimed, tuple(operands), claimed.value - 1, ZERO, words)


def product(claimed: Operand, factors: Sequence[Operand], times: Decimal = Decimal(1)) -> Relation:
    """Claimed amount = product of the factors × `times` (months, 万元 for 元)."""
    result, loose = times, ZERO
    for factor in factors:
        result *= factor.value
    for factor in factors:
        loose += abs(result / factor.value) * factor.half if factor.value else ZERO
    tolerance = max(claimed.half, claimed.coarse) + loose
    formula = " × ".join(f"{factor.printed}{factor.unit}" for factor in factors)
    return Relation(Kind.PRODUCT, claimed, tuple(factors), result, tolerance, formula)


def counted(claimed: Operand, names: Iterable[Operand]) -> Relation:
    """Claimed number = how many are listed; exact."""
    listed = tuple(names)
    return Relation(Kind.COUNT, claimed, listed, Decimal(len(listed)), ZERO, f"列出 {len(listed)} 个")


def same(claimed: Operand, other: Operand) -> Relation:
    """Claimed figure = the figure of another place; either may be rounded as literally printed."""
    slack = max(claimed.half, claimed.coarse) + max(other.half, other.coarse)
    return Relation(Kind.SAME, claimed, (other,), other.value, slack, other.printed)
