"""Rules LC01–LC09: one indicator at three moments, 申报 → 监控 → 自评 (财预〔2019〕136号; 财预〔2020〕10号).

The three forms share the indicator rows. `approved` holds what was approved; an approved change of target
(TargetChange) makes a difference legitimate, and its new target is then the approved one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.enums import FundSource, Outlook, Severity
from services.filing.approvals import DECLARED, declared_figure
from services.filing.assess import Assessment, IndicatorView
from services.filing.funds import FundColumn, MonitorColumn
from services.rules.catalogue import (
    FUNDS,
    JUDGED,
    Hit,
    funding_ref,
    indicator_ref,
    indicator_rule,
    off_by_more,
    project_ref,
    project_rule,
    spoken,
)
from services.rules.scores import missed
from services.rules.traits import Trait
from services.values.money import Unreadable, plain
from services.values.numbers import format_percent
from services.values.target import Target, parse_actual, parse_target, reached
from services.values.text import compact, is_blank

APPROVAL = "预算法；绩效目标批复后一般不予调整，确需调整的按程序报批"
MONITORING = "财预〔2019〕136号"
APPROVED = ("indicator.approved", "indicator.name", "indicator.target", "target_change.new")
CAUSES = ("cause_funding", "cause_system", "cause_staff", "cause_equipment", "cause_other")
"""The five tick boxes of the monitoring form."""
BEHIND = Decimal("0.2")
"""How far spending may lag behind the calendar before it is called slow (20 percentage points)."""
_MONTHS = 12


def approved_target(view: IndicatorView, a: Assessment) -> str:
    """The target that was approved last: by an approved change, else at first; "" when none was."""
    return a.changed_targets.get(view.row.id) or view.row.approved


def _has_approvals(a: Assessment) -> bool:
    return bool(a.changed_targets) or any(view.row.approved for view in a.indicators)


@project_rule(
    "LC01",
    Severity.ERROR,
    "指标不在批复目标中",
    reads=(*APPROVED, "indicator.actual"),
    text="“{name}”（目标“{t}”）不在批复的绩效目标中，本项目批复的指标有 {n} 条。",
    remedy="删去该指标；经批准增加的，登记指标值调整（批准日期和文号）。",
    basis=APPROVAL,
)
def indicator_was_approved(a: Assessment) -> Iterator[Hit]:
    """Where targets were approved, the self-evaluation has no others."""
    if not _has_approvals(a):
        return
    count = sum(1 for view in a.indicators if approved_target(view, a))
    for view in a.indicators:
        row = view.row
        if not approved_target(view, a) and row.name and (row.target or row.actual):
            yield Hit((indicator_ref(view, "name"), indicator_ref(view, "target")), {**spoken(view), "n": str(count)})


@project_rule(
    "LC02",
    Severity.ERROR,
    "目标值被改动",
    reads=APPROVED,
    text="“{name}”批复的指标值是“{approved}”，自评表填“{t}”。",
    remedy="改回批复的指标值；经批准调整的，登记指标值调整（批准日期和文号）。",
    basis=APPROVAL,
)
def target_is_the_approved_one(a: Assessment) -> Iterator[Hit]:
    """The target is the one approved last."""
    if not _has_approvals(a):
        return
    for view in a.indicators:
        approved = approved_target(view, a)
        if approved and view.row.target and approved != view.row.target and not _same(approved, view):
            ref = indicator_ref(view, "target")
            yield Hit((ref,), {**spoken(view), "approved": approved}, (ref, approved))


def _same(approved: str, view: IndicatorView) -> bool:
    """Whether two literals mean the same target, however written."""
    if compact(approved) == compact(view.row.target):
        return True
    try:
        return view.target is not None and _meaning(parse_target(approved)) == _meaning(view.target)
    except Unreadable:
        return False


def _meaning(target: Target) -> tuple[object, ...]:
    value = None if target.value is None else target.value * target.factor
    return target.operator, value, target.base_unit, target.levels, target.deadline, "" if value else target.phrase


@project_rule(
    "LC03",
    Severity.WARNING,
    "漏评指标",
    reads=(*APPROVED, "indicator.actual", "project.result", "project.total_score"),
    text="“{name}”{what}“{t}”，自评没有填写完成值，是否漏评？",
    remedy="填写实际完成值；确实没有开展的，填 0 并写明原因。",
    basis=MONITORING + "；财预〔2020〕10号",
)
def every_target_is_evaluated(a: Assessment) -> Iterator[Hit]:
    """Once a project is evaluated, each of its targets has a result."""
    blank = [view for view in a.indicators if is_blank(view.row.actual)]
    if not blank or not _is_evaluated(a, len(blank)):
        return
    for view in blank:
        approved = approved_target(view, a)
        if view.row.name and (approved or view.row.target):
            what = "批复的指标值是" if approved else "的目标是"
            values = {**spoken(view), "what": what, "t": approved or view.row.target}
            yield Hit((indicator_ref(view, "actual"), indicator_ref(view, "target")), values)


def _is_evaluated(a: Assessment, blank: int) -> bool:
    project = a.project
    return blank < len(a.indicators) or project.total_score is not None or not is_blank(project.result)


def _monitored(a: Assessment) -> Decimal | None:
    return a.funds.value(FundSource.TOTAL, MonitorColumn.MONITORED)


@project_rule(
    "LC04",
    Severity.ERROR,
    "监控期执行数大于全年",
    reads=(*FUNDS, "funding.monitored", "filing.monitor_month"),
    text="监控表 1—{m} 月已执行 {x} 万元，大于自评表全年执行 {y} 万元。",
    remedy="核对监控表和自评表的执行数。",
    basis=MONITORING,
)
def monitored_within_the_year(a: Assessment) -> Iterator[Hit]:
    """What was spent by the middle of the year is part of what was spent in the year."""
    monitored = _monitored(a)
    if monitored is None or a.executed is None or monitored - a.executed <= a.scheme.limits.amount_tolerance:
        return
    refs = tuple(funding_ref(a, FundSource.TOTAL, c) for c in (FundColumn.EXECUTED, MonitorColumn.MONITORED))
    yield Hit(refs, {"m": str(a.head.monitor_month), "x": plain(monitored), "y": plain(a.executed)})


@indicator_rule(
    "LC05",
    Severity.WARNING,
    "监控判断与结果相反",
    reads=(*JUDGED, "indicator.outlook"),
    text="“{name}”监控时判断“确定能”完成，实际目标“{t}”，完成“{a}”，没有完成。",
    remedy="在偏差原因中说明监控之后发生了什么。",
    basis=MONITORING,
    when=Trait.UNMET,
)
def sure_but_missed(view: IndicatorView, a: Assessment) -> Hit | None:
    """A target judged sure in the monitoring is met."""
    if view.row.outlook is not Outlook.SURE or not missed(view, a):
        return None
    return Hit((indicator_ref(view, "actual"), indicator_ref(view, "outlook")), spoken(view))


@indicator_rule(
    "LC06",
    Severity.ERROR,
    "没有选完成可能性",
    reads=("indicator.monitored", "indicator.expected", "indicator.outlook", "indicator.name"),
    when=Trait.MONITORED,
    text="“{name}”监控填了“{done}”，没有选择完成目标的可能性。",
    remedy="在“确定能、有可能、完全不可能”中选择一种。",
    basis=MONITORING,
)
def outlook_is_chosen(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A monitored indicator has one of the three outlooks."""
    row = view.row
    if row.outlook is not None or not (row.monitored or row.expected):
        return None
    done = row.monitored or row.expected
    return None if is_blank(done) else Hit((indicator_ref(view, "outlook"),), {**spoken(view), "done": done})


@indicator_rule(
    "LC07",
    Severity.ERROR,
    "监控没有勾选原因",
    reads=(
        *("indicator.target", "indicator.name", "indicator.expected", "indicator.outlook"),
        *(f"indicator.{cause}" for cause in CAUSES),
    ),
    when=Trait.MONITORED,
    text="“{name}”目标“{t}”，{why}，没有勾选偏差原因。",
    remedy="勾选至少一类原因（经费、制度、人员、硬件条件、其他），并写原因说明。",
    basis=MONITORING,
)
def doubt_has_a_cause(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A target that is doubtful in the monitoring has at least one cause ticked."""
    row = view.row
    doubtful = row.outlook is not None and row.outlook is not Outlook.SURE
    if not (row.expected or doubtful) or any(getattr(row, cause) for cause in CAUSES):
        return None
    short = bool(row.expected) and view.target is not None and reached(view.target, parse_actual(row.expected)) is False
    if not short and not doubtful:
        return None
    why = f"预计全年完成“{row.expected}”" if short else f"监控判断“{row.outlook}”完成"
    fields = (indicator_ref(view, "cause_funding"), indicator_ref(view, "expected" if short else "outlook"))
    return Hit(fields, {**spoken(view), "why": why})


@project_rule(
    "LC08",
    Severity.WARNING,
    "执行进度偏慢",
    reads=(*FUNDS, "funding.monitored", "filing.monitor_month"),
    text="1—{m} 月执行 {x} 万元，是预算 {y} 万元的 {r}，比序时进度 {due} 低 20 个百分点以上，进度偏慢。",
    remedy="核对监控期执行数；确实偏慢的，在监控表写明原因和加快执行的措施。",
    basis=MONITORING,
)
def spending_keeps_pace(a: Assessment) -> Iterator[Hit]:
    """Spending does not lag 20 points behind the calendar; of the initial budget, as the monitoring form prints it."""
    monitored = _monitored(a)
    budget = a.initial or a.budget
    if monitored is None or not budget or budget < 0:
        return
    rate, due = monitored / budget, Decimal(a.head.monitor_month) / _MONTHS
    if monitored * _MONTHS < (a.head.monitor_month - BEHIND * _MONTHS) * budget:
        values = {"m": str(a.head.monitor_month), "x": plain(monitored), "y": plain(budget)}
        ref = funding_ref(a, FundSource.TOTAL, MonitorColumn.MONITORED)
        yield Hit((ref,), {**values, "r": format_percent(rate, 1), "due": format_percent(due, 1)})


@project_rule(
    "LC09",
    Severity.WARNING,
    "年初预算与申报不同",
    reads=(*FUNDS, *(f"project.{name}" for name in DECLARED)),
    text="自评表年初预算 {x} 万元，申报表年度资金 {y} 万元，差 {gap} 万元。",
    remedy="核对年初批复数和申报金额；批复时调整的，请写说明。",
    basis=APPROVAL,
)
def initial_budget_as_declared(a: Assessment) -> Iterator[Hit]:
    """The initial budget is what was declared; a source that was not declared by itself counts as it stands."""
    if a.initial is None or all(getattr(a.project, name) is None for name in DECLARED):
        return
    figures = [declared_figure(a.project, a.funds, name).value for name in DECLARED]
    declared = sum((value for value in figures if value is not None), Decimal(0))
    if off_by_more(a.initial, declared, a.scheme.limits.amount_tolerance):
        refs = (funding_ref(a, FundSource.TOTAL, FundColumn.INITIAL), project_ref(a, "declared_appropriation"))
        gap = plain(abs(a.initial - declared))
        yield Hit(refs, {"x": plain(a.initial), "y": plain(declared), "gap": gap})
