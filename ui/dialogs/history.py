"""History: every gesture on this filing, newest first; a line leads to its cell."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from services.filing.fields import show_text
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef
from services.store.store import Store
from ui.dialogs.base import Dialog

_HEADERS = ("时间", "做了什么", "原来", "改为", "来源")


class HistoryDialog(Dialog):
    """`chosen` is the value to go to after the dialog was accepted."""

    def __init__(self, parent: QWidget | None, store: Store, filing: Filing) -> None:
        super().__init__(parent, "修改记录", "每一次修改都有记录。双击一行可以回到那个格子。")
        self.resize(860, 480)
        self._filing = filing
        self._refs: list[FieldRef | None] = []
        self.table = QTableWidget(0, len(_HEADERS))
        self.table.setHorizontalHeaderLabels(_HEADERS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for col, width in enumerate((140, 260, 160, 160, 80)):
            self.table.setColumnWidth(col, width)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemDoubleClicked.connect(lambda _item: self.accept() if self.chosen is not None else None)
        self.table.itemSelectionChanged.connect(lambda: self.accept_button.setEnabled(self.chosen is not None))
        self.column.addWidget(self.table)
        for entry in store.history(filing.id):
            self._add(f"{entry.at.astimezone():%m-%d %H:%M:%S}", entry.name, entry.origin, entry.changes, entry.count)
        self.add_buttons("回到这个格子", "关闭")
        self.accept_button.setEnabled(False)

    def _add(self, at: str, name: str, origin: str, changes: tuple[Change, ...], count: int) -> None:
        change = changes[0] if count == 1 and changes and not changes[0].is_record else None
        old, new = (
            (self._words(change.ref, v) for v in (change.old, change.new))
            if change
            else ("", f"{count} 处" if count else "")
        )
        row = self.table.rowCount()
        self.table.insertRow(row)
        for col, text in enumerate((at, name, old, new, origin)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, col, item)
        self._refs.append(change.ref if change else None)

    def _words(self, ref: FieldRef, value: object) -> str:
        return show_text(ref, value, self._filing.head.amount_unit)

    @property
    def chosen(self) -> FieldRef | None:
        """The value of the selected line, when it still exists."""
        rows = self.table.selectionModel().selectedRows()
        ref = self._refs[rows[0].row()] if rows else None
        return ref if ref is not None and self._filing.record(ref.entity, ref.id) is not None else None
