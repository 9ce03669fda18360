"""The bar over the writing screen: which report, its date, insert a figure, show or hide the finished page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.widgets import ElidedLabel, label, tool_button

_NARROW = 560
_DATE_WIDTH = 128


class ReportBar(QWidget):
    """Emits `asked` with a command (back, insert, page), `dated` with a text typed as the date."""

    asked = Signal(str)
    dated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("formbar")
        self.setFixedHeight(40)
        self.back = tool_button("‹", lambda: self.asked.emit("back"), tip="回到全部表和报告")
        self.title = ElidedLabel("formtitle")
        self.date_label = label("成文日期", "muted")
        self.date = QLineEdit()
        self.date.setFixedWidth(_DATE_WIDTH)
        self.date.setPlaceholderText("如 2025-3-18")
        self.date.setAccessibleName("成文日期")
        self.date.setToolTip("印在报告末尾或封面上的日期")
        self.date.editingFinished.connect(self._on_date)
        self._date_shown = ""
        self.insert = tool_button("插入数字", lambda: self.asked.emit("insert"), tip="插入数字 = 或 Ctrl+E")
        self.page = tool_button("看页面", lambda: self.asked.emit("page"), "pill", "显示或收起右边印出来的页")
        self.page.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (self.date_label, self.date, self.insert, self.page):
            row.addWidget(widget)

    def show_report(self, name: str, date: str, *, with_date: bool, locked: bool) -> None:
        """Name the report and its date."""
        self.title.setText(name)
        self._date_shown = date
        if not self.date.hasFocus() or self.date.text() != date:
            self.date.setText(date)
        self._with_date = with_date
        self.date.setReadOnly(locked)
        self.insert.setEnabled(not locked)
        self._show_what_fits()

    def _on_date(self) -> None:
        if self.date.text().strip() != self._date_shown and not self.date.isReadOnly():
            self.dated.emit(self.date.text().strip())

    _with_date = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the word before the date gives way."""
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        self.date.setVisible(self._with_date)
        self.date_label.setVisible(self._with_date and self.width() >= _NARROW)
