"""Rules FI15–FI17: cost indicators that state a sum of money, against the amounts of the funds block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from models.enums import Severity
from services.filing.assess import Assessment, IndicatorView, once
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.rules.catalogue import FUNDS, Hit, indicator_ref, off_by_more, project_rule
from services.rules.funds import total_refs
from services.scheme import canonical_level2
from services.values.money import plain
from services.values.target import Actual, Operator, Target
from services.values.units import MONEY

PROJECT_FORMS = ("F01", "F02", "F02b")
_COST_LEVELS = frozenset({"成本指标", "经济成本指标"})
_WHOLE_SUM = ("经费", "补助", "资金")
_UPWARD = frozenset({Operator.GE, Operator.GT, Operator.QL})
_WAN = 10000
_COST = ("indicator.level1", "indicator.level2", "indicator.name")
_PER_PART, _MOST = Decimal("0.01"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class _Cost:
    """A cost indicator's target or actual as an amount in 万元, and half a unit of its last printed digit."""

    view: IndicatorView
    amount: Decimal
    half: Decimal


def _cost(view: IndicatorView, read: Target | Actual | None) -> _Cost | None:
    if read is None or read.value is None or read.base_unit != MONEY:
        return None
    exponent = read.value.as_tuple().exponent
    half = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
    return _Cost(view, read.value * read.factor / _WAN, half * read.factor / _WAN)


def _cost_rows(a: Assessment) -> Iterator[IndicatorView]:
    levels = a.by_levels.items()
    return chain.from_iterable(views for (_, level2), views in levels if canonical_level2(level2) in _COST_LEVELS)


@once
def _targets(a: Assessment) -> list[_Cost]:
    found = [_cost(view, view.target) for view in _cost_rows(a) if view.target and view.target.operator not in _UPWARD]
    return [cost for cost in found if cost]


@once
def _actuals(a: Assessment) -> list[_Cost]:
    found = [_cost(view, view.actual) for view in _cost_rows(a) if view.actual and not view.actual.extra_values]
    return [cost for cost in found if cost]


def _parts_of(total: Decimal, costs: list[_Cost]) -> bool:
    """Whether the amounts can be parts of the total: none is the whole itself, or the sum of the others."""
    largest = max(cost.amount for cost in costs)
    others = sum((cost.amount for cost in costs), Decimal(0)) - largest
    near = [abs(cost.amount - total) <= max(cost.half, _PER_PART) for cost in costs]
    return not any(near) and abs(largest - others) > _slack(costs)


def _slack(costs: list[_Cost]) -> Decimal:
    """Tolerance of a sum of rounded parts (万元): 0.01 each, at most 0.05, or half a unit of each last digit."""
    return max(min(_PER_PART * len(costs), _MOST), sum((cost.half for cost in costs), Decimal(0)))


def _sum_text(costs: list[_Cost]) -> str:
    total = sum((cost.amount for cost in costs), Decimal(0))
    return f"{plain(total)} = " + " + ".join(plain(cost.amount) for cost in costs)


def _refs(costs: list[_Cost], field: str) -> tuple[FieldRef, ...]:
    return tuple(indicator_ref(cost.view, field) for cost in costs)


@project_rule(
    "FI15",
    Severity.WARNING,
    "成本完成值与执行数不符",
    reads=(*FUNDS, *_COST, "indicator.actual"),
    forms=PROJECT_FORMS,
    text="成本指标“{name}”完成值 {actual}，与全年执行数 {executed} 万元不一致。",
    remedy="核对单位和金额；成本指标只算其中一部分的，把指标名称写明范围。",
    basis="表内勾稽（总额类成本=全年执行数）",
)
def cost_equals_execution(a: Assessment) -> Iterator[Hit]:
    """The only cost indicator that states a whole sum (经费、补助、资金) equals 全年执行数."""
    costs, executed = _actuals(a), a.executed
    if executed is None or len(costs) != 1:
        return
    cost = costs[0]
    if not any(word in cost.view.row.name for word in _WHOLE_SUM):
        return
    if off_by_more(cost.amount, executed, max(cost.half, a.scheme.limits.amount_tolerance)):
        row = cost.view.row
        values = {"name": row.name, "actual": row.actual, "executed": plain(executed)}
        yield Hit((*_refs(costs, "actual"), *total_refs(a, FundColumn.EXECUTED)), values)


@project_rule(
    "FI16",
    Severity.WARNING,
    "成本目标高于全年预算",
    reads=(*FUNDS, *_COST, "indicator.target"),
    forms=PROJECT_FORMS,
    text="{what}，高于全年预算数 {budget} 万元。",
    remedy="成本控制上限不应高于预算安排，请核对目标值或预算数。",
    basis="表内勾稽（成本目标≤全年预算数）",
)
def cost_target_within_budget(a: Assessment) -> Iterator[Hit]:
    """Cost targets that are sums of money do not exceed the budget, each alone and all together."""
    costs, budget = _targets(a), a.budget
    if not costs or budget is None:
        return
    slack = a.scheme.limits.amount_tolerance
    over = [cost for cost in costs if cost.amount - budget > slack]
    for cost in over:
        yield _over_budget(a, [cost], f"成本指标“{cost.view.row.name}”目标值 {cost.view.row.target}", budget)
    together = sum((cost.amount for cost in costs), Decimal(0))
    if not over and together - budget > _slack(costs) and _parts_of(budget, costs):
        yield _over_budget(a, costs, f"各成本指标目标值合计 {_sum_text(costs)} 万元", budget)


def _over_budget(a: Assessment, costs: list[_Cost], what: str, budget: Decimal) -> Hit:
    refs = (*_refs(costs, "target"), *total_refs(a, FundColumn.BUDGET))
    return Hit(refs, {"what": what, "budget": plain(budget)})


@project_rule(
    "FI17",
    Severity.WARNING,
    "分项成本与执行数不等",
    reads=(*FUNDS, *_COST, "indicator.actual", "indicator.target"),
    forms=PROJECT_FORMS,
    text="分项成本合计 {how} 万元，与全年执行数 {executed} 万元不等，差 {gap} 万元。",
    remedy="核对各成本指标的完成值；没有列全的，补列其余成本或写明说明。",
    basis="表内勾稽（各项成本之和=全年执行数）",
)
def costs_add_up_to_execution(a: Assessment) -> Iterator[Hit]:
    """Several cost indicators in money add up to 全年执行数, when all are reported and none is the whole."""
    costs, executed = _actuals(a), a.executed
    if executed is None or len(costs) < 2 or len(costs) < len(_targets(a)):
        return
    gap = sum((cost.amount for cost in costs), Decimal(0)) - executed
    if abs(gap) > _slack(costs) and _parts_of(executed, costs):
        values = {"how": _sum_text(costs), "executed": plain(executed), "gap": plain(abs(gap))}
        yield Hit((*_refs(costs, "actual"), *total_refs(a, FundColumn.EXECUTED)), values)
