"""What to compare a filing with: another filing, a backup, or a package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from services.filing.filing import Filing
from ui.dialogs.base import Dialog, kept
from ui.dialogs.tables import add_row, chosen_row, row_table
from ui.widgets import tool_button

PACKAGES = "绩效编报数据包 (*.jxbb)"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to compare with: what it is, its name, and how it is read."""

    kind: str
    name: str
    read: Callable[[], Filing]


class CompareDialog(Dialog):
    """Lists what there is; `chosen` is what to compare with after the dialog was accepted."""

    def __init__(self, parent: QWidget | None, choices: Sequence[Choice], of_package: Callable[[Path], Filing]) -> None:
        super().__init__(parent, "选择与哪一份对比", "列出两份不同的地方，可以打印和导出。不会修改任何数据。")
        self.size_to(640, 440)
        self._choices = list(choices)
        self._of_package = of_package
        self.table = row_table(("来源", "哪一份"), (110,), "可以对比的编报")
        for choice in choices:
            add_row(self.table, (choice.kind, choice.name))
        self.table.itemDoubleClicked.connect(lambda _item: self.accept())
        self.table.itemSelectionChanged.connect(lambda: self.accept_button.setEnabled(self.chosen is not None))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(tool_button("选择数据包文件…", self._browse, "link"))
        self.add_buttons("对比")
        self.accept_button.setEnabled(False)
        if choices:
            self.table.selectRow(0)
        self.table.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择数据包", "", PACKAGES)
        if name:
            path = Path(name)
            self._choices.append(Choice("数据包", path.name, lambda: self._of_package(path)))
            self.table.selectRow(add_row(self.table, ("数据包", path.name)))

    @property
    def chosen(self) -> Choice | None:
        """The selected one."""
        row = chosen_row(self.table)
        return None if row is None else self._choices[row]


def ask_what_to_compare(
    parent: QWidget | None, choices: Sequence[Choice], of_package: Callable[[Path], Filing]
) -> Choice | None:
    """What to compare with; None when cancelled."""
    dialog = CompareDialog(parent, choices, of_package)
    with kept(dialog):
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
