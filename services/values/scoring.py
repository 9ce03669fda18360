"""Scores of a form: execution rate, total, grade and the spreading of weights; judging is in ``judge``.

Item scores are rounded first and added then, so that the printed figures add up on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from services.values.direction import lower_is_better
from services.values.judge import Derived, Judgement, Outcome, judge
from services.values.money import plain, round_half_up
from services.values.numbers import format_percent
from services.values.policy import Grade, RateDenominator, ScoringPolicy, ZeroBudget
from services.values.text import places_of

__all__ = [
    "Derived",
    "Grade",
    "Judgement",
    "Outcome",
    "ScoringPolicy",
    "execution_rate",
    "execution_score",
    "grade",
    "judge",
    "lower_is_better",
    "rate_falls_away",
    "rescale",
    "spread_weights",
    "total",
]

_ZERO, _ONE, _HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def execution_rate(
    budget: Decimal | None, executed: Decimal | None, initial: Decimal | None, policy: ScoringPolicy
) -> Derived:
    """Return 预算执行率 = 全年执行数 ÷ 全年（调整后）预算数 (or 年初预算数) as an unrounded ratio; amounts in 万元."""
    base, label = _denominator(budget, initial, policy)
    if base is None:
        return Derived(None, f"{label}没有填写，不能计算执行率")
    if executed is None:
        return Derived(None, "全年执行数没有填写，不能计算执行率")
    if base == 0:
        return Derived(None, f"{label}为 0，不能计算执行率")
    rate = executed / base
    return Derived(rate, lambda: f"{format_percent(rate)} = {plain(executed)} ÷ {plain(base)}")


def execution_score(
    budget: Decimal | None, executed: Decimal | None, initial: Decimal | None, policy: ScoringPolicy
) -> Derived:
    """Return 执行率得分 = weight × min(rate, 1), with the policy's floor, whole points and zero-budget rule (分)."""
    base, label = _denominator(budget, initial, policy)
    weight = policy.rate_weight
    if base == 0:
        return _zero_budget_score(label, policy)
    rate = execution_rate(budget, executed, initial, policy)
    if rate.value is None or base is None or executed is None:
        return rate
    if policy.rate_floor is not None and rate.value < policy.rate_floor:
        percent, floor = format_percent(rate.value), format_percent(policy.rate_floor)
        return Derived(_ZERO, f"执行率 {percent} 低于 {floor}，按方案得 0 分")
    score = round_half_up(
        weight * min(max(rate.value, _ZERO), _ONE), 0 if policy.rate_whole_points else policy.item_places
    )
    if rate.value >= 1:
        share = rate.value
        return Derived(score, lambda: f"执行率 {format_percent(share)}，得满分 {plain(score)} 分")
    return Derived(score, lambda: f"{plain(score)} = {plain(weight)} × {plain(executed)} ÷ {plain(base)}")


def total(points: Iterable[Decimal | None], places: int, *, item_places: int = 2) -> Decimal:
    """Add scores (分), each rounded to ``item_places`` first, and round the sum; None (not scored) counts nothing."""
    scored = [item for item in points if item is not None]
    added = sum(scored, _ZERO)
    if places_of(added) > item_places:  # a sum has as many as its longest item
        added = sum([round_half_up(item, item_places) for item in scored], _ZERO)
    return round_half_up(added, places)


def grade(score: Decimal, grades: Sequence[Grade], places: int = 2) -> str | None:
    """Return the name of the grade whose left-closed interval holds the rounded score (89.995 → 90.00 → 优).

    None when the score is below every minimum. ``places`` is the policy's ``total_places``.
    """
    rounded = round_half_up(score, places)
    earned = [candidate for candidate in grades if candidate.minimum <= rounded]
    return max(earned, key=lambda candidate: candidate.minimum).name if earned else None


def rate_falls_away(budget: Decimal | None, initial: Decimal | None, policy: ScoringPolicy) -> bool:
    """Whether the execution rate does not apply, its points going to the indicators (a budget of 0)."""
    return policy.zero_budget is ZeroBudget.SPREAD and _denominator(budget, initial, policy)[0] == 0


def rescale(score: Decimal, weight: Decimal, policy: ScoringPolicy) -> Derived:
    """Scale the score (分) of the indicators that apply, of the given total weight, to 100 分 (剔除后按百分制折算)."""
    if weight <= 0:
        return Derived(None, "没有适用的指标，不能折算得分")
    scaled = round_half_up(_HUNDRED * score / weight, policy.total_places)
    return Derived(scaled, f"{plain(scaled)} = 100 × {plain(score)} ÷ {plain(weight)}")


def spread_weights(total: Decimal, count: int, step: Decimal) -> list[Decimal]:
    """Spread a weight (分) evenly over ``count`` indicators in multiples of ``step``, the rest on the last.

    The parts add up exactly. Raises ValueError when the weight does not give each indicator at least one step.
    """
    if count <= 0:
        return []
    share = (total / count / step).to_integral_value(ROUND_FLOOR) * step
    if share <= 0:
        raise ValueError(f"{plain(total)} 分不够分给 {count} 项指标，每项至少 {plain(step)} 分")
    return [share] * (count - 1) + [total - share * (count - 1)]


def _denominator(budget: Decimal | None, initial: Decimal | None, policy: ScoringPolicy) -> tuple[Decimal | None, str]:
    if policy.rate_denominator is RateDenominator.INITIAL:
        return initial, "年初预算数"
    return budget, "全年预算数"


def _zero_budget_score(label: str, policy: ScoringPolicy) -> Derived:
    weight = plain(policy.rate_weight)
    if policy.zero_budget is ZeroBudget.SPREAD:
        return Derived(None, f"{label}为 0，执行率不适用，{weight} 分分摊到各项指标")
    return Derived(_ZERO, f"{label}为 0，不能计算执行率，执行率项记 0 分（满分 {weight} 分）")
