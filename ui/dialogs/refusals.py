"""Before a paste: which texts would be refused and why; the clerk takes the rest or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from services.filing.filing import Filing
from services.filing.gestures import Refusal, name_of
from ui.dialogs.base import Dialog, kept

_HEADERS = ("填到", "内容", "为什么不能填")


class RefusalsDialog(Dialog):
    """Lists the refused texts."""

    def __init__(self, parent: QWidget | None, filing: Filing, refusals: Sequence[Refusal], total: int) -> None:
        rest = total - len(refusals)
        text = f"一共 {total} 格，其中 {len(refusals)} 格的内容不能填入下面的位置；其余 {rest} 格没有问题。"
        super().__init__(parent, "有些内容不能填入", text)
        self.resize(640, 360)
        self.table = QTableWidget(len(refusals), len(_HEADERS))
        self.table.setHorizontalHeaderLabels(_HEADERS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, refusal in enumerate(refusals):
            for col, words in enumerate((name_of(filing, refusal.ref), refusal.text, refusal.reason)):
                self.table.setItem(row, col, QTableWidgetItem(words))
        self.table.resizeRowsToContents()
        self.column.addWidget(self.table)
        if rest:
            self.add_buttons("只填其余的", "全部不填")
        else:
            self.add_buttons("知道了", "")


def ask_about_refusals(parent: QWidget | None, filing: Filing, refusals: Sequence[Refusal], total: int) -> bool:
    """Whether to take over what is not refused (False when nothing is left)."""
    dialog = RefusalsDialog(parent, filing, refusals, total)
    with kept(dialog):
        return dialog.exec() == QDialog.DialogCode.Accepted and total > len(refusals)
