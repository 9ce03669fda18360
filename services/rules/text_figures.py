"""The figures of a filing that texts name: their names, by the keys of the figure book (services/reports/figures.py).

A figure is looked up only when a text names it, so that a filing of a thousand projects costs no more than its names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from models.project import Indicator, Project
from services.filing.assess import assess
from services.filing.filing import Filing
from services.reports.expressions import call_of
from services.reports.figures import FigureBook
from services.reports.quote import QuoteKind
from services.rules.text_names import Named, named_accounts, named_totals
from services.rules.text_together import named_together
from services.texts.against import SPENT_OF_PLAN, Basis, KnownFigure
from services.texts.quantity import MONEY, PERCENT
from services.values.target import Actual, Target
from services.values.units import MONEY as MONEY_BASE

_HUNDRED = Decimal(100)
_WAN = Decimal(10000)
_POINTS = "分"
_LISTS = frozenset({"l.personnel", "o.offices", "o.units", "s.own.count", "s.all.count", "s.transfer.count"})
"""Counts and sums of lists: none means that nothing was entered."""
_SCOPED = 100
"""Indicators of this many projects are looked for in texts about the whole; of more, only in their own reports."""
_BUDGETS = ("全年预算数", "预算数", "全年预算", "调整后预算数", "项目预算", "预算资金", "预算批复资金")
_INITIALS = ("年初预算数", "年初预算", "年初预算安排")
_SPENT = ("全年执行数", "执行数", "决算数", "实际支出", "资金使用", "项目资金使用", "项目资金拨付使用", "资金支出")
_ARRIVED = ("资金到位", "项目资金到位", "到位资金", "实际到位资金")
_RATES = ("执行率", "预算执行率", "资金执行率")
_CLEAR = 4
"""An indicator's name of fewer letters without its last word may be that of anything."""
_SHORTEST = 2
_NUMBER_OF, _PERSONS = "人数", "人"
_PAYER = re.compile("^(?:政府|财政)")
"""Who pays, left out where a text calls a project by what it does."""
_COUNTS_OF = ("人数", "数量", "数", "人次", "率")


def figures_of_whole(filing: Filing, book: FigureBook) -> list[KnownFigure]:
    """Figures of the final accounts, of the department and of all projects together, under the names of texts."""
    named = (*named_accounts(filing), *named_totals(filing), *named_together(filing))
    return [_known(book, one) for one in named]


def figures_of_project(filing: Filing, book: FigureBook, project_id: str) -> list[KnownFigure]:
    """Money, rate, score and indicators of a project: by its name anywhere, in its own report by general names."""
    project = filing.record("project", project_id)
    if not isinstance(project, Project):
        return []
    everywhere = len(filing.projects) <= _SCOPED
    named = (*_project(project), *_rates(filing, project))
    return [*(_known(book, one) for one in named), *_indicators(filing, project, everywhere=everywhere)]


def _known(book: FigureBook, one: Named) -> KnownFigure:
    worth = partial(_worth, book, one.key)
    return KnownFigure(one.key, one.names, one.dimension, worth, one.topic, one.basis, one.near, one.scope, one.group)


def _worth(book: FigureBook, key: str) -> Decimal | None:
    """A figure as texts count it: percentages in per cent."""
    quote = book.quote(key)
    call = call_of(key)
    if call and any(book.quote(one).missing for one in call[1]):
        return None
    if quote.missing or quote.value is None or (key in _LISTS and not quote.value):
        return None
    return quote.value * _HUNDRED if quote.kind is QuoteKind.PERCENT else quote.value


def _project(project: Project) -> Iterator[Named]:
    own = f"p.{project.id}"
    calls = (project.name.strip(),) if project.name.strip() else ()
    money = (
        ("executed", Basis.FINAL, _SPENT),
        ("budget", Basis.BUDGET, _BUDGETS),
        ("initial", Basis.BUDGET, _INITIALS),
    )
    for column, basis, names in money:
        if calls:
            yield Named(f"{own}.{column}", calls, MONEY, "TX34", basis, group=own)
        yield Named(f"{own}.{column}", names, MONEY, "TX34", basis, scope=project.id)
    yield Named(f"{own}.arrived", _ARRIVED, MONEY, "TX32", scope=project.id)
    yield Named(f"{own}.rate", _RATES, PERCENT, "TX32", scope=project.id)
    yield Named(f"{own}.score", ("自评得分", "得分", "自评总分"), _POINTS, "TX24", scope=project.id)
    if calls:
        scored = tuple(f"{name}{word}" for name in calls for word in ("自评得分", "得分", ""))
        yield Named(f"{own}.score", scored, _POINTS, "TX24")


def _rates(filing: Filing, project: Project) -> Iterator[Named]:
    """What “支出…万元，完成目标…%” may mean in the report of a project: of its budget, or of an amount aimed at."""
    names, group = (SPENT_OF_PLAN,), f"p.{project.id}.rates"
    rows = [row for row in filing.indicators(project.id) if row.name.strip()]
    aimed = [f"i.{row.id}.rate" for row in rows if MONEY_BASE in row.target]
    for key in (f"p.{project.id}.rate", *aimed):
        yield Named(key, names, PERCENT, "TX35", scope=project.id, group=group)


def _indicators(filing: Filing, project: Project, *, everywhere: bool) -> Iterator[KnownFigure]:
    """Target and actual of each indicator; a text may mean either."""
    scope = None if everywhere else project.id
    rows = [row for row in filing.indicators(project.id) if row.name.strip()]
    figures = [figure for row in rows for figure in _measures(filing, project, row)]
    for figure in figures:
        yield replace(figure, scope=scope)
    yield from _by_short_name(project, figures)
    persons = [figure for figure in figures if figure.dimension == _PERSONS]
    called = project.name.strip()
    if called and len({figure.group for figure in persons}) == 1:
        names = (called, _PAYER.sub("", called))
        yield from (replace(figure, names=names, scope=scope) for figure in persons)


def _measures(filing: Filing, project: Project, row: Indicator) -> Iterator[KnownFigure]:
    """Target and actual of one indicator under its name, with and without what it counts at the end."""
    shorter = (row.name.removesuffix(end) for end in _COUNTS_OF)
    names = tuple(dict.fromkeys((row.name, *(name for name in shorter if len(name) >= _CLEAR))))
    for column, basis in (("target", Basis.BUDGET), ("actual", Basis.FINAL)):
        read = _reader(filing, project.id, row.id, column)
        first = read()
        if first is not None and first.base_unit:
            dimension = MONEY if first.base_unit == MONEY_BASE else first.base_unit
            worth = partial(_measured, read)
            key, group = f"i.{row.id}.{column}", f"i.{row.id}"
            yield KnownFigure(key, names, dimension, worth, "TX34", basis, group=group, owner=project.id)


def _by_short_name(project: Project, figures: Sequence[KnownFigure]) -> Iterator[KnownFigure]:
    """Numbers of persons by a verb alone (代缴15237人), in the report of a project with one such indicator."""
    for figure in figures:
        stem = figure.names[0].strip().removesuffix(_NUMBER_OF)
        same = {one.group for one in figures if one.dimension == figure.dimension and stem in one.names[0]}
        if figure.dimension == _PERSONS and _SHORTEST <= len(stem) < _CLEAR and len(same) == 1:
            yield replace(figure, names=(stem, f"发放{stem}"), scope=project.id, leads=True)


def _reader(filing: Filing, project_id: str, row_id: str, column: str) -> Callable[[], Target | Actual | None]:
    """The parsed target or actual of an indicator, when asked for."""

    def read() -> Target | Actual | None:
        views = assess(filing, project_id).indicators
        view = next((one for one in views if one.row.id == row_id), None)
        return None if view is None else view.target if column == "target" else view.actual

    return read


def _measured(read: Callable[[], Target | Actual | None]) -> Decimal | None:
    found = read()
    if found is None or found.value is None:
        return None
    value = found.value * found.factor
    return value / _WAN if found.base_unit == MONEY_BASE else value
