"""Quantity: a number with a unit as a text states it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from services.texts.passage import Span
from services.texts.relation import Operand

MONEY, PERCENT, POINT = "元", "%", "百分点"
"""Dimensions: amounts (their values are 万元), percentages, percentage points; counts are named by their unit."""


class Role(Enum):
    """What a number does in its clause."""

    PLAIN = auto()
    BUDGET = auto()
    """A plan: 预算数, 计划, 目标."""
    BASE = auto()
    """What something is compared with: 比上年 …, 与 2021 年 … 相比."""
    CHANGE = auto()
    """By how much something rose or fell."""
    SHARE = auto()
    """占 … %."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit as printed.

    `span` covers number and unit, `number` is what is printed, `value` the same in the unit of its `dimension` (万元
    for money, % for ratios). `places` are printed decimals; `digits` those it is taken to have beside others of its
    unit (72.1 万元 among amounts of two decimals has two). `clause` is the span of its clause, `lead` the text from
    the number before it (or the beginning of the sentence), `label` what it is called. `unit` is "" for an amount
    whose unit was forgotten in a list. `limit` is "≥" or "≤" where the text states a bound only.
    """

    span: Span
    number: Decimal
    places: int
    digits: int
    unit: str
    dimension: str
    scale: Decimal
    clause: Span
    lead: str
    own: str
    label: str
    role: Role
    limit: str = ""
    approximate: bool = False
    negated: bool = False
    inserted: bool = False

    @property
    def value(self) -> Decimal:
        """The number in the unit of its dimension."""
        return self.number * self.scale

    @property
    def words(self) -> str:
        """As printed: 2762.62万元."""
        return f"{self.number:f}{self.unit}"

    @property
    def exact(self) -> bool:
        """Whether it is a count, or one stated exactly."""
        return self.places == 0 and self.scale == 1 and self.dimension not in {MONEY, PERCENT}

    @property
    def loose(self) -> bool:
        """Whether it claims no exact value: 约, 余, 以上."""
        return bool(self.limit) or self.approximate

    def operand(self, name: str = "") -> Operand:
        """It as a term of a relation."""
        half, coarse = (Decimal(0), Decimal(0)) if self.exact else (self._half(self.digits), self._half(self.places))
        shown = format(self.number, "f")
        return Operand(self.value, half, shown, name or self.label, self.unit, self.scale, coarse, self.span)

    def _half(self, places: int) -> Decimal:
        return Decimal(5).scaleb(-places - 1) * self.scale
