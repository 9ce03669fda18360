"""Standing: how every form of a filing stands, for the list of forms: open findings, and how much is filled in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.enums import Moment, Severity
from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.forms.catalogue import FormEntry, entry_key
from services.forms.homes import home_key, moment_of
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
    """Remembers the progress of each form until its project changes, so that a thousand are told in a moment."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._progress: dict[str, tuple[int, Progress]] = {}

    def states(self, entries: Iterable[FormEntry]) -> dict[str, State]:
        """The state of each entry by its key."""
        counts = _counts(self._checker)
        return {entry.key: State(_verdict(counts[entry.key]), self._share(entry)) for entry in entries}

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


def _counts(checker: Checker) -> defaultdict[str, Counts]:
    """Findings by the key of the form they are shown on, answered ones apart."""
    counts: defaultdict[str, Counts] = defaultdict(Counter)
    for finding in checker.findings():
        answered = finding.severity is not Severity.ERROR and bool(checker.answer(finding))
        for key in _keys(checker.filing, finding):
            counts[key][_ANSWERED if answered else finding.severity] += 1
    return counts


def _keys(filing: Filing, finding: Finding) -> Iterator[str]:
    """A finding counts at every project it is about, or at the sheet of its first value."""
    moment = moment_of(finding.ref)
    for project_id in finding.projects:
        has_form = bool(filing.form_at(filing.project(project_id), moment))
        yield entry_key(project_id, moment if has_form else Moment.EVALUATION)
    if not finding.projects and (key := home_key(filing, finding.ref)) is not None:
        yield key


def _verdict(count: Counts) -> Verdict:
    return Verdict(count[Severity.ERROR], count[Severity.WARNING], count[Severity.HINT], count[_ANSWERED])
