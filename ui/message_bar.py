"""One line of news below the form: stays until the next change or until it is put away; moves nothing on the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets import label, tool_button


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.words = label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dismiss = tool_button("知道了", lambda: self.say(""), "link", "收起这条消息")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 4, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Show a message; empty puts it away."""
        self.words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says now."""
        return self.words.text()
