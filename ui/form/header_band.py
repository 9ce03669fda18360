"""HeaderBand: the header of a table that stays at the top of the view while its rows scroll by.

A widget of its own above the cell editor: a band painted by the view would be covered by the editor.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from services.render.layout import Rect
from services.render.paged import Fragment, Page
from ui import tokens
from ui.form.painting import Snapper

if TYPE_CHECKING:
    from ui.form.paper_view import PaperView


_BOTTOM = attrgetter("bottom")


class HeaderBand(QWidget):
    """Shows the header rows of the page that the top of the view is on."""

    def __init__(self, view: PaperView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._page: Page | None = None
        self._area = QRectF()
        self.hide()

    def follow(self) -> None:
        """Appear when the header has been scrolled away and rows of its table are still to be seen."""
        found = self._wanted()
        if found is None:
            self._page = None
            self.hide()
            return
        self._page, self._area = found
        left = self._area.left() - self._view.scrolled().x()
        self.setGeometry(QRect(round(left), 0, round(self._area.width()) + 1, round(self._area.height()) + 1))
        self.show()
        self.raise_()
        self.update()

    def covers(self) -> float:
        """Height of the band; 0 when it is away."""
        return float(self.height()) if self.isVisible() else 0.0

    def _wanted(self) -> tuple[Page, QRectF] | None:
        placement, header = self._view.placement, self._view.sheet.header
        if header is None:
            return None
        top = self._view.scrolled().y()
        for index in placement.pages_in(QRectF(0, top, 1, 1)):
            page = placement.paged.pages[index]
            parts = _header_parts(page, header)
            area = placement.placed(index, _united([part.rect for part in parts])) if parts else QRectF()
            rows = [part.rect for part in page.fragments if part.source.cell.row >= header.stop]
            last = placement.placed(index, max(rows, key=_BOTTOM)).bottom() if rows else 0.0
            if area.top() < top and last > top + area.height() and not area.isEmpty():
                return page, area
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The header rows as they stand on the page, and a line under them."""
        header = self._view.sheet.header
        if self._page is None or header is None:
            return
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.PAPER))
        # across as the pages under it, so that the lines meet at every scale
        painter.translate(-self._view.scrolled().x() - self.x(), -self._area.top())
        parts = _header_parts(self._page, header)
        areas = [self._view.placement.on_page(self._page.index, self._area.adjusted(0, 0, 2, 1))]
        self._view.painter.paint_parts(painter, self._view.placement, self._page, parts, areas)
        pixel = Snapper(painter).pixels(1)
        bottom = QRectF(self._area.left(), self._area.bottom(), self._area.width() + 1, 2 * pixel)
        painter.fillRect(bottom, QColor(tokens.FORM_LINE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the band is not a click on the cell behind it."""
        event.accept()


def _header_parts(page: Page, header: range) -> list[Fragment]:
    return [part for part in page.fragments if part.source.cell.row in header]


def _united(rects: list[Rect]) -> Rect:
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    return Rect(left, top, max(rect.right for rect in rects) - left, max(rect.bottom for rect in rects) - top)
