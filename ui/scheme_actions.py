"""The schemes as the window works with them: looked at, changed, and chosen for the open filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from services.filing.refs import Change, FieldRef, Gesture
from services.workspace import scheme_shelf
from ui.dialogs.base import kept
from ui.dialogs.schemes import SchemesDialog

if TYPE_CHECKING:
    from services.scheme import Scheme
    from ui.controller import Controller


class SchemeActions:
    """One command; the open filing follows a scheme that was changed or chosen."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {"schemes": self.schemes}

    def schemes(self) -> None:
        """Show the schemes."""
        store, session = self._controller.store, self._controller.session
        used = session.filing.scheme.id if session is not None else ""
        shelf = scheme_shelf(store)
        dialog = SchemesDialog(self._controller.window, store, shelf, used)
        with kept(dialog):
            chosen = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
            changed = used in dialog.changed
        if changed and session is not None:
            session.follow(shelf.named(used))
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, scheme: Scheme) -> None:
        session = self._controller.session
        if session is None:
            return
        head = session.filing.head
        change = Change(FieldRef("filing", head.id, "scheme"), head.scheme, scheme.id)
        if not session.apply([change], Gesture(f"换用方案“{scheme.name}”")):
            self._controller.window.tell(f"本编报已换用方案“{scheme.name}”。可以按 Ctrl+Z 撤销。")
