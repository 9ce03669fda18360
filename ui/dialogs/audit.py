"""What the audit of a finished file found: a list to go through beside Word, and to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from models.enums import Severity
from services.audit.audit import Audit, AuditFinding
from ui.dialogs.base import Dialog, kept
from ui.dialogs.tables import add_row, chosen_row, row_table
from ui.widgets import label, tool_button

FILES = "可以审核的文件 (*.docx *.xlsx *.xlsm *.xls *.txt *.pdf);;所有文件 (*)"
_COPIED = "已复制。在 Word 中按 Ctrl+F 粘贴，就能找到原文。"
_HINT = "双击一条，复制它的原文；在 Word 中用查找定位。"


class AuditDialog(Dialog):
    """Lists the findings in order; the one chosen is told in full below."""

    def __init__(self, parent: QWidget | None, name: str, found: Audit) -> None:
        super().__init__(parent, f"审核文件：{name}", summary(found))
        self.size_to(900, 600)
        self._findings = found.findings
        self.table = row_table(("级别", "位置", "问题"), (64, 260), "审核结果")
        for one in self._findings:
            add_row(self.table, (one.severity.value, one.where.rpartition(" › ")[2], one.message))
        self.table.itemSelectionChanged.connect(self._tell)
        self.table.itemDoubleClicked.connect(lambda _item: self.copy_place())
        self.table.itemActivated.connect(lambda _item: self.copy_place())
        self.column.addWidget(self.table, 1)
        self.detail = label("", "muted", wrap=True)
        self.column.addWidget(self.detail)
        self.copy_all = tool_button("复制全部", self._copy_all, "link")
        self.copy_all.setEnabled(bool(self._findings))
        self.column.addWidget(self.copy_all)
        self.add_buttons("关闭", "")
        if self._findings:
            self.table.selectRow(0)
        else:
            self.detail.setText("没有发现问题。")
        self.table.setFocus()

    @property
    def chosen(self) -> AuditFinding | None:
        """The selected finding."""
        row = chosen_row(self.table)
        return None if row is None else self._findings[row]

    def copy_place(self) -> None:
        """Put the words of the chosen finding on the clipboard, for the search of Word."""
        if self.chosen is not None:
            QGuiApplication.clipboard().setText(self.chosen.quote or self.chosen.where)
            self.detail.setText(_COPIED)

    def _tell(self) -> None:
        if self.chosen is not None:
            one = self.chosen
            self.detail.setText(f"{one.where}\n{one.message}。{one.rule.remedy}。\n{_HINT}")

    def _copy_all(self) -> None:
        lines = (f"{one.severity.value}\t{one.where}\t{one.message}\t{one.rule.remedy}" for one in self._findings)
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.detail.setText(f"已复制 {len(self._findings)} 条。")


def summary(found: Audit) -> str:
    """Whose document it was taken for, what agrees, and what does not."""
    counts = "、".join(f"{found.count(one)} 条{one.value}" for one in (Severity.ERROR, Severity.WARNING, Severity.HINT))
    whose = f"{found.unit or '单位未能判断'}，{found.year or '年度未能判断'}" + ("年度" if found.year else "")
    return f"{whose}。核对一致的数字关系 {found.holds} 处；{counts}。文件没有改动。"


def choose_file(parent: QWidget | None) -> Path | None:
    """The file to audit; None when cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, "审核文件", "", FILES)
    return Path(name) if name else None


def show_audit(parent: QWidget | None, name: str, found: Audit) -> None:
    """Show what an audit found."""
    dialog = AuditDialog(parent, name, found)
    with kept(dialog):
        dialog.exec()
