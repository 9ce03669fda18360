"""What the row commands of a form mean for the filing."""

from __future__ import annotations

from collections.abc import Sequence

from models.project import Indicator, Project
from services.filing import gestures
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef
from services.filing.starters import starter_indicators

_STEPS = {"move_up": (-1, "上移"), "move_down": (1, "下移")}


def row_changes(
    filing: Filing, project_id: str | None, command: str, refs: Sequence[FieldRef]
) -> tuple[list[Change], str]:
    """Changes and gesture name of a row command on some records (none when the cursor is on no such row)."""
    noun = "项目" if project_id is None else "指标"
    if command == "delete":
        return gestures.delete_rows(filing, refs), f"删除 {len(refs)} 行{noun}"
    if command in _STEPS:
        step, word = _STEPS[command]
        moved = [change for ref in refs[:1] for change in gestures.move_row(filing, ref, step)]
        return moved, f"{word}一行{noun}"
    return _inserted(filing, project_id, command, refs), f"插入一行{noun}"


def _inserted(filing: Filing, project_id: str | None, command: str, refs: Sequence[FieldRef]) -> list[Change]:
    if project_id is None:
        project = Project(filing_id=filing.id, unit_name=filing.unit.name, department_name=filing.unit.department_name)
        return gestures.add_project(filing, project, starter_indicators(filing.scheme))
    anchor = filing.record("indicator", refs[-1].id) if refs else None
    known = anchor if isinstance(anchor, Indicator) else None
    return gestures.insert_indicator(filing, project_id, known, after=command == "insert_below")


def form_of(filing: Filing, ref: FieldRef) -> str | None:
    """The project on whose form a value is shown; an amount or note not yet typed has no record but a known owner."""
    project_id = filing.project_id_of(ref)
    if project_id is None and ref.entity in {"funding", "management"}:
        return ref.id.rsplit(":", 1)[0]
    return project_id
