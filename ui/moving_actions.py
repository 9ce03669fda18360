"""Where the data lie, and moving them to another PC, as the window does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from services.store.backup import check_backup
from ui.dialogs.base import kept
from ui.dialogs.moving import MovingDialog

if TYPE_CHECKING:
    from ui.controller import Controller


class MovingActions:
    """One command; works with and without an open filing."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {"moving": self.moving}

    def moving(self) -> None:
        """Show where the data lie; put those of another PC in their place when the clerk chose some."""
        controller = self._controller
        dialog = MovingDialog(controller.window, controller.store)
        with kept(dialog):
            dialog.exec()
            chosen = dialog.chosen
        if chosen is None:
            return
        check_backup(chosen)
        if controller.store.filings() and not controller.window.ask(_QUESTION, "换成带来的数据"):
            return
        controller.store.restore(chosen)
        controller.close_page()
        controller.begin("")
        controller.window.tell(f"已取回“{chosen.name}”中的数据，请核对编报和项目个数。原来的数据也备份了一份。")


_QUESTION = "这台电脑上已有的编报会全部换成带来的数据（换之前自动备份一份，可从“备份”恢复）。确定吗？"
