"""登记指标值调整: which indicator, its new target, when and by which document it was approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from models.project import Indicator
from services.filing.approvals import approved_target, target_history
from services.filing.filing import Filing
from services.values.money import Unreadable
from services.values.numbers import parse_date
from ui.dialogs.base import Dialog
from ui.widgets import CalmComboBox, label


class TargetChangeDialog(Dialog):
    """Asks for one change; `answer()` is what was typed, `complain` says why it cannot be taken."""

    def __init__(self, parent: QWidget | None, filing: Filing, rows: Sequence[Indicator], here: str) -> None:
        text = "批复后的指标值确需调整的，在这里登记。自评表按调整后的指标值计分，并注明文号。"
        super().__init__(parent, "登记指标值调整", text)
        self._filing, self._rows = filing, rows
        self.indicator = CalmComboBox()
        self.indicator.addItems([row.name or row.level2 or "未命名指标" for row in rows])
        self.known = label(name="muted", wrap=True)
        self.target, self.day, self.document = QLineEdit(), QLineEdit(), QLineEdit()
        self.target.setPlaceholderText("如 ≥50人")
        self.day.setPlaceholderText("如 2024年7月18日")
        self.document.setPlaceholderText("如 某财绩〔2024〕12号")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        lines = (
            ("指标", self.indicator),
            ("调整后的指标值", self.target),
            ("批准日期", self.day),
            ("批准文号", self.document),
        )
        for title, widget in lines:
            widget.setAccessibleName(title)
            form.addRow(title, widget)
        self.column.addLayout(form)
        self.column.addWidget(self.known)
        self.trouble = label(name="trouble", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.add_buttons("登记")
        self.indicator.currentIndexChanged.connect(self._show_known)
        self.indicator.setCurrentIndex(next((n for n, row in enumerate(rows) if row.id == here), 0))
        self._show_known()
        self.target.setFocus()

    def _show_known(self) -> None:
        row = self._rows[self.indicator.currentIndex()]
        before = approved_target(self._filing, row) or row.target or "空白"
        self.known.setText("\n".join([f"现在的指标值：{before}", *target_history(self._filing, row)]))

    def answer(self) -> tuple[str, str, date, str]:
        """Indicator id, new target, day and document. Unreadable when the day is missing or no date."""
        day = parse_date(self.day.text())
        if day is None:
            raise Unreadable("", "请填写批准日期，如 2024年7月18日")
        return self._rows[self.indicator.currentIndex()].id, self.target.text(), day, self.document.text()

    def complain(self, reason: str) -> None:
        """Say why the change cannot be recorded; what was typed stays."""
        self.trouble.setText(reason)
        self.trouble.show()
