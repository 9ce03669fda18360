"""PaperView: pages of a sheet on the screen, scrolled and zoomed. Knows cells and their places, but no clerk."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from services.filing.refs import FieldRef
from services.forms.sheet import Cell, Row, Sheet
from services.render.layout import lay_out
from services.render.measure import Measurer
from services.render.paged import Fragment
from services.render.pages import paginate
from services.render.relayout import laid_out_again
from services.render.styles import TextStyle
from ui import tokens
from ui.form.header_band import HeaderBand
from ui.form.painting import FormPainter
from ui.form.placement import LEAST_ZOOM, MOST_ZOOM, Placement, changed_areas, fitting_zoom

_ZOOM_STEPS: Final = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_NOTHING: Final = Sheet("", "", (1.0,), (Row(),), (Cell(0, 0, border=False),), FieldRef("", "", ""))
_AT_FIRST: Final = (0.75, 1.0)
"""Until the clerk zooms, a page fills a narrow view, but is never larger than paper nor too small to read."""
_SLACK: Final = 12
"""Pixels kept visible around a cell that is shown."""


class PaperView(QAbstractScrollArea):
    """White pages under each other on the frame; `zoom_changed(zoom)` tells the zoom, 1.0 being paper at 96 dpi."""

    zoom_changed = Signal(float)

    def __init__(self, measurer: Measurer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measurer = measurer
        self.painter = FormPainter()
        self.placement = Placement(paginate(lay_out(_NOTHING, measurer)), 1.0, 100.0)
        self._fitting: tuple[float, float] | None = _AT_FIRST
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, tokens.FRAME)
        self.viewport().setPalette(palette)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all behind it is painted too
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(30)

    @cached_property
    def band(self) -> HeaderBand:
        """The header that stays at the top."""
        return HeaderBand(self)

    @property
    def sheet(self) -> Sheet:
        """The sheet shown; an empty one at first."""
        return self.placement.paged.layout.sheet

    def _lay_out(self, sheet: Sheet) -> list[QRectF] | None:
        """Place a sheet at the zoom there is; the areas that differ from before, None for everything."""
        old = self.placement
        paged = laid_out_again(sheet, self.measurer, old.paged)
        self.placement = Placement(paged, old.zoom, old.view_width)
        self._arrange()
        return changed_areas(old, self.placement)

    # ---- geometry

    def scrolled(self) -> QPointF:
        """What of the content is at the view's upper left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def rect_of(self, cell: Cell, part: int = 0) -> QRectF:
        """A part of a cell in the viewport."""
        parts = self.parts_of(cell)
        if not parts:
            return QRectF()
        return self.placement.rect_of(parts[min(part, len(parts) - 1)]).translated(-self.scrolled())

    def style_of(self, cell: Cell) -> TextStyle:
        """How a cell is set."""
        return self.parts_of(cell)[0].style

    def cell_at_global(self, x: int, y: int) -> Cell | None:
        """The cell under a point of the screen."""
        found = self.fragment_at(QPointF(self.viewport().mapFromGlobal(QPoint(x, y))))
        return found.cell if found is not None else None

    def fragment_at(self, point: QPointF) -> Fragment | None:
        """The part of a cell under a point of the viewport."""
        return self.placement.fragment_at(point + self.scrolled())

    def parts_of(self, cell: Cell) -> tuple[Fragment, ...]:
        """The parts of a cell, page by page."""
        return self.placement.paged.fragments_of(cell)

    def areas_of(self, cell: Cell | None) -> list[QRectF]:
        """Where the parts of a cell lie in the content."""
        return [self.placement.rect_of(part) for part in self.parts_of(cell)] if cell is not None else []

    # ---- zoom and scrolling

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper at 96 dpi."""
        return self.placement.zoom

    def set_zoom(self, zoom: float) -> None:
        """Show at a zoom (0.5–3); the current cell stays visible."""
        self._fitting = None
        self._rezoom(min(max(zoom, LEAST_ZOOM), MOST_ZOOM))

    def fit_width(self) -> None:
        """Zoom so that a page fills the view, and keep it so when the view changes its size."""
        self._fitting = (LEAST_ZOOM, MOST_ZOOM)
        self._rezoom(fitting_zoom(self.placement.paged.page_size[0], self.viewport().width(), self._fitting))

    def zoom_by(self, step: int) -> None:
        """The next larger (1) or smaller (-1) of the usual zooms."""
        further = [zoom for zoom in _ZOOM_STEPS if (zoom - self.zoom) * step > 0.005]
        if further:
            self.set_zoom(further[0] if step > 0 else further[-1])

    def _rezoom(self, zoom: float) -> None:
        changed = zoom != self.zoom
        share = self.scrolled().y() / self.placement.size[1]
        self.placement = Placement(self.placement.paged, zoom, self.viewport().width())
        self._arrange()
        self.verticalScrollBar().setValue(round(share * self.placement.size[1]))
        self._resized()
        self.repaint_areas(None)
        if changed:
            self.zoom_changed.emit(zoom)

    def _arrange(self) -> None:
        """Ranges of the scroll bars for the pages as placed."""
        if self._fitting is not None:
            zoom = fitting_zoom(self.placement.paged.page_size[0], self.viewport().width(), self._fitting)
            self.placement = Placement(self.placement.paged, zoom, self.viewport().width())
        room = self.viewport().size()
        sides = (self.horizontalScrollBar(), room.width()), (self.verticalScrollBar(), room.height())
        for (bar, length), size in zip(sides, self.placement.size, strict=True):
            bar.setRange(0, max(0, round(size) - length))
            bar.setPageStep(length)
        self.band.follow()

    def show_rect(self, rect: QRectF, *, under_header: bool) -> None:
        """Scroll as little as needed for a rectangle of the viewport to be seen, below the header band too."""
        room = QRectF(self.viewport().rect())
        room.setTop(self._header_height() if under_header else 0.0)
        across = _way(rect.left() - _SLACK, rect.right() + _SLACK, room.left(), room.right())
        down = _way(rect.top() - _SLACK, rect.bottom() + _SLACK, room.top(), room.bottom())
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(round(bar.value() + way))

    def _header_height(self) -> float:
        """Height of the header rows on the screen."""
        tops, header = self.placement.paged.layout.tops, self.sheet.header
        return (tops[header.stop] - tops[header.start]) * self.placement.scale if header is not None else 0.0

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The content moves under the view."""
        self.viewport().update()
        self.band.follow()
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages stay in the middle, or fill the view."""
        super().resizeEvent(event)
        self.placement = Placement(self.placement.paged, self.zoom, self.viewport().width())
        before = self.zoom
        self._arrange()
        self._moved()
        if self.zoom != before:
            self._resized()
            self.zoom_changed.emit(self.zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _moved(self) -> None:
        """The content lies elsewhere in the view."""

    def _resized(self) -> None:
        """Cells have another size on the screen."""

    def repaint_areas(self, areas: list[QRectF] | None) -> None:
        """Have areas of the content painted again, with their lines and frames; None for everything."""
        if areas is None:
            self.viewport().update()
            return
        for area in areas:
            self.viewport().update(area.translated(-self.scrolled()).toAlignedRect().adjusted(-3, -3, 3, 3))


def _way(first: float, last: float, low: float, high: float) -> float:
    """How far to scroll so that first–last comes to lie in low–high; a stretch too long need only be seen in part."""
    if last - first > high - low:
        return 0.0 if first < high and last > low else first - low
    return min(first - low, 0.0) or max(last - high, 0.0)
