"""Project actions: what the list at the left asks for: add, rename, properties, move, delete; and the unit's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from services.filing import gestures
from services.filing.refs import FieldRef, Gesture
from ui.dialogs.base import kept
from ui.dialogs.fields import FieldsDialog, project_dialog, unit_dialog
from ui.rows import row_changes

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.session import Session


class ProjectActions:
    """Works on the open filing; does nothing while none is open or the open cell was refused."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    @property
    def _session(self) -> Session | None:
        return self._controller.session

    def ask(self, command: str, key: str) -> None:
        """Do what the list's keys or context menu asked for."""
        if self._session is None or not self._controller.commit():
            return
        ref = FieldRef("project", key, "")
        if command == "properties":
            self.properties(key)
        elif command == "add_project":
            self.add()
        elif command == "delete_project":
            self._delete(ref)
        else:
            self._rows(f"move_{command}", [ref])

    def add(self) -> None:
        """A new project at the end; its form is opened at the name."""
        if self._session is None or not self._controller.commit():
            return
        changes, name = row_changes(self._session.filing, None, "insert_below", [])
        if self._session.apply(changes, Gesture(name)):
            return
        fresh = next(c.ref for c in changes if c.is_record and c.ref.entity == "project")
        self._controller.go_to(fresh._replace(field="name"))

    def _delete(self, ref: FieldRef) -> None:
        if self._session is None:
            return
        name = self._session.filing.project(ref.id).name or "未命名项目"
        if self._controller.window.ask(f"删除项目“{name}”和它的全部内容？删除后可以撤销。", "删除"):
            changes = gestures.delete_rows(self._session.filing, [ref])
            self._session.apply(changes, Gesture(f"删除项目“{name}”"))

    def _rows(self, command: str, refs: list[FieldRef]) -> None:
        if self._session is not None:
            changes, name = row_changes(self._session.filing, None, command, refs)
            self._session.apply(changes, Gesture(name))

    def rename(self, key: str, text: str) -> None:
        """A name typed over in the list."""
        if self._session is not None:
            reason = self._session.type_text(FieldRef("project", key, "name"), text)
            if reason:
                self._controller.window.tell(f"没有改名：{reason}")

    def properties(self, project_id: str) -> None:
        """What a project is, beyond what its form shows."""
        if self._session is not None:
            self._edit(project_dialog(self._controller.window, self._session.filing, project_id), "修改项目属性")

    def unit(self) -> None:
        """The unit as it signs its forms."""
        if self._session is not None:
            self._edit(unit_dialog(self._controller.window, self._session.filing), "修改单位信息")

    def _edit(self, dialog: FieldsDialog, name: str) -> None:
        with kept(dialog):
            while self._session is not None and dialog.exec() == QDialog.DialogCode.Accepted:
                changes, refusals = self._session.read_block(dialog.texts())
                reason = refusals[0].reason if refusals else self._session.apply(changes, Gesture(name))
                if not reason:
                    return
                dialog.complain(reason, refusals[0].ref if refusals else None)
