"""PassageEditor: the text of one passage, with figures as chips. It is as tall as its text and knows no store."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip

from ui import tokens
from ui.fonts import interface_font
from ui.mime import mime_data
from ui.report.chips import CHAR, KIND, SIZE, ChipPainter, Show, chip_at, put_text, read_text, stored_text
from ui.report.editor_keys import STEPS, is_ours, plain_enter, types_text
from ui.report.pasting import clean_html, clean_text

_PITCH, _PARAGRAPH_GAP = 27, 5
_TALL = 10_000
_OWN = "application/x-jixiao-passage"
"""Copied text with its tokens: pasted within the program, chips stay chips."""
_INSERT = frozenset("=＝")
_OF_A_NUMBER = frozenset("0123456789.+-*/<>!=≤≥％%")
Mark = tuple[int, int, str]
"""Positions in the document and the colour of a finding."""


class PassageEditor(QTextEdit):
    """Emits `edited` when the clerk changed the text, `entered` and `left` as the keyboard comes and goes.

    `asked` carries a command: insert (a figure at the cursor), rewrite, next and previous (passage), undo and redo when
    there is nothing of its own to undo. `chip_opened`: what stands in a token, to go to its cell. `refused`: typing in
    a text that cannot be typed in now.
    """

    edited = Signal()
    left = Signal()
    entered = Signal()
    asked = Signal(str)
    chip_opened = Signal(str)
    refused = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, show: Show, tell: Callable[[str], str]) -> None:
        super().__init__()
        self._show, self._tell = show, tell
        self._filling = False
        self.composing = False
        self._painter = ChipPainter(self, show)
        self.document().documentLayout().registerHandler(KIND, self._painter)
        self._dress()
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().contentsChange.connect(self._on_change)

    def _dress(self) -> None:
        self.setObjectName("passage")
        self.setFont(interface_font(SIZE))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)

    # ---- the text

    def text(self) -> str:
        """The text with its tokens."""
        return stored_text(self.document())

    def fill(self, text: str) -> None:
        """Show a text from the store; nothing of it can be undone in the document."""
        self._quietly(lambda: self._put_whole(text))

    def follow(self, text: str) -> None:
        """Take over a text that was changed elsewhere (undo, a finding's mend); the cursor goes to the change."""
        if self.text() == text:
            return
        before = self.document().toPlainText()
        self.fill(text)
        self.go_to(_end_of_change(before, self.document().toPlainText()))

    def _quietly(self, act: Callable[[], None]) -> None:
        self._filling = True
        self.setUndoRedoEnabled(False)
        act()
        self.setUndoRedoEnabled(True)
        self._filling = False
        self._fit()

    def _put_whole(self, text: str) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(_paragraph())
        put_text(cursor, text)

    def go_to(self, position: int, end: int | None = None) -> None:
        """Put the cursor at a position, or select up to another."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def insert_stored(self, text: str) -> None:
        """Insert a text with tokens at the cursor, in place of what is selected."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        put_text(cursor, text)
        cursor.endEditBlock()
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)

    def figures_changed(self) -> None:
        """Chips have other values: measure and paint them again."""
        document = self.document()
        if CHAR in document.toPlainText():
            document.markContentsDirty(0, document.characterCount())
            self._fit()

    def settle(self) -> None:
        """What is in the text now is saved: undo goes on with the program's own steps."""
        self.document().clearUndoRedoStacks()

    def show_marks(self, marks: list[Mark]) -> None:
        """Underline what findings are about."""
        self.setExtraSelections([self._selection(*mark) for mark in marks])

    def _selection(self, start: int, end: int, colour: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        kind = QTextCharFormat()
        kind.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        kind.setUnderlineColor(QColor(colour))
        kind.setBackground(QColor(tokens.ERROR_TINT if colour == tokens.ERROR else tokens.WARNING_TINT))
        kind.setForeground(QColor(colour))
        made.cursor, made.format = cursor, kind  # type: ignore[attr-defined]  # fields the stubs leave out
        return made

    def _on_change(self, _position: int, removed: int, added: int) -> None:
        if not self._filling and (removed or added):
            self._fit()
            self.edited.emit()

    # ---- size

    def _fit(self, *_size: object) -> None:
        height = round(self.document().size().height()) + 2
        if self.document().isEmpty() and self.placeholderText():
            height = max(height, self._height_of_prompt())
        if height != self.height():
            self.setFixedHeight(max(height, _PITCH + 2))

    def _height_of_prompt(self) -> int:
        """What an empty passage asks for is read whole, too."""
        room = QRect(0, 0, max(self.viewport().width(), 1), _TALL)
        flags = Qt.TextFlag.TextWordWrap.value
        return self.fontMetrics().boundingRect(room, flags, self.placeholderText()).height() + 4

    def set_prompt(self, prompt: str) -> None:
        """What is asked for while there is no text; never printed."""
        self.setPlaceholderText(prompt)
        self._fit()

    def sizeHint(self) -> QSize:
        """As tall as the text."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the text."""
        event.ignore()

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here do not reach the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of a chip tells where its figure comes from."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            inside = self.chip_under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tell(inside) if inside else "", self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo that knows the program's steps, = for a figure, Ctrl+arrows between passages, Enter on a chip."""
        if self._command(event):
            return
        if self.isReadOnly() and types_text(event):
            self.refused.emit()
            return
        if event.text() in _INSERT and event.text() and not self._in_number():
            self.asked.emit("insert")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event = plain_enter(event)
        super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or (control and key == Qt.Key.Key_Y):
            self._redo()
        elif control and key in STEPS:
            self.asked.emit(STEPS[Qt.Key(key)])
        elif control and key == Qt.Key.Key_E:
            self._insert()
        elif key == Qt.Key.Key_F2:
            self.asked.emit("rewrite")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chip_at_cursor():
            self.chip_opened.emit(self._chip_at_cursor())
        else:
            return False
        return True

    def _insert(self) -> None:
        if self.isReadOnly():
            self.refused.emit()
        else:
            self.asked.emit("insert")

    def _undo(self) -> None:
        if self.document().isUndoAvailable() and not self.isReadOnly():
            self.undo()
        else:
            self.asked.emit("undo")

    def _redo(self) -> None:
        if self.document().isRedoAvailable() and not self.isReadOnly():
            self.redo()
        else:
            self.asked.emit("redo")

    def _in_number(self) -> bool:
        """Whether a formula or a comparison is being typed, in which = is meant."""
        cursor = self.textCursor()
        before = self.document().characterAt(cursor.selectionStart() - 1) if cursor.selectionStart() else ""
        return before in _OF_A_NUMBER or (before.isascii() and before.isalpha())

    def _chip_at_cursor(self) -> str:
        """The chip that alone is selected, so that Enter on it goes to its cell."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if self.isReadOnly() and start == end:
            return chip_at(self.document(), start)
        return chip_at(self.document(), start) if end - start == 1 else ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese input: what is being composed is not yet text; a full-width = inserts a figure."""
        self.composing = bool(event.preeditString())
        if self.isReadOnly() and (event.commitString() or event.preeditString()):
            self.refused.emit()
            return
        if event.commitString() in _INSERT and event.commitString() and not self._in_number():
            event.setCommitString("")
            super().inputMethodEvent(event)
            self.asked.emit("insert")
            return
        super().inputMethodEvent(event)

    # ---- mouse and focus

    def chip_under(self, place: QPointF) -> str:
        """What stands in the token of the chip at a place; "" when there is none."""
        at = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return chip_at(self.document(), at) if at >= 0 else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over chips."""
        super().mouseMoveEvent(event)
        over = self.chip_under(event.position())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a chip goes to its cell; a selection over chips stays a selection."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            inside = self.chip_under(event.position())
            if inside:
                self.chip_opened.emit(inside)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The passage becomes the current one."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is to be saved."""
        self.composing = False
        super().focusOutEvent(event)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the passage; the card knows."""
        self.menu_asked.emit(event.globalPos())

    def set_writable(self, *, writable: bool) -> None:
        """Let it be typed in, or only read and copied."""
        flags = Qt.TextInteractionFlag
        reading = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags.TextEditorInteraction if writable else reading)

    # ---- clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """The words as read for other programs, with tokens for this one."""
        cursor, document = self.textCursor(), self.document()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        data = mime_data()
        data.setText(read_text(document, self._show, start, end))
        data.setData(_OWN, QByteArray(stored_text(document, start, end).encode()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Anything with words in it."""
        return source.hasFormat(_OWN) or source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: from here with its figures, from elsewhere as clean text."""
        if source.hasFormat(_OWN):
            text = bytes(source.data(_OWN).data()).decode()
        else:
            text = clean_html(source.html()) if source.hasHtml() else clean_text(source.text())
        if text:
            self.insert_stored(text)
            self.ensureCursorVisible()


def _paragraph() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(_PITCH, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setBottomMargin(_PARAGRAPH_GAP)
    return made


def _end_of_change(before: str, after: str) -> int:
    """Where in `after` the part ends that differs from `before`."""
    least, tail = min(len(before), len(after)), 0
    while tail < least and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return len(after) - tail
