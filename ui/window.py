"""The main window: frame first, then the store; it connects the parts and knows which filing is open."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.frame_parts import ElidedLabel, finish, flat_label, restyle
from ui.topbar import TopBar, shortcut_actions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from services.forms.sheet import Cell
    from ui.controller import Controller
    from ui.findings import FindingsPanel
    from ui.message_bar import MessageBar
    from ui.sidebar import Sidebar
    from ui.welcome import WelcomePage

log = logging.getLogger(__name__)
_SIDEBAR, _PANEL = 226, 312
_WIDTH, _HEIGHT = 1366, 768


class MainWindow(QMainWindow):
    """The frame. What is in it is furnished after the first paint, what needs the store is in the Controller."""

    sidebar: Sidebar
    findings: FindingsPanel
    welcome: WelcomePage
    message: MessageBar
    actions_by_key: list[QAction]

    def __init__(self, folder: Path | None = None, wanted: str = "") -> None:
        super().__init__()
        self.folder, self.wanted, self.address = folder, wanted, ""
        self.controller: Controller | None = None
        self.setWindowTitle("绩效编报")
        self._fit_screen()
        self.topbar, self.pages = TopBar(), QStackedWidget()
        self.pages.addWidget(flat_label("正在打开…", "opening"))
        self._furnished = False
        self.saved, self.cell, self.how, self.backup = flat_label(), ElidedLabel(), ElidedLabel(), flat_label()
        self.how.setObjectName("how")
        self._build()
        self.topbar.set_open(is_open=False)

    def furnish(self) -> None:
        """Put in what the first paint does not need: list of forms, findings, welcome page, message bar."""
        if self._furnished:
            return
        from ui.findings import FindingsPanel
        from ui.message_bar import MessageBar
        from ui.sidebar import Sidebar
        from ui.welcome import WelcomePage

        self._furnished = True
        finish(self)
        self.actions_by_key = shortcut_actions(self, self.topbar)
        self.sidebar, self.findings = Sidebar(), FindingsPanel()
        self.welcome, self.message = WelcomePage(), MessageBar()
        self.pages.addWidget(self.welcome)
        self._center.addWidget(self.message)
        self.splitter.insertWidget(0, self.sidebar)
        self.splitter.addWidget(self.findings)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_SIDEBAR, self.width() - _SIDEBAR - _PANEL, _PANEL])
        self.set_open(is_open=False)

    def _build(self) -> None:
        center = QWidget()
        self._center = QVBoxLayout(center)
        self._center.setContentsMargins(0, 0, 0, 0)
        self._center.setSpacing(0)
        self._center.addWidget(self.pages, 1)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(center)
        root = QWidget()
        root.setObjectName("frame")
        rows = QVBoxLayout(root)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.topbar)
        rows.addWidget(self.splitter, 1)
        rows.addWidget(self._status())
        self.setCentralWidget(root)

    def _fit_screen(self) -> None:
        """The size of the design, or the whole screen where that is smaller (1366×768 at 150 %)."""
        room = self.screen().availableSize()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._fills_screen = room.width() <= _WIDTH or room.height() <= _HEIGHT

    def show(self) -> None:
        """Appear; for the first time as large as `_fit_screen` found fit."""
        fills, self._fills_screen = self._fills_screen, False
        if fills:
            self.showMaximized()
        else:
            super().show()

    def _status(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("statusbar")
        bar.setFixedHeight(28)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(22)
        row.addWidget(self.saved)
        row.addWidget(self.cell, 1)
        row.addWidget(self.how, 2)
        row.addWidget(self.backup)
        return bar

    # ---- start and end

    def start(self) -> None:
        """After the first paint: import what is heavy, open the store, show the filing."""
        self.furnish()
        from ui.controller import Controller
        from ui.opening import open_store

        store, news = open_store(self)
        if store is None:
            self.close()
            return
        self.controller = Controller(self, store)
        self.controller.begin(self.wanted)
        if news:
            self.tell(news)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit the open cell, then close the store."""
        if self.controller is not None:
            if not self.controller.finish():
                event.ignore()
                return
            self.controller = None
        super().closeEvent(event)

    def come_to_front(self) -> None:
        """Another start asked for this window."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    # ---- what it shows

    def set_open(self, *, is_open: bool, with_findings: bool = True) -> None:
        """Show or hide what needs an open filing; the overview shows its findings itself."""
        self.topbar.set_open(is_open=is_open)
        self.sidebar.setVisible(is_open)
        self.findings.setVisible(is_open and with_findings)

    def show_saved(self) -> None:
        """Say that everything is saved, and when."""
        self._show_state("done")
        from datetime import datetime

        self.saved.setText(f"● 已保存 {datetime.now().astimezone():%H:%M:%S}")

    def show_unsaved(self) -> None:
        """Say that the last change could not be written; the next one that can takes this back."""
        self._show_state("failed")
        self.saved.setText("● 未保存")

    def _show_state(self, state: str) -> None:
        self.saved.setObjectName(state)
        restyle(self.saved)

    def show_cell(self, cell: Cell | None) -> None:
        """Explain the current cell in the status line."""
        self.cell.setText(f"当前格：{cell.title}" if cell is not None and cell.title else "")
        over = f"　计算值 {cell.suggested}，已改写" if cell is not None and cell.typed_over else ""
        self.how.setText((cell.how + over) if cell is not None else "")

    def show_words(self, words: str, figures: str) -> None:
        """Say in the status line what stands in the current section of a report."""
        self.cell.setText(words)
        self.how.setText(figures)

    def tell(self, text: str) -> None:
        """A message below the form that stays until the next change; empty hides it."""
        self.message.say(text)

    def warn(self, text: str) -> None:
        """A message that must be read."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "绩效编报", text, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
        box.deleteLater()

    def ask(self, text: str, yes: str, no: str = "取消") -> bool:
        """A question with two named answers."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, "绩效编报", text, QMessageBox.StandardButton.NoButton, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(accept)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is accept
