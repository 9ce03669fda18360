"""The list of matches under the search box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from services.find import Match

_WIDTH, _HEIGHT = 460, 380


class SearchList(QListWidget):
    """Shows matches below a line edit, which keeps the keys. Emits `chosen` with the address, `left` at Esc."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, box: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self._box = box
        self.setObjectName("matches")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(True)
        self.hide()
        self.itemClicked.connect(self._choose)
        box.installEventFilter(self)

    def show_matches(self, matches: list[Match], text: str) -> None:
        """Show the matches, or that there are none; hide when nothing is searched."""
        self.clear()
        if not text.strip():
            self.hide()
            return
        for match in matches:
            item = QListWidgetItem(f"{match.project} · {match.title}\n　{match.excerpt}")
            item.setData(Qt.ItemDataRole.UserRole, match.ref)
            self.addItem(item)
        if not matches:
            self.addItem(QListWidgetItem(f"没有找到“{text.strip()}”"))
        self.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        corner = self._box.mapTo(self.window(), self._box.rect().bottomRight())
        height = min(_HEIGHT, max(44, self.sizeHintForRow(0) * self.count() + 8))
        self.setGeometry(corner.x() - _WIDTH, corner.y() + 4, _WIDTH, height)
        self.show()
        self.raise_()

    def _choose(self, item: QListWidgetItem) -> None:
        ref = item.data(Qt.ItemDataRole.UserRole)
        if ref is not None:
            self.hide()
            self.chosen.emit(ref)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys, Enter and Esc in the search box work the list; leaving the box hides it."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.isVisible():
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.setCurrentRow(min(max(self.currentRow() + steps[key], 0), self.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._choose(self.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            return False
        return True
