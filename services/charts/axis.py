"""The value axis of a column chart: from zero to a round number, in few round steps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Axis:
    """Upper end and distance of the ticks, in the chart's unit; `maximum` is a whole number of steps."""

    maximum: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """Every tick from 0 to the maximum."""
        return tuple(self.step * count for count in range(int(self.maximum / self.step) + 1))


def axis_for(largest: Decimal) -> Axis:
    """The axis for values up to `largest` (greater than zero): steps of 1, 2, 2.5 or 5 times a power of ten."""
    if largest <= 0:
        raise ValueError("an axis needs a positive value")
    decade = Decimal(1).scaleb((largest / _MOST_STEPS).adjusted())
    step = next(step * decade for step in _STEPS if step * decade * _MOST_STEPS >= largest)
    count = (largest / step).to_integral_value(ROUND_CEILING)
    return Axis(step * count, step)
