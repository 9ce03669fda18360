"""Find: a text in every value of a filing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models.columns import FieldKind
from models.entities import ENTITIES
from models.record import Record
from services.filing.fields import field_spec, show_text
from services.filing.filing import Filing
from services.filing.refs import FieldRef

_OF_PROJECT = ("project", "indicator", "funding", "management", "target_change")
"""Entities below a project, in the order in which their values are listed."""
_KINDS = frozenset(
    {FieldKind.TEXT, FieldKind.LINES, FieldKind.TARGET, FieldKind.ACTUAL, FieldKind.AMOUNT, FieldKind.POINTS}
    | {FieldKind.DATE, FieldKind.NUMBER}
)
_INNER = frozenset({"position", "source_filing", "previous_project", "indicator", "project"})
"""Fields of a searched kind that a clerk never sees."""
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
        for entity in _OF_PROJECT:
            rows = [project] if entity == "project" else _rows(filing, entity, project.id)
            for record in rows:
                yield from _in_record(filing, entity, record, wanted, project.name or "未命名项目")
    for entity, record in filing.all_records():
        if ENTITIES[entity].owner == "filing_id" and entity not in _TOLD:
            yield from _in_record(filing, entity, record, wanted, ENTITIES[entity].title)
    yield from _in_record(filing, "unit", filing.unit, wanted, "单位信息")


_TOLD = frozenset({"project", "explanation", "passage", "report"})
"""Entities listed above, or found by services/reports/find_passages.py, which prints the figures in them."""


def _rows(filing: Filing, entity: str, project_id: str) -> Iterable[Record]:
    return filing.indicators(project_id) if entity == "indicator" else filing.owned(entity, project_id)


def _in_record(filing: Filing, entity: str, record: Record, wanted: str, place: str) -> Iterator[Match]:
    for name in _searched(entity):
        value = getattr(record, name)
        if value in (None, ""):
            continue
        ref = FieldRef(entity, record.id, name)
        shown = show_text(ref, value, filing.head.amount_unit)
        at = shown.casefold().find(wanted)
        if at >= 0:
            yield Match(ref, place, field_spec(entity, name).title, excerpt(shown, at, len(wanted)))


@cache
def _searched(entity: str) -> tuple[str, ...]:
    """Fields of an entity whose values a clerk reads on a form or in a dialog."""
    names = ENTITIES[entity].record.model_fields
    return tuple(name for name in names if name not in _INNER and field_spec(entity, name).kind in _KINDS)


def excerpt(text: str, place: int, length: int) -> str:
    """The part of a text around a hit, in one line."""
    start, end = max(place - _AROUND, 0), place + length + _AROUND
    middle = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"
