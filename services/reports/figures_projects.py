"""Figures of projects (`p.`), of their indicators (`i.`), and sums and counts over projects (`s.`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from models.enums import FundNature, FundSource, ProjectKind
from models.project import Indicator, Project
from models.report import Arrival
from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.filing.funds import FundColumn
from services.filing.gestures import funding_id
from services.filing.refs import FieldRef
from services.filing.report_rows import arrival_ref
from services.reports import quote as q
from services.reports.quote import Quote

_ZERO = Decimal(0)
_COLUMNS: Mapping[str, str] = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
EXCELLENT = "优"


def project_quote(filing: Filing, rest: str) -> Quote | None:
    """A figure of one project: “<id>.budget”, “<id>.CENTRAL.budget”, “<id>.rate”, “<id>.score”."""
    project_id, _, name = rest.partition(".")
    project = filing.record("project", project_id)
    if not isinstance(project, Project):
        return None
    a, called = assess(filing, project_id), project.name or "未命名项目"
    if name in _PROJECT:
        return _PROJECT[name](a, called)
    if name in {"arrived", "until"}:
        return _arrived(filing, project_id, called, name)
    source, _, column = name.rpartition(".")
    if column not in _COLUMNS or (source and source not in FundSource.__members__):
        return None
    return _amount(a, called, FundSource[source or "TOTAL"], FundColumn(column))


def _amount(a: Assessment, called: str, source: FundSource, column: FundColumn) -> Quote:
    of = "" if source is FundSource.TOTAL else f"{source.value} · "
    ref = FieldRef("funding", funding_id(a.project.id, source), column.value)
    return q.amount("", f"{called} · {of}{_COLUMNS[column.value]}", a.funds.value(source, column), ref)


def _arrived(filing: Filing, project_id: str, called: str, name: str) -> Quote:
    ref = arrival_ref(project_id, name)
    row = filing.record("arrival", ref.id)
    if name == "arrived":
        return q.amount("", f"{called} · 到位资金", row.arrived if isinstance(row, Arrival) else None, ref)
    day = row.until if isinstance(row, Arrival) else None
    return q.phrase("", f"{called} · 截至日期", f"{day.year}年{day.month}月{day.day}日" if day else "", ref)


def _ref(a: Assessment, field: str) -> FieldRef:
    return FieldRef("project", a.project.id, field)


_PROJECT: Mapping[str, Callable[[Assessment, str], Quote]] = {
    "name": lambda a, called: q.phrase("", f"{called} · 项目名称", a.project.name, _ref(a, "name")),
    "rate": lambda a, called: q.percent("", f"{called} · 执行率", a.rate.value, *_funds(a)),
    "score": lambda a, called: q.points("", f"{called} · 自评得分", a.total_score, _ref(a, "total_score")),
    "grade": lambda a, called: q.phrase("", f"{called} · 自评等级", a.grade, _ref(a, "grade")),
    "left": lambda a, called: q.amount("", f"{called} · 未执行数", _left(a), *_funds(a)),
    "indicators": lambda a, called: q.count("", f"{called} · 绩效指标", len(_named(a)), "项"),
    "met": lambda a, called: q.count("", f"{called} · 完成的绩效指标", _came_out(a, *_MET), "项"),
    "unmet": lambda a, called: q.count("", f"{called} · 未完成的绩效指标", _came_out(a, Outcome.UNMET), "项"),
}


_MET = (Outcome.MET, Outcome.OVER)


def _named(a: Assessment) -> list[IndicatorView]:
    return [view for view in a.indicators if view.row.name.strip()]


def _came_out(a: Assessment, *outcomes: Outcome) -> int:
    return sum(view.outcome in outcomes for view in _named(a))


def _funds(a: Assessment) -> tuple[FieldRef, ...]:
    row = funding_id(a.project.id, FundSource.TOTAL)
    return tuple(FieldRef("funding", row, column) for column in ("executed", "budget"))


def _left(a: Assessment) -> Decimal | None:
    return None if a.budget is None or a.executed is None else a.budget - a.executed


def indicator_quote(filing: Filing, rest: str) -> Quote | None:
    """A value of one indicator: “<id>.target”, “.actual”, “.score”, “.rate” (完成 ÷ 目标)."""
    indicator_id, _, name = rest.partition(".")
    row = filing.record("indicator", indicator_id)
    if not isinstance(row, Indicator):
        return None
    ref = FieldRef("indicator", row.id, name)
    if name in {"target", "actual", "name", "deviation"}:
        return q.phrase("", f"{row.name} · {_LITERALS[name]}", getattr(row, name), ref)
    view = next(one for one in assess(filing, row.project_id).indicators if one.row.id == row.id)
    if name == "score":
        return q.points("", f"{row.name} · 得分", view.score, ref)
    if name == "rate":
        sources = (FieldRef("indicator", row.id, "actual"), FieldRef("indicator", row.id, "target"))
        return q.percent("", f"{row.name} · 完成率", _completion(filing, row), *sources)
    return None


_LITERALS = {"target": "年度指标值", "actual": "实际完成值", "name": "三级指标", "deviation": "偏差原因"}


def _completion(filing: Filing, row: Indicator) -> Decimal | None:
    """实际完成值 ÷ 指标值 of two single quantities of one dimension; None where that says nothing."""
    view = next(one for one in assess(filing, row.project_id).indicators if one.row.id == row.id)
    target, actual = view.target, view.actual
    if target is None or actual is None or actual.extra_values or target.base_unit != actual.base_unit:
        return None
    if not target.value or actual.value is None:
        return None
    return actual.value * actual.factor / (target.value * target.factor)


def sum_quote(filing: Filing, rest: str) -> Quote | None:
    """Over a group of projects: “own.count”, “transfer.budget”, “own.grade.优”, “own.CENTRAL.budget”."""
    group, _, name = rest.partition(".")
    if group not in _GROUPS:
        return None
    title, choose = _GROUPS[group]
    chosen = [assess(filing, project.id) for project in choose(filing)]
    if name == "count":
        return q.count("", f"{title}个数", len(chosen), "个")
    if name == "rate":
        return q.percent("", f"{title}执行率", _together(chosen))
    kind, _, last = name.rpartition(".")
    if kind == "grade":
        return q.count("", f"{title}评为“{last}”的个数", sum(a.grade == last for a in chosen), "个")
    if last not in _COLUMNS or (kind and kind not in FundSource.__members__):
        return None
    source = FundSource[kind or "TOTAL"]
    of = f"{title}{'' if source is FundSource.TOTAL else source.value}{_COLUMNS[last]}"
    return q.amount("", of, _sum([a.funds.value(source, FundColumn(last)) for a in chosen]))


def _sum(values: Sequence[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), _ZERO)


def _together(chosen: Sequence[Assessment]) -> Decimal | None:
    budget = _sum([a.budget for a in chosen])
    return _sum([a.executed for a in chosen]) / budget if budget else None


def _of_nature(nature: FundNature) -> Callable[[Filing], list[Project]]:
    return lambda filing: [project for project in filing.projects if project.fund_nature is nature]


def _of_kind(kind: ProjectKind) -> Callable[[Filing], list[Project]]:
    return lambda filing: [project for project in filing.projects if project.kind is kind]


_GROUPS: Mapping[str, tuple[str, Callable[[Filing], Sequence[Project]]]] = {
    "own": ("本级项目", lambda filing: filing.projects),
    "transfer": ("转移支付项目", lambda filing: filing.transfers),
    "all": ("全部项目", lambda filing: [*filing.projects, *filing.transfers]),
    "department": ("部门整体", lambda filing: [filing.department] if filing.department else []),
    **{nature.name: (f"{nature.value}项目", _of_nature(nature)) for nature in FundNature},
    **{f"K{kind.name}": (f"{kind.value}项目", _of_kind(kind)) for kind in ProjectKind},
}
"""Groups of projects; those by class begin with K, for 其他 is both a class and a fund."""


def offered(filing: Filing) -> Iterator[str]:
    """Keys: sums first, then each project with its indicators."""
    for group in ("own", "transfer", "all", "department"):
        for name in ("count", *_COLUMNS, "rate"):
            yield f"s.{group}.{name}"
    for project in filing.evaluations():
        for name in (*_COLUMNS, "arrived", "left", "rate", "score", "grade"):
            yield f"p.{project.id}.{name}"
        for row in filing.indicators(project.id):
            for name in ("target", "actual", "score"):
                yield f"i.{row.id}.{name}"
