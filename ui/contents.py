"""Contents: the lines of the list at the left, from the forms of a filing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from models.enums import Moment, ProjectKind
from services.filing.filing import Filing
from services.forms.catalogue import GROUPS, FormEntry
from services.forms.project_list import CODE as LIST
from services.forms.standing import State
from services.rules.engine import Verdict
from ui.entries import Entry, EntryKind

OVERVIEW, UNIT = "overview", "unit"
TRANSFERS = "fold:transfers"
_FOLDED = {GROUPS[moment]: moment for moment in (Moment.DECLARATION, Moment.MONITORING)}


def contents(filing: Filing, forms: Sequence[FormEntry]) -> list[Entry]:
    """Every page and form of a filing, in order; lines of one group under a heading or folded under one line."""
    lines = [Entry(EntryKind.PAGE, OVERVIEW, "概览"), Entry(EntryKind.PAGE, UNIT, "单位信息")]
    for group, entries in groupby(forms, key=lambda entry: entry.group):
        members = [entry for entry in entries if entry.key != LIST]
        if group in _FOLDED:
            lines += _folded(group, members)
        elif group == GROUPS[Moment.EVALUATION]:
            lines += _evaluations(filing, members)
        else:
            lines.append(Entry(EntryKind.HEADING, f"heading:{group}", group))
            lines += [Entry(EntryKind.FORM, entry.key, entry.name) for entry in members]
    if not filing.evaluations():
        lines[2:2] = _evaluations(filing, [])
    return lines


def _folded(group: str, members: list[FormEntry]) -> Iterator[Entry]:
    key = f"fold:{group}"
    yield Entry(EntryKind.FOLD, key, f"{group}（{len(members)}）", folds=True)
    for entry in members:
        yield Entry(EntryKind.FORM, entry.key, entry.name, parent=key, project_id=entry.project_id or "")


def _evaluations(filing: Filing, members: list[FormEntry]) -> Iterator[Entry]:
    """部门整体, then the projects under the line of their list, then the transfer payments."""
    yield Entry(EntryKind.HEADING, "heading:evaluation", GROUPS[Moment.EVALUATION])
    families: dict[ProjectKind, list[FormEntry]] = {ProjectKind.DEPARTMENT: [], ProjectKind.TRANSFER: []}
    own: list[FormEntry] = []
    for entry in members:
        families.get(filing.project(entry.project_id or "").kind, own).append(entry)
    for entry in families[ProjectKind.DEPARTMENT]:
        yield _project_line(entry, "", "部门整体")
    yield Entry(EntryKind.PAGE, LIST, f"项目（{len(own)}）", folds=bool(own), opened=True)
    yield from (_project_line(entry, LIST) for entry in own)
    transfers = families[ProjectKind.TRANSFER]
    if transfers:
        yield Entry(EntryKind.FOLD, TRANSFERS, f"转移支付（{len(transfers)}）", folds=True, opened=True)
        yield from (_project_line(entry, TRANSFERS) for entry in transfers)


def _project_line(entry: FormEntry, parent: str, text: str = "") -> Entry:
    return Entry(EntryKind.PROJECT, entry.key, text or entry.name, parent=parent, project_id=entry.project_id or "")


def line_states(lines: Sequence[Entry], states: Mapping[str, State]) -> dict[str, State]:
    """The state of every line: of its form, or of all the forms folded under it together."""
    shown = {line.key: states[line.key] for line in lines if line.key in states and line.key != LIST}
    below: dict[str, list[Verdict]] = {line.key: [] for line in lines if line.folds}
    for line in lines:
        if line.parent and line.key in states:
            below[line.parent].append(states[line.key].verdict)
    return shown | {key: State(_together(verdicts)) for key, verdicts in below.items() if verdicts}


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    sums = (sum(getattr(verdict, name) for verdict in verdicts) for name in ("errors", "warnings", "hints", "answered"))
    return Verdict(*sums)
