"""ImeBridge: Chinese input that begins on a cell not yet open.

Some input methods commit a text without a composition before it, others compose first; neither may be lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ui.form.editing import is_tick

if TYPE_CHECKING:
    from ui.form.view import FormView


class ImeBridge(QObject):
    """Hands what the input method sends to the view on to the cell's editor."""

    def __init__(self, view: FormView) -> None:
        super().__init__(view)
        self._view = view

    def handle(self, event: QInputMethodEvent) -> None:
        """Open the editor empty, without focus while composing, and forward the event; focus it after the commit."""
        session = self._view.session
        if is_tick(self._view.current):
            if event.commitString():
                session.open(event.commitString())
            return
        if not session.is_open:
            begins = bool(event.commitString() or event.preeditString())
            if not begins or not session.open("", focus=False):
                event.ignore()
                return
        if not session.editor.isVisible():
            return
        QApplication.sendEvent(session.editor, event)
        if event.preeditString():
            session.place()
        elif session.editor.text:
            session.editor.setFocus()
        else:
            session.close()

    def query(self, query: Qt.InputMethodQuery) -> Any:
        """What the input method asks the view: answered by the open editor, places mapped to the view."""
        session = self._view.session
        editor = session.editor
        if session.is_open and editor.isVisible():
            answer = editor.inputMethodQuery(query)
            places = (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle)
            if query in places:
                return _rect(answer).translated(editor.mapTo(self._view, editor.rect().topLeft()))
            return answer
        current = self._view.current
        if query == Qt.InputMethodQuery.ImEnabled:
            return current is not None and current.editable
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self._view.current_rect().toAlignedRect().translated(self._view.viewport().pos())
        return None


def _rect(answer: Any) -> QRect:
    return answer if isinstance(answer, QRect) else answer.toAlignedRect()
