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
_INDENT, _ARROW = 22, 14
_STEP, _DEEPEST = 14, 3
"""How far a line goes to the right for each level, and the last level that does."""
_CHOSEN_INK = "#1C4E88"
_CHOSEN_GROUND = "#DCE9F5"


class EntryKind(StrEnum):
    """What an entry of the list opens."""

    HEADING = "heading"
    FOLD = "fold"
    PAGE = "page"
    FORM = "form"
    PROJECT = "project"
    REPORT = "report"
    SECTION = "section"
    BACK = "back"
    TITLE = "title"


@dataclass(slots=True)
class Entry:
    """One line: what it opens, its text, and how it stands (None = nothing to say).

    `parent` is the key of the line it is folded under, `folds` whether lines are folded under this one, `opened`
    whether these are shown. `project_id` is set where the line is about one project; only a PROJECT line can be
    renamed. `depth` moves it to the right, `note` says in a word what a tick would deny (待撰写).
    """

    kind: EntryKind
    key: str
    text: str
    parent: str = ""
    project_id: str = ""
    folds: bool = False
    opened: bool = False
    verdict: Verdict | None = None
    percent: int | None = None
    depth: int = 0
    note: str = ""

    @property
    def state(self) -> str:
        """How it stands, in words, for screen readers and the tooltip."""
        folded = ("已展开" if self.opened else "已收起") if self.folds else ""
        filled = f"已填 {self.percent}%" if self.percent is not None else ""
        return "，".join(filter(None, (self._open_findings, self.note, filled, folded)))

    @property
    def _open_findings(self) -> str:
        if self.verdict is None:
            return ""
        if self.verdict.errors:
            return f"{self.verdict.errors} 项必须改"
        return f"{self.verdict.warnings} 条警告" if self.verdict.warnings else "没有问题"


class EntryModel(QAbstractListModel):
    """The lines of the sidebar. Emits `renamed` with project id and text when the clerk has typed another name."""

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
            self.renamed.emit(entry.project_id, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen, only projects renamed."""
        kind = self.entries[index.row()].kind
        if kind in (EntryKind.HEADING, EntryKind.TITLE):
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
        editor.setGeometry(_rect_of(option).adjusted(8, 0, -8, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = _rect_of(option).adjusted(8, 1, -8, -1)
        selected = _is(option, QStyle.StateFlag.State_Selected)
        if selected:
            _paint_ground(painter, area, focused=_is(option, QStyle.StateFlag.State_HasFocus))
        room = _paint_state(painter, area, entry)
        _paint_text(painter, area.adjusted(0, 0, -room, 0), entry, selected=selected)
        painter.restore()


def _rect_of(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)  # type: ignore[attr-defined]  # PySide6's stubs leave out the fields of options


def _is(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)  # type: ignore[attr-defined]  # as above


def _paint_ground(painter: QPainter, area: QRect, *, focused: bool) -> None:
    painter.setPen(QColor(tokens.ACCENT) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_CHOSEN_GROUND))
    painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)


def _paint_text(painter: QPainter, area: QRect, entry: Entry, *, selected: bool) -> None:
    heading = entry.kind is EntryKind.HEADING
    font = interface_font(tokens.SMALL if heading else tokens.TEXT)
    bold = selected or entry.kind is EntryKind.TITLE
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(_ink(entry.kind, selected=selected)))
    left = (_INDENT if entry.parent else 10) + _STEP * min(entry.depth, _DEEPEST)
    box = area.adjusted(left, 8 if heading else 0, -6, 0)
    if entry.folds:
        painter.drawText(arrow_box(box), Qt.AlignmentFlag.AlignCenter, "▼" if entry.opened else "▶")
        box.setLeft(arrow_box(box).right() + 3)
    text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _ink(kind: EntryKind, *, selected: bool) -> str:
    if kind is EntryKind.BACK:
        return tokens.ACCENT
    return tokens.SECONDARY if kind is EntryKind.HEADING else _CHOSEN_INK if selected else tokens.INK


def arrow_box(line: QRect) -> QRect:
    """Where the arrow of a folding line is painted and clicked: at its left."""
    return QRect(line.left() - 4, line.top(), _ARROW, line.height())


def _paint_state(painter: QPainter, area: QRect, entry: Entry) -> int:
    """Open findings as a count in a circle; else the percentage where something is missing, else a tick.

    Returns the width it takes.
    """
    verdict = entry.verdict
    if verdict is None:
        return 0
    if verdict.errors or verdict.warnings:
        count, colour = (verdict.errors, tokens.ERROR) if verdict.errors else (verdict.warnings, tokens.WARNING)
        return _paint_count(painter, area, count, colour)
    missing = entry.note or (f"{entry.percent}%" if entry.percent is not None else "")
    text, colour = (missing, tokens.SECONDARY) if missing else ("✓", tokens.DONE)
    painter.setFont(interface_font(tokens.SMALL if missing else tokens.TEXT))
    painter.setPen(QColor(colour))
    painter.drawText(area.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return painter.fontMetrics().horizontalAdvance(text) + 14


def _paint_count(painter: QPainter, area: QRect, count: int, colour: str) -> int:
    painter.setFont(interface_font(11))
    text = str(count) if count < 100 else "99+"
    width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 8)
    spot = QRect(area.right() - width - 8, area.center().y() - _BADGE // 2 + 1, width, _BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(spot, _BADGE / 2, _BADGE / 2)
    painter.setPen(QColor("white"))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
    return width + 12
