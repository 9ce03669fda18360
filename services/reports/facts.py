"""What templates speak of: projects, indicators, subjects, units, each with the keys of its figures.

Words stand here as they are; every number is reached by a key, so that it stays bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.enums import FundSource
from models.project import Project
from models.report import Organisation, Subordinate
from models.unit import Unit
from services.filing.assess import Assessment, IndicatorView, assess
from services.filing.filing import Filing
from services.filing.report_rows import arrival_ref
from services.reports.facts_accounts import AccountsFacts
from services.reports.figures import FigureBook
from services.reports.figures_unit import offices, organisation, subordinates
from services.reports.terms import Term, general_terms, subject_term
from services.scheme import canonical_level2
from services.values.scoring import Outcome


@dataclass(frozen=True)
class IndicatorFacts:
    """One indicator: `name`, `level1`, `level2` (standard name), `met`, and keys `target`, `actual`, `rate`."""

    view: IndicatorView

    @property
    def id(self) -> str:
        """Record id."""
        return self.view.row.id

    @property
    def name(self) -> str:
        """三级指标."""
        return self.view.row.name

    @property
    def level1(self) -> str:
        """一级指标 as written."""
        return self.view.row.level1

    @property
    def level2(self) -> str:
        """二级指标 by its standard name."""
        return canonical_level2(self.view.row.level2)

    @property
    def target(self) -> str:
        """Key of the 年度指标值."""
        return f"i.{self.id}.target"

    @property
    def actual(self) -> str:
        """Key of the 实际完成值."""
        return f"i.{self.id}.actual"

    @property
    def rate(self) -> str:
        """Key of 完成 ÷ 目标."""
        return f"i.{self.id}.rate"

    @property
    def reported(self) -> bool:
        """Whether an actual value was entered."""
        return bool(self.view.row.actual)

    @property
    def met(self) -> bool:
        """Whether the target was met."""
        return self.view.outcome in {Outcome.MET, Outcome.OVER}

    @property
    def missed(self) -> bool:
        """Whether the target was certainly not met."""
        return self.view.outcome is Outcome.UNMET

    @property
    def deviation(self) -> str:
        """偏差原因分析及改进措施 as written."""
        return self.view.row.deviation


@dataclass(frozen=True)
class ProjectFacts:
    """One project: its texts (`goal`, `result`, `problems`, …), its indicators, and `key(name)` of its figures."""

    filing: Filing
    project: Project

    @property
    def id(self) -> str:
        """Record id."""
        return self.project.id

    @property
    def name(self) -> str:
        """项目名称."""
        return self.project.name or "未命名项目"

    @property
    def text(self) -> Mapping[str, str]:
        """Every text of the project by field name, “” where blank; enumerations as their word."""
        return {name: str(value) for name, value in self.project if isinstance(value, str)}

    def key(self, name: str) -> str:
        """Key of a figure of the project: budget, executed, rate, score, grade, arrived, CENTRAL.budget …."""
        return f"p.{self.id}.{name}"

    @cached_property
    def assessment(self) -> Assessment:
        """Everything that follows from its figures."""
        return assess(self.filing, self.id)

    @cached_property
    def indicators(self) -> tuple[IndicatorFacts, ...]:
        """Its indicators in printed order; those without a name are left out."""
        return tuple(IndicatorFacts(view) for view in self.assessment.indicators if view.row.name)

    def of(self, level: str) -> list[IndicatorFacts]:
        """Indicators of a first or (standard name of a) second level."""
        own = self.assessment.scheme.level1_named
        return [one for one in self.indicators if one.level2 == level or _named(own(one.level1)) == level]

    @property
    def unmet(self) -> list[IndicatorFacts]:
        """Indicators whose target was not met."""
        return [one for one in self.indicators if one.missed]

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Name of each source of money that was entered, and the key of its 全年预算数; without totals."""
        funds = self.assessment.funds
        kept = [one for one in FundSource if one not in _TOTALS and funds.used(one)]
        return [(one.value, self.key(f"{one.name}.budget")) for one in kept]

    @property
    def documents(self) -> list[str]:
        """Documents that gave its money, one a line."""
        row = self.filing.record("arrival", arrival_ref(self.id, "").id)
        return [line.strip() for line in getattr(row, "documents", "").splitlines() if line.strip()]


_TOTALS = frozenset({FundSource.TOTAL, FundSource.APPROPRIATION})


def _named(level: Any) -> str:
    return level.name if level else ""


class Facts:
    """The words and lists of one state of a filing that templates may use."""

    def __init__(self, filing: Filing) -> None:
        self._filing = filing

    @property
    def year(self) -> int:
        """The year reported on."""
        return self._filing.head.year

    @property
    def unit(self) -> Unit:
        """The unit that reports."""
        return self._filing.unit

    @cached_property
    def projects(self) -> tuple[ProjectFacts, ...]:
        """Projects in order, without the department and transfer payments."""
        return tuple(ProjectFacts(self._filing, one) for one in self._filing.projects)

    @cached_property
    def transfers(self) -> tuple[ProjectFacts, ...]:
        """Transfer payments in order."""
        return tuple(ProjectFacts(self._filing, one) for one in self._filing.transfers)

    @cached_property
    def department(self) -> ProjectFacts | None:
        """The department's own evaluation, None before it was begun."""
        own = self._filing.department
        return None if own is None else ProjectFacts(self._filing, own)

    def project(self, project_id: str) -> ProjectFacts:
        """One project. KeyError when it is not in the filing."""
        return ProjectFacts(self._filing, self._filing.project(project_id))

    @property
    def organisation(self) -> Organisation:
        """Facts on the department."""
        return organisation(self._filing)

    @property
    def offices(self) -> list[str]:
        """内设机构."""
        return offices(self._filing)

    @property
    def subordinates(self) -> list[Subordinate]:
        """Budget units below the department."""
        return subordinates(self._filing)

    @property
    def grades(self) -> list[str]:
        """Names of the grades, best first."""
        return [grade.name for grade in self._filing.scheme.grades]


def context(filing: Filing, book: FigureBook, project_id: str = "") -> Iterator[tuple[str, Any]]:
    """The names a template can use."""
    facts, accounts = Facts(filing), AccountsFacts(filing)
    yield "f", facts
    yield "a", accounts
    yield "terms", LazyTerms(accounts, book)
    yield "year", facts.year
    yield "last_year", facts.year - 1
    yield "unit", facts.unit.name
    yield "policy", filing.scheme.reports
    if project_id:
        yield "project", facts.project(project_id)


class LazyTerms:
    """The terms a text of final accounts explains, drawn up when a template asks for them."""

    def __init__(self, accounts: AccountsFacts, book: FigureBook) -> None:
        self._accounts, self._book = accounts, book

    def __iter__(self) -> Iterator[Term]:
        holds = self._book.quote
        items = {one: bool(holds(self._accounts.three_key("actual", one)).value) for one in THREE_PUBLIC}
        yield from general_terms("general", holds, items)
        yield from (subject_term(subject) for subject in self._accounts.all_items)
        yield from general_terms("after", holds, items)


THREE_PUBLIC = ("abroad", "vehicles", "reception")
"""Items of 三公 as 公开13表 has them."""
