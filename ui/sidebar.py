"""The list at the left: the filing's pages and forms, each with its state, and a box to find one in a long list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from ui.entries import Entry, EntryDelegate, EntryKind, EntryModel, Index, arrow_box

if TYPE_CHECKING:
    from services.forms.standing import State

_MANY = 20
"""From more lines than this on the list can be narrowed."""
_KEYS = {
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): "add_project",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "delete_project",
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
}
_ADDING = (
    ("新增项目\tInsert", "add_project"),
    ("新增转移支付项目", "add_transfer"),
    ("添加报告…", "add_report"),
)
_FOLDING = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}


class EntryList(QListView):
    """The lines. Emits `opened` with kind and key, `entered` when the clerk wants to go on into the form.

    `asked` carries a command and a project id, `folded` the key of a line and whether it is to show what is below it.
    """

    opened = Signal(str, str)
    entered = Signal()
    asked = Signal(str, str)
    folded = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entries")
        self.setAccessibleName("本年度的表")
        self.entry_model = EntryModel()
        self.setModel(self.entry_model)
        self.setItemDelegate(EntryDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.selectionModel().currentChanged.connect(self._on_current)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint what says something else: a QListView would lay out all lines anew, but none changes its height."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def choose(self, key: str) -> None:
        """Select an entry without opening it again."""
        row = self.entry_model.row_of(key)
        model = self.selectionModel()
        blocked = model.blockSignals(True)  # noqa: FBT003 - Qt takes it so
        self.setCurrentIndex(self.entry_model.index(row) if row is not None else QModelIndex())
        model.blockSignals(blocked)
        self.viewport().update()
        if row is not None:
            self.scrollTo(self.entry_model.index(row))

    def entry(self) -> Entry | None:
        """The chosen entry."""
        index = self.currentIndex()
        return self.entry_model.entries[index.row()] if index.isValid() else None

    def _on_current(self, index: QModelIndex) -> None:
        entry = self.entry_model.entries[index.row()] if index.isValid() else None
        if entry is not None and entry.kind is not EntryKind.BACK:
            self.opened.emit(entry.kind.value, entry.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes into the form; on a line that only folds, or on its arrow, it folds."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        entry = self.entry_model.entries[index.row()]
        on_arrow = event.position().x() <= arrow_box(self.visualRect(index).adjusted(18, 0, 0, 0)).right()
        if entry.folds and (on_arrow or entry.kind is EntryKind.FOLD):
            self.folded.emit(entry.key, not entry.opened)
        elif entry.kind is EntryKind.BACK:
            self._enter(entry)
        elif entry.kind not in (EntryKind.HEADING, EntryKind.TITLE):
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the form; → and ← unfold and fold; Insert, Delete and Alt with arrows work on projects."""
        entry = self.entry()
        command = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if entry is not None and event.key() in _FOLDING:
            self._fold(entry, wanted=_FOLDING[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self._enter(entry)
        elif command is not None and _may(command, entry):
            self.asked.emit(command, entry.project_id if entry else "")
        else:
            super().keyPressEvent(event)

    def _enter(self, entry: Entry | None) -> None:
        if entry is not None and entry.kind is EntryKind.FOLD:
            self.folded.emit(entry.key, not entry.opened)
        elif entry is not None and entry.kind is EntryKind.BACK:
            self.opened.emit(entry.kind.value, entry.key)
        else:
            self.entered.emit()

    def _fold(self, entry: Entry, *, wanted: bool) -> None:
        """Fold or unfold; ← on a line that is folded under another goes to that one."""
        if entry.folds and entry.opened != wanted:
            self.folded.emit(entry.key, wanted)
        elif entry.parent and not wanted:
            row = self.entry_model.row_of(entry.parent)
            self.setCurrentIndex(self.entry_model.index(row or 0))

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        entry = self.entry_model.entries[index.row()]
        if entry.kind in _OF_OUTLINE:
            return
        menu = self.menu_of(entry)
        menu.exec(self.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu_of(self, entry: Entry) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        commands = list(_ADDING)
        if entry.kind is EntryKind.REPORT:
            commands.insert(0, ("不编写本报告", "put_report_aside"))
        if entry.kind is EntryKind.PROJECT:
            menu.addAction("改名\tF2", lambda: self._rename(entry.key))
            commands = [
                ("项目属性…", "properties"),
                ("上移\tAlt+↑", "up"),
                ("下移\tAlt+↓", "down"),
                ("删除…\tDelete", "delete_project"),
                *commands,
            ]
        for text, command in commands:
            subject = entry.key if entry.kind is EntryKind.REPORT else entry.project_id
            menu.addAction(text, lambda name=command, key=subject: self.asked.emit(name, key))
        return menu

    def _rename(self, key: str) -> None:
        row = self.entry_model.row_of(key)
        if row is not None:
            self.edit(self.entry_model.index(row))


class Sidebar(QFrame):
    """The list with its filter box, which is there when the forms are many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(150)
        self.lines: list[Entry] = []
        self._by_key: dict[str, Entry] = {}
        self._folds: dict[str, bool] = {}
        self.list = EntryList()
        self.entry_model = self.list.entry_model
        self.list.folded.connect(self.fold)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("按名称或拼音首字母找")
        self.filter_box.setAccessibleName("筛选表")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.textChanged.connect(self._narrow)
        self.filter_box.installEventFilter(self)
        self.filter_box.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        holder = QVBoxLayout()
        holder.setContentsMargins(8, 0, 8, 0)
        holder.addWidget(self.filter_box)
        column.addLayout(holder)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def set_entries(self, entries: list[Entry]) -> None:
        """Show other lines; what the clerk folded or unfolded stays so, and states until they are told anew."""
        for entry in entries:
            if entry.folds:
                entry.opened = self._folds.get(entry.key, entry.opened)
        for entry in entries:
            known = self._by_key.get(entry.key)
            if known is not None and entry.verdict is None:
                entry.verdict, entry.percent = known.verdict, known.percent
        self.lines = entries
        self._by_key = {entry.key: entry for entry in entries}
        many = len(entries) > _MANY and not any(entry.kind is EntryKind.BACK for entry in entries)
        self.filter_box.setVisible(many)
        if not many:
            self.filter_box.clear()
        self._narrow()

    def fold(self, key: str, opened: bool) -> None:  # noqa: FBT001 - a slot
        """Show or hide what is folded under a line."""
        self._folds[key] = opened
        self._by_key[key].opened = opened
        self._narrow()
        self.choose(key)

    def shown(self) -> list[Entry]:
        """The lines now in the list."""
        return self.entry_model.entries

    def rename_project(self, project_id: str, text: str) -> None:
        """Show another name in every line that is named after a project; 部门整体 is not."""
        for entry in self.lines:
            if entry.project_id == project_id and entry.parent and entry.text != text:
                entry.text = text
                self.entry_model.tell_changed(entry.key)

    def show_states(self, states: Mapping[str, State]) -> None:
        """Show how the forms of some lines stand."""
        for key, state in states.items():
            entry = self._by_key.get(key)
            if entry is not None and (entry.verdict, entry.percent) != (state.verdict, state.percent):
                entry.verdict, entry.percent = state.verdict, state.percent
                self.entry_model.tell_changed(key)

    def choose(self, key: str) -> None:
        """Select an entry without opening it again; one that is folded away is shown."""
        entry = self._by_key.get(key)
        if entry is not None and entry.parent and not self._by_key[entry.parent].opened:
            self.fold(entry.parent, opened=True)
        self.list.choose(key)

    def _narrow(self) -> None:
        chosen = self.list.entry()
        wanted = self.filter_box.text().strip()
        self.entry_model.set_entries(self._found(wanted) if wanted else self._unfolded())
        if chosen is not None:
            self.list.choose(chosen.key)

    def _unfolded(self) -> list[Entry]:
        closed = {entry.key for entry in self.lines if entry.folds and not entry.opened}
        return [entry for entry in self.lines if entry.parent not in closed]

    def _found(self, wanted: str) -> list[Entry]:
        """Forms whose names fit, folded away or not, under their headings."""
        fitting = [e for e in self.lines if e.kind not in _ABOVE and _fits(e.text, wanted)]
        return _with_headings(self.lines, {entry.key for entry in fitting} | {entry.parent for entry in fitting})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter box Enter or ↓ goes to the list, Esc shows everything again."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.filter_box.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_first()
                return True
        return super().eventFilter(watched, event)

    def _open_first(self) -> None:
        wanted = self.filter_box.text().strip()
        first = next((e for e in self.shown() if e.kind not in _ABOVE and _fits(e.text, wanted)), None)
        if first is not None:
            self.list.setFocus()
            self.list.setCurrentIndex(self.entry_model.index(self.entry_model.row_of(first.key) or 0))


_ABOVE = frozenset({EntryKind.HEADING, EntryKind.FOLD, EntryKind.TITLE, EntryKind.BACK})
"""Lines that open nothing."""


_OF_OUTLINE = frozenset({EntryKind.BACK, EntryKind.TITLE, EntryKind.SECTION})
"""Lines of the outline of a report, in which nothing is added or moved."""


def _may(command: str, entry: Entry | None) -> bool:
    """Whether a key of the list does something at a line."""
    if command == "add_project":
        return entry is None or entry.kind not in _OF_OUTLINE
    return entry is not None and entry.kind is EntryKind.PROJECT


def _with_headings(entries: list[Entry], keys: set[str]) -> list[Entry]:
    """The entries of some keys, each group under its heading."""
    shown: list[Entry] = []
    heading: Entry | None = None
    for entry in entries:
        if entry.kind is EntryKind.HEADING:
            heading = entry
        elif entry.key in keys:
            shown += [heading, entry] if heading is not None else [entry]
            heading = None
    return shown


def _fits(name: str, wanted: str) -> bool:
    """Whether a project's name holds the text, or its pinyin initials do."""
    if not wanted.strip():
        return True
    from services.catalogue import folded, initials_of

    typed = folded(wanted)
    return typed in folded(name) or (typed.isascii() and typed in initials_of(name))
