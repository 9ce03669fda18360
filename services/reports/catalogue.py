"""The reports of a filing: those its scheme offers and its data allow, those asked for, without those put aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.project import Project
from models.report import Report
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.report_rows import ReportKey, report_ref
from services.reports.outline import Need, Outline, Scope, outlines

GROUP = "报告"
PROJECT_GROUP = "项目报告"


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report in lists: which, its name, its group."""

    report: ReportKey
    name: str
    group: str = GROUP

    @property
    def key(self) -> str:
        """Its key in lists of forms and reports."""
        return f"report:{self.report.text()}"


def reports_of(filing: Filing) -> list[ReportEntry]:
    """The reports of a filing, those on the whole first."""
    return [entry for entry in possible_reports(filing) if _wanted(filing, entry.report)]


def possible_reports(filing: Filing) -> list[ReportEntry]:
    """Every report that could be written, whether or not the scheme offers it."""
    known = outlines().values()
    whole = [entry for one in known if one.scope is Scope.FILING for entry in _entries(filing, one)]
    single = [entry for one in known if one.scope is not Scope.FILING for entry in _entries(filing, one)]
    return [*whole, *single]


def _entries(filing: Filing, outline: Outline) -> Iterator[ReportEntry]:
    if not _possible(filing, outline.needs):
        return
    if outline.scope is Scope.FILING:
        yield ReportEntry(ReportKey(outline.id), outline.name)
        return
    for project in _subjects(filing, outline.scope):
        yield ReportEntry(ReportKey(outline.id, project.id), f"{outline.name}：{project.name}", PROJECT_GROUP)


def _subjects(filing: Filing, scope: Scope) -> Sequence[Project]:
    return filing.transfers if scope is Scope.TRANSFER else filing.projects


def _possible(filing: Filing, need: Need) -> bool:
    match need:
        case Need.PROJECTS:
            return bool(filing.projects)
        case Need.TRANSFERS:
            return bool(filing.transfers)
        case Need.DEPARTMENT:
            return filing.department is not None
        case Need.ACCOUNTS:
            return not ledger_of(filing).empty
    return True


def _wanted(filing: Filing, report: ReportKey) -> bool:
    record = filing.record("report", report_ref(filing.id, report, "").id)
    if isinstance(record, Report) and (record.wanted or record.unwanted):
        return not record.unwanted
    return report.outline in filing.scheme.reports.offered


def report_entry(filing: Filing, key: str) -> ReportEntry | None:
    """The report of a key of `ReportEntry.key`; None when the filing has no such report (any more)."""
    return next((entry for entry in possible_reports(filing) if entry.key == key), None)
