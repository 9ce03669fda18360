"""What templates speak of: the year, the unit, its projects and accounts, each with the keys of its figures.

Words stand here as they are; every number is reached by a key, so that it stays bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from models.report import Organisation, Subordinate
from models.unit import Unit
from services.filing.filing import Filing
from services.reports.facts_accounts import AccountsFacts
from services.reports.facts_projects import ProjectFacts
from services.reports.figures import FigureBook
from services.reports.figures_unit import offices, organisation, subordinates
from services.reports.terms import Term, general_terms, subject_term


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

    @property
    def level(self) -> str:
        """Level of the unit's budget by the name of its region: 区级, 县级, 市级; 本级 where that does not tell."""
        return _LEVELS.get(self._filing.unit.region.strip()[-1:], "本级")

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
    def large(self) -> list[ProjectFacts]:
        """Projects with a budget of more than 100 万元, which 四川 reports name one by one."""
        return [one for one in self.projects if (one.assessment.budget or 0) > LARGE]

    @property
    def basis(self) -> list[str]:
        """Documents on which the self-evaluation rests, one a line."""
        return [line.strip() for line in self.organisation.basis.splitlines() if line.strip()]

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


LARGE = 100
"""万元."""
_LEVELS = {"区": "区级", "县": "县级", "旗": "旗县级", "市": "市级", "州": "州级", "省": "省级"}


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
