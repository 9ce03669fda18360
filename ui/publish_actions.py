"""交付 as the window does it: pre-flight, then the pack with progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from services.publication.pack import make_pack
from services.publication.preflight import preflight
from services.render.output import OutputCancelled
from ui.dialogs.base import kept
from ui.dialogs.export import ExportProgress
from ui.dialogs.publish import PublishDialog

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.session import Session


class PublishActions:
    """Each method is one command; what cannot be done raises an error whose text the controller shows."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {"publish": self.publish}

    def publish(self) -> None:
        """Ask, then make the pack; or go to what was chosen in the pre-flight."""
        session = self._controller.session
        if session is None:
            return
        dialog = PublishDialog(self._window, partial(preflight, session.filing, session.checker))
        with kept(dialog):
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted:
            self._make(session, dialog)
        elif dialog.goal is not None:
            self._controller.go_to(dialog.goal)

    def _make(self, session: Session, dialog: PublishDialog) -> None:
        progress = ExportProgress(self._window, "正在生成第 {done} 份，共 {total} 份…")
        try:
            pack = make_pack(
                session.filing,
                dialog.place(),
                datetime.now().astimezone(),
                order=dialog.order(),
                concerns=dialog.concerns,
                progress=progress.tell,
                cancelled=progress.wasCanceled,
            )
        except OutputCancelled:
            self._window.tell("已停止，没有留下文件。")
            return
        finally:
            progress.close()
            progress.deleteLater()
        self._window.tell(f"已生成 {len(pack.files)} 个文件，在 {pack.folder}")
