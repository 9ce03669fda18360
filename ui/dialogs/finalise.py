"""定稿: what still stands in its way, what it means, and why it is lifted again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from services.rules.engine import Checker, Finding, Verdict
from ui.dialogs.base import Dialog, kept
from ui.dialogs.tables import add_row, chosen_row, row_table

_HEADERS, _WIDTHS = ("在哪里", "必须改的"), (260,)


class ErrorsDialog(Dialog):
    """Lists what must be mended first; `chosen` is the finding to go to after the dialog was accepted."""

    def __init__(self, parent: QWidget | None, checker: Checker, errors: Sequence[Finding]) -> None:
        text = f"还有 {len(errors)} 项必须改的错误。双击一行可以到那个格子去改，改完再定稿。"
        super().__init__(parent, "现在还不能定稿", text)
        self.size_to(820, 460)
        self._errors = errors
        self.table = row_table(_HEADERS, _WIDTHS, "必须改的错误")
        for finding in errors:
            add_row(self.table, (checker.where(finding), f"{finding.message}（{finding.rule.id}）"))
        self.table.itemDoubleClicked.connect(lambda _item: self.accept())
        self.column.addWidget(self.table, 1)
        self.add_buttons("去改这一项", "关闭")
        self.table.selectRow(0)
        self.table.setFocus()

    @property
    def chosen(self) -> Finding | None:
        """The selected finding."""
        row = chosen_row(self.table)
        return None if row is None else self._errors[row]


class UnlockDialog(Dialog):
    """Asks why 定稿 is lifted."""

    def __init__(self, parent: QWidget | None, stamp: str) -> None:
        text = f"现在是{stamp}。解除后可以修改；再次定稿时版本号加一。理由会记入修改记录。"
        super().__init__(parent, "解除定稿", text)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("解除定稿的理由")
        self.reason.setPlaceholderText("理由，如：财政局审核后要求更正第3个项目的执行数")
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(lambda: self.accept_button.setEnabled(bool(self.words())))
        self.column.addWidget(self.reason)
        self.add_buttons("解除定稿")
        self.accept_button.setEnabled(False)
        self.reason.setFocus()

    def words(self) -> str:
        """The reason on one line."""
        return " ".join(self.reason.toPlainText().split())


def show_errors(parent: QWidget | None, checker: Checker, errors: Sequence[Finding]) -> Finding | None:
    """The error to go to; None when the list was only closed."""
    dialog = ErrorsDialog(parent, checker, errors)
    with kept(dialog):
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_for_unlocking(parent: QWidget | None, stamp: str) -> str:
    """Why 定稿 is lifted; "" when it is not."""
    dialog = UnlockDialog(parent, stamp)
    with kept(dialog):
        return dialog.words() if dialog.exec() == QDialog.DialogCode.Accepted else ""


def question(verdict: Verdict, version: int) -> str:
    """What to say before 定稿."""
    open_ = f"还有 {verdict.warnings} 条警告没有写说明，仍然可以定稿。" if verdict.warnings else ""
    return f"定稿后为第 {version} 版，不能再修改，导出的表都带版本和校验码。{open_}需要修改时，可以写明理由解除定稿。"
