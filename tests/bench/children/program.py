"""The program as `main.py` starts it. Prints the clock at its first painting and when the project list is painted."""

from __future__ import annotations

import sys
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

import main
from ui.window import MainWindow

told: list[str] = []
painted_once: list[bool] = []


def tell(what: str) -> None:
    """Print once when this happened; end after the last."""
    if what not in told:
        told.append(what)
        print(perf_counter(), flush=True)
        if what == "list":
            QApplication.exit(0)


def paint_window(window: MainWindow, event: QPaintEvent) -> None:
    """The frame is painted; what follows in the queue comes when it is on the screen."""
    super(MainWindow, window).paintEvent(event)
    painted_once.append(True)
    QTimer.singleShot(0, lambda: tell("window"))


def watch_list() -> None:
    """Know when a form is painted; only when its module is needed, so that the start is as it is."""
    from ui.form.view import FormView  # noqa: PLC0415 - heavy

    paint = FormView.paintEvent

    def painted(view: FormView, event: QPaintEvent) -> None:
        paint(view, event)
        if view.sheet.code == "LIST":
            QTimer.singleShot(0, lambda: tell("list"))

    FormView.paintEvent = painted  # type: ignore[method-assign]


start = MainWindow.start


def started(window: MainWindow) -> None:
    """Open the store; the list is watched from here on. It may be the first to come after the painting."""
    if painted_once:
        tell("window")
    watch_list()
    start(window)


MainWindow.paintEvent = paint_window  # type: ignore[method-assign]
MainWindow.start = started  # type: ignore[method-assign]
sys.exit(main.main(sys.argv[1:]))
