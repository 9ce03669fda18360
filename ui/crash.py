"""An error nobody expected: the traceback goes to the log, the clerk gets a plain sentence."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


def install_crash_handler(window: QWidget) -> None:
    """Send every unhandled exception to the log and tell the clerk that her data are safe."""

    def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unhandled", exc_info=(kind, error, trace))
        text = (
            "程序遇到了没有预料到的问题，刚才这一步可能没有完成。\n"
            "已经保存的数据不受影响，可以继续填报；问题已记入日志。"
        )
        QMessageBox.warning(window, "绩效编报", text)

    sys.excepthook = handle
