"""The program's window driven without a clerk: opened on a filing, keys pressed, waited for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import make_application
from ui.window import MainWindow


def settle() -> None:
    """Have everything done that is waiting in the queue, painting included."""
    for _ in range(3):
        QCoreApplication.processEvents()


def opened(folder: Path) -> MainWindow:
    """The window with the filing of a data folder, fully checked."""
    make_application()
    window = MainWindow(folder)
    window.show()
    settle()
    window.start()
    assert window.controller is not None
    assert window.controller.session is not None
    while window.controller.session.checking:
        QCoreApplication.processEvents()
    settle()
    return window


def press(key: Qt.Key, text: str = "") -> None:
    """A key where the keyboard is."""
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def type_text(text: str) -> None:
    """Characters, one after the other."""
    for char in text:
        press(Qt.Key.Key_unknown, char)
        settle()
