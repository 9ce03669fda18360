"""Paints the pages of a form: paper, grounds, grid lines, texts, and the marks of findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform

from models.enums import Severity
from services.filing.refs import FieldRef
from services.forms.sheet import Cell, CellKind
from services.render.layout import Rect
from services.render.paged import Fragment, Page, Stroke
from services.render.styles import INNER
from ui import tokens
from ui.form.glyphs import GlyphCache
from ui.form.placement import Placement

_GROUND: Final = {
    CellKind.LABEL: tokens.FORM_LABEL,
    CellKind.COMPUTED: tokens.FORM_COMPUTED,
    CellKind.BLANK: tokens.FORM_LABEL,
}
_INK: Final = {
    CellKind.LABEL: QColor(tokens.FORM_LABEL_INK),
    CellKind.INPUT: QColor(tokens.INK),
    CellKind.COMPUTED: QColor(tokens.FORM_COMPUTED_INK),
    CellKind.BLANK: QColor(tokens.SECONDARY),
}
_CORNER: Final = 10.0
_FRAME: Final = 2.0
_BAR: Final = 3.0


@dataclass
class PaintState:
    """What is painted over the form itself: findings by address and the selected cells by place."""

    marks: Mapping[FieldRef, Severity] = field(default_factory=dict)
    selected: frozenset[tuple[int, int]] = frozenset()


class Snapper:
    """Moves coordinates to the edges of device pixels, whatever the painter's offset and scale."""

    def __init__(self, painter: QPainter) -> None:
        device: QTransform = painter.deviceTransform()
        self._dx, self._dy, self.scale = device.dx(), device.dy(), device.m11()

    def x(self, value: float) -> float:
        """The nearest vertical pixel edge."""
        return (round(value * self.scale + self._dx) - self._dx) / self.scale

    def y(self, value: float) -> float:
        """The nearest horizontal pixel edge."""
        return (round(value * self.scale + self._dy) - self._dy) / self.scale

    def rect(self, rect: QRectF) -> QRectF:
        """A rectangle with every edge on a pixel edge; neighbours stay neighbours."""
        left, top = self.x(rect.left()), self.y(rect.top())
        return QRectF(left, top, self.x(rect.right()) - left, self.y(rect.bottom()) - top)

    def pixels(self, count: int) -> float:
        """So many device pixels in logical ones."""
        return count / self.scale


class FormPainter:
    """Paints pages and parts of them for a view or a header band; keeps the glyph cache."""

    def __init__(self) -> None:
        self.state = PaintState()
        self.unconfirmed: Callable[[FieldRef], bool] = lambda _ref: False
        self._glyphs = GlyphCache()

    def paint_pages(self, painter: QPainter, placement: Placement, areas: Sequence[QRectF]) -> None:
        """Everything of the form that lies in some areas (content coordinates; the painter is already scrolled)."""
        snap = Snapper(painter)
        for index in sorted({index for area in areas for index in placement.pages_in(area)}):
            paper = snap.rect(placement.page_rect(index))
            _paint_paper(painter, paper, snap)
            page, wanted = placement.paged.pages[index], [placement.on_page(index, area) for area in areas]
            shown = [part for part in page.fragments if part.rect.meets(wanted)]
            self.paint_parts(painter, placement, page, shown, wanted)

    def paint_parts(
        self, painter: QPainter, placement: Placement, page: Page, parts: list[Fragment], areas: Sequence[Rect]
    ) -> None:
        """Some cells of a page with the lines around them, as far as these lie in areas of the page (points)."""
        snap = Snapper(painter)
        for part in parts:
            self._paint_ground(painter, part.cell, snap.rect(placement.rect_of(part)))
        corner, scale = placement.page_rect(page.index).topLeft(), placement.scale
        for stroke in page.strokes:
            if stroke.room.meets(areas):
                painter.fillRect(_stroke_rect(stroke, corner, scale, snap), QColor(tokens.FORM_LINE))
        self._paint_texts(painter, placement, page, parts)
        for part in parts:
            self._paint_mark(painter, part.cell, placement.rect_of(part))

    def _paint_ground(self, painter: QPainter, cell: Cell, rect: QRectF) -> None:
        severity = self.state.marks.get(cell.ref) if cell.ref is not None else None
        ground = _GROUND.get(cell.kind) if cell.border else None
        ground = tokens.TINT.get(severity, ground) if severity is not None else ground
        if ground is not None:
            painter.fillRect(rect, QColor(ground))
        if (cell.row, cell.col) in self.state.selected:
            tint = QColor(tokens.ACCENT)
            tint.setAlphaF(0.14)
            painter.fillRect(rect, tint)

    def _paint_texts(self, painter: QPainter, placement: Placement, page: Page, parts: list[Fragment]) -> None:
        """Texts in points under a scaled painter; baselines on whole pixels."""
        painter.save()
        corner = placement.page_rect(page.index).topLeft()
        painter.translate(corner)
        painter.scale(placement.scale, placement.scale)
        snap = Snapper(painter)
        for part in parts:
            painter.setPen(_INK[part.cell.kind] if part.cell.border else _INK[CellKind.INPUT])
            for line in part.lines:
                baseline = snap.y(part.rect.y + line.baseline)
                self._glyphs.draw(painter, line.line, part.style.size, part.rect.x + line.x, baseline)
        painter.restore()

    def _paint_mark(self, painter: QPainter, cell: Cell, rect: QRectF) -> None:
        """The corner of a finding at the upper right, of a figure typed over the computed one at the lower right.

        A text carried from last year and not yet confirmed has a bar at the left.
        """
        severity = self.state.marks.get(cell.ref) if cell.ref is not None else None
        if severity in tokens.MARK:
            _paint_corner(painter, rect.topRight(), 1, QColor(tokens.MARK[severity]))
        if cell.typed_over:
            _paint_corner(painter, rect.bottomRight(), -1, QColor(tokens.FORM_COMPUTED_INK))
        if cell.ref is not None and self.unconfirmed(cell.ref):
            painter.fillRect(QRectF(rect.left(), rect.top(), _BAR, rect.height()), QColor(tokens.WARNING))


def paint_frame(painter: QPainter, rect: QRectF, color: str) -> None:
    """The frame of the current cell, two pixels, over the cell's own lines."""
    snap = Snapper(painter)
    outer = snap.rect(rect.adjusted(-1, -1, 1, 1))
    width = snap.pixels(max(round(_FRAME * snap.scale), 2))
    for edge in (
        QRectF(outer.left(), outer.top(), outer.width(), width),
        QRectF(outer.left(), outer.bottom() - width, outer.width(), width),
        QRectF(outer.left(), outer.top(), width, outer.height()),
        QRectF(outer.right() - width, outer.top(), width, outer.height()),
    ):
        painter.fillRect(edge, QColor(color))


def _paint_paper(painter: QPainter, paper: QRectF, snap: Snapper) -> None:
    pixel = snap.pixels(1)
    painter.fillRect(paper.translated(0, 2 * pixel), QColor(tokens.PAPER_SHADOW))
    painter.fillRect(paper.adjusted(-pixel, -pixel, pixel, pixel), QColor(tokens.LINE))
    painter.fillRect(paper, QColor(tokens.PAPER))


def _stroke_rect(stroke: Stroke, corner: QPointF, scale: float, snap: Snapper) -> QRectF:
    """A grid line as whole device pixels: one for the lines inside, more only where the zoom is large.

    The frame's horizontal lines reach half their weight beyond the table, for pens; here every line has its own pixels.
    """
    thick = snap.pixels(max(1, round(stroke.weight * 0.6 * scale * snap.scale)))
    reach = stroke.weight / 2 if stroke.weight > INNER and stroke.y0 == stroke.y1 else 0.0
    left, top = snap.x(corner.x() + (stroke.x0 + reach) * scale), snap.y(corner.y() + stroke.y0 * scale)
    right, bottom = snap.x(corner.x() + (stroke.x1 - reach) * scale), snap.y(corner.y() + stroke.y1 * scale)
    if stroke.x0 == stroke.x1:
        return QRectF(left, top, thick, bottom - top + thick)
    return QRectF(left, top, right - left + thick, thick)


def _paint_corner(painter: QPainter, corner: QPointF, down: int, color: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    size = _CORNER if down > 0 else _CORNER * 0.7
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(-size, 0), corner + QPointF(0, down * size)]))
    painter.restore()
