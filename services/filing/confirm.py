"""Texts carried from last year that the clerk has yet to confirm: where they are, and what confirms them.

A text is confirmed by saying so or by typing into its field; until then a report would say of this year what was
written about the last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from services.filing.fields import PART
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef, Gesture

CONFIRM = Gesture("确认上年带来的文字")
CONFIRM_FLAGS: Mapping[str, tuple[str, frozenset[str]]] = {
    "project": ("goal_to_confirm", frozenset({"goal", "initial_goal", "term_goal"})),
    "indicator": ("deviation_to_confirm", frozenset({"deviation"})),
}
"""The flag of a record and the texts it stands for."""


def is_to_confirm(filing: Filing, ref: FieldRef) -> bool:
    """Whether the text at an address (or the text it is a part of) came from last year and is not yet confirmed."""
    flag = _flag(ref)
    whole = ref.field.partition(PART)[0]
    return flag is not None and bool(filing.value(flag)) and bool(filing.value(ref._replace(field=whole)))


def confirmation(filing: Filing, ref: FieldRef) -> list[Change]:
    """The change that confirms the text at an address; nothing when there is nothing to confirm."""
    flag = _flag(ref)
    return [Change(flag, old=True, new=False)] if flag is not None and filing.value(flag) else []


def all_to_confirm(filing: Filing, project_ids: Collection[str]) -> list[FieldRef]:
    """The flags still set in some projects: the goals of each, then the reasons of its indicators."""
    records = [
        *(("project", filing.project(project_id)) for project_id in project_ids),
        *(("indicator", row) for project_id in project_ids for row in filing.indicators(project_id)),
    ]
    flags = [FieldRef(entity, record.id, CONFIRM_FLAGS[entity][0]) for entity, record in records]
    return [flag for flag in flags if filing.value(flag)]


def _flag(ref: FieldRef) -> FieldRef | None:
    flag, fields = CONFIRM_FLAGS.get(ref.entity, ("", frozenset[str]()))
    return ref._replace(field=flag) if ref.field.partition(PART)[0] in fields else None
