"""Which packages a finance bureau collects: files, or all of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QWidget

from services.filing.package import SUFFIX
from ui.dialogs.base import Dialog, kept
from ui.dialogs.compare import PACKAGES
from ui.widgets import label, tool_button


class CollectDialog(Dialog):
    """`paths` are the packages to collect after the dialog was accepted."""

    def __init__(self, parent: QWidget | None) -> None:
        text = "把各单位交来的数据包汇集在一起，看汇总表和等级统计，可以打印和导出。只读，不会改动各单位的数据。"
        super().__init__(parent, "汇集多个单位的数据包", text)
        self.size_to(640, 440)
        self.paths: list[Path] = []
        self.list, self.counted = QListWidget(), label(name="muted")
        self.list.setAccessibleName("要汇集的数据包")
        row = QHBoxLayout()
        row.addWidget(tool_button("添加文件…", self._add_files, "link"))
        row.addWidget(tool_button("添加整个文件夹…", self._add_folder, "link"))
        row.addWidget(tool_button("清空", lambda: self._show([]), "link"))
        row.addStretch(1)
        row.addWidget(self.counted)
        self.column.addLayout(row)
        self.column.addWidget(self.list, 1)
        self.add_buttons("汇集")
        self._show([])

    def _add_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择数据包", "", PACKAGES)
        self._add(map(Path, names))

    def _add_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择放数据包的文件夹")
        if folder:
            self._add(sorted(Path(folder).rglob(f"*{SUFFIX}")))

    def _add(self, paths: Iterable[Path]) -> None:
        self._show([*dict.fromkeys([*self.paths, *paths])])

    def _show(self, paths: list[Path]) -> None:
        self.paths = paths
        self.list.clear()
        self.list.addItems([str(path) for path in paths])
        self.counted.setText(f"共 {len(paths)} 个数据包" if paths else "还没有选择数据包")
        self.accept_button.setEnabled(bool(paths))


def ask_for_packages(parent: QWidget | None) -> list[Path]:
    """The packages to collect; none when cancelled."""
    dialog = CollectDialog(parent)
    with kept(dialog):
        return dialog.paths if dialog.exec() == QDialog.DialogCode.Accepted else []
