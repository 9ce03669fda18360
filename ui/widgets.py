"""Small widgets that several screens use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)


def tool_button(text: str, on_click: Callable[[], object], name: str = "", tip: str = "") -> QToolButton:
    """A flat button with text; `tip` says more, with the key."""
    button = QToolButton()
    button.setText(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if tip and not any(map(str.isalpha, text)):
        button.setAccessibleName(tip)  # an arrow or a sign says nothing to a screen reader
    button.clicked.connect(lambda _checked: on_click())
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


class ElidedLabel(QLabel):
    """A label that gives way: what does not fit ends in … and is told whole by the tooltip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Some letters at least."""
        return QSize(min(_LEAST_TEXT, self.sizeHint().width()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show a text; the tooltip tells all of it."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QStylePainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawItemText(self.rect(), flags, self.palette(), self.isEnabled(), text, self.foregroundRole())


class ElidedButton(QToolButton):
    """A button whose text gives way like that of an ElidedLabel."""

    def minimumSizeHint(self) -> QSize:
        """Some letters at least."""
        return QSize(min(_LEAST_BUTTON, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - _PADDING)
        option.text = text  # type: ignore[attr-defined]  # PySide6's stubs leave out the fields of options
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


_LEAST_TEXT, _LEAST_BUTTON, _PADDING = 60, 120, 26


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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page behind."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow is a character: the style sheet has none without a picture."""
        super().paintEvent(event)
        box = QRect(self.width() - 24, 0, 16, self.height())
        QPainter(self).drawText(box, Qt.AlignmentFlag.AlignCenter, "▾")


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
