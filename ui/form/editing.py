"""EditSession: opens the right editor over the current cell, gives its text to the window, and never loses it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from models.columns import FieldKind
from services.filing.fields import FieldSpec, field_spec
from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell
from services.render.styles import PAD_X
from ui import tokens
from ui.fonts import text_font
from ui.form.cell_editor import CellEditor, Setting
from ui.form.popups import Balloon, PopupList

if TYPE_CHECKING:
    from ui.form.view import FormView

_ALIGN: Final = {
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.TOP_LEFT: Qt.AlignmentFlag.AlignLeft,
}
_TICKED: Final = "是"
_TICK_KEYS: Final = frozenset("√✓1是")
_AROUND: Final = (-4, -4, 4, 4)
"""How far the frame reaches beyond the editor, pixels."""


class EditSession(QObject):
    """At most one cell is being edited; its text goes to the window by `FormView.edit_committed`."""

    def __init__(self, view: FormView) -> None:
        super().__init__(view)
        self._view = view
        self.cell: Cell | None = None
        self.reason = ""
        self._refused_text: str | None = None
        self._busy = False
        self.choices = PopupList(view)
        self.choices.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.suggestions = PopupList(view)
        self.balloon = Balloon(view)
        self.editor = CellEditor(view.viewport(), self.suggestions)
        self.editor.left.connect(self._leave)
        self.editor.cancelled.connect(self.close)
        self.editor.undo_beyond.connect(partial(self._give_up, view.undo_requested))
        self.editor.redo_beyond.connect(partial(self._give_up, view.redo_requested))
        self.editor.textChanged.connect(self._typed)
        self.choices.chosen.connect(self._choose)
        self.choices.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self.cell is not None

    def open(self, text: str | None = None, *, focus: bool = True) -> bool:
        """Edit the current cell, with its own text or with `text` in its place; False when it cannot be typed into.

        Without focus the view keeps the keyboard (a composition of the input method has begun there).
        """
        cell = self._view.current
        if self.is_open or cell is None or cell.ref is None:
            return self.is_open
        if self._view.locked:
            self._view.notice.emit(self._view.locked)
            return False
        spec = spec_of(cell.ref)
        if is_tick(cell):
            return self._tick(cell.ref, cell, text)
        self.cell = cell
        self.reason, self._refused_text = "", None
        if words := _words(spec):
            self._open_choices(cell, words)
        else:
            self._open_text(cell.ref, cell, text)
            if focus:
                self.editor.setFocus()
        self._repaint()
        return True

    def _tick(self, ref: FieldRef, cell: Cell, text: str | None) -> bool:
        """A tick box is never open: F2, a double click or a space changes it, √ or 1 ticks it."""
        ticked = cell.edit_text == _TICKED
        if text is None or text == " ":
            self._view.edit_committed.emit(ref, "" if ticked else _TICKED)
        elif text in _TICK_KEYS:
            if not ticked:
                self._view.edit_committed.emit(ref, _TICKED)
        elif text:
            self._view.notice.emit("这一格只能打勾：按空格键打勾或取消，按 Delete 取消。")
        return True

    def _open_choices(self, cell: Cell, words: tuple[str, ...]) -> None:
        self.choices.offer(words, self._in_view(self._view.current_rect().toAlignedRect()), cell.edit_text)
        self.choices.setFocus()

    def _open_text(self, ref: FieldRef, cell: Cell, text: str | None) -> None:
        self.editor.start(cell.edit_text, text, self._setting(cell))
        suggest = self._view.suggest
        self.editor.suggest_with(partial(suggest, ref) if suggest is not None else None)
        self.place()
        self.editor.show()
        self.place()  # a hidden editor does not wrap its text anew
        self.editor.offer_at_once()
        self.editor.raise_()
        self._view.band.raise_()

    def _setting(self, cell: Cell) -> Setting:
        view = self._view
        style, scale = view.style_of(cell), view.placement.scale
        font = text_font(view.measurer.fonts.chain(style.role)[0], style.size * scale, view.logicalDpiY())
        spec = spec_of(cell.ref) if cell.ref is not None else None
        lines = spec is not None and spec.kind is FieldKind.LINES
        at_top = cell.align is Align.TOP_LEFT
        return Setting(font, style.pitch * scale, max(round(PAD_X * scale) - 1, 0), _ALIGN[cell.align], at_top, lines)

    def place(self) -> None:
        """Lay the editor over the part of the cell the clerk is at.

        It grows downwards with its text, upwards at the end of the last page; beyond the view it scrolls.
        """
        if self.cell is None:
            return
        before = self.editor.geometry()
        inside = self._view.current_rect().toAlignedRect().adjusted(1, 1, -1, -1)
        self.editor.setGeometry(inside)
        room = self._view.viewport().height() - 2 * tokens.GAP
        height = max(min(self.editor.fit(inside.height()), room), inside.height())
        if height != inside.height():
            lowest = int(self._view.placement.size[1] - self._view.scrolled().y()) - 2
            self.editor.setGeometry(inside.left(), min(inside.top(), lowest - height), inside.width(), height)
        if self.editor.geometry() != before:
            self._view.viewport().update(before.adjusted(*_AROUND))
            self._repaint()
        if self.balloon.isVisible():
            self.balloon.say(self.reason, self._in_view(self.editor.geometry()))

    def _repaint(self) -> None:
        """Have the current cell and what is around the editor painted again: its frame is the view's."""
        self._view.repaint_areas(self._view.areas_of(self._view.current))
        self._view.viewport().update(self.editor.geometry().adjusted(*_AROUND))

    def restyle(self) -> None:
        """The zoom has changed."""
        if self.cell is not None and self.editor.isVisible():
            self.editor.set_as(self._setting(self.cell))
            self.place()

    def sheet_changed(self) -> None:
        """The form was built anew under an open editor: what was typed stays, what was not touched is refreshed."""
        if self.cell is None or self.cell.ref is None:
            return
        fresh = self._view.sheet.by_ref.get(self.cell.ref)
        if fresh is None:
            self.close()
            return
        renewed = fresh.edit_text != self.cell.edit_text and self.editor.untouched and not self._busy
        self.cell = fresh
        if renewed and self.editor.isVisible():
            self.editor.start(fresh.edit_text, None, self._setting(fresh))
        self.place()

    def commit(self, *, again: bool = False) -> bool:
        """Give a changed text to the window; False when it was refused and the editor stays open.

        A text already refused is only offered `again` when the clerk asks for it (Enter), not at every click.
        """
        if self.cell is None or self._busy:
            return not self._busy
        if not self.editor.isVisible():
            self.close()
            return True
        self.editor.finish_composition()
        text, ref = self.editor.text, self.cell.ref
        if text == self._refused_text and not again:
            self._show_reason()
            return False
        if ref is not None and not self.editor.untouched and not self._accepted(ref, text):
            return False
        self.close()
        return True

    def _accepted(self, ref: FieldRef, text: str) -> bool:
        self.reason, self._refused_text = "", None
        self._busy = True
        try:
            self._view.edit_committed.emit(ref, text)
        finally:
            self._busy = False
        return not self.reason

    def refuse(self, text: str, reason: str) -> None:
        """Keep the text in the editor of the current cell and say why it was not taken over."""
        ref = self._view.current.ref if self._view.current is not None else None
        if ref is None or _words(spec_of(ref)) or is_tick(self._view.current):
            self._view.notice.emit(reason)  # a word from a list: nothing typed that could be lost
            return
        if not self.is_open:
            self.open(text)
        if self.editor.text != text:
            self.editor.setPlainText(text)
            self.restyle()
        self.reason, self._refused_text = reason, text
        self._show_reason()
        self._repaint()

    def _show_reason(self) -> None:
        self.balloon.say(self.reason, self._in_view(self.editor.geometry()))

    def close(self) -> None:
        """Leave the editor; a text not given to the window is dropped."""
        if self.cell is None:
            return
        self.cell, self.reason, self._refused_text = None, "", None
        focused = self.editor.hasFocus() or self.choices.hasFocus()
        for popup in (self.balloon, self.suggestions, self.choices):
            popup.hide()
        if focused:
            self._view.setFocus()
        self.editor.hide()
        self._repaint()

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that reached the view though an editor is open goes to the editor; False when none is."""
        if not self.is_open:
            return False
        taker = self.editor if self.editor.isVisible() else self.choices
        taker.setFocus()
        taker.keyPressEvent(event)
        return True

    def _leave(self, way: str) -> None:
        if self.is_open and not self._busy and self.commit(again=way != "stay"):
            self._view.leave(way)

    def _choose(self, word: str) -> None:
        cell = self.cell
        self.close()
        if cell is not None and cell.ref is not None and word != cell.edit_text:
            self._view.edit_committed.emit(cell.ref, word)

    def _give_up(self, signal: object) -> None:
        self.close()
        signal.emit()  # type: ignore[attr-defined]

    def _typed(self) -> None:
        if self.is_open and self.editor.isVisible():
            self.balloon.hide()
            self.place()
            caret = self.editor.cursorRect().translated(self.editor.viewport().mapTo(self._view.viewport(), QPoint()))
            self._view.show_rect(QRectF(caret), under_header=self._view.band.isVisible())

    def _in_view(self, rect: QRect) -> QRect:
        return rect.translated(self._view.viewport().pos())


def is_tick(cell: Cell | None) -> bool:
    """Whether a cell is a tick box."""
    spec = spec_of(cell.ref) if cell is not None and cell.ref is not None else None
    return spec is not None and spec.kind is FieldKind.FLAG


def spec_of(ref: FieldRef) -> FieldSpec | None:
    """What is known of a field; None for an address no model has."""
    try:
        return field_spec(ref.entity, ref.field)
    except KeyError:
        return None


def _words(spec: FieldSpec | None) -> tuple[str, ...]:
    """The words a cell is chosen from; () when it is typed."""
    if spec is None:
        return ()
    return spec.choices if spec.kind is FieldKind.CHOICE else ()
