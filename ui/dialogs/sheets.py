"""Sheets to read: tables made of a comparison or a collection, printed and exported like forms, never typed into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from services.export import Order, Progress
from services.forms.sheet import Sheet
from services.render.fonts import font_set
from services.render.measure import Measurer
from services.render.output import OutputError
from ui.dialogs.base import kept
from ui.dialogs.export import ask_for_book, run_export
from ui.form.view import FormView
from ui.message_bar import MessageBar
from ui.preview import PreviewDialog
from ui.printing import form_pdf
from ui.widgets import ElidedLabel, tool_button

Write = Callable[[Order, Progress, Callable[[], bool]], list[Path]]
_WIDTH, _HEIGHT = 1180, 700


class SheetsDialog(QDialog):
    """Shows one sheet at a time; `write` exports them all. Esc closes it, F7 shows the sheet as it is printed."""

    def __init__(self, parent: QWidget | None, title: str, text: str, sheets: Sequence[Sheet], write: Write) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        room = self.screen().availableSize()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._sheets, self._write = sheets, write
        self.tabs, self.view, self.message = QTabBar(), FormView(Measurer(font_set())), MessageBar()
        self.words = ElidedLabel("muted")
        self.words.setText(text)
        for sheet in sheets:
            self.tabs.addTab(sheet.name)
        self.tabs.setVisible(len(sheets) > 1)
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._show_sheet)
        self._fill()
        for keys, act in (("F7", self.preview), ("Ctrl+P", self.preview), ("Ctrl+E", self.export)):
            QShortcut(QKeySequence(keys), self, act)
        self._show_sheet(0)

    def _fill(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 14, 6)
        bar.addWidget(self.words, 1)
        bar.addWidget(tool_button("适合宽度", self.view.fit_width))
        bar.addWidget(tool_button("预览、打印…", self.preview, tip="这张表印出来的样子 F7"))
        bar.addWidget(tool_button("导出…", self.export, "primary", "导出 PDF 和 Excel Ctrl+E"))
        bar.addWidget(tool_button("关闭", self.reject, tip="关闭 Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        column.addWidget(self.message)

    @property
    def sheet(self) -> Sheet:
        """The sheet shown."""
        return self._sheets[max(self.tabs.currentIndex(), 0)]

    def _show_sheet(self, place: int) -> None:
        self.view.set_sheet(self._sheets[place])
        self.view.fit_width()
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known only now."""
        super().showEvent(event)
        self.view.fit_width()

    def preview(self) -> None:
        """The sheet as it is printed."""
        dialog = PreviewDialog(self, form_pdf(self.sheet), self.sheet.name)
        with kept(dialog):
            dialog.exec()

    def export(self) -> None:
        """Write all sheets to files, with progress; what cannot be written is told here."""
        order = ask_for_book(self)
        if order is None:
            return
        try:
            self.message.say(run_export(self, order, self._write))
        except OutputError as error:
            self.message.say(str(error))
