"""Tries the screen for the self-check: the platform plugin loads, the window opens and is painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_LEAST_COLOURS = 50
"""A window that shows nothing has few."""


def probe_window() -> str:
    """Open the window in a folder of its own; returns what failed, in words (empty = all is well).

    Without a display Qt draws into memory (its platform “offscreen”).
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from services.store.store import Store
    from services.workspace import load_demonstration
    from ui.application import make_application, set_icon

    with TemporaryDirectory(prefix="绩效编报 界面 ", ignore_cleanup_errors=True) as name:
        with Store.open(Path(name)) as store:
            load_demonstration(store)
        app = make_application()
        set_icon()
        if not app.windowIcon().availableSizes():
            return "没有程序图标"
        if app.translate("QPlatformTheme", "Cancel") == "Cancel":
            return "没有 Qt 的中文译文"
        return _painted(Path(name))


def _painted(folder: Path) -> str:
    """Open the window on a store and look at its picture."""
    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

    window = MainWindow(folder)
    window.show()
    window.start()
    QApplication.processEvents()
    if window.controller is None or window.controller.session is None:
        return "窗口没有打开演示数据"
    window.controller.session.finish_check()
    QApplication.processEvents()
    picture = window.grab().toImage()
    spots = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    colours = {picture.pixel(x, y) for x, y in spots}
    window.close()
    return "" if len(colours) >= _LEAST_COLOURS else f"窗口只画出 {len(colours)} 种颜色"
