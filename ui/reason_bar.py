"""Asks, without stopping the work, why an official score differs from the computed one (改分理由)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from services.filing.refs import FieldRef
from services.forms.sheet import Cell
from ui.widgets import label, tool_button

_OFFICIAL = frozenset({"score", "weight", "execution_score", "total_score"})


def note_ref(ref: FieldRef) -> FieldRef:
    """Where the reason for a typed-over figure is kept: the note of the same record."""
    return ref._replace(field="score_note")


def needs_reason(cell: Cell | None) -> bool:
    """Whether a cell is an official figure that was typed over and differs from the computed one."""
    return cell is not None and cell.ref is not None and cell.ref.field in _OFFICIAL and cell.typed_over


class ReasonLine(QLineEdit):
    """Tells when Esc is pressed in it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the reason for later."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ReasonBar(QFrame):
    """Shown under the form's bar. Emits `given` with the note's address and the text, `left` when it is put off."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonbar")
        self.ref: FieldRef | None = None
        self.question = label()
        self.line = ReasonLine()
        self.line.setPlaceholderText("改分理由，回车保存，Esc 以后再写")
        self.line.setAccessibleName("改分理由")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 12, 5)
        row.setSpacing(10)
        row.addWidget(self.question)
        row.addWidget(self.line, 1)
        row.addWidget(tool_button("以后再写", self._leave, "link", "Esc"))
        self.line.returnPressed.connect(self._give)
        self.line.left.connect(self._leave)
        self.hide()

    def ask(self, cell: Cell, known: str) -> None:
        """Ask for the reason of a figure typed over; the keyboard stays in the form."""
        if cell.ref is None:
            return
        self.ref = cell.ref
        computed = f"计算值 {cell.suggested}" if cell.suggested else "计算值（暂无）"
        name = cell.title if len(cell.title) <= _NAME else cell.title[: _NAME - 1] + "…"
        self.question.setText(f"{name} {cell.text}，{computed}。请写理由（Ctrl+R）：")
        self.question.setToolTip(cell.title)
        self.line.setText(known)
        self.show()

    def put_away(self) -> None:
        """Nothing to ask any more."""
        self.ref = None
        self.hide()

    def _give(self) -> None:
        if self.ref is not None and self.line.text().strip():
            self.given.emit(note_ref(self.ref), self.line.text().strip())

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()


_NAME = 22
