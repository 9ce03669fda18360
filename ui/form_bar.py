"""The bar over a form: its title, the choice of form and unit, rows, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.widgets import ElidedLabel, divider, tool_button

_NARROW = 700
_LEAST = 300
_ROW_BUTTONS = (
    ("插入行", "insert_below", "在当前行下面插入一行 Insert"),
    ("删除行", "delete", "删除当前行 Ctrl+Delete"),
    ("↑", "move_up", "上移一行 Alt+↑"),
    ("↓", "move_down", "下移一行 Alt+↓"),
)
_ACTS = (("批复绩效目标", "approve_targets"), ("登记指标值调整…", "change_target"))


class FormBar(QWidget):
    """Emits `row_command` with a command, `zoomed` with 1, -1, 0 (100 %) or None (fit the width).

    In a narrow window what the keys do as well gives way.
    """

    row_command = Signal(str)
    zoomed = Signal(object)
    choose_form = Signal()
    choose_unit = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("formbar")
        self.setFixedHeight(40)
        self.setMinimumWidth(_LEAST)
        self.title = ElidedLabel("formtitle")
        self.form_choice = tool_button("", self.choose_form.emit, "pill", "换一种表样显示和打印")
        self.unit_choice = tool_button("", self.choose_unit.emit, "pill", "金额单位：万元或元")
        self.acts = tool_button("批复 ▼", self._offer_acts, "pill", "批复绩效目标，登记指标值调整")
        self.zoom_text = tool_button("100%", lambda: self.zoomed.emit(0), "link", "恢复 100%")
        self.row_buttons = [tool_button(text, self._asker(name), tip=tip) for text, name, tip in _ROW_BUTTONS]
        fit = tool_button("适合宽度", lambda: self.zoomed.emit(None), tip="适合宽度 Ctrl+0")
        larger = tool_button("＋", lambda: self.zoomed.emit(1), tip="放大 Ctrl+=")
        smaller = tool_button("－", lambda: self.zoomed.emit(-1), tip="缩小 Ctrl+-")
        self._optional: list[QWidget] = [*self.row_buttons[2:], divider(), fit, larger, smaller]
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        row.addWidget(self.form_choice)
        row.addWidget(self.unit_choice)
        row.addWidget(self.acts)
        row.addSpacing(8)
        row.addStretch(1)
        for widget in (*self.row_buttons, self._optional[2], fit, self.zoom_text, larger, smaller):
            row.addWidget(widget)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.row_command.emit(name)

    def show_form(self, title: str, form: str, unit: str) -> None:
        """Name the form shown; `form` is empty for a page without a choice of forms."""
        self.title.setText(title)
        self.form_choice.setText(f"{form} ▼")
        self.form_choice.setVisible(bool(form))
        self.unit_choice.setText(f"{unit} ▼")

    def show_acts(self, *, is_shown: bool) -> None:
        """Offer what is done with targets over the year, where the form has any."""
        self.acts.setVisible(is_shown)

    def _offer_acts(self) -> None:
        menu = QMenu(self)
        for text, command in _ACTS:
            menu.addAction(text, lambda name=command: self.asked.emit(name))
        menu.exec(self.acts.mapToGlobal(self.acts.rect().bottomLeft()))
        menu.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what is less needed when there is no room."""
        super().resizeEvent(event)
        for widget in self._optional:
            widget.setVisible(self.width() >= _NARROW)
