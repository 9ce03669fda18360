"""The written answer to a warning."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from services.rules.engine import Finding
from ui.dialogs.base import Dialog, kept
from ui.widgets import label


class ExplainDialog(Dialog):
    """Shows what was found and takes the explanation."""

    def __init__(self, parent: QWidget | None, finding: Finding, known: str) -> None:
        super().__init__(parent, "写说明", "说明会随编报保存，明年出现同样情况时再提供给您。")
        self.column.addWidget(label(f"{finding.rule.title}（{finding.rule.id}）\n{finding.message}", wrap=True))
        self.text = QPlainTextEdit(known)
        self.text.setPlaceholderText("为什么是这样，依据是什么")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("说明")
        self.column.addWidget(self.text)
        self.add_buttons("保存说明")
        self.text.setFocus()


def ask_for_explanation(parent: QWidget | None, finding: Finding, known: str) -> str | None:
    """The explanation typed (empty takes an old one back); None when cancelled."""
    dialog = ExplainDialog(parent, finding, known)
    with kept(dialog):
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.text.toPlainText() if accepted else None
