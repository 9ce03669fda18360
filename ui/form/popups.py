"""What appears under a cell: a list to choose from, and the balloon that says why a text was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from ui import tokens
from ui.fonts import interface_font

_ROWS_SHOWN: Final = 8
_LEAST_WIDTH: Final = 120
_STYLE: Final = f"""
QListWidget {{ background: {tokens.PAPER}; border: 1px solid {tokens.FORM_LINE}; color: {tokens.INK}; outline: 0; }}
QListWidget::item {{ padding: 4px 8px; border: none; background: {tokens.PAPER}; color: {tokens.INK}; }}
QListWidget::item:selected {{ background: {tokens.SELECTION}; color: {tokens.INK}; }}
"""


class PopupList(QListWidget):
    """A list under a cell. It may take the keyboard itself (choices) or be led by an editor (suggestions)."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setStyleSheet(_STYLE)
        self.setFont(interface_font())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.text()))

    def offer(self, words: Sequence[str], under: QRect, current: str | None = None) -> None:
        """Show words under a rectangle of the parent; nothing when there are none. `current` is preselected."""
        self.clear()
        if not words:
            self.hide()
            return
        self.addItems(list(words))
        self.setCurrentRow(words.index(current) if current in words else -1)
        row = self.sizeHintForRow(0)
        width = max(under.width(), self.sizeHintForColumn(0) + 12, _LEAST_WIDTH)
        self.resize(min(width, self._room().width()), row * min(len(words), _ROWS_SHOWN) + 4)
        place_under(self, under)
        self.show()
        self.raise_()

    def handle_key(self, key: int) -> bool:
        """Up and down choose, Enter takes the chosen word; whether the key was used."""
        if not self.isVisible():
            return False
        row = self.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(min(max(row + step, 0), self.count() - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and row >= 0:
            self.chosen.emit(self.item(row).text())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        return False

    def close_list(self) -> None:
        """Hide without choosing."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As handle_key; a letter goes to the next word that begins with it."""
        if not self.handle_key(event.key()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001
        """Tab takes the chosen word."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere closes the list and changes nothing."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()

    def _room(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect() if parent is not None else QRect(0, 0, 10_000, 10_000)


class Balloon(QLabel):
    """Says under a cell why its text was refused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setFont(interface_font())
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(
            f"background: {tokens.ERROR_TINT}; color: {tokens.ERROR}; border: 1px solid {tokens.ERROR};"
            f" border-radius: {tokens.RADIUS}px; padding: 4px 8px;"
        )

    def say(self, text: str, under: QRect) -> None:
        """Show a text under a rectangle of the parent."""
        self.setText(text)
        parent = self.parentWidget()
        widest = min(360, parent.width() if parent is not None else 360)
        self.setFixedWidth(min(self.fontMetrics().horizontalAdvance(text) + 36, widest))
        self.resize(self.width(), self.heightForWidth(self.width()))
        place_under(self, under)
        self.show()
        self.raise_()


def place_under(popup: QWidget, anchor: QRect) -> None:
    """Move a popup under a rectangle of its parent, above it where there is no room, never outside."""
    parent = popup.parentWidget()
    room = parent.rect() if parent is not None else QRect()
    top = anchor.bottom() + 3
    if top + popup.height() > room.bottom() and anchor.top() - popup.height() - 3 >= 0:
        top = anchor.top() - popup.height() - 3
    left = max(0, min(anchor.left(), room.right() - popup.width()))
    popup.move(left, top)
