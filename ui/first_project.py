"""What an empty project list shows: the button that adds the first project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets import label


class FirstProject(QWidget):
    """Emits `add`."""

    add = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("新增第一个项目")
        self.button.setObjectName("primary")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.add)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(label("还没有项目", "heading"), 0, centre)
        column.addWidget(
            label("按回车新增一个，直接在自评表上填写；从 Excel 复制的内容可以成块粘贴。", "muted"), 0, centre
        )
        column.addWidget(self.button, 0, centre)
        column.addStretch(2)
