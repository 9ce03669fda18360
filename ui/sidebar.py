"""The list at the left: the filing's pages and projects, each with its state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import tokens
from ui.fonts import interface_font

if TYPE_CHECKING:
    from services.rules.engine import Verdict

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 30
_BADGE = 18


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


class EntryModel(QAbstractListModel):
    """The lines of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._rows: dict[str, int] = {}

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802, ARG002 - Qt's name
        """How many lines there are."""
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for display, screen readers and the tooltip; the delegate reads the entry itself."""
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text
        return entry if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.entries[index.row()].kind is EntryKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def set_entries(self, entries: list[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = entries
        self._rows = {entry.key: row for row, entry in enumerate(entries)}
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        """Row of an entry by key."""
        return self._rows.get(key)

    def update_entry(self, key: str, text: str, verdict: Verdict | None) -> None:
        """Show a new text or state in one line."""
        row = self._rows.get(key)
        if row is None:
            return
        entry = self.entries[row]
        if (entry.text, entry.verdict) != (text, verdict):
            entry.text, entry.verdict = text, verdict
            self.dataChanged.emit(self.index(row), self.index(row))


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: text, and at the right a count in a circle or a tick."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All lines are equally high, headings a little more."""
        heading = index.data(Qt.ItemDataRole.UserRole).kind is EntryKind.HEADING
        return QSize(100, _HEIGHT + 8 if heading else _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect).adjusted(8, 1, -8, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#DCE9F5"))
            painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        self._paint_text(painter, area, entry, selected=selected)
        if entry.verdict is not None:
            self._paint_state(painter, area, entry.verdict)
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRect, entry: Entry, *, selected: bool) -> None:
        heading = entry.kind is EntryKind.HEADING
        font = interface_font(tokens.SMALL if heading else tokens.TEXT)
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.SECONDARY if heading else "#1C4E88" if selected else tokens.INK))
        indent = 22 if entry.kind is EntryKind.PROJECT else 10
        box = area.adjusted(indent, 8 if heading else 0, -34 if entry.verdict else -6, 0)
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_state(self, painter: QPainter, area: QRect, verdict: Verdict) -> None:
        spot = QRect(area.right() - _BADGE - 8, area.center().y() - _BADGE // 2 + 1, _BADGE, _BADGE)
        count, colour = (verdict.errors, tokens.ERROR) if verdict.errors else (verdict.warnings, tokens.WARNING)
        painter.setFont(interface_font(11 if count else tokens.TEXT))
        if not count:
            painter.setPen(QColor(tokens.DONE))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "✓")
            return
        text = str(count) if count < 100 else "99+"  # noqa: PLR2004 - what fits
        spot.setLeft(spot.right() - max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 8) + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(spot, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor("white"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)


class Sidebar(QListView):
    """Emits `opened` with kind and key of the entry chosen, and `asked` with what the context menu was asked for."""

    opened = Signal(str, str)
    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("本年度的表")
        self.entry_model = EntryModel()
        self.setModel(self.entry_model)
        self.setItemDelegate(EntryDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.selectionModel().currentChanged.connect(self._on_current)

    def choose(self, key: str) -> None:
        """Select an entry without opening it again."""
        row = self.entry_model.row_of(key)
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.entry_model.index(row) if row is not None else QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()
        if row is not None:
            self.scrollTo(self.entry_model.index(row))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.entry_model.entries[index.row()]
            self.opened.emit(entry.kind.value, entry.key)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        entry = self.entry_model.entries[index.row()]
        menu = QMenu(self)
        commands = [("新增项目", "add_project")]
        if entry.kind is EntryKind.PROJECT:
            commands += [("项目属性…", "properties"), ("上移", "up"), ("下移", "down"), ("删除项目…", "delete_project")]
        for text, command in commands:
            menu.addAction(text, lambda name=command: self.asked.emit(name, entry.key))
        menu.exec(self.viewport().mapToGlobal(place))
