"""Contents: the lines of the list at the left, from the forms of a filing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from models.enums import Moment, ProjectKind
from services.forms.keys import CHARTS, CHARTS_NAME, GROUPS, LIST, PUBLISHED_ACCOUNTS, entry_key
from ui.entries import Entry, EntryKind

if TYPE_CHECKING:
    from services.filing.filing import Filing
    from services.forms.catalogue import FormEntry
    from services.forms.standing import State
    from services.reports.catalogue import ReportEntry
    from services.rules.engine import Verdict

OVERVIEW, UNIT = "overview", "unit"
TRANSFERS = "fold:transfers"
_FEW = 3
"""So many reports of one kind are not folded away."""
_FOLDED = {GROUPS[moment]: moment for moment in (Moment.DECLARATION, Moment.MONITORING)}


def contents(filing: Filing, forms: Sequence[FormEntry], reports: Sequence[ReportEntry] = ()) -> list[Entry]:
    """Every page, form and report of a filing, in order; lines of a group under a heading or folded under a line."""
    lines = first_lines()
    for group, entries in groupby(forms, key=lambda entry: entry.group):
        members = [entry for entry in entries if entry.key != LIST]
        if group in _FOLDED:
            lines += _folded(group, members)
        elif group == GROUPS[Moment.EVALUATION]:
            lines += evaluation_lines(_kinds(filing, members))
        else:
            lines.append(Entry(EntryKind.HEADING, f"heading:{group}", group))
            lines += [Entry(EntryKind.FORM, entry.key, entry.name) for entry in members]
        if group == PUBLISHED_ACCOUNTS:
            lines.append(Entry(EntryKind.PAGE, CHARTS, CHARTS_NAME))
    if not filing.evaluations():
        lines[2:2] = evaluation_lines([])
    return [*lines, *_report_lines(reports)]


def _report_lines(reports: Sequence[ReportEntry]) -> Iterator[Entry]:
    """The reports on the whole filing, then those on single projects, folded by kind."""
    if reports:
        yield Entry(EntryKind.HEADING, "heading:reports", "报告")
    for entry in reports:
        if not entry.report.project:
            yield Entry(EntryKind.REPORT, entry.key, entry.name)
    single = [entry for entry in reports if entry.report.project]
    for outline, entries in groupby(single, key=lambda entry: entry.report.outline):
        members, key = list(entries), f"fold:report:{outline}"
        kind = members[0].name.partition("：")[0]
        few = len(members) <= _FEW
        yield Entry(EntryKind.FOLD, key, f"{kind}（{len(members)}）", folds=True, opened=few)
        for entry in members:
            name = entry.name.partition("：")[2] or "未命名项目"
            yield Entry(EntryKind.REPORT, entry.key, name, parent=key, project_id=entry.report.project)


def _folded(group: str, members: list[FormEntry]) -> Iterator[Entry]:
    key = f"fold:{group}"
    yield Entry(EntryKind.FOLD, key, f"{group}（{len(members)}）", folds=True)
    for entry in members:
        yield Entry(EntryKind.FORM, entry.key, entry.name, parent=key, project_id=entry.project_id or "")


def first_lines() -> list[Entry]:
    """The pages above the forms."""
    return [Entry(EntryKind.PAGE, OVERVIEW, "概览"), Entry(EntryKind.PAGE, UNIT, "单位信息")]


def _kinds(filing: Filing, members: Iterable[FormEntry]) -> list[tuple[ProjectKind, str, str]]:
    return [(filing.project(e.project_id or "").kind, e.project_id or "", e.name) for e in members]


def evaluation_lines(projects: Iterable[tuple[ProjectKind, str, str]]) -> Iterator[Entry]:
    """部门整体, then the projects under the line of their list, then the transfer payments.

    Each is given by kind, id and name.
    """
    yield Entry(EntryKind.HEADING, "heading:evaluation", GROUPS[Moment.EVALUATION])
    families: dict[ProjectKind, list[tuple[str, str]]] = {ProjectKind.DEPARTMENT: [], ProjectKind.TRANSFER: []}
    own: list[tuple[str, str]] = []
    for kind, project_id, name in projects:
        families.get(kind, own).append((project_id, name))
    for project_id, _name in families[ProjectKind.DEPARTMENT]:
        yield _project_line(project_id, "部门整体", "")
    yield Entry(EntryKind.PAGE, LIST, f"项目（{len(own)}）", folds=bool(own), opened=True)
    yield from (_project_line(*project, LIST) for project in own)
    transfers = families[ProjectKind.TRANSFER]
    if transfers:
        yield Entry(EntryKind.FOLD, TRANSFERS, f"转移支付（{len(transfers)}）", folds=True, opened=True)
        yield from (_project_line(*project, TRANSFERS) for project in transfers)


def _project_line(project_id: str, name: str, parent: str) -> Entry:
    return Entry(EntryKind.PROJECT, entry_key(project_id), name, parent=parent, project_id=project_id)


def line_states(lines: Sequence[Entry], states: Mapping[str, State]) -> dict[str, State]:
    """The state of every line: of its form, or of all the forms folded under it together."""
    from services.forms.standing import State  # the list is shown before what states need is there

    shown = {line.key: states[line.key] for line in lines if line.key in states and line.key != LIST}
    below: dict[str, list[Verdict]] = {line.key: [] for line in lines if line.folds}
    for line in lines:
        if line.parent and line.key in states:
            below[line.parent].append(states[line.key].verdict)
    return shown | {key: State(_together(verdicts)) for key, verdicts in below.items() if verdicts}


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    from services.rules.engine import Verdict

    sums = (sum(getattr(verdict, name) for verdict in verdicts) for name in ("errors", "warnings", "hints", "answered"))
    return Verdict(*sums)
