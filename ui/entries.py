"""The lines of the list at the left: what they hold, how they are painted and renamed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import tokens
from ui.fonts import interface_font

if TYPE_CHECKING:
    from services.rules.engine import Verdict

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 30
_BADGE = 18
_CHOSEN_INK = "#1C4E88"
_CHOSEN_GROUND = "#DCE9F5"


class EntryKind(StrEnum):
    """What an entry of the list opens."""

    HEADING = "heading"
    PAGE = "page"
    PROJECT = "project"


@dataclass(slots=True)
class Entry:
    """One line: what it opens, its text, and how it stands (None = nothing to say)."""

    kind: EntryKind
    key: str
    text: str
    verdict: Verdict | None = None

    @property
    def state(self) -> str:
        """How it stands, in words, for screen readers and the tooltip."""
        if self.verdict is None:
            return ""
        if self.verdict.errors:
            return f"{self.verdict.errors} 项必须改"
        return f"{self.verdict.warnings} 条警告" if self.verdict.warnings else "没有问题"


class EntryModel(QAbstractListModel):
    """The lines of the sidebar. Emits `renamed` with key and text when the clerk has typed another name."""

    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._rows: dict[str, int] = {}

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt asks of every index
        """How many lines there are."""
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for display, screen readers and the tooltip; the delegate reads the entry itself."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(filter(None, (entry.text, entry.state)))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that a project was renamed; the list follows when the new name is saved."""
        entry = self.entries[index.row()]
        text = str(value).strip()
        if role == Qt.ItemDataRole.EditRole and text and text != entry.text:
            self.renamed.emit(entry.key, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen, only projects renamed."""
        kind = self.entries[index.row()].kind
        if kind is EntryKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if kind is EntryKind.PROJECT else plain

    def set_entries(self, entries: list[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = entries
        self._rows = {entry.key: row for row, entry in enumerate(entries)}
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        """Row of an entry by key."""
        return self._rows.get(key)

    def tell_changed(self, key: str) -> None:
        """The entry of a key has another text or state."""
        row = self._rows.get(key)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: text, and at the right a count in a circle or a tick."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are equally high, headings a little more."""
        heading = index.data(Qt.ItemDataRole.UserRole).kind is EntryKind.HEADING
        return QSize(100, _HEIGHT + 8 if heading else _HEIGHT)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The name is typed over the whole line."""
        editor.setGeometry(QRect(option.rect).adjusted(8, 0, -8, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect).adjusted(8, 1, -8, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            _paint_ground(painter, area, focused=bool(option.state & QStyle.StateFlag.State_HasFocus))
        _paint_text(painter, area, entry, selected=selected)
        if entry.verdict is not None:
            _paint_state(painter, area, entry.verdict)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRect, *, focused: bool) -> None:
    painter.setPen(QColor(tokens.ACCENT) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_CHOSEN_GROUND))
    painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)


def _paint_text(painter: QPainter, area: QRect, entry: Entry, *, selected: bool) -> None:
    heading = entry.kind is EntryKind.HEADING
    font = interface_font(tokens.SMALL if heading else tokens.TEXT)
    font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(tokens.SECONDARY if heading else _CHOSEN_INK if selected else tokens.INK))
    indent = 22 if entry.kind is EntryKind.PROJECT else 10
    box = area.adjusted(indent, 8 if heading else 0, -34 if entry.verdict else -6, 0)
    text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_state(painter: QPainter, area: QRect, verdict: Verdict) -> None:
    spot = QRect(area.right() - _BADGE - 8, area.center().y() - _BADGE // 2 + 1, _BADGE, _BADGE)
    count, colour = (verdict.errors, tokens.ERROR) if verdict.errors else (verdict.warnings, tokens.WARNING)
    painter.setFont(interface_font(11 if count else tokens.TEXT))
    if not count:
        painter.setPen(QColor(tokens.DONE))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "✓")
        return
    text = str(count) if count < 100 else "99+"
    spot.setLeft(spot.right() - max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 8) + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(spot, _BADGE / 2, _BADGE / 2)
    painter.setPen(QColor("white"))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
