"""交付: what should be looked at before the pack goes out, how it is made, and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from services.filing.refs import FieldRef
from services.publication.preflight import Concern, PackOrder
from ui.dialogs.base import Dialog
from ui.dialogs.tables import add_row, chosen_row, row_table
from ui.widgets import label, tool_button

_TEXT = "把报告、自评表、汇总表和决算表做成一份：一个带书签的 PDF、一个 Excel、每篇报告一个 Word，附文件清单和校验码。"
_HEADERS, _WIDTHS = ("轻重", "类别", "交付前请看一看"), (70, 110)
_GRAVE, _LIGHT = "要改", "注意"


class PublishDialog(Dialog):
    """Shows the pre-flight; `concerns` works it out for an order. `goal` is set when the clerk goes to a place."""

    def __init__(self, parent: QWidget | None, concerns: Callable[[PackOrder], Sequence[Concern]]) -> None:
        super().__init__(parent, "交付", _TEXT)
        self.size_to(860, 560)
        self._work_out = concerns
        self.goal: FieldRef | None = None
        self.table = row_table(_HEADERS, _WIDTHS, "交付前要看的事项")
        self.table.itemDoubleClicked.connect(lambda _item: self._go())
        self.table.itemSelectionChanged.connect(self._check_goal)
        self.hide_people = QCheckBox("隐去姓名和电话（对外公开用；送签的一份请不要选）")
        self.hide_people.setChecked(True)
        self.hide_people.toggled.connect(self.refresh)
        self.anyway = QCheckBox("以上“要改”的事项我已看过，仍要生成（会写进文件清单）")
        self.anyway.toggled.connect(self._check)
        self.summary = label("", "muted")
        self.folder = QLineEdit(_documents())
        self.folder.setAccessibleName("保存到")
        self.folder.textChanged.connect(self._check)
        self._arrange()
        self.refresh()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(label("保存到", "muted"))
        row.addWidget(self.folder, 1)
        row.addWidget(tool_button("选择…", self._browse, "link"))
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        self.go_button = tool_button("去看这一项", self._go, "link")
        head.addWidget(self.go_button)
        self.column.addLayout(head)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.hide_people)
        self.column.addWidget(self.anyway)
        self.column.addLayout(row)
        self.add_buttons("生成")

    def refresh(self) -> None:
        """Work out the pre-flight again."""
        self.concerns = tuple(self._work_out(self.order()))
        self.table.setRowCount(0)
        for one in self.concerns:
            add_row(self.table, (_GRAVE if one.grave else _LIGHT, one.topic, one.text))
        placed = any(one.ref is not None for one in self.concerns)
        grave = sum(one.grave for one in self.concerns)
        told = f"有 {len(self.concerns)} 件事要看，其中 {grave} 件要改。"
        told += "双击可以到那里去；不需要的段落可选“不写这一段”。" if placed else ""
        self.summary.setText(told if self.concerns else "没有发现问题，可以生成。")
        self.go_button.setVisible(bool(self.concerns))
        self._check_goal()
        self.anyway.setVisible(grave > 0)
        self._check()

    def order(self) -> PackOrder:
        """How the pack is to be made."""
        return PackOrder(hide_people=self.hide_people.isChecked())

    def place(self) -> Path:
        """The folder in which the pack gets a folder of its own."""
        return Path(self.folder.text().strip())

    def _check(self) -> None:
        ready = self.anyway.isChecked() or not any(one.grave for one in self.concerns)
        self.accept_button.setEnabled(ready and self.place().is_absolute())

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "保存到哪个文件夹", self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _chosen(self) -> FieldRef | None:
        """Where the chosen matter is; some are about the filing as a whole and are nowhere."""
        row = chosen_row(self.table)
        return None if row is None else self.concerns[row].ref

    def _check_goal(self) -> None:
        self.go_button.setEnabled(self._chosen() is not None)

    def _go(self) -> None:
        self.goal = self._chosen()
        if self.goal is not None:
            self.done(QDialog.DialogCode.Rejected)


def _documents() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(place) / "绩效编报导出")
