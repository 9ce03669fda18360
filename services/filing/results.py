"""Results: what a list of projects was given and how it scored, line by line and in sum, for the summary tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.enums import SummaryRow
from models.project import Project
from services.filing.assess import assess
from services.filing.filing import Filing
from services.values.money import plain
from services.values.scoring import Derived


@dataclass(frozen=True, slots=True)
class Result:
    """One project's line: adjusted budget (全年预算数, 万元), self-score (分) and grade, with the words for both."""

    project: Project
    budget: Decimal | None
    budget_how: str
    score: Decimal | None
    score_how: str
    grade: str


def results_of(filing: Filing, projects: Iterable[Project]) -> list[Result]:
    """One line per project, in the given order; projects of the same name stay apart."""
    return [_result(filing, project) for project in projects]


def _result(filing: Filing, project: Project) -> Result:
    a = assess(filing, project.id)
    how = f"《{project.name}》自评表的"
    return Result(project, a.budget, f"{how}全年预算数", a.total_score, f"{how}总分", a.grade)


def total_budget(results: Sequence[Result]) -> Derived:
    """Sum of the adjusted budgets (万元), to the last digit; None when no line has one."""
    known = [result.budget for result in results if result.budget is not None]
    value = sum(known, Decimal(0)) if known else None
    return Derived(value, "" if value is None else f"{plain(value)} = {len(known)} 个项目预算之和")


def average_score(results: Sequence[Result], by: SummaryRow) -> Derived:
    """Average self-score (分), unrounded: simple, or weighted by the adjusted budget (forms.md F05a).

    Lines without a score count for nothing; the weighted average is None when no money stands behind the scores.
    """
    scored = [(result.score, result.budget or Decimal(0)) for result in results if result.score is not None]
    weights = [weight if by is SummaryRow.WEIGHTED else Decimal(1) for _, weight in scored]
    whole = sum(weights, Decimal(0))
    if not whole:
        return Derived(None, "没有可以平均的得分")
    value = sum((score * weight for (score, _), weight in zip(scored, weights, strict=True)), Decimal(0)) / whole
    words = "按预算金额加权平均" if by is SummaryRow.WEIGHTED else "简单平均"
    return Derived(value, f"{len(scored)} 个项目得分的{words}")
