from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from shiboken6 import Shiboken

from services.forms.keys import entry_key
from ui.application import make_application
from ui.window import MainWindow


@pytest.fixture(scope="session")
def qapp():
    """The application; what a test left open ends with it, while Python still answers what widgets ask at their end."""
    app = make_application()
    yield app
    app.clipboard().clear()
    for widget in app.topLevelWidgets():
        if Shiboken.isValid(widget):
            Shiboken.delete(widget)


class Desk:
    """The window with the hands of a clerk."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.folder = qtbot, folder
        self.window = self.open_window()

    # ---- the program

    def open_window(self):
        window = MainWindow(self.folder)
        with self.qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        self.window = window
        return window

    def start(self):
        self.window.start()
        if self.session is not None:
            self.wait_checked()
        return self

    def demo(self):
        self.start()
        self.window.welcome.buttons["demo"].click()
        self.wait_checked()
        return self

    def close(self):
        closed = self.window.close()
        if closed:
            self.window.deleteLater()
        return closed

    def again(self):
        """Close the program and open it again."""
        assert self.close()
        self.open_window()
        return self.start()

    @property
    def controller(self):
        return self.window.controller

    @property
    def session(self):
        return self.controller.session if self.controller else None

    @property
    def page(self):
        return self.controller.page

    @property
    def view(self):
        return self.page.view

    @property
    def filing(self):
        return self.session.filing

    @property
    def findings(self):
        return self.window.findings

    @property
    def rules(self):
        return [card.finding.rule.id for card in self.findings.cards()]

    @property
    def message(self):
        return self.window.message.text()

    def wait_checked(self):
        self.qtbot.waitUntil(lambda: not self.session.checking)

    def project(self, place=0):
        return self.filing.projects[place]

    def show(self, place):
        """Open a project's form by a click in the list at the left."""
        side = self.window.sidebar
        row = side.entry_model.row_of(entry_key(self.project(place).id))
        side.list.scrollTo(side.entry_model.index(row))
        rect = side.list.visualRect(side.entry_model.index(row))
        QTest.mouseClick(side.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        return self.project(place)

    def activate(self):
        """The offscreen screen does not give the window back the keyboard after a dialog."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()

    # ---- keys

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier):
        if QApplication.focusWidget() is None:
            self.activate()
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def ctrl(self, key):
        self.key(key, modifier=Qt.KeyboardModifier.ControlModifier)

    def type(self, text):
        """Latin text by keys, Chinese as an input method commits it."""
        if QApplication.focusWidget() is None:
            self.activate()
        for part in text:
            if part.isascii():
                QTest.keyClicks(QApplication.focusWidget(), part)
            else:
                event = QInputMethodEvent()
                event.setCommitString(part)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def fill(self, ref, text):
        """Type a text into a cell and press Enter."""
        assert self.view.go_to(ref)
        self.view.setFocus()
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def paste(self, text):
        QApplication.clipboard().setText(text)
        self.ctrl(Qt.Key.Key_V)

    # ---- dialogs

    def answering(self, act):
        """Do something with the next dialog as soon as it is open; returns what was seen in a list."""
        seen = []
        tries = iter(range(100))

        def look():
            popup = QApplication.activePopupWidget()
            dialog = popup or QApplication.activeModalWidget()
            late = next(tries, None) is None
            if not late and (dialog is None or not dialog.isVisible() or not (popup or dialog.isActiveWindow())):
                QTimer.singleShot(5, look)
                return
            assert dialog is not None, "no dialog has opened"
            try:
                seen.append(act(dialog))
            except BaseException:
                dialog.close()
                raise

        QTimer.singleShot(0, look)
        return seen

    def pressing(self, *texts):
        """Press buttons of the dialogs that open next, one button a dialog; returns the texts of the messages."""
        seen = []

        def press(dialog, left):
            seen.append(dialog.text() if isinstance(dialog, QMessageBox) else dialog.windowTitle())
            if left[1:]:
                self.answering(lambda following: press(following, left[1:]))
            button(dialog, left[0]).click()

        self.answering(lambda dialog: press(dialog, texts))
        return seen

    def choosing(self, *starts):
        """Choose the entry of the menu that opens next."""

        def choose(menu):
            action = next(a for a in menu.actions() if a.text().startswith(starts))
            menu.setActiveAction(action)
            QTest.keyClick(menu, Qt.Key.Key_Return)

        return self.answering(choose)


def button(dialog, text):
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def line(dialog, name):
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == name)


@pytest.fixture
def desk(qtbot, tmp_path):
    desk = Desk(qtbot, tmp_path / "数据")
    yield desk
    if desk.controller is not None:
        desk.view.session.close() if desk.page is not None else None
        desk.close()
