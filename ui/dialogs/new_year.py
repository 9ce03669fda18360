"""A new year from an earlier one: which filing, which year, which scheme, and which projects go on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from services.filing.assess import assess
from services.filing.filing import Filing
from services.filing.rollover import RolloverPlan, plan_rollover
from services.scheme import Scheme
from services.store.reading import FilingListing
from services.values.money import format_amount
from ui.dialogs.base import Dialog
from ui.dialogs.tables import add_row, is_ticked, row_table, set_ticked
from ui.widgets import CalmComboBox, label, tool_button

_YEARS = 3
_SIZE = 900, 600
_HEADERS = "项目", "类别", "上年预算（{unit}）", "为什么这样建议"
_WIDTHS = 360, 100, 120


@dataclass(frozen=True, slots=True)
class NewYear:
    """What was asked for."""

    filing: Filing
    year: int
    keep: frozenset[str]
    scheme: str


class NewYearDialog(Dialog):
    """Offers the projects of an earlier filing; what has ended is not ticked."""

    def __init__(
        self,
        parent: QWidget | None,
        listings: Sequence[FilingListing],
        schemes: Mapping[str, Scheme],
        load: Callable[[str], Filing],
    ) -> None:
        text = "单位、项目、指标和指标值会带到新年度；金额、完成值和得分不带。目标和偏差原因带过来后标为“请确认”。"
        super().__init__(parent, "从上年开始新年度", text)
        self.size_to(*_SIZE)
        self._load = load
        self._plan: RolloverPlan | None = None
        self._filing: Filing | None = None
        self.source, self.year, self.scheme = CalmComboBox(), CalmComboBox(), CalmComboBox()
        for listing in listings:
            self.source.addItem(f"{listing.year}年度　{listing.unit_name}", listing.filing_id)
        for scheme in schemes.values():
            self.scheme.addItem(scheme.name, scheme.id)
        self.table = row_table(_HEADERS, _WIDTHS, "结转的项目")
        self.counted, self.trouble = label(name="muted"), label(name="trouble", wrap=True)
        self.notes = label(name="muted", wrap=True)
        self.trouble.hide()
        self._fill()
        self.source.currentIndexChanged.connect(self._show_filing)
        self.table.itemChanged.connect(self._count)
        self._show_filing()

    def _fill(self) -> None:
        form = QFormLayout()
        for text, widget in (("上年编报", self.source), ("新年度", self.year), ("方案", self.scheme)):
            widget.setAccessibleName(text)
            form.addRow(text, widget)
        self.column.addLayout(form)
        row = QHBoxLayout()
        row.addWidget(label("结转的项目"))
        row.addWidget(self.counted, 1)
        row.addWidget(tool_button("按建议", lambda: self._tick(self._plan.kept if self._plan else ()), "link"))
        row.addWidget(tool_button("全选", lambda: self._tick(self._ids()), "link"))
        row.addWidget(tool_button("全不选", lambda: self._tick(()), "link"))
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.notes)
        self.column.addWidget(self.trouble)
        self.add_buttons("开始新年度")

    def _show_filing(self) -> None:
        filing = self._filing = self._load(self.source.currentData())
        plan = self._plan = plan_rollover(filing)
        self.year.clear()
        self.year.addItems([str(plan.year + more) for more in range(_YEARS)])
        self.scheme.setCurrentIndex(max(self.scheme.findData(filing.scheme.id), 0))
        self.table.setHorizontalHeaderLabels([text.format(unit=filing.head.amount_unit.value) for text in _HEADERS])
        self.notes.setText("\n".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))
        with QSignalBlocker(self.table):
            self._show_projects(filing, plan)
        self._count()

    def _show_projects(self, filing: Filing, plan: RolloverPlan) -> None:
        self.table.setRowCount(0)
        for offer in plan.projects:
            budget = format_amount(assess(filing, offer.project_id).budget, filing.head.amount_unit)
            words = offer.name or "未命名项目", offer.kind.value, budget, offer.reason
            add_row(self.table, words, tick=offer.keep)

    def _ids(self) -> list[str]:
        return [offer.project_id for offer in self._plan.projects] if self._plan else []

    def _tick(self, wanted: Collection[str]) -> None:
        for row, project_id in enumerate(self._ids()):
            set_ticked(self.table, row, on=project_id in wanted)

    def _kept(self) -> frozenset[str]:
        return frozenset(key for row, key in enumerate(self._ids()) if is_ticked(self.table, row))

    def _count(self) -> None:
        self.counted.setText(f"共 {self.table.rowCount()} 个，结转 {len(self._kept())} 个")

    def answer(self) -> NewYear:
        """What was asked for."""
        if self._filing is None:
            raise LookupError
        return NewYear(self._filing, int(self.year.currentText()), self._kept(), self.scheme.currentData())

    def complain(self, reason: str) -> None:
        """Say why it cannot be done so; what was chosen stays."""
        self.trouble.setText(reason)
        self.trouble.show()
