"""How each project of a filing stands: the verdicts of all projects in one pass over the findings."""

from __future__ import annotations

from collections import Counter, defaultdict

from models.enums import Severity
from services.rules.engine import Checker, Verdict

_ANSWERED = None


def verdicts(checker: Checker) -> dict[str, Verdict]:
    """Verdicts by project id; the same counts as `checker.verdict(project_id)`, for all projects at once."""
    counts: defaultdict[str, Counter[Severity | None]] = defaultdict(Counter)
    for finding in checker.findings():
        answered = finding.severity is not Severity.ERROR and bool(checker.answer(finding))
        for project_id in finding.projects:
            counts[project_id][_ANSWERED if answered else finding.severity] += 1
    return {project.id: _verdict(counts[project.id]) for project in checker.filing.evaluations()}


def _verdict(count: Counter[Severity | None]) -> Verdict:
    return Verdict(count[Severity.ERROR], count[Severity.WARNING], count[Severity.HINT], count[_ANSWERED])
