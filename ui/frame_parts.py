"""What the window's frame is made of before the first paint: buttons, labels, a hairline.

Made without the `Qt` namespace and `QStyle`: PySide6 makes their hundred and fifty enumerations when they are first
named, which takes a sixth of the time to the first paint. `finish` sets afterwards what needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget


def flat_button(text: str, on_click: Callable[[], object], name: str = "", tip: str = "") -> QToolButton:
    """A flat button with text; `tip` says more, with the key."""
    button = QToolButton()
    button.setText(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    if tip and not any(map(str.isalpha, text)):
        button.setAccessibleName(tip)  # an arrow or a sign says nothing to a screen reader
    button.clicked.connect(lambda _checked: on_click())
    return button


def flat_label(text: str = "", name: str = "") -> QLabel:
    """A label on one line."""
    widget = QLabel(text)
    widget.setObjectName(name)
    return widget


def finish(frame: QWidget) -> None:
    """Give the buttons in a frame their pointer; labels show what they are told letter by letter, never as HTML."""
    from PySide6.QtCore import Qt

    parts: Iterable[QWidget] = frame.findChildren(QWidget)
    for part in parts:
        if isinstance(part, QToolButton):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        elif isinstance(part, QLabel):
            part.setTextFormat(Qt.TextFormat.PlainText)


class ElidedLabel(QLabel):
    """A label that gives way: what does not fit ends in … and is told whole by the tooltip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:
        """Some letters at least."""
        return QSize(min(_LEAST_TEXT, self.sizeHint().width()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show a text; the tooltip tells all of it."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        if not self.text():
            return
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QStylePainter

        painter = QStylePainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawItemText(self.rect(), flags, self.palette(), self.isEnabled(), text, self.foregroundRole())


class ElidedButton(QToolButton):
    """A button whose text gives way in its middle: its end says that there is a menu."""

    def minimumSizeHint(self) -> QSize:
        """Some letters at least."""
        return QSize(min(_LEAST_BUTTON, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.width() - _PADDING:
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter

        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.shown_text()  # type: ignore[attr-defined]  # PySide6's stubs leave out the fields of options
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def shown_text(self) -> str:
        """The text as there is room for it."""
        from PySide6.QtCore import Qt

        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width() - _PADDING)


_LEAST_TEXT, _LEAST_BUTTON, _PADDING = 60, 120, 26


def divider() -> QFrame:
    """A short upright hairline between groups of buttons."""
    line = QFrame()
    line.setFixedSize(1, 22)
    line.setStyleSheet("background: #D8DCE2;")
    return line


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
