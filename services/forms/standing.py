"""Standing: how every form of a filing stands, for the list of forms: open findings, and how much is filled in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.enums import Moment, Severity
from models.project import Project
from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.forms.catalogue import FormEntry
from services.forms.homes import home_key, moment_of
from services.forms.keys import entry_key
from services.overview import Progress, progress
from services.rules.engine import Checker, Finding, Verdict

_ANSWERED = None
Counts = Counter[Severity | None]


@dataclass(frozen=True, slots=True)
class State:
    """How one form stands: open findings, and how much of it is filled in (None where nothing is asked for)."""

    verdict: Verdict
    progress: Progress | None = None

    @property
    def percent(self) -> int | None:
        """Filled part in whole percent; None when nothing is missing or nothing is asked for."""
        share = self.progress
        return None if share is None or share.filled == share.asked else share.percent


class Standing:
    """Works the states out in small steps, so that a thousand forms can be told while the clerk types.

    What is filled in is remembered until the project changes.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._progress: dict[str, tuple[int, Progress]] = {}

    def states(self, entries: Sequence[FormEntry]) -> dict[str, State]:
        """The state of each entry by its key, at once."""
        return dict(self.steps(entries))

    def steps(self, entries: Sequence[FormEntry]) -> Iterator[tuple[str, State]]:
        """The state of one entry after the other, those of one project in one go."""
        by_project: dict[str | None, list[FormEntry]] = {}
        for entry in entries:
            by_project.setdefault(entry.project_id, []).append(entry)
        for project_id, own in by_project.items():
            counts = self._counts(project_id)
            for entry in own:
                yield entry.key, State(_verdict(counts[entry.key]), self._share(entry))

    def _counts(self, project_id: str | None) -> defaultdict[str, Counts]:
        """Findings of one project, or (None) of what belongs to none, by the key of the form they are shown on."""
        counts: defaultdict[str, Counts] = defaultdict(Counter)
        checker = self._checker
        for finding in checker.findings(project_id):
            if project_id is None and finding.projects:
                continue
            answered = finding.severity is not Severity.ERROR and bool(checker.answer(finding))
            key = _key(checker.filing, finding, project_id)
            counts[key][_ANSWERED if answered else finding.severity] += 1
        return counts

    def _share(self, entry: FormEntry) -> Progress | None:
        if entry.project_id is None or entry.moment is None:
            return None
        filing = self._checker.filing
        version = filing.version(entry.project_id)
        known = self._progress.get(entry.key)
        if known is None or known[0] != version:
            known = self._progress[entry.key] = (version, _progress(assess(filing, entry.project_id), entry.moment))
        return known[1]


def _progress(a: Assessment, moment: Moment) -> Progress:
    if moment is Moment.EVALUATION:
        return progress(a)
    texts, row_texts = _ASKED[moment]
    given = [bool(getattr(a.project, name)) for name in texts]
    given += [bool(getattr(view.row, name)) for view in a.indicators for name in row_texts]
    return Progress(sum(given), len(given))


_ASKED = {
    Moment.DECLARATION: (("name", "department_name", "unit_name", "goal"), ("name", "target")),
    Moment.MONITORING: (("name", "goal"), ("monitored", "expected", "outlook")),
}
"""What the two forms before the self-evaluation ask for: fields of the project, and of each indicator."""


def _key(filing: Filing, finding: Finding, project_id: str | None) -> str:
    """A finding counts on the form of its moment at a project it is about, or on the sheet of its first value."""
    if project_id is None:
        return home_key(filing, finding.ref) or ""
    known, moment = filing.record("project", project_id), moment_of(finding.ref)
    has_form = isinstance(known, Project) and bool(filing.form_at(known, moment))
    return entry_key(project_id, moment if has_form else Moment.EVALUATION)


def _verdict(count: Counts) -> Verdict:
    return Verdict(count[Severity.ERROR], count[Severity.WARNING], count[Severity.HINT], count[_ANSWERED])
