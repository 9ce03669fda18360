"""Totals: how many projects there are, and what their amounts and grades add up to, kept current change by change.

A rule about the whole filing must not walk a thousand projects after a key press: the old share of a changed project
is taken off, the new one added. Amounts are exact decimals, so that running totals equal fresh ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from models.enums import FundNature, FundSource, ProjectKind
from services.filing.assess import Assessment
from services.filing.funds import FundColumn
from services.values.text import compact

LEVELS = (FundSource.CENTRAL, FundSource.PROVINCE, FundSource.CITY, FundSource.COUNTY)
"""Levels of government whose money is told apart (中央、省、市、县)."""
Measure = FundColumn | FundNature | FundSource
"""What is added up: a column of 年度资金总额, 全年预算数 by 资金性质, or 全年预算数 of one of LEVELS."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_ZERO = Decimal(0)


class Section(StrEnum):
    """The three families of self-evaluation forms."""

    OWN = "本级项目"
    TRANSFER = "转移支付"
    DEPARTMENT = "部门整体"


_SECTIONS = {ProjectKind.TRANSFER: Section.TRANSFER, ProjectKind.DEPARTMENT: Section.DEPARTMENT}


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """A project name for matching: half-width, without blanks, brackets, quotes and other marks; years stay."""
    return _NOT_LETTERS.sub("", compact(name)).casefold()


@dataclass(frozen=True, slots=True)
class Share:
    """What one evaluation adds to the totals: amounts in 万元, its total score (分) and grade."""

    project_id: str
    name: str
    section: Section
    nature: FundNature
    amounts: Mapping[Measure, Decimal]
    score: Decimal | None
    grade: str
    by_levels: bool

    @property
    def key(self) -> str:
        """The name as it is matched."""
        return name_key(self.name)

    @property
    def left(self) -> Decimal | None:
        """What of the adjusted budget was not executed (万元); None while one of the two is blank."""
        budget, executed = self.amounts.get(FundColumn.BUDGET), self.amounts.get(FundColumn.EXECUTED)
        return None if budget is None or executed is None else budget - executed


def share_of(a: Assessment) -> Share:
    """The share of one evaluation as it stands now."""
    levels: list[tuple[Measure, Decimal | None]] = [(one, a.funds.value(one, FundColumn.BUDGET)) for one in LEVELS]
    measures: list[tuple[Measure, Decimal | None]] = [
        *((column, a.amount(column)) for column in FundColumn),
        (a.project.fund_nature, a.budget),
        *levels,
    ]
    return Share(
        a.project.id,
        a.project.name,
        _SECTIONS.get(a.project.kind, Section.OWN),
        a.project.fund_nature,
        {measure: value for measure, value in measures if value is not None},
        a.total_score,
        a.grade,
        any(value is not None for _, value in levels),
    )


class Totals:
    """Running totals over the evaluations of a filing."""

    def __init__(self) -> None:
        self._shares: dict[str, Share] = {}
        self._sums: dict[tuple[Section, Measure], Decimal] = {}
        self._known: Counter[tuple[Section, Measure]] = Counter()
        self._counts: Counter[tuple[Section, FundNature | None]] = Counter()
        self._grades: Counter[tuple[Section, str]] = Counter()
        self._levelled: Counter[Section] = Counter()
        self._named: dict[str, dict[str, None]] = {}
        self._twins: dict[str, None] = {}
        self._departments: dict[str, None] = {}
        self._left: dict[str, Decimal] = {}

    def replace(self, project_id: str, fresh: Share | None) -> Share | None:
        """Put a project's new share (None = gone) in the place of its old one, which is returned."""
        old = self._shares.pop(project_id, None)
        if old is not None:
            self._count(old, -1)
            self._named[old.key].pop(project_id)
        if fresh is not None:
            self._shares[project_id] = fresh
            self._count(fresh, 1)
            self._named.setdefault(fresh.key, {})[project_id] = None
        for key in {share.key for share in (old, fresh) if share is not None}:
            self._pair(key)
        return old

    def _count(self, share: Share, step: int) -> None:
        section = share.section
        for measure, value in share.amounts.items():
            self._sums[section, measure] = self._sums.get((section, measure), _ZERO) + step * value
            self._known[section, measure] += step
        left = share.left
        if section is not Section.DEPARTMENT and left is not None and left > 0:
            self._left.pop(share.project_id, None)
            if step > 0:
                self._left[share.project_id] = left
        self._counts[section, None] += step
        self._counts[section, share.nature] += step
        self._levelled[section] += step * share.by_levels
        if share.grade:
            self._grades[section, share.grade] += step
        if section is Section.DEPARTMENT:
            self._departments.pop(share.project_id, None)
            if step > 0:
                self._departments[share.project_id] = None

    def _pair(self, key: str) -> None:
        """Note whether a name stands both for a project and for a transfer payment."""
        own = self._named[key]
        if not own:
            del self._named[key]
        sections = {self._shares[project_id].section for project_id in own} if len(own) > 1 and key else set()
        self._twins.pop(key, None)
        if {Section.OWN, Section.TRANSFER} <= sections:
            self._twins[key] = None

    @property
    def department_ids(self) -> tuple[str, ...]:
        """The department's own evaluation; normally one or none."""
        return tuple(self._departments)

    def share(self, project_id: str) -> Share | None:
        """The share of a project, None when it is not in the filing."""
        return self._shares.get(project_id)

    def named(self, key: str) -> Iterable[Share]:
        """Evaluations whose name has this key."""
        return [self._shares[project_id] for project_id in self._named.get(key, ())]

    def count(self, section: Section, nature: FundNature | None = None) -> int:
        """How many evaluations of a section there are, or those of one 资金性质."""
        return self._counts[section, nature]

    def levelled(self, section: Section) -> int:
        """How many evaluations of a section tell their money by level of government."""
        return self._levelled[section]

    def grade(self, section: Section, grade: str) -> int:
        """How many evaluations of a section have a grade."""
        return self._grades[section, grade]

    def amount(self, section: Section, measure: Measure) -> Decimal | None:
        """Sum over a section (万元); None while no evaluation has such an amount."""
        return self._sums[section, measure] if self._known[section, measure] else None

    def most_left(self) -> tuple[Share, Decimal] | None:
        """The project or transfer payment with the largest unexecuted amount (万元); None when all is spent."""
        if not self._left:
            return None
        project_id = max(self._left, key=lambda one: (self._left[one], one))
        return self._shares[project_id], self._left[project_id]

    def together(self, column: FundColumn) -> tuple[Decimal, int]:
        """Projects and transfer payments in one sum (万元), and how many amounts it has.

        A transfer payment that also stands on a project form of the same name is counted once, on the project form.
        """
        sections = (Section.OWN, Section.TRANSFER)
        whole = sum((self.amount(section, column) or _ZERO for section in sections), _ZERO)
        number = sum(self._known[section, column] for section in sections)
        twice = [share for key in self._twins for share in self.named(key) if share.section is Section.TRANSFER]
        known = [share.amounts[column] for share in twice if column in share.amounts]
        return whole - sum(known, _ZERO), number - len(known)
