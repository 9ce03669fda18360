"""CellEditor: the text editor that lies over a cell while it is typed into, set like the cell itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from ui import tokens
from ui.form.popups import PopupList

_NO_KEYPAD: Final = ~Qt.KeyboardModifier.KeypadModifier
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

PASSING: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the keyboard for a moment only: another program, a menu."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the editor is set: font, line pitch and side padding in pixels, alignment, at the top or in the middle."""

    font: QFont
    pitch: float
    padding: int
    align: Qt.AlignmentFlag
    at_top: bool
    lines: bool


class CellEditor(QTextEdit):
    """One editor, opened over one cell after another.

    Signals: `left` with where the clerk wants to go next ("down", "up", "next", "previous", "stay"), `cancelled` (Esc),
    `undo_beyond` and `redo_beyond` (the key was pressed when the text itself has nothing to undo).
    """

    left = Signal(str)
    cancelled = Signal()
    undo_beyond = Signal()
    redo_beyond = Signal()

    def __init__(self, parent: QWidget, suggestions: PopupList) -> None:
        super().__init__(parent)
        self.hide()
        self._setting: Setting | None = None
        self._initial = ""
        self._replacing = False
        self._list = suggestions
        self._suggest: Callable[[str], list[str]] | None = None
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        # nothing of the application's text boxes: the cell has its own frame and padding
        self.setStyleSheet(
            f"QTextEdit {{ border: none; border-radius: 0; margin: 0; padding: 0;"
            f" background: {tokens.PAPER}; color: {tokens.INK}; }}"
        )
        self.textChanged.connect(self._offer)
        suggestions.chosen.connect(self._take)

    def start(self, initial: str, shown: str | None, setting: Setting) -> None:
        """Begin with the cell's text, or with `shown` in its place (typing over it; "" at first)."""
        self._suggest = None
        self._initial = initial
        self._replacing = shown == ""
        self.setPlainText(initial if shown is None else shown)
        self.set_as(setting)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_as(self, setting: Setting) -> None:
        """Set font, alignment and line pitch (again after a change of zoom); not part of the text's undo."""
        self._setting = setting
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setFont(setting.font)
        document.setDefaultFont(setting.font)
        block = QTextBlockFormat()
        block.setAlignment(setting.align)
        block.setLineHeight(setting.pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        # the characters carry the font themselves: a style sheet of the application would replace the widget's
        letters = QTextCharFormat()
        letters.setFont(setting.font)
        cursor.setCharFormat(letters)
        cursor.setBlockCharFormat(letters)
        self.setCurrentCharFormat(letters)
        document.setUndoRedoEnabled(True)

    def suggest_with(self, suggest: Callable[[str], list[str]] | None) -> None:
        """Offer words for what is typed from now on."""
        self._suggest = suggest

    def offer_at_once(self) -> None:
        """Offer what fits before anything is typed (the few levels there are, not the whole catalogue)."""
        self._show_words("")

    @property
    def text(self) -> str:
        """The text as it stands, without a pending composition."""
        return self.toPlainText()

    @property
    def untouched(self) -> bool:
        """Whether it still holds what the cell holds."""
        return self.text == self._initial

    @property
    def composing(self) -> bool:
        """Whether the input method shows text not yet committed."""
        layout = self.textCursor().block().layout()
        return bool(layout.preeditAreaText())

    def fit(self, least_height: int) -> int:
        """Pad the text as the cell is padded; the height it needs, at least the cell's."""
        setting = self._setting
        if setting is None:
            return least_height
        needed = max(int(self.document().size().height()), int(setting.pitch))
        slack = max(least_height - needed, 0)
        top = min(round(setting.padding * 0.8), slack) if setting.at_top else slack // 2
        self.setViewportMargins(setting.padding, top, setting.padding, 0)
        return max(least_height, needed + top)

    def event(self, event: QEvent) -> bool:
        """An open, untouched editor leaves the undo keys to the form."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._beyond(event):
            event.ignore()
            return True
        return super().event(event)

    def _beyond(self, event: QKeyEvent) -> SignalInstance | None:
        """The signal for an undo or redo key that the text itself has no use for."""
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable() and self.untouched:
            return self.undo_beyond
        if event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable() and self.untouched:
            return self.redo_beyond
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Enter, Tab or Esc; a new line with Alt+Enter; everything else is typing."""
        modifiers = event.modifiers() & _NO_KEYPAD
        beyond = self._beyond(event)
        if not modifiers and self._list.handle_key(event.key()):
            return
        if beyond is not None:
            beyond.emit()
        elif event.key() in _ENTER and modifiers == Qt.KeyboardModifier.AltModifier:
            self._new_line()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif way := self._way_out(event.key(), modifiers):
            self.left.emit(way)
        else:
            super().keyPressEvent(event)

    def _way_out(self, key: int, modifiers: Qt.KeyboardModifier) -> str:
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            return "up" if shift else "down"
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return "previous" if shift or key == Qt.Key.Key_Backtab else "next"
        if self._replacing and not modifiers and not self._is_lines:
            return {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(Qt.Key(key), "")
        return ""

    @property
    def _is_lines(self) -> bool:
        return self._setting is not None and self._setting.lines

    def _new_line(self) -> None:
        if self._is_lines:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste inside the editor: text only; in a single-line cell line ends become spaces."""
        text = source.text().strip("\r\n").replace("\r\n", "\n")
        self.insertPlainText(text if self._is_lines else " ".join(text.split("\n")))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere takes the text over; another program or a menu coming to the front does not."""
        super().focusOutEvent(event)
        if event.reason() not in PASSING and self.isVisible():
            self.left.emit("stay")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the mouse may do in the text; the cell's own menu is for closed cells."""
        menu = QMenu(self)
        for name, key, act in (
            ("撤销", "Ctrl+Z", self.undo),
            ("剪切", "Ctrl+X", self.cut),
            ("复制", "Ctrl+C", self.copy),
            ("粘贴", "Ctrl+V", self.paste),
            ("全选", "Ctrl+A", self.selectAll),
        ):
            menu.addAction(f"{name}\t{key}").triggered.connect(act)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def finish_composition(self) -> None:
        """Take over what the input method has pending, before the text is read."""
        if self.composing:
            QGuiApplication.inputMethod().commit()

    def _offer(self) -> None:
        if self.untouched:
            self._list.hide()
        else:
            self._show_words(self.text)

    def _show_words(self, text: str) -> None:
        if self._suggest is not None and self.isVisible():
            around = self._list.parentWidget()
            corner = self.mapTo(around, self.rect().topLeft()) if around is not None else QPoint()
            self._list.offer(self._suggest(text), self.rect().translated(corner))

    def _take(self, word: str) -> None:
        """A suggestion was chosen: it replaces the text, as one step of the text's undo."""
        if not self.isVisible() or self._suggest is None:
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(word)
        self._list.hide()
