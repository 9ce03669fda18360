"""Small widgets that several screens use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolButton, QWidget

from ui.frame_parts import ElidedLabel, divider, flat_button, flat_label, restyle

__all__ = ["CalmComboBox", "ElidedLabel", "FlowRow", "divider", "label", "restyle", "tool_button"]


def tool_button(text: str, on_click: Callable[[], object], name: str = "", tip: str = "") -> QToolButton:
    """A flat button with text; `tip` says more, with the key."""
    button = flat_button(text, on_click, name, tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows plain text and lets it be selected."""
    widget = flat_label(text, name)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        widget.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        widget.setSizePolicy(policy)
    return widget


class FlowRow(QWidget):
    """Widgets side by side at their full size; what does not fit goes into a further row."""

    def __init__(self, widgets: Sequence[QWidget], gap: int = 4) -> None:
        super().__init__()
        self._widgets, self._gap = tuple(widgets), gap
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self) -> None:
        """Place the widgets again after their texts have changed."""
        self.updateGeometry()
        self._place(self.width(), moves=True)

    def heightForWidth(self, width: int) -> int:
        """As many rows as the width asks for."""
        return self._place(width, moves=False)

    def sizeHint(self) -> QSize:
        """As high as it is at its width."""
        return QSize(self.width(), self._place(self.width(), moves=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow anew."""
        super().resizeEvent(event)
        self.arrange()

    def _place(self, width: int, *, moves: bool) -> int:
        left = top = height = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + height + self._gap
            if moves:
                widget.setGeometry(left, top, size.width(), size.height())
            left += size.width() + self._gap
            height = max(height, size.height())
        return top + height


class CalmComboBox(QComboBox):
    """A combo box whose value the wheel does not change while it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page behind."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow is a character: the style sheet has none without a picture."""
        super().paintEvent(event)
        box = QRect(self.width() - 24, 0, 16, self.height())
        QPainter(self).drawText(box, Qt.AlignmentFlag.AlignCenter, "▼")
