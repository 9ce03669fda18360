"""Traits of an indicator row, as bits: what lets a full check skip rules that cannot find anything in a row."""

from __future__ import annotations

from functools import cache

from services.filing.assess import Assessment, IndicatorView, once
from services.rules.indicator_names import is_countable, is_share
from services.values.direction import lower_is_better
from services.values.scoring import Outcome
from services.values.target import Operator, Target, parse_actual, parse_target
from services.values.text import Unreadable
from services.values.units import PERCENT


class Trait:
    """What an indicator row is: an indicator rule runs only on rows that have all the traits it names.

    Plain integers: a full check asks this of 30,000 rows. For the same reason a name is only asked where rules look:
    SHARE beside PERCENT, COUNTABLE beside QUALITATIVE, LESS_IS_BETTER beside UPWARD.
    """

    ANY = 0
    UNREADABLE = 1
    NUMERIC = 1 << 1
    QUALITATIVE = 1 << 2
    PERCENT = 1 << 3
    UPWARD = 1 << 4
    LENGTH = 1 << 5
    ACTUAL = 1 << 6
    NOTED = 1 << 7
    MET = 1 << 8
    OVER = 1 << 9
    UNMET = 1 << 10
    SCORED = 1 << 11
    DEVIATION = 1 << 12
    LAST = 1 << 13
    RATED = 1 << 14
    SHARE = 1 << 15
    COUNTABLE = 1 << 16
    LESS_IS_BETTER = 1 << 17
    BRACKETED = 1 << 18
    MONITORED = 1 << 19
    UNSCORED = 1 << 20


UPWARD = frozenset({Operator.GE, Operator.GT})
LENGTHS = frozenset({"年", "月", "个月"})
_OUTCOMES = {Outcome.MET: Trait.MET, Outcome.OVER: Trait.OVER, Outcome.UNMET: Trait.UNMET, Outcome.UNKNOWN: Trait.ANY}


def traits(view: IndicatorView) -> int:
    """The traits of an indicator row: how its name, target and actual read, how it came out, what was typed."""
    row = view.row
    bits = _of_target(row.target) | _of_actual(row.actual) | _OUTCOMES[view.judgement.outcome]
    bits |= _of_name(row.name, bits)
    if row.score is not None:
        bits |= Trait.SCORED
    elif view.judgement.suggested.value is None:
        bits |= Trait.UNSCORED
    if row.monitored or row.expected or row.outlook is not None:
        bits |= Trait.MONITORED
    if row.deviation:
        bits |= Trait.DEVIATION
    if row.last_actual:
        bits |= Trait.LAST
    if row.coefficient is not None:
        bits |= Trait.RATED
    return bits


def _of_name(name: str, target: int) -> int:
    """What the name says, as far as it matters beside such a target."""
    bits = Trait.BRACKETED if name.endswith((")", "）")) else 0
    if target & Trait.PERCENT and is_share(name):
        bits |= Trait.SHARE
    if target & Trait.QUALITATIVE and is_countable(name):
        bits |= Trait.COUNTABLE
    return bits | (Trait.LESS_IS_BETTER if target & Trait.UPWARD and lower_is_better(name) else 0)


@once
def row_traits(a: Assessment) -> list[int]:
    """The traits of every indicator row of a project, in printed order."""
    return [traits(view) for view in a.indicators]


@cache
def _of_target(literal: str) -> int:
    if not literal:
        return 0
    try:
        target = parse_target(literal)
    except Unreadable:
        return Trait.UNREADABLE
    bits = Trait.QUALITATIVE if target.operator is Operator.QL else 0
    bits |= Trait.NOTED if target.notes else 0
    return bits | (_of_value(target) if target.value is not None else 0)


def _of_value(target: Target) -> int:
    bits = Trait.NUMERIC
    bits |= Trait.PERCENT if target.unit == PERCENT else 0
    bits |= Trait.UPWARD if target.operator in UPWARD else 0
    return bits | (Trait.LENGTH if target.unit in LENGTHS else 0)


@cache
def _of_actual(literal: str) -> int:
    actual = parse_actual(literal) if literal else None
    if actual is None or actual.blank:
        return 0
    return Trait.ACTUAL | (Trait.NOTED if actual.notes else 0)
