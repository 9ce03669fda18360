"""The list at the left: the filing's pages and projects, each with its state, and a box to narrow a long list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from ui.entries import Entry, EntryDelegate, EntryKind, EntryModel

if TYPE_CHECKING:
    from services.rules.engine import Verdict

_MANY = 20
"""From more projects than this on the list can be narrowed."""
_KEYS = {
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): "add_project",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "delete_project",
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
}


class EntryList(QListView):
    """The lines. Emits `opened` with kind and key, `entered` when the clerk wants to go on into the form, `asked`."""

    opened = Signal(str, str)
    entered = Signal()
    asked = Signal(str, str)

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
        self.clicked.connect(lambda _index: self.entered.emit())
        self.selectionModel().currentChanged.connect(self._on_current)

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
        if index.isValid():
            entry = self.entry_model.entries[index.row()]
            self.opened.emit(entry.kind.value, entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the form; Insert, Delete and Alt with the arrows work on projects."""
        entry = self.entry()
        command = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self.entered.emit()
        elif command is not None and (command == "add_project" or (entry and entry.kind is EntryKind.PROJECT)):
            self.asked.emit(command, entry.key if entry else "")
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        entry = self.entry_model.entries[index.row()]
        menu = self.menu_of(entry)
        menu.exec(self.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu_of(self, entry: Entry) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        commands = [("新增项目\tInsert", "add_project")]
        if entry.kind is EntryKind.PROJECT:
            menu.addAction("改名\tF2", lambda: self._rename(entry.key))
            commands += [
                ("项目属性…", "properties"),
                ("上移\tAlt+↑", "up"),
                ("下移\tAlt+↓", "down"),
                ("删除项目…\tDelete", "delete_project"),
            ]
        for text, command in commands:
            menu.addAction(text, lambda name=command: self.asked.emit(name, entry.key))
        return menu

    def _rename(self, key: str) -> None:
        row = self.entry_model.row_of(key)
        if row is not None:
            self.edit(self.entry_model.index(row))


class Sidebar(QFrame):
    """The list with its filter box, which is there when the projects are many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(150)
        self._all: list[Entry] = []
        self._by_key: dict[str, Entry] = {}
        self.list = EntryList()
        self.entry_model = self.list.entry_model
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("按名称或拼音首字母找项目")
        self.filter_box.setAccessibleName("筛选项目")
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
        """Show other lines."""
        self._all = entries
        self._by_key = {entry.key: entry for entry in entries}
        many = sum(1 for entry in entries if entry.kind is EntryKind.PROJECT) > _MANY
        self.filter_box.setVisible(many)
        if not many:
            self.filter_box.clear()
        self._narrow()

    def rename_entry(self, key: str, text: str) -> None:
        """Show another name in one line."""
        entry = self._by_key.get(key)
        if entry is not None and entry.text != text:
            entry.text = text
            self.entry_model.tell_changed(key)

    def show_state(self, key: str, verdict: Verdict) -> None:
        """Show how the project of one line stands."""
        entry = self._by_key.get(key)
        if entry is not None and entry.verdict != verdict:
            entry.verdict = verdict
            self.entry_model.tell_changed(key)

    def choose(self, key: str) -> None:
        """Select an entry without opening it again."""
        self.list.choose(key)

    def _narrow(self) -> None:
        chosen = self.list.entry()
        wanted = self.filter_box.text()
        shown = [entry for entry in self._all if entry.kind is not EntryKind.PROJECT or _fits(entry.text, wanted)]
        self.entry_model.set_entries(shown)
        if chosen is not None:
            self.choose(chosen.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter box Enter or ↓ goes to the list, Esc shows all projects again."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.filter_box.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_first()
                return True
        return super().eventFilter(watched, event)

    def _open_first(self) -> None:
        first = next((e for e in self.entry_model.entries if e.kind is EntryKind.PROJECT), None)
        if first is not None:
            self.list.setFocus()
            self.list.setCurrentIndex(self.entry_model.index(self.entry_model.row_of(first.key) or 0))


def _fits(name: str, wanted: str) -> bool:
    """Whether a project's name holds the text, or its pinyin initials do."""
    if not wanted.strip():
        return True
    from services.catalogue import folded, initials_of

    typed = folded(wanted)
    return typed in folded(name) or (typed.isascii() and typed in initials_of(name))
