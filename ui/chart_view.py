"""A chart on screen: the primitives of the PDF, painted at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from services.charts.chart import Chart
from services.charts.geometry import LEAST_WIDTH, WIDTH, lay_out_chart
from services.charts.paints import INK
from services.charts.primitives import (
    HATCH_LINE,
    OUTLINE,
    Box,
    Picture,
    PolyLine,
    Primitive,
    Text,
    Wedge,
    hatch_lines,
)
from services.render.measure import Measurer
from services.render.styles import PIXEL
from ui import tokens
from ui.form.glyphs import GlyphCache


class PicturePainter:
    """Paints laid-out charts; keeps the glyphs."""

    def __init__(self) -> None:
        self._glyphs = GlyphCache()

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """Paint with the left upper corner at the painter's origin, in points."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in picture.items:
            self._paint(painter, item)

    def _paint(self, painter: QPainter, item: Primitive) -> None:
        match item:
            case Box() | Wedge():
                _fill(painter, item)
            case PolyLine():
                painter.setPen(QPen(QColor(item.colour), item.weight))
                painter.drawPolyline([QPointF(*point) for point in item.points])
            case Text():
                painter.setPen(QColor(INK))
                self._glyphs.draw(painter, item.placed.line, item.size, item.placed.x, item.placed.baseline)


class ChartView(QWidget):
    """Shows one chart on white, as wide as its place and as tall as it then needs; tells readers what it shows.

    Where less room is given than charts are laid out in, it is shown smaller.
    """

    def __init__(self, measurer: Measurer) -> None:
        super().__init__()
        self._measurer = measurer
        self._painter = PicturePainter()
        self._chart: Chart | None = None
        self.picture: Picture | None = None
        self._shrunk = 1.0
        self.setMinimumWidth(round(LEAST_WIDTH / PIXEL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; its sentence becomes the accessible description."""
        self._chart = chart
        self.setAccessibleName(f"{chart.number} {chart.title}")
        self._lay_out()

    def sizeHint(self) -> QSize:
        """The width it has on paper."""
        return QSize(round(WIDTH / PIXEL), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another width."""
        super().resizeEvent(event)
        if self.picture is None or event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.PAPER))
        if self.picture is not None:
            painter.scale(self._shrunk / PIXEL, self._shrunk / PIXEL)
            self._painter.paint(painter, self.picture)

    def _lay_out(self) -> None:
        if self._chart is None:
            return
        self._shrunk = min(self.width() * PIXEL / LEAST_WIDTH, 1.0)
        self.picture = lay_out_chart(self._chart, self._measurer, self.width() * PIXEL)
        self.setAccessibleDescription(self.picture.alternative)
        self.setFixedHeight(round(self.picture.height / PIXEL * self._shrunk))
        self.update()


def _fill(painter: QPainter, item: Box | Wedge) -> None:
    """Ground, hatch, outline."""
    path = _path(item)
    painter.fillPath(path, QColor(item.paint.fill))
    lines = [QLineF(*a, *b) for a, b in hatch_lines(item.bounds, item.paint.hatch)]
    if lines:
        painter.save()
        painter.setClipPath(path)
        painter.setPen(QPen(QColor(item.paint.line), HATCH_LINE))
        painter.drawLines(lines)
        painter.restore()
    outline = QPen(QColor(INK), OUTLINE)
    outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)  # else the tip of a thin wedge sticks out
    painter.strokePath(path, outline)


def _path(item: Box | Wedge) -> QPainterPath:
    path = QPainterPath()
    area = QRectF(*item.bounds)
    if isinstance(item, Box):
        path.addRect(area)
    elif item.is_disc:
        path.addEllipse(area)
    else:
        path.moveTo(*item.centre)
        path.arcTo(area, 90 - item.start, -item.sweep)  # Qt turns the other way, from the right
        path.closeSubpath()
    return path
