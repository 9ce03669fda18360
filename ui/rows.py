"""What the row commands of a form mean for the filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.enums import ProjectKind
from models.project import Indicator, Project
from services.accounts.gestures import add_occasion, add_pension_line
from services.filing import gestures
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef
from services.filing.starters import starter_indicators
from services.forms import accounts_matters, pension, published_input, report_inputs
from services.forms.catalogue import FormEntry
from services.forms.project_list import CODE as LIST
from services.reports.gestures import add_subordinate

_STEPS = {"move_up": (-1, "上移"), "move_down": (1, "下移")}
_NOUNS = {ProjectKind.TRANSFER: "转移支付项目", ProjectKind.DEPARTMENT: "部门整体自评"}
Rows = tuple[list[Change], str]


def noun_of(kind: ProjectKind) -> str:
    """What a clerk calls an evaluation of a kind."""
    return _NOUNS.get(kind, "项目")


def row_changes(filing: Filing, entry: FormEntry, command: str, refs: Sequence[FieldRef]) -> Rows:
    """Changes and gesture name of a row command on some records (none when the cursor is on no such row)."""
    noun = "指标" if entry.project_id is not None else "项目" if entry.key == LIST else ""
    if command == "delete":
        return gestures.delete_rows(filing, refs), f"删除 {len(refs)} 行{noun}"
    if command in _STEPS:
        step, word = _STEPS[command]
        moved = [change for ref in refs[:1] for change in gestures.move_row(filing, ref, step)]
        return moved, f"{word}一行{noun}"
    return _inserted(filing, entry, command, refs), f"插入一行{noun}"


def _inserted(filing: Filing, entry: FormEntry, command: str, refs: Sequence[FieldRef]) -> list[Change]:
    if entry.project_id is not None:
        anchor = filing.record("indicator", refs[-1].id) if refs else None
        known = anchor if isinstance(anchor, Indicator) else None
        return gestures.insert_indicator(filing, entry.project_id, known, after=command == "insert_below")
    if entry.code == published_input.CODE:
        return gestures.insert_published(filing, refs[-1], after=command == "insert_below") if refs else []
    insert = _INSERTED.get(entry.code)
    return insert(filing) if insert is not None else []


def new_project(filing: Filing, kind: ProjectKind = ProjectKind.SPECIFIC) -> list[Change]:
    """A new evaluation of a kind at the end of the list, with the indicator rows it begins with."""
    name, unit = "部门整体" if kind is ProjectKind.DEPARTMENT else "", filing.unit
    project = Project(
        filing_id=filing.id, name=name, kind=kind, unit_name=unit.name, department_name=unit.department_name
    )
    return gestures.add_project(filing, project, starter_indicators(filing.scheme))


_INSERTED: Mapping[str, Callable[[Filing], list[Change]]] = {
    LIST: new_project,
    accounts_matters.THREE_PUBLIC_CODE: add_occasion,
    pension.BUDGET_CODE: add_pension_line,
    pension.PAID_CODE: add_pension_line,
    report_inputs.ORGANISATION_CODE: add_subordinate,
}
"""Sheets whose rows are added at the end, and what adds one."""
