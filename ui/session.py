"""Session: the open filing as the widgets see it.

Turns gestures of the screen into calls of the services, and what the services tell into Qt signals.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from services.filing import gestures
from services.filing.editor import Applied, FilingLocked
from services.filing.gestures import Refusal
from services.filing.refs import Change, FieldRef, Gesture, Origin
from services.scheme import Scheme
from services.store.errors import StoreError
from services.values.money import Unreadable
from services.workspace import Workspace

_SLICE = 0.008
log = logging.getLogger(__name__)


class Session(QObject):
    """One open filing. Every method that changes something returns "" or the reason why it was refused."""

    applied = Signal(object)
    """Something was changed and is saved; carries Applied."""
    checked = Signal()
    """The findings are current again."""
    trouble = Signal(str)
    """A change could not be saved; nothing was changed."""
    refused = Signal(str)
    """A change may not be made now, for the filing is fixed; nothing was changed."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.filing = workspace.filing
        self.checker = workspace.checker
        workspace.editor.listen(self._on_applied)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check_a_little)
        self._slices: Generator[int] | None = None

    def check(self) -> None:
        """Run all rules in slices that leave the screen fluent."""
        self.stop()
        self._slices = self.checker.slices()
        self._timer.start(0)

    def finish_check(self) -> None:
        """Bring a check under way to its end."""
        if self._slices is not None:
            for _ in self._slices:
                pass
            self._check_a_little()

    def stop(self) -> None:
        """Leave a check under way; what it had paused goes on. Call it before the session is dropped."""
        self._timer.stop()
        if self._slices is not None:
            self._slices.close()
            self._slices = None

    @property
    def checking(self) -> bool:
        """Whether a full check is under way."""
        return self._slices is not None

    def _check_a_little(self) -> None:
        end = perf_counter() + _SLICE
        while self._slices is not None and perf_counter() < end:
            if next(self._slices, None) is None:
                self._slices = None
        if self._slices is None:
            self._timer.stop()
            self.checked.emit()

    def _on_applied(self, applied: Applied) -> None:
        if self.checking:
            self.check()
        self.applied.emit(applied)
        if not self.checking:
            self.checked.emit()

    def follow(self, scheme: Scheme) -> None:
        """Go on by the filing's scheme as it was changed just now; what can be undone stays."""
        self.filing.scheme = scheme
        same = Change(FieldRef("filing", self.filing.id, "scheme"), scheme.id, scheme.id)
        applied = Applied((same,), Gesture(f"修改方案“{scheme.name}”"))
        self.checker.update(applied)
        self._on_applied(applied)

    def type_text(self, ref: FieldRef, text: str) -> str:
        """Take over typed text; returns the reason when it is refused."""
        try:
            changes = gestures.type_text(self.filing, ref, text)
        except Unreadable as error:
            return error.reason
        return self.apply(changes, Gesture(f"键入“{gestures.name_of(self.filing, ref)}”"))

    def read_block(self, texts: Sequence[tuple[FieldRef, str]]) -> tuple[list[Change], list[Refusal]]:
        """What a paste or fill-down would change, and what of it would be refused; nothing changes yet."""
        return gestures.type_many(self.filing, texts)

    def apply(self, changes: Sequence[Change], gesture: Gesture) -> str:
        """Apply changes; returns the reason when they were refused (then nothing has changed)."""
        return self._guarded(lambda: self.workspace.editor.apply(changes, gesture))

    def undo(self) -> str:
        """Take back the last gesture."""
        return self._guarded(self.workspace.editor.undo)

    def redo(self) -> str:
        """Do the last undone gesture again."""
        return self._guarded(self.workspace.editor.redo)

    def adopt(self, ref: FieldRef, text: str) -> str:
        """Take over the mend a finding offers."""
        try:
            changes = gestures.type_text(self.filing, ref, text)
        except Unreadable as error:
            return error.reason
        return self.apply(changes, Gesture(f"采用建议：{gestures.name_of(self.filing, ref)}", Origin.ADOPTED))

    def _guarded(self, act: Callable[[], Applied | None]) -> str:
        try:
            act()
        except Unreadable as error:
            return error.reason
        except FilingLocked as error:
            self.refused.emit(str(error))
            return str(error)
        except StoreError as error:
            log.warning("not applied", exc_info=error)
            self.trouble.emit(str(error))
            return str(error)
        return ""
