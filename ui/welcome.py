"""What an empty store shows: the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets import label

_CHOICES = (
    ("新建年度编报", "new", "填写单位名称，选好年度和方案，就可以开始录入项目。"),
    ("导入数据包", "import", "打开从别的电脑或下属单位带来的数据包（.jxbb）。"),
    ("先看演示", "demo", "载入一份完整的演示数据，随便改、随便试，不影响以后的工作。"),
)


class WelcomePage(QWidget):
    """Emits `chosen` with new, import or demo."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._card(), 8, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("welcome")
        card.setMinimumWidth(380)
        card.setMaximumWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 30, 36, 30)
        column.setSpacing(8)
        title = label("绩效编报")
        title.setStyleSheet("font-size: 24px; font-weight: 600;")
        column.addWidget(title)
        claim = "每个数字只录一次：表随手填好，哪里对不上当时就知道，打印签字、报送财政都用同一套数。"
        column.addWidget(label(claim, "muted", wrap=True))
        column.addSpacing(10)
        for text, command, hint in _CHOICES:
            button = QPushButton(text)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, name=command: self.chosen.emit(name))
            button.setObjectName("primary" if command == "new" else "")
            self.buttons[command] = button
            column.addWidget(button)
            column.addWidget(label(hint, "muted", wrap=True))
            column.addSpacing(6)
        return card
