"""The charts of the final accounts on one page, one below the other, and why one of them cannot be drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from services.accounts.charts import Charted
from services.render.fonts import font_set
from services.render.measure import Measurer
from ui.chart_view import ChartView
from ui.widgets import label

_WIDEST = 760
_NOTHING = "部门决算还没有数。填了收入、支出录入表后，这里会画出图1—图7。"


class ChartsPage(QScrollArea):
    """Shows charts as they are printed; a chart that changes is drawn anew at its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("图1—图7")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.views: list[ChartView] = []
        self.note = label(name="muted", wrap=True)
        self._measurer: Measurer | None = None
        self._column = self._make_column()

    def _make_column(self) -> QVBoxLayout:
        """A column in the middle of the page, not wider than charts are read well."""
        inner, page = QWidget(), QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setSpacing(16)
        column.addWidget(self.note)
        around = QVBoxLayout(page)
        around.setContentsMargins(24, 18, 24, 18)
        around.addWidget(inner)
        around.addStretch(1)
        around.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        self.setWidget(page)
        return column

    def show_charts(self, charted: Charted) -> None:
        """Show these charts, and above them what is left out."""
        words = charted.left_out or (() if charted.charts else (_NOTHING,))
        self.note.setText("\n".join(words))
        self.note.setVisible(bool(words))
        while len(self.views) < len(charted.charts):
            self._add_view()
        for place, view in enumerate(self.views):
            view.setVisible(place < len(charted.charts))
        for view, chart in zip(self.views, charted.charts, strict=False):
            view.show_chart(chart)

    def _add_view(self) -> None:
        """Room for one more chart; fonts are measured only once a chart is shown."""
        self._measurer = self._measurer or Measurer(font_set())
        view = ChartView(self._measurer)
        self.views.append(view)
        self._column.addWidget(view)
