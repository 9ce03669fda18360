"""Where the data lie, and how they get to a new PC: everything in one checked file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from services.store.errors import StoreError
from services.store.store import Store
from ui.dialogs.base import Dialog
from ui.widgets import label, tool_button

_DATA = "绩效编报全部数据 (*.db)"
_STEPS = (
    "换电脑：在旧电脑上点“带走数据…”，把全部编报存成一个文件，放到 U 盘；在新电脑上打开本程序，"
    "从左上角的编报名称进到这里，点“取回数据…”，选那个文件。取回以后请不要再在旧电脑上填写。\n"
    "数据只在这个文件夹里，程序文件旁边没有数据；删除或更换程序文件不影响数据。"
)


class MovingDialog(Dialog):
    """Shows the data folder; `chosen` is the file to put in its place after the dialog was accepted."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        super().__init__(parent, "数据在哪里、换电脑")
        self._store = store
        self.chosen: Path | None = None
        self.size_to(620, 300)
        self.place = label(str(store.places.folder), wrap=True)
        self.place.setAccessibleName("数据文件夹")
        self.told = label(name="muted", wrap=True)
        row = QHBoxLayout()
        self.open_folder = tool_button("打开文件夹", self._open, "link")
        self.take_away = tool_button("带走数据…", self._take_away, "link")
        self.bring_in = tool_button("取回数据…", self._bring_in, "link")
        for button in (self.open_folder, self.take_away, self.bring_in):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(self.place)
        self.column.addLayout(row)
        self.column.addWidget(self.told)
        self.column.addWidget(label(_STEPS, "muted", wrap=True))
        self.column.addStretch(1)
        self.add_buttons("关闭", "")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.places.folder)))

    def _take_away(self) -> None:
        suggestion = f"绩效编报全部数据 {date.today():%Y-%m-%d}.db"  # noqa: DTZ011 - the clerk's own day
        name, _ = QFileDialog.getSaveFileName(self, "带走数据", suggestion, _DATA)
        if not name:
            return
        target = Path(name) if name.endswith(".db") else Path(f"{name}.db")
        try:
            self._store.take_away(target)
        except StoreError as error:
            self.told.setText(str(error))
        else:
            self.told.setText(f"已带走全部数据并核对无误：{target}")

    def _bring_in(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "取回数据", "", _DATA)
        if name:
            self.chosen = Path(name)
            self.accept()
