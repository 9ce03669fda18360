"""What an indicator states as a fact, in base units, so that two forms can be compared (IX20, XF18)."""

from __future__ import annotations

from collections.abc import Hashable

from services.filing.assess import IndicatorView
from services.values.target import Target
from services.values.text import compact

Fact = tuple[Hashable, Hashable]
"""Target and actual, each in its base unit; None for a blank actual."""


def fact_of(view: IndicatorView) -> Fact | None:
    """What an indicator says; None where its target is no number."""
    target = view.target
    if target is None or target.value is None:
        return None
    return (target.operator, target.value * target.factor, target.base_unit), _done(view, target)


def _done(view: IndicatorView, target: Target) -> Hashable:
    """The actual in its base unit; one without unit counts in that of the target."""
    actual = view.actual
    if actual is None or actual.blank:
        return None
    if actual.value is None or actual.extra_values:
        return compact(actual.literal)
    measured = actual if actual.unit else target
    return actual.value * measured.factor, measured.base_unit


def agree(one: Fact, other: Fact) -> bool:
    """Whether two forms say the same; a blank actual contradicts nothing."""
    return one[0] == other[0] and (one[1] == other[1] or None in {one[1], other[1]})
