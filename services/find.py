"""Find: a text in every value of a filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.filing.fields import field_spec, show_text
from services.filing.filing import Filing
from services.filing.refs import FieldRef

_SEARCHED = {
    "project": (
        "name", "code", "department_name", "unit_name", "goal", "result", "process", "adjustment_note",
        "execution_note", "conclusion", "problems", "measures", "score_note",
    ),
    "indicator": ("name", "target", "actual", "deviation", "score_note"),
    "funding": ("initial", "budget", "executed"),
}  # fmt: skip
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Match:
    """One value that holds the text: its address, the project, the field's name, and the text around the hit."""

    ref: FieldRef
    project: str
    title: str
    excerpt: str


def find(filing: Filing, text: str, limit: int = 50) -> list[Match]:
    """Values that contain `text` (case does not matter), in order of the projects; at most `limit`."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    matches: list[Match] = []
    for match in _matches(filing, wanted):
        matches.append(match)
        if len(matches) == limit:
            break
    return matches


def _matches(filing: Filing, wanted: str) -> Iterator[Match]:
    for project in filing.evaluations():
        rows = [("project", project), *(("indicator", row) for row in filing.indicators(project.id))]
        rows += [("funding", row) for row in filing.fundings(project.id).values()]
        for entity, record in rows:
            for name in _SEARCHED[entity]:
                ref = FieldRef(entity, record.id, name)
                shown = show_text(ref, getattr(record, name), filing.head.amount_unit)
                place = shown.casefold().find(wanted)
                if place >= 0:
                    title = field_spec(entity, name).title
                    yield Match(ref, project.name or "未命名项目", title, _excerpt(shown, place, len(wanted)))


def _excerpt(text: str, place: int, length: int) -> str:
    start, end = max(place - _AROUND, 0), place + length + _AROUND
    middle = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"
