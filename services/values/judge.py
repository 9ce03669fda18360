"""Judging one indicator: is the target met, and which score does the scheme's formula suggest.

Formulas are those of 财预〔2020〕10号 as applied in published forms: forward w×a/t, reverse w×t/a, both cut to 0…w.
Every result explains itself in ``Derived.how``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from services.values.direction import lower_is_better
from services.values.money import plain, round_half_up
from services.values.policy import Band, EqualOver, MissingOperator, OverMode, ReverseMode, ScoringPolicy
from services.values.target import (
    Actual,
    Operator,
    Target,
    completion,
    converted,
    due_in,
    parse_actual,
    parse_target,
    reached,
)
from services.values.text import Unreadable
from services.values.units import is_duration, is_money_standard

_EXACT = frozenset({None, Operator.EQ})
_UPWARD, _DOWNWARD = frozenset({Operator.GE, Operator.GT}), frozenset({Operator.LE, Operator.LT})
_ZERO, _ONE = Decimal(0), Decimal(1)
_UNKNOWN_LEVEL = "请按“达成、部分达成、未达成”选择档次，填写系数和依据"
_WORDS_OF_BANDS = (("部分达成", "部分完成", "基本达成"), ("未达成", "未完成", "没有完成", "没有达成"))


class Outcome(StrEnum):
    """How an indicator came out: met, met far beyond the target, missed, or not to be told."""

    MET = "达标"
    OVER = "超额"
    UNMET = "未达标"
    UNKNOWN = "无法判断"


Words = str | Callable[[], str]
"""A text, or how to write it when somebody reads it: of 30,000 formulas a screen shows a few."""


class Derived:
    """A computed value that explains itself: the formula with its numbers, or why there is no value."""

    __slots__ = ("_how", "value")

    def __init__(self, value: Decimal | None, how: Words) -> None:
        self.value = value
        self._how = how

    @property
    def how(self) -> str:
        """The formula with its numbers, or why there is no value."""
        return written(self._how)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Derived) and (self.value, self.how) == (other.value, other.how)

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Derived({self.value!r}, {self.how!r})"


def written(words: Words) -> str:
    """The text itself."""
    return words if isinstance(words, str) else words()


class Judgement(NamedTuple):
    """The verdict on one indicator.

    ``ratio`` is a/t (None if there is none), ``suggested`` the score in 分 by formula, ``band`` the coefficients
    allowed for a qualitative result.
    """

    outcome: Outcome
    ratio: Decimal | None
    suggested: Derived
    band: Band | None = None


class _Case(NamedTuple):
    """A numeric comparison in one unit: target, actual, weight, ratio and the rules to apply."""

    target: Target
    t: Decimal
    a: Decimal
    weight: Decimal | None
    policy: ScoringPolicy
    name: str


def judge(
    target: Target | None,
    actual: Actual | None,
    weight: Decimal | None,
    policy: ScoringPolicy,
    coefficient: Decimal | None = None,
    name: str = "",
) -> Judgement:
    """Judge one indicator of the given weight (分).

    ``coefficient`` (0–1) is the clerk's own for a qualitative result. ``name`` serves where the direction is not
    written: cost indicators above an EQ target, and, if ``policy.infer_reverse``, those without any operator.
    """
    if target is None:
        return _unknown("指标值没有填写或无法识别，不能计算得分")
    if actual is None or actual.blank:
        return _unknown("实际完成值没有填写，不能计算得分")
    if target.operator is Operator.QL:
        return _judge_words(target, actual, weight, policy, coefficient)
    target, taken = _with_operator(target, policy, name)
    pair = converted(target, actual)
    if target.deadline and actual.deadline:
        judged = _judge_deadline(weight, verdict=reached(target, actual))
    elif pair is None:
        judged = _unknown(_not_comparable(target, actual))
    elif actual.extra_values or actual.operator not in _EXACT:
        judged = _judge_bound(weight, completion(target, actual), verdict=reached(target, actual))
    else:
        judged = _judge_numbers(_Case(target, *pair, weight, policy, name))
    return judged._replace(suggested=_prefixed(taken, judged.suggested)) if taken else judged


class Reading(NamedTuple):
    """What the literals of an indicator say: target (None with the reason when it cannot be read), actual, verdict."""

    target: Target | None
    error: str
    actual: Actual | None
    judgement: Judgement


def read_and_judge(
    policy: ScoringPolicy,
    target: str,
    actual: str,
    weight: Decimal | None,
    coefficient: Decimal | None,
    name: str,
    year: int,
) -> Reading:
    """Read an indicator's literals as typed and judge them; a deadline without a year is taken to be in `year`."""
    error, wanted = "", None
    try:
        wanted = parse_target(target) if target else None
    except Unreadable as refused:
        error = refused.reason
    done = parse_actual(actual) if actual else None
    due = due_in(wanted, year) if wanted is not None else None
    return Reading(wanted, error, done, judge(due, done, weight, policy, coefficient, name))


def points(weight: Decimal | None, factor: Decimal, how: Words, policy: ScoringPolicy) -> Derived:
    """Return weight × factor, cut to 0…weight and rounded to the policy's item places, as “得分 = 分值how”."""
    if weight is None:
        return Derived(None, "分值没有填写，不能计算得分")
    value = round_half_up(weight * min(max(factor, _ZERO), _ONE), policy.item_places)
    return Derived(value, partial(_of_weight, value, weight, how))


def _of_weight(value: Decimal, weight: Decimal, how: Words) -> str:
    return f"{plain(value)} = {plain(weight)}{written(how)}"


def _said(words: str, *figures: Decimal) -> str:
    return words.format(*map(plain, figures))


def _unknown(how: str) -> Judgement:
    return Judgement(Outcome.UNKNOWN, None, Derived(None, how))


def _prefixed(taken: str, derived: Derived) -> Derived:
    return Derived(derived.value, lambda: f"{taken}：{derived.how}")


def _full(weight: Decimal | None, why: Words) -> Derived:
    """Return the full weight, or its absence, with the reason."""
    if weight is None:
        return Derived(None, "分值没有填写，不能计算得分")
    return Derived(weight, partial(_in_full, weight, why))


def _in_full(weight: Decimal, why: Words) -> str:
    return f"{written(why)}，得满分 {plain(weight)} 分"


def _with_operator(target: Target, policy: ScoringPolicy, name: str) -> tuple[Target, str]:
    """Replace an understood EQ by what the policy takes it for; the second part says so."""
    if target.operator_given or target.deadline:
        return target, ""
    if policy.infer_reverse and lower_is_better(name):
        return target._replace(operator=Operator.LE), "指标值没有写运算符，按成本类“≤”计算"
    if policy.missing_operator is MissingOperator.AT_LEAST and target.value:
        return target._replace(operator=Operator.GE), "指标值没有写运算符，按“≥”计算"
    return target, "指标值没有写运算符，按“=”计算"


def _not_comparable(target: Target, actual: Actual) -> str:
    if actual.value is None:
        return f"指标值“{target.literal}”是数值，完成值“{actual.literal}”不是同类数值，无法比较"
    return f"指标值单位“{target.unit}”与完成值单位“{actual.unit}”不同，无法比较"


def _judge_deadline(weight: Decimal | None, *, verdict: bool | None) -> Judgement:
    if verdict:
        return Judgement(Outcome.MET, None, _full(weight, "在时限内完成"))
    if verdict is None:
        return _unknown("完成时间写得不够具体，不能判断是否在时限内完成")
    return Judgement(Outcome.UNMET, None, Derived(None, "完成时间晚于时限，请按实际情况填写得分并说明依据"))


def _judge_bound(weight: Decimal | None, ratio: Decimal | None, *, verdict: bool | None) -> Judgement:
    """Judge a completion that is only a bound (95%以上) or comes in parts: no formula unless it is met."""
    if verdict:
        return Judgement(Outcome.MET, ratio, _full(weight, "完成值达到指标值"))
    if verdict is None:
        return _unknown("完成值只写了范围，不能判断是否达标，请填写准确数")
    return Judgement(Outcome.UNMET, ratio, Derived(None, "完成值未达到指标值，但不是单一准确数，请手工计算得分"))


def _judge_numbers(case: _Case) -> Judgement:
    operator = case.target.operator
    if operator in _UPWARD:
        return _judge_forward(case)
    if operator in _DOWNWARD or (case.t == 0 and case.a > 0):
        return _judge_reverse(case)
    if case.a <= case.t:
        return _judge_forward(case)
    return _judge_reverse(case) if _is_inverse(case) else _judge_forward(case)


def _is_inverse(case: _Case) -> bool:
    """Tell whether a value above an EQ target is worse (成本、时效、标准类) rather than more than asked."""
    if case.policy.equal_over is not EqualOver.BY_KIND:
        return case.policy.equal_over is EqualOver.INVERSE
    base = case.target.base_unit
    return is_duration(base) or is_money_standard(base) or lower_is_better(case.name)


def _ratio(case: _Case) -> Decimal | None:
    return case.a / case.t if case.t else None


def _judge_forward(case: _Case) -> Judgement:
    ratio = _ratio(case)
    if case.a == case.t and case.target.operator is Operator.GT:
        return _judge_touch(case)
    if case.a >= case.t:
        if ratio is not None and case.t > 0 and ratio > case.policy.over_threshold:
            return Judgement(Outcome.OVER, ratio, _over(case, ratio))
        return Judgement(Outcome.MET, ratio, _full(case.weight, partial(_said, "完成 {}，达到 {}", case.a, case.t)))
    if case.t <= 0:
        return Judgement(Outcome.UNMET, ratio, _none(case, "指标值不大于 0，未达到时不能按比例计算"))
    scored = points(case.weight, case.a / case.t, partial(_said, " × {} ÷ {}", case.a, case.t), case.policy)
    return Judgement(Outcome.UNMET, ratio, scored)


def _judge_reverse(case: _Case) -> Judgement:
    ratio = _ratio(case)
    if case.a == case.t and case.target.operator is Operator.LT:
        return _judge_touch(case)
    if case.a <= case.t:
        full = _full(case.weight, partial(_said, "完成 {}，没有超过 {}", case.a, case.t))
        return Judgement(Outcome.MET, ratio, full)
    if case.t <= 0:
        return Judgement(Outcome.UNMET, ratio, _none(case, f"指标值为 {plain(case.t)}，实际为 {plain(case.a)}"))
    if case.policy.reverse is ReverseMode.LINEAR:
        how = f" × (1 - ({plain(case.a)} - {plain(case.t)}) ÷ {plain(case.t)})"
        return Judgement(Outcome.UNMET, ratio, points(case.weight, 2 - case.a / case.t, how, case.policy))
    scored = points(case.weight, case.t / case.a, partial(_said, " × {} ÷ {}", case.t, case.a), case.policy)
    return Judgement(Outcome.UNMET, ratio, scored)


def _judge_touch(case: _Case) -> Judgement:
    """Judge a strict target that is only equalled: met unless the policy deducts for it."""
    lost = case.policy.touch_deduction
    equalled = f"完成值等于指标值 {plain(case.t)}，没有严格{'超过' if case.target.operator is Operator.GT else '低于'}"
    if not lost:
        return Judgement(Outcome.MET, _ratio(case), _full(case.weight, f"{equalled}，方案规定不扣分"))
    kept = points(case.weight, 1 - lost, f" × (1 - {plain(lost)})", case.policy)
    return Judgement(Outcome.UNMET, _ratio(case), Derived(kept.value, f"{equalled}：{kept.how}"))


def _none(case: _Case, why: str) -> Derived:
    """Return 0 分 with the reason, where division is impossible."""
    return points(case.weight, Decimal(0), f" × 0（{why}，得 0 分）", case.policy)


def _over(case: _Case, ratio: Decimal) -> Derived:
    """Score over-fulfilment: w×(1-min(most, step deduction×⌊(a/t-threshold)/step⌋)) in mode DEDUCT, else w."""
    policy = case.policy
    if policy.over_mode is OverMode.EXPLAIN_ONLY:
        return _full(case.weight, lambda: f"完成率 {_percent(ratio)}，超额完成（方案规定只说明原因、不扣分）")
    steps = ((ratio - policy.over_threshold) / policy.over_step).to_integral_value(ROUND_FLOOR)
    lost = min(policy.over_max_deduction, policy.over_step_deduction * steps)
    kept = points(case.weight, 1 - lost, f" × (1 - {plain(lost)})", policy)
    return Derived(kept.value, lambda: f"完成率 {_percent(ratio)}，超额扣减：{kept.how}")


def _percent(ratio: Decimal) -> str:
    return f"{plain(round_half_up(ratio * 100, 2))}%"


def _judge_words(
    target: Target, actual: Actual, weight: Decimal | None, policy: ScoringPolicy, coefficient: Decimal | None
) -> Judgement:
    """Judge a qualitative target by the level reached, the words used, or the clerk's coefficient."""
    verdict = reached(target, actual)
    band = policy.level_band(target.levels, actual.level) if actual.level else None
    if target.levels and band is None and actual.level in target.levels:
        return _unknown(f"方案没有给出“{''.join(target.levels)}”的系数，请填写系数和依据")
    if band is None:
        band = _band_of(actual, policy, coefficient, achieved=verdict)
    if band is None:
        hint = f"完成值应为“{'、'.join(target.levels)}”之一；" if target.levels else ""
        return _unknown(hint + _UNKNOWN_LEVEL)
    used = band[1] if coefficient is None else coefficient
    met = verdict if verdict is not None else band == policy.bands()[0]
    scored = points(weight, used, partial(_said, " × {}", used), policy)
    return Judgement(Outcome.MET if met else Outcome.UNMET, None, _with_band(scored, band, used), band)


def _band_of(
    actual: Actual, policy: ScoringPolicy, coefficient: Decimal | None, *, achieved: bool | None
) -> Band | None:
    """Return the band told by the wording of the completion or the verdict, else the one the coefficient lies in."""
    best, partial, missed = policy.bands()
    for band, words in zip((partial, missed), _WORDS_OF_BANDS, strict=True):
        if actual.phrase.startswith(words):
            return band
    if achieved:
        return best
    if coefficient is None:
        return None
    return best if coefficient >= best[0] else partial if coefficient >= partial[0] else missed


def _with_band(scored: Derived, band: Band, used: Decimal) -> Derived:
    inside = "在" if band[0] <= used <= band[1] else "不在"
    return Derived(scored.value, lambda: f"{scored.how}（系数{inside}档内 {plain(band[0])}–{plain(band[1])}）")
