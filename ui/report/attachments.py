"""Passages that are no words: a chart as printed, the forms that are attached, a report within the report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.render.measure import Measurer
from services.reports.outline import outlines
from services.reports.sections import PassageView
from ui.chart_view import ChartView
from ui.widgets import ElidedLabel, label, tool_button

_CHART_WIDTH, _LEAST_CHART = 480, 260
_MUCH = 100
"""Share of the width a chart takes before the white at its sides, as far as it may grow."""
_NO_CHART = "这张图要用的数还没有填齐，暂时画不出来。"
_NO_SHEETS = "没有可以附上的表。"


class Attachment(QWidget):
    """The body of a card. Emits `opened` with the name of the form, or the key of the report, to go to."""

    sheet_opened = Signal(str)
    report_opened = Signal(object)

    def __init__(self, measurer: Measurer) -> None:
        super().__init__()
        self._measurer = measurer
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._chart: ChartView | None = None

    def show_passage(self, passage: PassageView) -> None:
        """Show what is attached; what is shown already stays."""
        shown = (passage.chart, [sheet.name for sheet in passage.sheets], passage.report)
        if shown == self._shown:
            return
        self._shown = shown
        self._clear()
        if passage.chart is not None:
            self._add_chart(passage)
        elif passage.report is not None:
            key = passage.report
            name = outlines()[key.outline].name if key.outline in outlines() else "报告"
            self._add_line(f"《{name}》全文附在这里，在它自己的页面上编写", lambda: self.report_opened.emit(key))
        elif passage.sheets:
            for sheet in passage.sheets:
                self._add_line(sheet.name, lambda name=sheet.name: self.sheet_opened.emit(name))
        else:
            self._column.addWidget(label(_NO_CHART if passage.kind == "chart" else _NO_SHEETS, "muted", wrap=True))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_chart(self, passage: PassageView) -> None:
        view = ChartView(self._measurer)
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.setMaximumWidth(_CHART_WIDTH)
        view.setMinimumWidth(_LEAST_CHART)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(view, _MUCH)
        row.addStretch(1)
        self._column.addWidget(holder)
        if passage.chart is not None:
            view.show_chart(passage.chart)

    def _add_line(self, text: str, opened: object) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = ElidedLabel()
        name.setText(text)
        row.addWidget(name, 1)
        row.addWidget(tool_button("打开", opened, "link"))  # type: ignore[arg-type]
        self._column.addWidget(line)
