"""Target actions: what is done with the targets of a project over the year: approve them, change one by a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from models.project import Project
from services.filing.approvals import approve_targets, change_target
from services.filing.refs import Gesture
from services.values.money import Unreadable
from ui.dialogs.base import kept
from ui.dialogs.target_change import TargetChangeDialog

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.session import Session


class TargetActions:
    """Works on the project whose form is shown."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def _open(self) -> tuple[Session, Project] | None:
        session, page = self._controller.session, self._controller.page
        if session is None or page is None or page.project_id is None:
            self._controller.window.tell("请先打开一个项目的表。")
            return None
        return session, session.filing.project(page.project_id)

    def approve(self) -> None:
        """Fix the targets and amounts declared as approved."""
        opened = self._open()
        if opened is None:
            return
        session, project = opened
        changes = approve_targets(session.filing, project.id)
        if not changes:
            self._controller.window.tell("指标值和申报金额与已批复的相同，没有需要批复的。")
            return
        question = f"把“{project.name}”现在的指标值和申报金额记为已批复？以后要改指标值，请用“登记指标值调整”。"
        if self._controller.window.ask(question, "批复") and not session.apply(changes, Gesture("批复绩效目标")):
            self._controller.window.tell(f"已记为批复：“{project.name}”，共 {len(changes)} 处。")

    def change(self) -> None:
        """Record an approved change of one target, with date and document."""
        opened = self._open()
        if opened is None:
            return
        session, project = opened
        rows = [row for row in session.filing.indicators(project.id) if row.name or row.target]
        if not rows:
            self._controller.window.tell("这个项目还没有指标，没有可以调整的指标值。")
            return
        cell = self._controller.page.view.current if self._controller.page else None
        here = cell.ref.id if cell is not None and cell.ref is not None else ""
        dialog = TargetChangeDialog(self._controller.window, session.filing, rows, here)
        with kept(dialog):
            while dialog.exec() == QDialog.DialogCode.Accepted:
                reason = self._record(session, dialog)
                if not reason:
                    return
                dialog.complain(reason)

    def _record(self, session: Session, dialog: TargetChangeDialog) -> str:
        try:
            answer = dialog.answer()
            changes = change_target(session.filing, *answer)
        except Unreadable as error:
            return error.reason
        return session.apply(changes, Gesture("登记指标值调整"))
