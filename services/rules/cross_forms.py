"""Rules XF10–XF15, XF18 and XF22: department against projects and final accounts, transfer payments against namesakes.

Figures of the final accounts are those stated in published texts (StatementTopic.FINAL_…).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from models.enums import FundSource, ProjectKind, Severity, StatementTopic
from services.filing.assess import Assessment, IndicatorView
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.filing.totals import name_key
from services.rules.catalogue import (
    FUNDS,
    JUDGED,
    LISTED,
    PLACED,
    STATED,
    WEIGHED,
    Hit,
    Item,
    filing_rule,
    funding_ref,
    group_rule,
    indicator_ref,
    off_by_more,
    spoken,
)
from services.rules.facts import Fact, agree, fact_of
from services.rules.funds import COLUMN_TITLES
from services.rules.funds_text import LEFT_TEXTS, denied_remainder
from services.rules.view import FilingView, record_ref, said, sum_tolerance
from services.values.direction import bare_name
from services.values.money import plain
from services.values.units import MONEY

BASIS = "财预〔2020〕10号；表间勾稽"
ACCOUNTS = "部门决算与绩效自评表间勾稽"
ROLLED = (*FUNDS, *PLACED, "project.name")
BASIC_COSTS = ("保障运转", "保障机构运转", "保障机关运转", "人员运转", "基本支出")
PROJECT_COSTS = ("项目运转", "项目支出")
_COST_WORD = "成本"
_WAN = 10000
_COST_READS = (*JUDGED, *WEIGHED, *STATED, "project.kind")


def _whole_ref(a: Assessment, column: FundColumn) -> FieldRef:
    return funding_ref(a, FundSource.TOTAL, column)


@filing_rule(
    "XF10",
    Severity.ERROR,
    "项目合计超过部门整体",
    reads=ROLLED,
    text="部门整体{column} {x} 万元，各项目合计 {y} 万元，超过 {gap} 万元。",
    remedy="核对部门整体和各项目的金额；部门整体的合计可清空，由程序汇总。",
    basis=BASIS,
)
def projects_within_department(view: FilingView) -> Iterator[Hit]:
    """The projects together have no more than the department; one that stands on two forms counts once."""
    department = view.department()
    if department is None:
        return
    for column in (FundColumn.BUDGET, FundColumn.EXECUTED):
        whole = department.amount(column)
        projects, number = view.totals.together(column)
        if whole is not None and number and projects - whole > sum_tolerance(number):
            values = {"column": COLUMN_TITLES[column], "x": plain(whole), "y": plain(projects)}
            yield Hit((_whole_ref(department, column),), {**values, "gap": plain(projects - whole)})


@filing_rule(
    "XF11",
    Severity.WARNING,
    "项目支出没有全部自评",
    reads=(*ROLLED, *STATED, *LISTED),
    text="{what}，{why}。",
    remedy="补填自评表；不需自评的项目或列入部门整体的支出，请写说明。",
    basis="财预〔2020〕10号（自评覆盖全部项目支出）",
)
def all_expenditure_is_evaluated(view: FilingView) -> Iterator[Hit]:
    """What the department spent beyond basic expenditure stands on project forms; every listed project has a form."""
    department = view.department()
    if department is not None:
        yield from _beyond_basic(view, department)
        yield from _no_basic(view, department)
    for line in view.without_form():
        amount = "" if line.amount is None else f" {plain(line.amount)} 万元"
        what = f"{line.table.value}有“{line.name}”{amount}"
        yield Hit((record_ref(line, "name"),), {"what": what, "why": "没有这个项目的自评表"})


def _beyond_basic(view: FilingView, department: Assessment) -> Iterator[Hit]:
    executed, basics = department.executed, view.stated(StatementTopic.FINAL_BASIC)
    projects, number = view.totals.together(FundColumn.EXECUTED)
    if executed is None or not basics or basics[0].figure is None or not number:
        return
    left = executed - basics[0].figure
    gap = left - projects
    if abs(gap) <= sum_tolerance(number):
        return
    how = f"{plain(executed)} − {plain(basics[0].figure)} = {plain(left)} 万元"
    told = f"有 {plain(gap)} 万元项目支出没有自评表" if gap > 0 else f"各项目的执行数多 {plain(-gap)} 万元"
    refs = (_whole_ref(department, FundColumn.EXECUTED), record_ref(basics[0], "figure"))
    yield Hit(refs, {"what": f"部门整体执行减基本支出是 {how}，各项目执行合计 {plain(projects)} 万元", "why": told})


def _no_basic(view: FilingView, department: Assessment) -> Iterator[Hit]:
    """A department whose whole budget is project money has nothing left for its staff."""
    whole, basic = department.budget, view.figure(StatementTopic.FINAL_BASIC)
    for one in view.stated(StatementTopic.TOTAL_BUDGET) if basic is None else ():
        if whole and one.figure == whole:
            refs = (_whole_ref(department, FundColumn.BUDGET), record_ref(one, "figure"))
            what = f"部门整体全年预算 {plain(whole)} 万元，与{said(one, '万元')}相等"
            yield Hit(refs, {"what": what, "why": "没有留出基本支出"})


def _costs(view: FilingView, words: tuple[str, ...]) -> Iterator[tuple[IndicatorView, Decimal]]:
    """Cost indicators of the department with one of these words in the name, and their actual in 万元."""
    department = view.department()
    for row in department.indicators if department is not None else ():
        if any(word in row.row.name for word in words) and _COST_WORD in row.row.level1 + row.row.level2:
            amount = _in_wan(row)
            if amount is not None:
                yield row, amount


def _in_wan(row: IndicatorView) -> Decimal | None:
    actual, target = row.actual, row.target
    if actual is None or actual.value is None or actual.extra_values:
        return None
    measure = actual if actual.unit else target
    if measure is None or measure.base_unit != MONEY:
        return None
    return actual.value * measure.factor / _WAN


def _against_accounts(view: FilingView, words: tuple[str, ...], topic: StatementTopic) -> Iterator[Hit]:
    statements = view.stated(topic)
    for row, amount in _costs(view, words) if statements else ():
        for one in statements:
            if one.figure is not None and _differs(view, amount, one.figure):
                ref = indicator_ref(row, "actual")
                values = {**spoken(row), "said": said(one, "万元"), "gap": plain(abs(amount - one.figure))}
                yield Hit((ref, record_ref(one, "figure")), values, (ref, f"{plain(one.figure)}万元"))


def _differs(view: FilingView, one: Decimal, other: Decimal) -> bool:
    return off_by_more(one, other, view.filing.scheme.limits.amount_tolerance)


@filing_rule(
    "XF12",
    Severity.WARNING,
    "运转成本不等于基本支出",
    reads=_COST_READS,
    text="部门整体“{name}”完成“{a}”，应等于基本支出：{said}，差 {gap} 万元。",
    remedy="按决算基本支出改正完成值，或核对决算数。",
    basis=ACCOUNTS,
)
def running_cost_is_basic_expenditure(view: FilingView) -> Iterator[Hit]:
    """The department's cost of running itself is its basic expenditure."""
    return _against_accounts(view, BASIC_COSTS, StatementTopic.FINAL_BASIC)


@filing_rule(
    "XF13",
    Severity.ERROR,
    "项目成本不等于项目支出",
    reads=_COST_READS,
    text="部门整体“{name}”完成“{a}”，应等于项目支出：{said}，差 {gap} 万元。",
    remedy="按决算项目支出改正完成值，或核对决算数。",
    basis=ACCOUNTS,
)
def project_cost_is_project_expenditure(view: FilingView) -> Iterator[Hit]:
    """The department's cost of projects is its project expenditure."""
    return _against_accounts(view, PROJECT_COSTS, StatementTopic.FINAL_PROJECT)


def _department_amount(view: FilingView, column: FundColumn, topic: StatementTopic) -> Iterator[Hit]:
    department = view.department()
    if department is None:
        return
    ref, whole = _whole_ref(department, column), department.amount(column)
    for one in view.stated(topic) if whole is not None else ():
        if whole is not None and one.figure is not None and _differs(view, whole, one.figure):
            values = {"x": plain(whole), "said": said(one, "万元"), "gap": plain(abs(whole - one.figure))}
            yield Hit((ref, record_ref(one, "figure")), values, (ref, f"{plain(one.figure)}万元"))


@filing_rule(
    "XF14",
    Severity.ERROR,
    "部门执行数不等于决算支出",
    reads=(*ROLLED, *STATED),
    text="部门整体全年执行 {x} 万元，{said}，差 {gap} 万元。",
    remedy="核对部门整体执行数与决算本年支出合计（财政拨款口径）。",
    basis=ACCOUNTS,
)
def executed_is_final_expenditure(view: FilingView) -> Iterator[Hit]:
    """What the department executed is its expenditure in the final accounts."""
    return _department_amount(view, FundColumn.EXECUTED, StatementTopic.FINAL_TOTAL)


@filing_rule(
    "XF15",
    Severity.WARNING,
    "全年预算两处不同",
    reads=(*ROLLED, *STATED),
    text="部门整体全年预算 {x} 万元，{said}，差 {gap} 万元。",
    remedy="核对部门整体自评表与决算说明中的全年预算数。",
    basis=ACCOUNTS,
)
def budget_as_in_the_accounts(view: FilingView) -> Iterator[Hit]:
    """The department's adjusted budget is the one the text of the final accounts names."""
    return _department_amount(view, FundColumn.BUDGET, StatementTopic.FINAL_BUDGET)


@filing_rule(
    "XF22",
    Severity.WARNING,
    "部门称无结余，项目有结余",
    reads=(*ROLLED, *(f"project.{name}" for name in LEFT_TEXTS)),
    text="部门整体写“{said}”，但《{name}》还有 {left} 万元没有执行。",
    remedy="改正部门整体的文字或核对该项目的金额；资金已被收回的，请在文字中写明。",
    basis=BASIS,
)
def nothing_is_left_anywhere(view: FilingView) -> Iterator[Hit]:
    """Where the department says that nothing is left, its projects have spent all."""
    department = view.department()
    told = None if department is None else _denied(department)
    most = None if told is None else view.totals.most_left()
    if told is None or most is None or most[1] <= view.filing.scheme.limits.amount_tolerance:
        return
    ref = FieldRef("funding", f"{most[0].project_id}:{FundSource.TOTAL.name}", FundColumn.EXECUTED.value)
    yield Hit((told[0], ref), {"said": told[1], "name": most[0].name, "left": plain(most[1])})


def _denied(department: Assessment) -> tuple[FieldRef, str] | None:
    """What the department says about nothing being left; FI18 speaks where its own amounts say otherwise."""
    amounts = department.budget, department.executed
    if None not in amounts and amounts[0] != amounts[1]:
        return None
    return denied_remainder(department)


def _namesakes(a: Assessment) -> Iterator[tuple[Hashable, Any, tuple[FieldRef, ...]]]:
    key = name_key(a.project.name)
    if key and a.project.kind is not ProjectKind.DEPARTMENT:
        yield key, a.project.kind is ProjectKind.TRANSFER, (FieldRef("project", a.project.id, "name"),)


@group_rule(
    "XF18",
    Severity.WARNING,
    "转移支付与同名项目不一致",
    keys=_namesakes,
    reads=(*JUDGED, *WEIGHED, "project.name"),
    text="“{name}”在转移支付表中目标“{t}”、完成“{a}”，在同名项目表中目标“{t2}”、完成“{a2}”，两处不一致。",
    remedy="核对哪一处正确，改成一致。",
    basis=BASIS,
)
def transfer_agrees_with_namesake(key: Hashable, items: Sequence[Item]) -> Iterator[Hit]:  # noqa: ARG001
    """Indicators that a transfer payment shares with the project of its name say the same."""
    transfers = [item.assessment for item in items if item.thing]
    projects = [item.assessment for item in items if not item.thing]
    if not transfers or not projects:
        return
    told = {name: (fact, row) for name, fact, row in _facts(projects[0])}
    for name, fact, row in _facts(transfers[0]):
        known = told.get(name)
        if known is not None and not agree(fact, known[0]):
            field = "actual" if fact[0] == known[0][0] else "target"
            other = spoken(known[1])
            values = {**spoken(row), "t2": other["t"], "a2": other["a"]}
            yield Hit((indicator_ref(row, field), indicator_ref(known[1], field)), values)


def _facts(a: Assessment) -> Iterator[tuple[str, Fact, IndicatorView]]:
    for row in a.indicators:
        name, fact = bare_name(row.row.name), fact_of(row)
        if name and fact is not None:
            yield name, fact, row
