"""The severity of every audit rule in a scheme, with a search over them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTableWidgetItem, QVBoxLayout, QWidget

from models.enums import Severity
from services.rules.catalogue import all_rules
from services.scheme import Scheme
from ui.dialogs.tables import add_row, row_table
from ui.widgets import CalmComboBox, label

_HEADERS, _WIDTHS = ("编号", "审核什么", "本方案"), (70, 430)


class RulesPage(QWidget):
    """Each rule is an error, a warning, a hint or not looked at; else as the program has it."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self.search, self.counted = QLineEdit(), label(name="muted")
        self.search.setPlaceholderText("按编号或文字查找，如 执行率")
        self.search.setAccessibleName("查找审核规则")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.table = row_table(_HEADERS, _WIDTHS, "审核规则")
        self._combos: dict[str, CalmComboBox] = {}
        self._words: list[str] = []
        for rule in all_rules().values():
            row = add_row(self.table, (rule.id, rule.title, ""))
            told = f"{rule.title}\n{rule.remedy}\n依据：{rule.basis}"
            self._words.append(f"{rule.id}\n{told}".casefold())
            self.table.setItem(row, 1, _told(rule.title, told))
            self._combos[rule.id] = self._choice(rule.severity, scheme.severities.get(rule.id))
            self.table.setCellWidget(row, 2, self._combos[rule.id])
        bar = QHBoxLayout()
        bar.addWidget(self.search, 1)
        bar.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(self.table)
        self._narrow("")

    def _choice(self, usual: Severity, chosen: Severity | None) -> CalmComboBox:
        combo = CalmComboBox()
        combo.addItem(f"默认（{usual.value}）", None)
        for severity in Severity:
            combo.addItem(severity.value, severity.value)
        combo.setCurrentIndex(combo.findData(chosen.value) if chosen is not None else 0)
        combo.currentIndexChanged.connect(self._count)
        return combo

    def combo(self, rule_id: str) -> CalmComboBox:
        """Where the severity of a rule is chosen."""
        return self._combos[rule_id]

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row, words in enumerate(self._words):
            self.table.setRowHidden(row, wanted not in words)
        self._count()

    def _count(self) -> None:
        shown = sum(not self.table.isRowHidden(row) for row in range(self.table.rowCount()))
        changed = sum(combo.currentData() is not None for combo in self._combos.values())
        self.counted.setText(f"显示 {shown} 条，改了 {changed} 条")

    def values(self) -> dict[str, Any]:
        """As the scheme's file holds it; a rule left as usual is not named."""
        return {"severities": {rule_id: combo.currentData() for rule_id, combo in self._combos.items()}}


def _told(text: str, tip: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(tip)
    return item
