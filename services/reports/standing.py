"""How reports and their sections stand: open findings about their texts, and how much of what must be written is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.enums import Severity
from models.report import Passage
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey
from services.forms.standing import State
from services.overview import Progress
from services.reports.catalogue import ReportEntry
from services.reports.outline import outlines
from services.reports.passages import asked_keys
from services.reports.sections import SectionView
from services.rules.engine import Checker, Finding, Verdict

OF_REPORTS = frozenset({"passage", "report"})
"""Entities whose values are shown on the writing screen."""
Found = Mapping[str, Sequence[Finding]]
"""Findings by the id of the passage or report they are about."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """How a section stands: its open findings, and whether something must still be written."""

    verdict: Verdict
    lacking: bool


def findings_on_texts(checker: Checker) -> Found:
    """The findings about passages, by the id of the passage; rules on texts name it first."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in checker.findings():
        about = finding.hit.fields[0]
        if about.entity in OF_REPORTS:
            found[about.id].append(finding)
    return found


def section_state(checker: Checker, section: SectionView, found: Found) -> SectionState:
    """How one section stands, its own passages alone."""
    own = [finding for passage in section.passages for finding in found.get(passage.ref.id, ())]
    return SectionState(_verdict(checker, own), section.lacking)


def report_states(checker: Checker, entries: Iterable[ReportEntry]) -> dict[str, State]:
    """How every report stands, by the key of its entry, without composing it."""
    found = findings_on_texts(checker)
    by_report: defaultdict[str, list[Finding]] = defaultdict(list)
    for row_id, findings in found.items():
        by_report[_report_of(checker.filing, row_id)] += findings
    asked = {outline.id: frozenset(asked_keys(outline)) for outline in outlines().values()}
    written = _written(checker.filing)
    return {
        entry.key: State(
            _verdict(checker, by_report.get(entry.report.text(), ())),
            Progress(len(asked[entry.report.outline] & written[entry.report]), len(asked[entry.report.outline])),
        )
        for entry in entries
    }


def _report_of(filing: Filing, row_id: str) -> str:
    path = row_id.removeprefix(f"{filing.id}:")
    return ReportKey(*path.split(".")[:2]).text() if "." in path else path


def _written(filing: Filing) -> defaultdict[ReportKey, set[str]]:
    """Keys of the passages of each report that somebody wrote or left out."""
    found: defaultdict[ReportKey, set[str]] = defaultdict(set)
    for row in filing.owned("passage", filing.id):
        if isinstance(row, Passage) and (row.text or row.omitted):
            found[ReportKey(row.outline, row.project)].add(row.key)
    return found


def _verdict(checker: Checker, findings: Iterable[Finding]) -> Verdict:
    counts: Counter[Severity | None] = Counter()
    for finding in findings:
        answered = finding.severity is not Severity.ERROR and bool(checker.answer(finding))
        counts[None if answered else finding.severity] += 1
    return Verdict(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.HINT], counts[None])


def report_of_ref(filing: Filing, ref: FieldRef) -> tuple[ReportKey, str] | None:
    """The report and (for a passage) the key of the passage an address belongs to; None for other addresses."""
    path = ref.id.removeprefix(f"{filing.id}:")
    if ref.entity == "report":
        return ReportKey.parse(path), ""
    if ref.entity != "passage" or path.count(".") < 2:
        return None
    outline, project, key = path.split(".", 2)
    return ReportKey(outline, project), key
