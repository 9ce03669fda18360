"""The overview page: verdict, progress, what must be changed, budget against executed. Every item leads to its form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.enums import Severity
from services.filing.department import Coverage
from services.overview import FormState, Overview
from services.rules.engine import Checker, Finding
from services.values.money import plain, round_half_up
from services.values.numbers import format_percent, format_points
from ui import tokens
from ui.findings import Card
from ui.fonts import interface_font
from ui.widgets import label, tool_button

_MOST_FORMS, _MOST_CARDS, _MOST_BARS = 9, 3, 24
_ROW = 30
RowPainter = Callable[[QPainter, QRect, FormState], None]


class Panel(QFrame):
    """A white box with a heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 14)
        self.column.setSpacing(8)
        self.head = QHBoxLayout()
        heading = label(title)
        heading.setStyleSheet("font-weight: 600;")
        self.head.addWidget(heading)
        self.head.addStretch(1)
        self.column.addLayout(self.head)


class StatCard(QFrame):
    """One figure: what, how much, and a line below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.figure, self.note = label(), label(name="muted", wrap=True)
        self.figure.setStyleSheet("font-size: 22px; font-weight: 700;")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 10)
        column.setSpacing(4)
        column.addWidget(label(title, "muted"))
        column.addWidget(self.figure)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_figure(self, figure: str, note: str, colour: str = tokens.INK) -> None:
        """Show a figure."""
        self.figure.setText(figure)
        self.figure.setStyleSheet(f"font-size: 22px; font-weight: 700; color: {colour};")
        self.note.setText(note)


class Rows(QWidget):
    """Painted rows, one for each form; a click tells which. Painted, because there may be a thousand."""

    chosen = Signal(str)

    def __init__(self, paint: RowPainter, columns: int = 1) -> None:
        super().__init__()
        self.paint_row = paint
        self._columns = columns
        self.forms: tuple[FormState, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_forms(self, forms: tuple[FormState, ...]) -> None:
        """Show other forms."""
        self.forms = forms
        self.setFixedHeight(max(1, -(-len(forms) // self._columns)) * _ROW)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(360, self.height())

    def _area(self, place: int) -> QRect:
        lines = -(-len(self.forms) // self._columns)
        width = self.width() // self._columns
        return QRect(place // lines * width, place % lines * _ROW, width - (24 if self._columns > 1 else 0), _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(interface_font())
        for place, form in enumerate(self.forms):
            self.paint_row(painter, self._area(place), form)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to the form."""
        place = self.place_at(event.position().toPoint())
        if place is not None:
            self.chosen.emit(self.forms[place].project.id)

    def place_at(self, point: QPoint) -> int | None:
        """Index of the row under a point."""
        return next((i for i in range(len(self.forms)) if self._area(i).contains(point)), None)


def _text(painter: QPainter, area: QRect, text: str, align: Qt.AlignmentFlag, colour: str) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _bar(painter: QPainter, area: QRectF, colour: str, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, radius, radius)


def paint_progress(painter: QPainter, area: QRect, form: FormState) -> None:
    """Name, bar, open findings, percent."""
    name = area.adjusted(0, 0, -int(area.width() * 0.56), 0)
    _text(painter, name, form.project.name or "未命名项目", Qt.AlignmentFlag.AlignLeft, tokens.INK)
    left, right = name.right() + 14, area.right() - 110
    track = QRectF(left, area.center().y() - 4, max(right - left, 20), 9)
    _bar(painter, track, "#E9ECF1", 4.5)
    filled = QRectF(track)
    filled.setWidth(track.width() * form.progress.percent / 100)
    _bar(painter, filled, tokens.DONE if form.done else tokens.ACCENT, 4.5)
    _paint_counts(painter, QRect(int(right) + 10, area.top(), 50, area.height()), form)
    percent = area.adjusted(area.width() - 46, 0, 0, 0)
    _text(painter, percent, f"{form.progress.percent}%", Qt.AlignmentFlag.AlignRight, tokens.SECONDARY)
    painter.setPen(QColor("#EDEFF3"))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _paint_counts(painter: QPainter, area: QRect, form: FormState) -> None:
    if form.done and not form.verdict.warnings:
        _text(painter, area, "✓", Qt.AlignmentFlag.AlignLeft, tokens.DONE)
    left = area.left()
    for count, colour in ((form.verdict.errors, tokens.ERROR), (form.verdict.warnings, tokens.WARNING)):
        if count:
            spot = QRectF(left, area.center().y() - 9, 19, 19)
            _bar(painter, spot, colour, 9.5)
            painter.setPen(QColor("white"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(count))
            left += 23


def paint_money(painter: QPainter, area: QRect, form: FormState, *, largest: float, low: float) -> None:
    """Name, budget (light) with executed (dark) in it, amount and rate; a rate below `low` in red."""
    name = area.adjusted(0, 0, -int(area.width() * 0.68), 0)
    _text(painter, name, form.project.name or "未命名项目", Qt.AlignmentFlag.AlignLeft, tokens.INK)
    left, room = name.right() + 12, area.width() - name.width() - 170
    for amount, colour in ((form.budget, "#C9DCF0"), (form.executed, tokens.ACCENT)):
        width = room * min(float(amount or 0) / largest, 1.0)
        painter.fillRect(QRectF(left, area.top() + 8, max(width, 1.0 if amount else 0.0), 14), QColor(colour))
    text = "—" if form.budget is None else f"{plain(round_half_up(form.budget, 2))} · {format_percent(form.rate)}"
    late = form.rate is not None and form.rate < low
    box = QRect(area.right() - 150, area.top(), 150, area.height())
    _text(painter, box, text, Qt.AlignmentFlag.AlignLeft, tokens.ERROR if late else tokens.INK)


class OverviewPage(QScrollArea):
    """Emits `opened` (a project's id), `go` (a finding), `act` (what to do about one) and `asked` (a command)."""

    opened = Signal(str)
    go = Signal(object)
    act = Signal(str, object)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.setAccessibleName("概览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.cards = {key: StatCard(title) for key, title in _CARDS}
        self.progress_rows, self.money_rows = (
            Rows(paint_progress),
            Rows(partial(paint_money, largest=1.0, low=0.0), columns=2),
        )
        self._findings = Panel("必须改的")
        self._finding_cards = [Card() for _ in range(_MOST_CARDS)]
        self._none = label("没有必须改的。", "muted")
        self._rest = label(name="muted")
        self.coverage = label(name="muted", wrap=True)
        self._by_trouble = True
        self._shown: tuple[Overview, Checker] | None = None
        self._fill()

    def _fill(self) -> None:
        inside = QWidget()
        inside.setObjectName("frame")
        grid = QGridLayout(inside)
        grid.setContentsMargins(18, 16, 18, 16)
        grid.setSpacing(14)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        grid.addLayout(cards, 0, 0, 1, 2)
        self._panels = (self._progress_panel(), self._findings_panel(), self._money_panel())
        grid.addWidget(self._panels[0], 1, 0)
        grid.addWidget(self._panels[1], 1, 1)
        grid.addWidget(self._panels[2], 2, 0, 1, 2)
        grid.setColumnStretch(0, 8)
        grid.setColumnStretch(1, 7)
        grid.setRowStretch(3, 1)
        self.setWidget(inside)

    def _progress_panel(self) -> Panel:
        panel = Panel("各表进度")
        self._sort = tool_button("按问题排序", self._toggle_sort, "link")
        panel.head.addWidget(self._sort)
        panel.column.addWidget(self.progress_rows)
        panel.column.addWidget(self._rest)
        panel.column.addStretch(1)
        self.progress_rows.chosen.connect(self.opened)
        return panel

    def _findings_panel(self) -> Panel:
        panel = self._findings
        panel.head.addWidget(tool_button("逐条改 F4", lambda: self.asked.emit("next"), "link"))
        panel.column.addWidget(self._none)
        for card in self._finding_cards:
            card.go.connect(self.go)
            card.act.connect(self.act)
            panel.column.addWidget(card)
        panel.column.addStretch(1)
        return panel

    def _money_panel(self) -> Panel:
        panel = Panel("预算与执行（万元）")
        panel.head.addWidget(label("浅色：全年预算　深色：执行", "muted"))
        panel.column.addWidget(self.coverage)
        panel.column.addWidget(self.money_rows)
        self.money_rows.chosen.connect(self.opened)
        return panel

    def show_waiting(self) -> None:
        """Nothing was checked yet."""
        for card in self.cards.values():
            card.show_figure("…", "正在审核", tokens.SECONDARY)
        for panel in self._panels:
            panel.hide()

    def show_overview(self, whole: Overview, checker: Checker) -> None:
        """Show how everything stands."""
        self._shown = (whole, checker)
        for panel in self._panels:
            panel.show()
        self._show_cards(whole, checker)
        self._show_progress(whole)
        self._show_findings(checker)
        self._show_money(whole, checker)

    def _show_cards(self, whole: Overview, checker: Checker) -> None:
        verdict, limit = whole.verdict, checker.filing.scheme.limits.rate_low
        figure = "可上报" if verdict.ready else f"还有 {verdict.errors} 项"
        note = (
            "必须改，才能定稿"
            if not verdict.ready
            else f"{verdict.warnings} 条警告未写说明"
            if verdict.warnings
            else "没有必须改的"
        )
        self.cards["verdict"].show_figure(figure, note, tokens.DONE if verdict.ready else "#A52A20")
        forms = f"{len(whole.forms)} 张表，{whole.done} 张已完成"
        self.cards["progress"].show_figure(f"{whole.progress.percent}%", forms)
        executed = f"万元 · 已执行 {plain(round_half_up(whole.executed, 2))}"
        self.cards["budget"].show_figure(plain(round_half_up(whole.budget, 2)), executed)
        below = f"{whole.below(limit)} 个项目低于 {limit:.0%}"
        self.cards["rate"].show_figure(format_percent(whole.rate) or "—", below)
        grades = "　".join(f"{name} {count}" for name, count in whole.grades)
        self.cards["score"].show_figure(format_points(whole.average) or "—", grades)

    def _show_progress(self, whole: Overview) -> None:
        forms = whole.forms
        if self._by_trouble:
            forms = tuple(sorted(forms, key=lambda f: (-f.verdict.errors, -f.verdict.warnings, f.progress.share)))
        self.progress_rows.show_forms(forms[:_MOST_FORMS])
        rest = len(forms) - _MOST_FORMS
        self._rest.setVisible(rest > 0)
        self._rest.setText(f"其余 {rest} 张见左边的列表。")

    def _show_findings(self, checker: Checker) -> None:
        errors = [f for f in checker.findings() if f.severity is Severity.ERROR]
        self._none.setVisible(not errors)
        for place, card in enumerate(self._finding_cards):
            card.setVisible(place < len(errors))
            if place < len(errors):
                card.show_finding(errors[place], checker, with_place=True)

    def _show_money(self, whole: Overview, checker: Checker) -> None:
        self.coverage.setText(coverage_text(whole.coverage))
        forms = sorted((f for f in whole.money if f.budget), key=lambda f: f.budget or 0, reverse=True)[:_MOST_BARS]
        largest = max((float(max(f.budget or 0, f.executed or 0)) for f in forms), default=1.0)
        low = float(checker.filing.scheme.limits.rate_low)
        self.money_rows.paint_row = partial(paint_money, largest=largest, low=low)
        self.money_rows.show_forms(tuple(forms))

    def _toggle_sort(self) -> None:
        self._by_trouble = not self._by_trouble
        self._sort.setText("按问题排序" if self._by_trouble else "按表的顺序")
        if self._shown is not None:
            self._show_progress(self._shown[0])

    def finding_cards(self) -> list[Finding]:
        """The findings now shown."""
        return [c.finding for c in self._finding_cards if c.isVisibleTo(self) and c.finding is not None]


def coverage_text(known: Coverage) -> str:
    """Which part of 项目支出 has a self-evaluation form and which has not, in words (万元)."""
    evaluated, listed = (plain(round_half_up(part, 2)) for part in (known.evaluated, known.listed))
    bare = f"；{len(known.without)} 个项目没有指标，涉及 {listed} 万元" if known.without else ""
    if known.stated is None or known.outside is None:
        return f"自评表共执行 {evaluated} 万元{bare}。决算项目支出还没有录入，不能核对自评是否覆盖全部项目支出。"
    share = f"（{format_percent(known.share)}）" if known.share is not None else ""
    outside = plain(round_half_up(abs(known.outside), 2))
    rest = (
        "全部有表"
        if not known.outside
        else f"没有表 {outside} 万元"
        if known.outside > 0
        else f"各表比决算多 {outside} 万元"
    )
    return (
        f"决算项目支出 {plain(round_half_up(known.stated, 2))} 万元：有自评表 {evaluated} 万元{share}{bare}；{rest}。"
    )


_CARDS = (
    ("verdict", "结论"),
    ("progress", "填报进度"),
    ("budget", "全年预算数"),
    ("rate", "执行率"),
    ("score", "平均得分"),
)
