"""定稿, its check and its lifting, as the window does them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from models.enums import Severity
from services.filing.finalise import FINALISE, finalise, stamp, unlock, verify
from ui.dialogs.finalise import ask_for_unlocking, question, show_errors

if TYPE_CHECKING:
    from ui.controller import Controller

_ALTERED = (
    "内容与定稿时的校验码不符：定稿后数据可能被别的程序改动过。请从备份恢复定稿时的数据，或者解除定稿、核对后重新定稿。"
)


class LockActions:
    """Works on the open filing; does nothing while none is open."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {"finalise": self.finalise, "verify": self.verify, "unlock": self.unlock}

    def finalise(self) -> None:
        """Fix the filing, or show what must be mended first."""
        session = self._controller.session
        if session is None:
            return
        session.finish_check()
        errors = [finding for finding in session.checker.findings() if finding.severity is Severity.ERROR]
        if errors:
            chosen = show_errors(self._window, session.checker, errors)
            if chosen is not None:
                self._controller.go_to(chosen.ref)
            return
        now = datetime.now().astimezone()
        changes = finalise(session.filing, session.checker, now)
        text = question(session.checker.verdict(), session.filing.head.version + 1)
        if self._window.ask(text, "定稿") and not session.apply(changes, FINALISE):
            self._window.tell(f"已定稿：{stamp(session.filing)}")

    def verify(self) -> None:
        """Say whether a fixed filing still is what was fixed."""
        session = self._controller.session
        if session is None:
            return
        if verify(session.filing):
            self._window.tell(f"校验通过：内容与定稿时完全一致。{stamp(session.filing)}")
        else:
            self._window.warn(_ALTERED)

    def unlock(self) -> None:
        """Lift 定稿, with a reason."""
        session = self._controller.session
        if session is None:
            return
        reason = ask_for_unlocking(self._window, stamp(session.filing))
        if reason and not session.apply(*unlock(session.filing, reason)):
            self._window.tell("已解除定稿，可以修改。理由已记入修改记录。")
