"""Small widgets that several screens use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QSizePolicy, QToolButton, QWidget


def tool_button(text: str, on_click: Callable[[], object], name: str = "", tip: str = "") -> QToolButton:
    """A flat button with text; `tip` says more, with the key."""
    button = QToolButton()
    button.setText(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda: on_click())
    return button


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows plain text and lets it be selected."""
    widget = QLabel(text)
    widget.setObjectName(name)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        widget.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        widget.setSizePolicy(policy)
    return widget


def divider() -> QFrame:
    """A short upright hairline between groups of buttons."""
    line = QFrame()
    line.setFixedSize(1, 22)
    line.setStyleSheet("background: #D8DCE2;")
    return line


class CalmComboBox(QComboBox):
    """A combo box whose value the wheel does not change while it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page behind."""
        event.ignore()


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
