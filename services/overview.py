"""Overview: how the whole filing stands, for the first page: progress, findings, money, grades.

Everything is read off assessments and the checker; nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.enums import ProjectKind
from models.project import Project
from services.filing.assess import Assessment, assess
from services.filing.department import Coverage, coverage
from services.filing.filing import Filing
from services.rules.engine import Checker, Verdict
from services.rules.standing import verdicts
from services.values.money import round_half_up

_TEXTS = ("name", "department_name", "unit_name", "goal", "result")
_ROW = ("name", "target", "actual")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the values a form asks for are there."""

    filled: int
    asked: int

    @property
    def share(self) -> Decimal:
        """Filled part, 0–1."""
        return Decimal(self.filled) / self.asked if self.asked else Decimal(0)

    @property
    def percent(self) -> int:
        """Filled part in whole percent; 100 only when nothing is missing."""
        return self.filled * 100 // self.asked if self.asked else 0


def progress(a: Assessment) -> Progress:
    """Progress of one form: heading, goals, money, and name, target and actual of each indicator."""
    given = [bool(getattr(a.project, name)) for name in _TEXTS]
    given += [amount is not None for amount in (a.budget, a.executed)]
    given += [bool(getattr(view.row, name)) for view in a.indicators for name in _ROW]
    return Progress(sum(given), len(given))


@dataclass(frozen=True, slots=True)
class FormState:
    """One form on the overview: progress, findings, money (万元) and score (分)."""

    project: Project
    progress: Progress
    verdict: Verdict
    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    score: Decimal | None
    grade: str

    @property
    def done(self) -> bool:
        """Whether nothing is missing and nothing must be changed."""
        return self.verdict.ready and self.progress.filled == self.progress.asked


@dataclass(frozen=True)
class Overview:
    """The whole filing."""

    verdict: Verdict
    forms: tuple[FormState, ...]
    grade_names: tuple[str, ...]
    coverage: Coverage

    @cached_property
    def money(self) -> tuple[FormState, ...]:
        """The forms whose money adds up: the department's own is the sum of the others."""
        return tuple(form for form in self.forms if form.project.kind is not ProjectKind.DEPARTMENT)

    @cached_property
    def progress(self) -> Progress:
        """Progress of all forms together."""
        return Progress(sum(f.progress.filled for f in self.forms), sum(f.progress.asked for f in self.forms))

    @property
    def done(self) -> int:
        """How many forms are done."""
        return sum(form.done for form in self.forms)

    @cached_property
    def budget(self) -> Decimal:
        """Sum of 全年预算数 (万元)."""
        return sum((form.budget for form in self.money if form.budget is not None), Decimal(0))

    @cached_property
    def executed(self) -> Decimal:
        """Sum of 全年执行数 (万元)."""
        return sum((form.executed for form in self.money if form.executed is not None), Decimal(0))

    @property
    def rate(self) -> Decimal | None:
        """Execution rate of all projects together."""
        return self.executed / self.budget if self.budget else None

    def below(self, limit: Decimal) -> int:
        """How many projects executed less than `limit` (a ratio)."""
        return sum(form.rate is not None and form.rate < limit for form in self.money)

    @cached_property
    def average(self) -> Decimal | None:
        """Simple average of the scores (分), two places."""
        scores = [form.score for form in self.money if form.score is not None]
        return round_half_up(sum(scores, Decimal(0)) / len(scores), 2) if scores else None

    @cached_property
    def grades(self) -> tuple[tuple[str, int], ...]:
        """How many projects have each grade, best grade first."""
        counts = Counter(form.grade for form in self.money)
        return tuple((name, counts[name]) for name in self.grade_names)


def overview(filing: Filing, checker: Checker) -> Overview:
    """How the filing's project forms stand now."""
    names = tuple(grade.name for grade in filing.scheme.grades)
    return Overview(checker.verdict(), tuple(_states(filing, checker)), names, coverage(filing))


def _states(filing: Filing, checker: Checker) -> Iterator[FormState]:
    standing = verdicts(checker)
    for project in filing.evaluations():
        a = assess(filing, project.id)
        money = a.budget, a.executed, a.rate.value
        yield FormState(project, progress(a), standing[project.id], *money, a.total_score, a.grade)
