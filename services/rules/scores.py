"""SC03, SC04, SC06–SC11, SC16, SC19: score of each indicator, deviation reasons (scoring.md §2; 财预〔2020〕10号)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.enums import Severity
from services.filing.assess import Assessment, IndicatorView
from services.rules.catalogue import (
    JUDGED,
    SCORED_FORMS,
    WEIGHED,
    Hit,
    indicator_ref,
    indicator_rule,
    project_ref,
    project_rule,
    spoken,
)
from services.rules.totals import TOTALLED, has_printed_scores, whole_total_is_explained
from services.rules.traits import Trait
from services.values.money import plain, round_half_up
from services.values.numbers import format_percent, format_points
from services.values.scoring import Outcome

BASIS = "财预〔2020〕10号"
ITEM = (*JUDGED, *WEIGHED, "indicator.score")
REASONED = (*JUDGED, "indicator.deviation")

SCORE_TOLERANCE = Decimal("0.01")
MEASURES = (
    "下一步", "下步", "今后", "后续", "下年", "明年", "来年", "将", "拟", "计划", "争取", "力争", "建议", "措施",
    "加强", "加快", "加大", "强化", "改进", "改善", "完善", "优化", "提高", "提升", "推进", "督促", "督导", "落实",
    "确保", "调整", "规范", "健全", "建立", "积极", "做好", "协调", "跟进", "修订", "细化", "合理", "科学", "严格",
    "整改", "补拨", "补发", "补缴", "追加", "扩大", "增加宣传", "尽快", "抓紧", "继续",
)  # fmt: skip
"""Any of these in a reason says that something is to be done about it."""
SHORTFALLS = (
    "进度慢", "进展慢", "较慢", "缓慢", "滞后", "未完成", "未达", "没有完成", "没有达", "未能", "未及时", "未按",
    "延迟", "推迟", "延误", "不到位", "完成率低", "不足额", "低于目标", "少于目标",
)  # fmt: skip
"""Any of these says that a target was missed."""


def missed(view: IndicatorView, a: Assessment) -> bool:
    """Whether the target was missed; a level within the top band (良 = 85 %) is not called missed."""
    if view.judgement.outcome is not Outcome.UNMET:
        return False
    band = view.judgement.band
    return band is None or band[1] < a.scheme.scoring.bands()[0][0]


def full_though_missed(view: IndicatorView, a: Assessment) -> bool:
    """Whether full points were typed for a missed target (SC07)."""
    score = view.row.score
    return score is not None and score > 0 and score == view.weight and missed(view, a)


@indicator_rule(
    "SC03",
    Severity.ERROR,
    "指标没有分值",
    reads=(*WEIGHED, "indicator.name"),
    text="“{name}”{why}，不能计分。",
    remedy="填写大于 0 的分值，或改正一级指标名称，由方案自动分配。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def no_weight(view: IndicatorView, a: Assessment) -> Hit | None:
    """Every indicator counts for something."""
    weight = view.weight
    if weight is not None and weight > 0:
        return None
    if weight is not None:
        return Hit((indicator_ref(view, "weight"),), {**spoken(view), "why": f"分值是 {plain(weight)} 分"})
    if a.scheme.fixed_quotas and a.scheme.level1_named(view.row.level1) is None:
        why = f"的一级指标“{view.row.level1 or '（空）'}”不在方案中，没有分值"
        return Hit((indicator_ref(view, "level1"), indicator_ref(view, "weight")), {**spoken(view), "why": why})
    return Hit((indicator_ref(view, "weight"),), {**spoken(view), "why": "没有分值"})


@indicator_rule(
    "SC04",
    Severity.ERROR,
    "得分超出分值",
    reads=ITEM,
    text="“{name}”分值 {w} 分，得 {s} 分，得分应在 0 到 {w} 分之间。",
    remedy="改正得分，或清空得分采用按公式计算的分数。",
    basis=BASIS,
    forms=SCORED_FORMS,
    when=Trait.SCORED,
)
def beyond_weight(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A score lies between 0 and the weight."""
    score, weight = view.row.score, view.weight
    if score is None or weight is None or 0 <= score <= weight:
        return None
    return _on_score(view)


def _on_score(view: IndicatorView) -> Hit:
    """A finding on a typed score, with the formula's score offered by clearing the typed one."""
    suggested = view.suggested.value
    ref = indicator_ref(view, "score")
    should = "应当扣分" if suggested is None else f"按公式应得 {format_points(suggested)} 分"
    values = {"w": format_points(view.weight), "s": format_points(view.row.score), "should": should}
    return Hit((ref,), {**spoken(view), **values}, None if suggested is None else (ref, ""))


@project_rule(
    "SC06",
    Severity.WARNING,
    "得分与公式不同又无理由",
    reads=(*TOTALLED, "indicator.score_note", "project.score_note"),
    text="{what}得 {s} 分，按公式应得 {f} 分，没有写改分理由。",
    remedy="写明改分理由，或采用按公式计算的分数。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def other_than_formula(a: Assessment) -> Iterator[Hit]:
    """A score that differs from the formula has a written reason."""
    for view in a.indicators:
        if view.row.score is not None and _unexplained(view) and not full_though_missed(view, a):
            said = spoken(view)
            ref = indicator_ref(view, "score")
            what = f"“{said['name']}”目标“{said['t']}”，完成“{said['a']}”，"
            values = {"s": format_points(view.row.score), "f": format_points(view.suggested.value)}
            yield Hit((ref,), {"what": what, **values}, (ref, ""))
    yield from _whole(a)


def _unexplained(view: IndicatorView) -> bool:
    """Whether a typed score within the weight differs from the formula without a reason; SC04 says it is beyond."""
    score, suggested = view.row.score, view.suggested.value
    if score is None or suggested is None or view.weight is None or view.row.score_note.strip():
        return False
    return abs(score - suggested) > SCORE_TOLERANCE and 0 <= score <= view.weight


def _whole(a: Assessment) -> Iterator[Hit]:
    """The total of a form that prints no single scores and was judged as a whole."""
    typed, suggested = a.project.total_score, a.total_suggested.value
    if typed is None or suggested is None or has_printed_scores(a) or a.project.score_note.strip():
        return
    if abs(typed - suggested) > SCORE_TOLERANCE and not whole_total_is_explained(a):
        ref = project_ref(a, "total_score")
        yield Hit((ref,), {"what": "自评总分", "s": format_points(typed), "f": format_points(suggested)}, (ref, ""))


@indicator_rule(
    "SC07",
    Severity.ERROR,
    "没有完成目标，却得满分",
    reads=ITEM,
    text="“{name}”目标“{t}”，完成“{a}”，得 {s}/{w} 分；没有完成目标不能得满分，{should}。",
    remedy="采用按公式计算的分数，或按实际情况扣分。",
    basis=BASIS,
    forms=SCORED_FORMS,
    when=Trait.UNMET | Trait.SCORED,
)
def full_score_though_missed(view: IndicatorView, a: Assessment) -> Hit | None:
    """A missed target does not earn full points."""
    return _on_score(view) if full_though_missed(view, a) else None


@indicator_rule(
    "SC08",
    Severity.ERROR,
    "未完成没有写原因",
    reads=REASONED,
    text="“{name}”目标“{t}”，完成“{a}”，没有完成，请填写偏差原因和改进措施。",
    remedy="在偏差原因栏写明没有完成的原因和改进措施。",
    basis=BASIS,
    when=Trait.UNMET,
)
def no_reason(view: IndicatorView, a: Assessment) -> Hit | None:
    """A missed target is explained."""
    if view.row.deviation.strip() not in EMPTY_REASONS or not missed(view, a):
        return None
    return Hit((indicator_ref(view, "deviation"), indicator_ref(view, "actual")), spoken(view))


EMPTY_REASONS = frozenset({"", "无", "无。", "无偏差", "无偏差。", "/", "—", "——", "-", "无。无"})


@indicator_rule(
    "SC09",
    Severity.WARNING,
    "超额完成没有写原因",
    reads=REASONED,
    text="“{name}”目标“{t}”，完成“{a}”，是目标的 {x}，请说明超额的原因。",
    remedy="在偏差原因栏说明；年初目标定得过低的，写明今后怎样合理设定。",
    basis=BASIS,
    when=Trait.OVER,
)
def no_reason_for_excess(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Over-fulfilment beyond the scheme's threshold is explained."""
    ratio = view.judgement.ratio
    if ratio is None or view.row.deviation.strip() not in EMPTY_REASONS:
        return None
    x = f"{plain(round_half_up(ratio, 2))} 倍" if ratio >= 2 else format_percent(ratio)
    return Hit((indicator_ref(view, "deviation"), indicator_ref(view, "actual")), {**spoken(view), "x": x})


@indicator_rule(
    "SC10",
    Severity.WARNING,
    "已经完成却写了偏差",
    reads=(*REASONED, "indicator.score", *WEIGHED),
    text="“{name}”目标“{t}”，完成“{a}”，已经完成，偏差原因却写“{reason}”。",
    remedy="删去偏差原因，或核对完成值。",
    basis=BASIS,
    when=Trait.MET | Trait.DEVIATION,
)
def reason_without_need(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A met target with full points needs no excuse."""
    score, reason = view.row.score, view.row.deviation
    if (score is not None and view.weight is not None and score < view.weight) or not _admits(reason):
        return None
    fields = (indicator_ref(view, "deviation"), indicator_ref(view, "actual"))
    return Hit(fields, {**spoken(view), "reason": shortened(reason)})


def _admits(reason: str) -> bool:
    return any(word in reason for word in SHORTFALLS)


def shortened(text: str, most: int = 20) -> str:
    """The beginning of a text, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"


@indicator_rule(
    "SC11",
    Severity.WARNING,
    "只有原因，没有措施",
    reads=REASONED,
    text="“{name}”没有完成，偏差原因“{reason}”只写了原因，没有改进措施。",
    remedy="补写改进措施：下一步做什么、什么时候做到。",
    basis=BASIS,
    when=Trait.UNMET | Trait.DEVIATION,
)
def no_measure(view: IndicatorView, a: Assessment) -> Hit | None:
    """A reason for a missed target comes with a measure."""
    reason = view.row.deviation.strip()
    if reason in EMPTY_REASONS or any(word in reason for word in MEASURES) or not missed(view, a):
        return None
    return Hit((indicator_ref(view, "deviation"),), {**spoken(view), "reason": shortened(reason)})


@indicator_rule(
    "SC19",
    Severity.WARNING,
    "填了完成值却没有得分",
    reads=(*ITEM, "project.total_score"),
    text="“{name}”目标“{t}”，完成“{a}”，算不出得分，也没有填得分，总分里按 0 分计；原因：{how}。",
    remedy="把完成值写成可以和目标比较的准确数，或填写得分和改分理由。",
    basis=BASIS,
    forms=SCORED_FORMS,
    when=Trait.ACTUAL | Trait.UNSCORED,
)
def counts_for_nothing(view: IndicatorView, a: Assessment) -> Hit | None:
    """An indicator with target and actual has a score; without one it silently counts 0 in the sum."""
    if view.score is not None or view.target is None or view.weight is None:
        return None
    if a.project.total_score is not None and not has_printed_scores(a):
        return None
    values = {**spoken(view), "how": view.suggested.how.rstrip("。")}
    return Hit((indicator_ref(view, "actual"), indicator_ref(view, "score")), values)


@indicator_rule(
    "SC16",
    Severity.WARNING,
    "档位与系数不符",
    reads=JUDGED,
    text="“{name}”完成“{a}”，系数 {c} 不在这一档的 {low}–{high} 之间。",
    remedy="把系数改到该档之内，或改正完成值的档次。",
    basis=BASIS,
    forms=SCORED_FORMS,
    when=Trait.RATED | Trait.QUALITATIVE,
)
def coefficient_outside_band(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A typed coefficient lies in the band of the level reached."""
    band, coefficient = view.judgement.band, view.row.coefficient
    if band is None or coefficient is None or band[0] <= coefficient <= band[1]:
        return None
    values = {"c": plain(coefficient), "low": plain(band[0]), "high": plain(band[1])}
    return Hit((indicator_ref(view, "coefficient"), indicator_ref(view, "actual")), {**spoken(view), **values})
