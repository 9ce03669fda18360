"""SC01, SC02, SC05, SC12–SC15, SC17, SC18: weights, execution score, total and grade (scoring.md §3–§4)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from models.enums import FundSource, ProjectKind, Severity
from services.filing.assess import Assessment, IndicatorView, once
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.rules.catalogue import (
    FUNDS,
    SCORED,
    SCORED_FORMS,
    WEIGHED,
    Hit,
    Item,
    funding_ref,
    group_rule,
    indicator_ref,
    project_ref,
    project_rule,
    spoken,
)
from services.scheme import HUNDRED, SATISFACTION
from services.values.money import plain
from services.values.numbers import format_points
from services.values.scoring import Outcome

BASIS = "财预〔2020〕10号"
TALLY = "表内勾稽"
TOTALLED = SCORED

PRINTED_SCORES = frozenset({"F01", "F02b", "F03b"})
"""Forms that print the score of every indicator: there the total must add up on paper."""
DONE = frozenset({Outcome.MET, Outcome.OVER})
POINT_TOLERANCE = Decimal("0.005")
FEWEST_GRADED = 3
"""From how many graded projects on it says something that all are 优."""


def has_printed_scores(a: Assessment) -> bool:
    """Whether the form shows a score for each indicator."""
    return a.form in PRINTED_SCORES


def _weights_known(a: Assessment) -> bool:
    return bool(a.indicators) and all(view.weight is not None for view in a.indicators)


def _misses_required(a: Assessment) -> bool:
    """Whether a first level that must be there is missing: then FC03 says so, and the weights cannot add up."""
    return any(level.required and not a.level1(level.name) for level in a.scheme.level1)


@once
def _off_levels(a: Assessment) -> list[tuple[tuple[IndicatorView, ...], str, Decimal, Decimal]]:
    """First levels whose weights are not what the scheme gives them: rows, name, quota and sum (分)."""
    if not a.scheme.fixed_quotas:
        return []
    satisfied = bool(a.level1(SATISFACTION))
    off = []
    for level in a.scheme.level1:
        views, quota = a.level1(level.name), a.scheme.quota(level.name, satisfied=satisfied)
        known = [view.weight for view in views if view.weight is not None]
        if quota is not None and views and len(known) == len(views) and sum(known) != quota:
            off.append((views, level.name, quota, sum(known, Decimal(0))))
    return off


@project_rule(
    "SC01",
    Severity.ERROR,
    "权重合计不是 100",
    reads=WEIGHED,
    text="指标分值合计 {w} 分，加执行率 {r} 分共 {x} 分，应为 100 分。",
    remedy="调整各指标分值，使合计为 100 分；清空分值可由方案自动分配。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def weights_not_hundred(a: Assessment) -> Iterator[Hit]:
    """All weights with the execution rate make 100; a first level that is off is SC02's finding."""
    if a.weight_sum == a.scheme.indicator_total or not _weights_known(a) or _misses_required(a) or _off_levels(a):
        return
    execution = a.scheme.execution_weight
    values = {"w": plain(a.weight_sum), "r": plain(execution), "x": plain(a.weight_sum + execution)}
    yield Hit((indicator_ref(a.indicators[0], "weight"),), values)


@project_rule(
    "SC02",
    Severity.ERROR,
    "一级指标分值不合方案",
    reads=WEIGHED,
    text="“{level}”的分值合计 {w} 分，方案规定 {quota} 分。",
    remedy="调整该一级指标下各指标的分值；清空分值可由方案自动分配。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def level_off_quota(a: Assessment) -> Iterator[Hit]:
    """Each first level has the points the scheme gives it."""
    for views, name, quota, found in _off_levels(a):
        fields = tuple(indicator_ref(view, "weight") for view in views)
        yield Hit(fields, {"level": name, "quota": plain(quota), "w": plain(found)})


@project_rule(
    "SC05",
    Severity.ERROR,
    "总分不等于各项之和",
    reads=TOTALLED,
    text="自评总分填 {typed} 分，执行率和各指标得分相加是 {sum} 分。",
    remedy="清空总分，采用相加的结果；或改正各项得分。",
    basis=TALLY,
    forms=sorted(PRINTED_SCORES),
)
def total_not_sum(a: Assessment) -> Iterator[Hit]:
    """The total is the sum of the printed scores."""
    typed, added = a.project.total_score, a.total_suggested.value
    if typed is not None and added is not None and typed != added:
        ref = project_ref(a, "total_score")
        yield Hit((ref,), {"typed": plain(typed), "sum": plain(added)}, (ref, ""))


def _contradicts_sum(a: Assessment) -> bool:
    """Whether SC05 already speaks about the total."""
    typed, added = a.project.total_score, a.total_suggested.value
    return has_printed_scores(a) and typed is not None and added is not None and typed != added


@project_rule(
    "SC12",
    Severity.ERROR,
    "执行率得分不合公式",
    reads=("project.execution_score", *FUNDS),
    text="执行率得分填 {typed} 分，按方案应得 {f} 分（{how}）。",
    remedy="清空执行率得分，采用按公式计算的分数；或核对预算数和执行数。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def execution_score_off(a: Assessment) -> Iterator[Hit]:
    """The execution score follows from budget and execution by the scheme's formula."""
    typed = a.project.execution_score
    if typed is None or a.scheme.scoring.rate_whole_points:
        return
    suggested = a.execution_suggested
    if suggested.value is not None and abs(typed - suggested.value) > POINT_TOLERANCE:
        ref = project_ref(a, "execution_score")
        values = {"typed": plain(typed), "f": plain(suggested.value), "how": suggested.how}
        yield Hit((ref, funding_ref(a, FundSource.TOTAL, FundColumn.EXECUTED)), values, (ref, ""))


@project_rule(
    "SC13",
    Severity.ERROR,
    "等级与得分不一致",
    reads=(*TOTALLED, "project.grade"),
    text="自评总分 {s} 分应为“{g}”，等级却填“{typed}”。",
    remedy="清空等级，由总分得出；或核对总分。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def other_grade(a: Assessment) -> Iterator[Hit]:
    """The grade follows from the total."""
    typed, by_score = a.project.grade.strip(), a.grade_suggested
    if typed and by_score and typed != by_score:
        ref = project_ref(a, "grade")
        values = {"s": format_points(a.total_score), "g": by_score, "typed": typed}
        yield Hit((ref, project_ref(a, "total_score")), values, (ref, ""))


def _perfect_though_missed(a: Assessment) -> IndicatorView | None:
    """The first missed indicator of a project with 100 points, unless that indicator itself has full points (SC07)."""
    if a.project.total_score != HUNDRED or _contradicts_sum(a):
        return None
    unmet = [view for view in a.indicators if view.outcome is Outcome.UNMET]
    if any(view.row.score is not None and view.row.score == view.weight for view in unmet):
        return None
    return unmet[0] if unmet else None


def _points_lost_nowhere(a: Assessment) -> bool:
    """Whether points were taken off though every target is met, all money spent and no single score reduced."""
    typed = a.project.total_score
    if typed is None or typed >= HUNDRED or not a.indicators or _contradicts_sum(a) or a.project.score_note.strip():
        return False
    if a.rate.value != 1 or any(view.outcome not in DONE for view in a.indicators):
        return False
    return a.total_suggested.value == HUNDRED


def whole_total_is_explained(a: Assessment) -> bool:
    """Whether SC14 or SC15 already says what is odd about a total judged as a whole."""
    return _perfect_though_missed(a) is not None or _points_lost_nowhere(a)


@project_rule(
    "SC14",
    Severity.WARNING,
    "有未完成指标却是满分",
    reads=TOTALLED,
    text="自评总分 100 分，但“{name}”目标“{t}”，完成“{a}”，没有完成。",
    remedy="按未完成的指标扣分，或清空总分采用相加的结果。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def perfect_though_missed(a: Assessment) -> Iterator[Hit]:
    """A project with a missed target does not have 100 points."""
    view = _perfect_though_missed(a)
    if view is not None:
        ref = project_ref(a, "total_score")
        yield Hit((ref, indicator_ref(view, "actual")), spoken(view), (ref, ""))


@project_rule(
    "SC15",
    Severity.WARNING,
    "扣分没有对应的指标",
    reads=(*TOTALLED, "project.score_note"),
    text="全部指标都已完成，执行率 100%，自评总分却是 {s} 分，看不出 {lost} 分扣在哪里。",
    remedy="写明扣分理由，在对应指标上扣分，或清空总分采用相加的结果。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def points_lost_nowhere(a: Assessment) -> Iterator[Hit]:
    """Points are taken off for something."""
    typed = a.project.total_score
    if typed is not None and _points_lost_nowhere(a):
        ref = project_ref(a, "total_score")
        yield Hit((ref,), {"s": format_points(typed), "lost": format_points(HUNDRED - typed)}, (ref, ""))


@project_rule(
    "SC17",
    Severity.WARNING,
    "没有预算的项目参加自评",
    reads=TOTALLED,
    text="全年预算数是 0，自评却得 {s} 分，没有预算的项目是否需要自评？",
    remedy="核对预算数；确需自评的，请写说明。",
    basis=BASIS,
    forms=SCORED_FORMS,
)
def scored_without_budget(a: Assessment) -> Iterator[Hit]:
    """A project without money is not scored as a matter of course."""
    if a.budget == 0 and a.total_score is not None:
        fields = (funding_ref(a, FundSource.TOTAL, FundColumn.BUDGET), project_ref(a, "total_score"))
        yield Hit(fields, {"s": format_points(a.total_score)})


def _graded(a: Assessment) -> Iterator[tuple[Hashable, Any, tuple[FieldRef, ...]]]:
    """Every project and transfer payment with a total, and its grade."""
    if a.total_score is not None and a.project.kind is not ProjectKind.DEPARTMENT:
        yield "", a.grade, (project_ref(a, "total_score"),)


@group_rule(
    "SC18",
    Severity.HINT,
    "全部项目都是最高等级",
    keys=_graded,
    reads=(*SCORED, "project.grade"),
    text="{n} 个已评分的项目全部为“{g}”，评优率 100%，请复核自评有没有区分度。",
    remedy="复核各项目得分是否如实；无误可不改。",
    basis=BASIS,
)
def all_excellent(key: Hashable, items: Sequence[Item]) -> Iterator[Hit]:  # noqa: ARG001
    """Not every project is excellent."""
    best = items[0].assessment.scheme.grades[0].name
    if len(items) >= FEWEST_GRADED and all(item.thing == best for item in items):
        yield Hit(items[0].fields, {"n": str(len(items)), "g": best})
