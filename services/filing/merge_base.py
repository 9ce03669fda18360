"""What a value was when a package was last merged, read from the audit trail.

With it a merge is decided value by value: one that only this side, or only the other, has changed is no conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from services.filing.refs import Change, FieldRef, Gesture, Origin

BaseOf = Callable[[FieldRef], tuple[Any] | None]
"""The value an address was given by the last merge, in a tuple; None when that is not known."""
_BEFORE, _AFTER = "合并“", "”的数据包"


class Entry(Protocol):
    """One gesture in the history of a value."""

    @property
    def name(self) -> str:
        """Name of the gesture."""

    @property
    def origin(self) -> str:
        """Where it came from."""

    @property
    def changes(self) -> Sequence[Change]:
        """What it did to the value."""


class Historian(Protocol):
    """What is needed of the store."""

    def history_of(self, ref: FieldRef) -> Sequence[Entry]:
        """All that happened to one value, newest first."""


def merge_gesture(unit_name: str) -> Gesture:
    """The name under which a merge is applied, undone and found again."""
    return Gesture(f"{_BEFORE}{unit_name}{_AFTER}", Origin.IMPORTED)


def unknown(_ref: FieldRef) -> None:
    """The base of a filing without a history: every difference in a project changed on both sides is a conflict."""


def merged_values(store: Historian) -> BaseOf:
    """The base of a filing in a store. A merge that was undone tells nothing of what went before it."""

    def base(ref: FieldRef) -> tuple[Any] | None:
        merges = (entry for entry in store.history_of(ref) if _BEFORE in entry.name and entry.name.endswith(_AFTER))
        last = next(merges, None)
        return None if last is None or last.origin == Origin.UNDONE else (last.changes[0].new,)

    return base
