"""Two filings side by side: this year and last, or a draft and a later one; only what differs.

Projects here; what is said of the filing as a whole in compare_whole.py, what was written in reports in
services/reports/compare_passages.py.

The figures compared are those that count: an official score that was not typed is the suggested one, a total that was
not typed the sum of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from models.columns import FieldKind
from models.enums import AmountUnit, FundSource
from models.project import Indicator, Project
from models.unit import Unit
from services.filing.assess import Assessment, IndicatorView, assess
from services.filing.compare_values import Difference, Stored, by, came_or_went, stored
from services.filing.compare_whole import ACCOUNTS, ORGANISATION, PUBLISHED, whole_rows
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.funds import FundColumn
from services.filing.matching import match_indicators, match_projects
from services.filing.refs import FieldRef
from services.filing.report_rows import arrival_ref
from services.reports.compare_passages import passage_rows
from services.values.money import format_amount, round_half_up
from services.values.numbers import format_percent, format_points

_PROJECT_OUT = frozenset(
    {"id", "filing_id", "position", "source_filing", "previous_project", "goal_to_confirm", "origin"}
    | {"execution_rate", "execution_score", "total_score", "grade"}
)
"""Fields not compared as stored: links, marks of the program, and the figures that may be derived."""
_INDICATOR_OUT = frozenset({"id", "project_id", "position", "deviation_to_confirm", "last_actual", "weight", "score"})
_WHOLE = "（整份编报）"
_MONITORED = ("monitored", "expected")
_ARRIVED = ("arrived", "until", "documents")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, project by project; `old_title` and `new_title` head the two columns."""

    unit_name: str
    old_title: str
    new_title: str
    amount_unit: AmountUnit
    rows: tuple[Difference, ...]


def compare(old: Filing, new: Filing) -> Comparison:
    """What differs between two filings of a unit: years if they are of two years, else an earlier and a later draft."""
    years = old.head.year, new.head.year
    one, two = (f"{year}年度" for year in years) if years[0] != years[1] else ("原稿", "现稿")
    unit = new.head.amount_unit
    rows = tuple(_Compared(old, new, unit).rows())
    return Comparison(new.unit.name, one, two, unit, rows)


class _Compared:
    def __init__(self, old: Filing, new: Filing, unit: AmountUnit) -> None:
        self._old, self._new, self._unit = old, new, unit

    def rows(self) -> Iterator[Difference]:
        """Unit and organisation first, then project by project, accounts, published tables, reports."""
        matched = match_projects(self._old.evaluations(), self._new.evaluations())
        yield from self._head()
        yield from self._whole(ORGANISATION)
        for old, new in matched:
            if old is not None and new is not None:
                yield from self._project(old, new)
            else:
                yield came_or_went("项目", _name(new or old), "", came=new is not None)
        yield from self._whole(ACCOUNTS)
        yield from self._whole(PUBLISHED)
        yield from passage_rows(self._old, self._new, {old.id: new.id for old, new in matched if old and new})

    def _whole(self, parts: Mapping[str, tuple[str, ...]]) -> Iterator[Difference]:
        yield from whole_rows(self._old, self._new, parts, self._unit)

    def _head(self) -> Iterator[Difference]:
        """What is said once: the unit as it signs, and the scheme that scores."""
        units = self._old.unit, self._new.unit
        for name in Unit.model_fields:
            if name != "id":
                old, new = (getattr(unit, name) for unit in units)
                yield from self._stored(_WHOLE, "", FieldRef("unit", units[1].id, name), old, new)
        if self._old.scheme.id != self._new.scheme.id:
            yield Difference(_WHOLE, "", "方案", self._old.scheme.name, self._new.scheme.name)

    def _project(self, old: Project, new: Project) -> Iterator[Difference]:
        name = _name(new)
        before, after = assess(self._old, old.id), assess(self._new, new.id)
        for field in Project.model_fields:
            if field not in _PROJECT_OUT:
                ref = FieldRef("project", new.id, field)
                yield from self._stored(name, "", ref, getattr(old, field), getattr(new, field))
        yield from self._funds(name, before, after)
        yield from self._results(name, before, after)
        yield from self._managements(name, old, new)
        yield from self._arrivals(name, old, new)
        yield from self._indicators(name, before, after)

    def _stored(self, project: str, indicator: str, ref: FieldRef, old: Stored, new: Stored) -> Iterator[Difference]:
        """A stored field, shown as the clerk types it."""
        yield from stored(project, indicator, ref, (old, new), self._unit)

    def _funds(self, project: str, old: Assessment, new: Assessment) -> Iterator[Difference]:
        """Amounts that count; a subtotal that only follows from its parts says nothing new."""
        for source, column in product(FundSource, FundColumn):
            figures = [a.funds.figure(source, column) for a in (old, new)]
            if source is FundSource.TOTAL or any(figure.typed is not None for figure in figures):
                yield from self._amount(project, source, column.value, *(figure.value for figure in figures))

        yield from self._monitored(project, old.project, new.project)

    def _monitored(self, project: str, old: Project, new: Project) -> Iterator[Difference]:
        """Amounts of the mid-year monitoring, which are typed and never summed."""
        before, after = self._old.fundings(old.id), self._new.fundings(new.id)
        for source in sorted({*before, *after}):
            for field in _MONITORED:
                values = [getattr(rows.get(source), field, None) for rows in (before, after)]
                yield from self._amount(project, source, field, *values)

    def _amount(
        self, project: str, source: FundSource, field: str, old: Decimal | None, new: Decimal | None
    ) -> Iterator[Difference]:
        if old != new:
            title = f"{source.value} · {field_spec('funding', field).title}"
            before, after = (format_amount(value, self._unit) for value in (old, new))
            yield Difference(project, "", title, before, after, by(FieldKind.AMOUNT, old, new, self._unit))

    def _results(self, project: str, old: Assessment, new: Assessment) -> Iterator[Difference]:
        """Execution rate, its score, total and grade: the official ones."""
        rates = [_rate(a) for a in (old, new)]
        yield from self._figure(project, "", "执行率", FieldKind.RATIO, *rates)
        yield from self._figure(project, "", "执行率得分", FieldKind.POINTS, old.execution_score, new.execution_score)
        yield from self._figure(project, "", "自评总分", FieldKind.POINTS, old.total_score, new.total_score)
        if old.grade != new.grade:
            yield Difference(project, "", "自评等级", old.grade, new.grade)

    def _figure(
        self, project: str, indicator: str, title: str, kind: FieldKind, old: Decimal | None, new: Decimal | None
    ) -> Iterator[Difference]:
        if old != new:
            write = format_percent if kind is FieldKind.RATIO else format_points
            yield Difference(project, indicator, title, write(old), write(new), by(kind, old, new, self._unit))

    def _managements(self, project: str, old: Project, new: Project) -> Iterator[Difference]:
        before, after = self._old.managements(old.id), self._new.managements(new.id)
        for topic in sorted({*before, *after}):
            for field in ("note", "measures"):
                texts = [getattr(rows[topic], field) if topic in rows else "" for rows in (before, after)]
                if texts[0] != texts[1]:
                    yield Difference(project, "", f"{topic.value} · {field_spec('management', field).title}", *texts)

    def _arrivals(self, project: str, old: Project, new: Project) -> Iterator[Difference]:
        for field in _ARRIVED:
            refs = arrival_ref(old.id, field), arrival_ref(new.id, field)
            before, after = self._old.value(refs[0]), self._new.value(refs[1])
            if (before or None) != (after or None):
                yield from self._stored(project, "", refs[1], before, after)

    def _indicators(self, project: str, old: Assessment, new: Assessment) -> Iterator[Difference]:
        views = {view.row.id: view for view in new.indicators}, {view.row.id: view for view in old.indicators}
        pairs = match_indicators([v.row for v in old.indicators], [v.row for v in new.indicators])
        for before, after in pairs:
            if before is not None and after is not None:
                yield from self._indicator(project, views[1][before.id], views[0][after.id])
            else:
                yield came_or_went("绩效指标", project, _name(after or before), came=after is not None)

    def _indicator(self, project: str, old: IndicatorView, new: IndicatorView) -> Iterator[Difference]:
        name = _name(new.row)
        for field in Indicator.model_fields:
            if field not in _INDICATOR_OUT:
                ref = FieldRef("indicator", new.row.id, field)
                yield from self._stored(project, name, ref, getattr(old.row, field), getattr(new.row, field))
        yield from self._figure(project, name, "分值", FieldKind.POINTS, old.weight, new.weight)
        yield from self._figure(project, name, "得分", FieldKind.POINTS, old.score, new.score)


def _rate(a: Assessment) -> Decimal | None:
    typed = a.project.execution_rate
    value = a.rate.value if typed is None else typed
    return None if value is None else round_half_up(value, 4)


def _name(row: Project | Indicator | None) -> str:
    unnamed = "未命名项目" if isinstance(row, Project) else "未命名指标"
    return row.name if row is not None and row.name else unnamed
