"""Figures of projects (`p.`), of their indicators (`i.`), and sums and counts over projects (`s.`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from models.enums import Duration, FundNature, FundSource, ProjectKind
from models.project import Indicator, Project
from models.report import Arrival
from services.filing.assess import Assessment, IndicatorView, assess
from services.filing.filing import Filing
from services.filing.funds import FundColumn
from services.filing.gestures import funding_id
from services.filing.refs import FieldRef
from services.filing.report_rows import arrival_ref
from services.reports import quote as q
from services.reports.literals import done_words, goal_words
from services.reports.quote import Quote
from services.values.scoring import Outcome
from services.values.target import completion

_ZERO = Decimal(0)
_SLACK = Decimal("0.1")
_COLUMNS: Mapping[str, str] = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
_MET = (Outcome.MET, Outcome.OVER)


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
    """A value of one indicator: “<id>.target”, “.actual”, in words “.goal”, “.done”; “.score”, “.rate” (完成率)."""
    indicator_id, _, name = rest.partition(".")
    row = filing.record("indicator", indicator_id)
    if not isinstance(row, Indicator):
        return None
    ref = FieldRef("indicator", row.id, name)
    if name in _LITERALS:
        return q.phrase("", f"{row.name} · {_LITERALS[name]}", getattr(row, name), ref)
    view = next(one for one in assess(filing, row.project_id).indicators if one.row.id == row.id)
    made = _INDICATOR.get(name)
    return made(view, row.name) if made else None


_LITERALS = {"target": "年度指标值", "actual": "实际完成值", "name": "三级指标", "deviation": "偏差原因"}


def _cell(view: IndicatorView, field: str) -> FieldRef:
    return FieldRef("indicator", view.row.id, field)


def _completion(view: IndicatorView) -> Decimal | None:
    return completion(view.target, view.actual) if view.target and view.actual else None


_INDICATOR: Mapping[str, Callable[[IndicatorView, str], Quote]] = {
    "goal": lambda view, called: q.phrase(
        "", f"{called} · 年度指标值", goal_words(view.target, view.row.target), _cell(view, "target")
    ),
    "done": lambda view, called: q.phrase(
        "", f"{called} · 实际完成值", done_words(view.actual, view.row.actual), _cell(view, "actual")
    ),
    "score": lambda view, called: q.points("", f"{called} · 得分", view.score, _cell(view, "score")),
    "rate": lambda view, called: q.percent(
        "", f"{called} · 完成率", _completion(view), _cell(view, "actual"), _cell(view, "target")
    ),
}


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
    if name == "slack":
        return q.count("", f"{title}中结余率大于10%的个数", sum(map(_slack, chosen)), "个")
    kind, _, last = name.rpartition(".")
    if kind == "grade":
        return q.count("", f"{title}评为“{last}”的个数", sum(a.grade == last for a in chosen), "个")
    return _total_of(title, chosen, kind, last)


def _total_of(title: str, chosen: Sequence[Assessment], kind: str, column: str) -> Quote | None:
    if column not in _COLUMNS or (kind and kind not in FundSource.__members__):
        return None
    source = FundSource[kind or "TOTAL"]
    of = f"{title}{'' if source is FundSource.TOTAL else source.value}{_COLUMNS[column]}"
    return q.amount("", of, _sum([a.funds.value(source, FundColumn(column)) for a in chosen]))


def _sum(values: Sequence[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), _ZERO)


def _together(chosen: Sequence[Assessment]) -> Decimal | None:
    budget = _sum([a.budget for a in chosen])
    return _sum([a.executed for a in chosen]) / budget if budget else None


def _slack(a: Assessment) -> bool:
    """Whether more than a tenth of the budget was not executed."""
    return bool(a.budget and a.executed is not None and a.budget - a.executed > a.budget * _SLACK)


def _of_duration(*durations: Duration) -> Callable[[Filing], list[Project]]:
    return lambda filing: [project for project in filing.projects if project.duration in durations]


def _of_nature(nature: FundNature) -> Callable[[Filing], list[Project]]:
    return lambda filing: [project for project in filing.projects if project.fund_nature is nature]


def _of_kind(kind: ProjectKind) -> Callable[[Filing], list[Project]]:
    return lambda filing: [project for project in filing.projects if project.kind is kind]


_GROUPS: Mapping[str, tuple[str, Callable[[Filing], Sequence[Project]]]] = {
    "own": ("本级项目", lambda filing: filing.projects),
    "transfer": ("转移支付项目", lambda filing: filing.transfers),
    "all": ("全部项目", lambda filing: [*filing.projects, *filing.transfers]),
    "recurring": ("常年项目", _of_duration(Duration.RECURRING)),
    "oneoff": ("阶段（一次性）项目", _of_duration(Duration.STAGED, Duration.ONCE)),
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
        for name in (*_COLUMNS, "arrived", "left", "rate", "score", "grade", "indicators", "met", "unmet"):
            yield f"p.{project.id}.{name}"
        for row in filing.indicators(project.id):
            for name in ("target", "actual", "score"):
                yield f"i.{row.id}.{name}"
