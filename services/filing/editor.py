"""Editor: the one way in. Every change of a filing, typed, pasted, imported or undone, goes through `apply`.

validate → one transaction in the store with its audit trail → the Filing in memory → listeners. All or nothing: when
the store refuses, nothing has changed anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.entities import ENTITIES
from models.enums import FilingState
from services.filing.fields import field_spec, validated
from services.filing.filing import Filing
from services.filing.refs import Change, Gesture, Origin, inverse

UNDO_LIMIT = 500
LOCK_FIELDS = frozenset({"state", "version", "finalised_at", "checksum"})
"""Fields of the filing's head that 定稿 sets; only lifting it may change them afterwards."""


class FilingLocked(Exception):
    """The filing is 定稿; it must be unlocked before anything in it can change."""

    def __init__(self) -> None:
        super().__init__("本年度编报已定稿，不能修改。如需修改，请先解除定稿。")


class Committer(Protocol):
    """What the Editor needs of the store."""

    def commit(self, changes: Sequence[Change], filing_id: str, gesture: Gesture) -> None:
        """Write all changes and their audit trail in one transaction, or nothing."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What has just changed: told to every listener after it is safe."""

    changes: tuple[Change, ...]
    gesture: Gesture

    @property
    def structural(self) -> bool:
        """Whether rows came, went or moved, so that a form has to be laid out again."""
        return any(change.is_record or change.ref.field == "position" for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Step:
    changes: tuple[Change, ...]
    name: str


Listener = Callable[[Applied], None]


class Editor:
    """Applies lists of changes to one filing and remembers them for undo."""

    def __init__(self, store: Committer, filing: Filing) -> None:
        self.filing = filing
        self._store = store
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after every applied list of changes."""
        self._listeners.append(listener)

    def apply(self, changes: Sequence[Change], gesture: Gesture) -> Applied | None:
        """Make the changes. None when they change nothing.

        Raises Unreadable (a value of the wrong type or length), FilingLocked, or a StoreError; then nothing changed.
        """
        wanted = tuple(c for c in map(_checked, changes) if c.old != c.new)
        if not wanted:
            return None
        applied = self._write(wanted, gesture)
        self._remember(_Step(wanted, gesture.name))
        self._tell(applied)
        return applied

    def _remember(self, step: _Step) -> None:
        """Keep a step for undo; 定稿 and its lifting are no steps, and what lies before them stays as it is.

        Undoing 定稿 would unlock without a reason; undoing the unlocking would lock what nobody has checked.
        """
        self._undone.clear()
        if any(change.ref.entity == "filing" and change.ref.field in LOCK_FIELDS for change in step.changes):
            self._done.clear()
            return
        self._done.append(step)
        del self._done[:-UNDO_LIMIT]

    @property
    def undo_name(self) -> str | None:
        """Name of what undo would take back."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """Name of what redo would do again."""
        return self._undone[-1].name if self._undone else None

    def undo(self) -> Applied | None:
        """Take back the last gesture; None when there is none."""
        return self._replay(self._done, self._undone, Origin.UNDONE)

    def redo(self) -> Applied | None:
        """Do the last undone gesture again; None when there is none."""
        return self._replay(self._undone, self._done, Origin.REDONE)

    def _replay(self, source: list[_Step], target: list[_Step], origin: Origin) -> Applied | None:
        if not source:
            return None
        step = source[-1]
        back = inverse(step.changes)
        applied = self._write(back, Gesture(f"{origin.value}：{step.name}", origin))
        target.append(_Step(back, source.pop().name))
        self._tell(applied)
        return applied

    def _write(self, changes: tuple[Change, ...], gesture: Gesture) -> Applied:
        if self.filing.head.state is FilingState.FINAL and not _unlocks(changes):
            raise FilingLocked
        self._store.commit(changes, self.filing.id, gesture)
        for change in changes:
            self.filing.put(change)
        return Applied(changes, gesture)

    def _tell(self, applied: Applied) -> None:
        for listener in self._listeners:
            listener(applied)


def _unlocks(changes: tuple[Change, ...]) -> bool:
    """Whether the changes lift 定稿 and do nothing else."""
    lifted = any(change.ref.field == "state" and change.new is FilingState.DRAFT for change in changes)
    return lifted and all(change.ref.entity == "filing" and change.ref.field in LOCK_FIELDS for change in changes)


def _checked(change: Change) -> Change:
    if not change.is_record:
        field_spec(change.ref.entity, change.ref.field)
        return change._replace(new=validated(change.ref, change.new))
    if change.new is not None:
        record = ENTITIES[change.ref.entity].record.model_validate(change.new)
        return change._replace(new=record.model_dump())
    return change
