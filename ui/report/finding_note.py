"""A finding below the passage it is about: what disagrees, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from models.enums import Severity
from ui.widgets import label, restyle, tool_button

if TYPE_CHECKING:
    from services.rules.engine import Checker, Finding

_SHORT = 16
_PASSAGES = frozenset({"passage", "report"})


class FindingNote(QFrame):
    """Emits `act` with what to do (adopt, cell, explain, why) and the finding."""

    act = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.finding: Finding | None = None
        self.title, self.message, self.answer = label(wrap=True), label(wrap=True), label(name="muted", wrap=True)
        self.title.setStyleSheet("font-weight: 600;")
        words = {"adopt": "改为", "cell": "跳到表", "explain": "写说明", "why": "为什么？"}
        self.links = {name: tool_button(text, self._asker(name), "link") for name, text in words.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 9, 13, 8)
        column.setSpacing(3)
        for widget in (self.title, self.message, self.answer):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(4)
        for link in self.links.values():
            row.addWidget(link)
        row.addStretch(1)
        column.addLayout(row)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.act.emit(name, self.finding)

    def show_finding(self, finding: Finding, checker: Checker, mend: str) -> None:
        """Fill it; `mend` are the words its mend puts in, "" when it offers none."""
        self.finding = finding
        head, _, rest = finding.message.partition("。")
        self.title.setText(head if rest else finding.rule.title)
        self.message.setText(rest.strip() or finding.message)
        answer = checker.answer(finding)
        self.answer.setText(f"已说明：{answer}" if answer else "")
        self.answer.setVisible(bool(answer))
        self.links["adopt"].setVisible(bool(mend))
        self.links["adopt"].setText(f"改为 {mend}" if len(mend) <= _SHORT else "照建议改")
        self.links["cell"].setVisible(cell_of_finding(finding) is not None)
        self.links["explain"].setVisible(finding.severity is not Severity.ERROR)
        self.links["explain"].setText("改说明" if answer else "写说明")
        if self.property("severity") != finding.severity.value:
            self.setProperty("severity", finding.severity.value)
            restyle(self)


def cell_of_finding(finding: Finding) -> object:
    """The first value in a form that a finding on a text is about; None when it is about the text alone."""
    return next((ref for ref in finding.hit.fields if ref.entity not in _PASSAGES), None)
