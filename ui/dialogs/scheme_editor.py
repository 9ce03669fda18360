"""One of the user's schemes, changed side by side; nothing is kept before it is whole and free of contradictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QWidget

from services.render.output import OutputError
from services.scheme import Scheme, SchemeRefused
from ui.dialogs.base import Dialog
from ui.dialogs.scheme_pages import BasicPage, LabelsPage, LimitsPage, ScoresPage
from ui.dialogs.scheme_rules import RulesPage
from ui.widgets import label

_SIZE = 820, 620
Save = Callable[[Mapping[str, Any]], object]


class SchemeEditor(Dialog):
    """`save` takes the values of all pages; what it refuses is told here, and what was typed stays."""

    def __init__(self, parent: QWidget | None, scheme: Scheme, used: str, save: Save) -> None:
        super().__init__(parent, f"修改方案“{scheme.name}”", used)
        self.size_to(*_SIZE)
        self._save = save
        self.basic, self.scores, self.limits = BasicPage(scheme), ScoresPage(scheme), LimitsPage(scheme)
        self.labels, self.rules = LabelsPage(scheme), RulesPage(scheme)
        self.tabs = QTabWidget()
        titles = ("表样和签字", "分值和等级", "界限", "用词", "审核规则")
        for page, title in zip(self._pages(), titles, strict=True):
            self.tabs.addTab(_scrolled(page), title)
        self.trouble = label(name="trouble", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.tabs, 1)
        self.column.addWidget(self.trouble)
        self.add_buttons("保存")

    def _pages(self) -> tuple[BasicPage, ScoresPage, LimitsPage, LabelsPage, RulesPage]:
        return self.basic, self.scores, self.limits, self.labels, self.rules

    def values(self) -> dict[str, Any]:
        """All of it, as the scheme's file holds it. SchemeRefused for what is no number."""
        both: dict[str, Any] = {}
        for page in self._pages():
            for key, value in page.values().items():
                both[key] = {**both[key], **value} if isinstance(value, dict) and key in both else value
        return both

    def accept(self) -> None:
        """Keep it, if it can be kept."""
        try:
            self._save(self.values())
        except (SchemeRefused, OutputError) as refused:
            self.trouble.setText(str(refused))
            self.trouble.show()
            return
        super().accept()


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that scrolls where the screen is low."""
    area = QScrollArea()
    area.setObjectName("fields")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
