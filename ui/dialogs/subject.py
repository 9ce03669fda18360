"""Which subject: found by code, name, former name or pinyin initials, chosen by the keys alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from services.subjects import Catalogue, Subject
from ui.dialogs.base import Dialog, kept

_MOST = 60
_HEIGHT = 320


class SubjectDialog(Dialog):
    """A box to type into and the subjects that fit; ↑ and ↓ choose while typing goes on, Enter takes the chosen one."""

    def __init__(self, parent: QWidget | None, title: str, catalogue: Catalogue) -> None:
        super().__init__(
            parent, title, "按编码、名称或拼音首字母查找，如 2080101、行政运行、xzyx。只能选最末一级科目。"
        )
        self._catalogue = catalogue
        self.box = QLineEdit()
        self.box.setAccessibleName("查找科目")
        self.box.setPlaceholderText("编码、名称或拼音首字母")
        self.box.setClearButtonEnabled(True)
        self.found = QListWidget()
        self.found.setAccessibleName("找到的科目")
        self.found.setMinimumHeight(_HEIGHT)
        self.column.addWidget(self.box)
        self.column.addWidget(self.found, 1)
        self.add_buttons("选定")
        self.box.textChanged.connect(self._search)
        self.box.installEventFilter(self)
        self.found.itemDoubleClicked.connect(lambda _item: self.accept())
        self._search("")
        self.box.setFocus()

    def _search(self, text: str) -> None:
        subjects = self._catalogue.search(text, _MOST, leaves=True) if text.strip() else self._leaves()
        self.found.clear()
        for subject in subjects:
            item = QListWidgetItem(self._words(subject))
            item.setData(Qt.ItemDataRole.UserRole, subject.code)
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.accept_button.setEnabled(bool(subjects))

    def _leaves(self) -> list[Subject]:
        return [subject for subject in self._catalogue if self._catalogue.is_leaf(subject.code)][:_MOST]

    def _words(self, subject: Subject) -> str:
        """“2080101 行政运行　社会保障和就业支出”: many subjects bear the same name in different classes."""
        above = self._catalogue.ancestors(subject.code)
        return f"{subject.label}　（{above[-1].name}）" if above else subject.label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys work the list while the keyboard stays in the box."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in steps:
            row = self.found.currentRow() + steps[Qt.Key(event.key())]
            self.found.setCurrentRow(min(max(row, 0), self.found.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def code(self) -> str:
        """Code of the chosen subject; "" when none fits."""
        chosen = self.found.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""


def ask_for_subject(parent: QWidget | None, title: str, catalogue: Catalogue) -> str:
    """Code of the subject chosen; "" when cancelled."""
    dialog = SubjectDialog(parent, title, catalogue)
    with kept(dialog):
        return dialog.code() if dialog.exec() == QDialog.DialogCode.Accepted else ""
