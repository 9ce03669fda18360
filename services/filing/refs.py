"""FieldRef and Change: the one address of a value and the one way to say that it changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

WHOLE = ""
"""The field name that means the whole record (created or deleted)."""


class FieldRef(NamedTuple):
    """The address of one stored value: entity name, record id, field name."""

    entity: str
    id: str
    field: str

    @property
    def whole(self) -> FieldRef:
        """Address of the record that holds this field."""
        return FieldRef(self.entity, self.id, WHOLE)

    def text(self) -> str:
        """The address as one word, for keys and JSON: entity:id:field."""
        return f"{self.entity}:{self.id}:{self.field}"

    @classmethod
    def parse(cls, text: str) -> FieldRef:
        """Read what `text()` wrote; an id may itself hold a colon. ValueError when it is no address."""
        entity, rest = text.split(":", 1)
        record_id, field = rest.rsplit(":", 1)
        return cls(entity, record_id, field)


class Change(NamedTuple):
    """One value before and after.

    For a whole record (field "") the values are dicts of all its fields; None before means created, None after deleted.
    """

    ref: FieldRef
    old: Any
    new: Any

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.ref, self.new, self.old)

    @property
    def is_record(self) -> bool:
        """Whether a whole record comes or goes."""
        return self.ref.field == WHOLE


def inverse(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The list that undoes a list: each change taken back, last first."""
    return tuple(change.inverse for change in reversed(changes))


class Origin(StrEnum):
    """Where a change came from; kept in the audit trail."""

    TYPED = "键入"
    PASTED = "粘贴"
    IMPORTED = "导入"
    ADOPTED = "采用建议值"
    UNDONE = "撤销"
    REDONE = "重做"
    PROGRAM = "程序"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One act of the clerk: the name she reads in undo and history ("粘贴 12 格") and where it came from."""

    name: str
    origin: Origin = Origin.TYPED
