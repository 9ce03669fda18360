"""Backups: make one, look at them, put one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from services.store.errors import StoreError
from services.store.store import Store
from ui.dialogs.base import Dialog
from ui.widgets import label, tool_button

_HEADERS = ("时间", "为什么备份", "大小")
_KILO = 1024


class BackupsDialog(Dialog):
    """Lists the backups; `chosen` is the one to restore after the dialog was accepted."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        where = f"每次启动和每次有风险的操作前都会自动备份，保留最近 30 份。数据在：{store.places.folder}"
        super().__init__(parent, "备份与恢复", where)
        self._store = store
        self._paths: list[Path] = []
        self.resize(620, 420)
        self.table = QTableWidget(0, len(_HEADERS))
        self.table.setHorizontalHeaderLabels(_HEADERS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.table)
        row = QHBoxLayout()
        self.now = tool_button("现在备份一份", self._backup, "link")
        self.told = label(name="muted", wrap=True)
        row.addWidget(self.now)
        row.addWidget(self.told, 1)
        self.column.addLayout(row)
        self.add_buttons("恢复选中的备份…", "关闭")
        self.table.itemSelectionChanged.connect(self._on_selection)
        self._show()

    def _show(self) -> None:
        backups = self._store.backups()
        self._paths = [backup.path for backup in backups]
        self.table.setRowCount(len(backups))
        for row, backup in enumerate(backups):
            words = (f"{backup.when:%Y-%m-%d %H:%M:%S}", backup.reason, f"{backup.size / _KILO:,.0f} KB")
            for col, text in enumerate(words):
                self.table.setItem(row, col, QTableWidgetItem(text))
        self._on_selection()

    def _on_selection(self) -> None:
        self.accept_button.setEnabled(self.chosen is not None)

    @property
    def chosen(self) -> Path | None:
        """The selected backup."""
        rows = self.table.selectionModel().selectedRows()
        return self._paths[rows[0].row()] if rows else None

    def _backup(self) -> None:
        try:
            self._store.backup()
        except StoreError as error:
            self.told.setText(str(error))
        else:
            self.told.setText("已备份。")
        self._show()
