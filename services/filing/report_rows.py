"""Addresses of what belongs to reports; ids are known before a record exists, so that an empty passage can be typed in.

A report is named by its outline and the project it is about ("" = the filing): “N9.” or “N4.<project>”.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.record import Record
from models.report import Arrival, Organisation, Passage, Report
from services.filing.refs import FieldRef

_JOINT = "."
_ONLY = "ONE"


class ReportKey(NamedTuple):
    """Which report: the id of its outline, and the project it is about ("" = the filing as a whole)."""

    outline: str
    project: str = ""

    def text(self) -> str:
        """The key as one word."""
        return f"{self.outline}{_JOINT}{self.project}"

    @classmethod
    def parse(cls, text: str) -> ReportKey:
        """Read what `text()` wrote."""
        outline, _, project = text.partition(_JOINT)
        return cls(outline, project)


def report_ref(filing_id: str, report: ReportKey, field: str) -> FieldRef:
    """Address of what is settled for a report."""
    return FieldRef("report", f"{filing_id}:{report.text()}", field)


def passage_ref(filing_id: str, report: ReportKey, key: str, field: str = "text") -> FieldRef:
    """Address of the text of a passage, whether or not it was ever written."""
    return FieldRef("passage", f"{filing_id}:{report.text()}{_JOINT}{key}", field)


def organisation_ref(filing_id: str, field: str) -> FieldRef:
    """Address of a fact on the department."""
    return FieldRef("organisation", f"{filing_id}:{_ONLY}", field)


def arrival_ref(project_id: str, field: str) -> FieldRef:
    """Address of what arrived for a project."""
    return FieldRef("arrival", f"{project_id}:{_ONLY}", field)


def _report(row_id: str) -> Record:
    filing_id, _, key = row_id.rpartition(":")
    report = ReportKey.parse(key)
    return Report(id=row_id, filing_id=filing_id, outline=report.outline, project=report.project)


def _passage(row_id: str) -> Record:
    filing_id, _, path = row_id.rpartition(":")
    outline, project, key = path.split(_JOINT, 2)
    return Passage(id=row_id, filing_id=filing_id, outline=outline, project=project, key=key)


def _organisation(row_id: str) -> Record:
    return Organisation(id=row_id, filing_id=row_id.rpartition(":")[0])


def _arrival(row_id: str) -> Record:
    return Arrival(id=row_id, project_id=row_id.rpartition(":")[0])


MAKERS: Mapping[str, Callable[[str], Record]] = {
    "report": _report,
    "passage": _passage,
    "organisation": _organisation,
    "arrival": _arrival,
}
"""What makes the empty record of an id."""
