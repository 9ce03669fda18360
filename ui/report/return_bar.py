"""Shown above a form to which the clerk came from a figure or finding of a report: the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets import ElidedLabel, tool_button


class ReturnBar(QFrame):
    """Emits `returned`."""

    returned = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.setObjectName("returnbar")
        self.words = ElidedLabel()
        self.button = tool_button("‹ 返回报告", self.returned.emit, "link", "Alt+←")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)
        self._shortcut = QShortcut(QKeySequence("Alt+Left"), window, self.returned.emit)
        self.put_away()

    def offer(self, name: str) -> None:
        """Offer to go back to a report."""
        self.offered = True
        self.words.setText(f"从“{name}”来；改好以后回去，文中的数已经跟着改了。Alt+←")
        self._shortcut.setEnabled(True)
        self.show()

    def put_away(self) -> None:
        """Nothing to go back to."""
        self.offered = False
        self._shortcut.setEnabled(False)
        self.hide()
