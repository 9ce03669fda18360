"""Placement: where the pages of a form lie on the screen, at a zoom, one under the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from services.render.layout import Rect
from services.render.paged import Fragment, Paged
from ui import tokens

PIXELS_PER_POINT: Final = 96 / 72
"""Scale of 100 %."""
_SIDE: Final = 4.0
"""What is always left of the frame beside a page."""
LEAST_ZOOM: Final = 0.5
MOST_ZOOM: Final = 3.0


def fitting_zoom(page_width: float, view_width: float, bounds: tuple[float, float]) -> float:
    """The zoom within bounds at which a page (points) fills a view (pixels)."""
    zoom = (view_width - 2 * tokens.GAP) / (page_width * PIXELS_PER_POINT)
    return min(max(zoom, bounds[0]), bounds[1])


@dataclass(frozen=True)
class Placement:
    """Pages at a zoom in a view of some width. Rectangles are in logical pixels of the whole content."""

    paged: Paged
    zoom: float
    view_width: float

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.zoom * PIXELS_PER_POINT

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of everything, gaps included."""
        width, height = self._page
        return width + 2 * _SIDE, len(self.paged.pages) * (height + tokens.GAP) + tokens.GAP

    @cached_property
    def _page(self) -> tuple[float, float]:
        width, height = self.paged.page_size
        return width * self.scale, height * self.scale

    @cached_property
    def _left(self) -> float:
        return max(_SIDE, (self.view_width - self._page[0]) // 2)

    def page_rect(self, index: int) -> QRectF:
        """The paper of a page."""
        width, height = self._page
        return QRectF(self._left, tokens.GAP + index * (height + tokens.GAP), width, height)

    def pages_in(self, area: QRectF) -> Iterator[int]:
        """The pages that an area shows something of."""
        height = self._page[1] + tokens.GAP
        first, last = int((area.top() - tokens.GAP) // height), int(area.bottom() // height)
        return iter(range(max(first, 0), min(last + 1, len(self.paged.pages))))

    def rect_of(self, fragment: Fragment) -> QRectF:
        """The part of a cell on the screen."""
        return self.placed(fragment.page, fragment.rect)

    def placed(self, page: int, rect: Rect) -> QRectF:
        """A rectangle of a page (points) on the screen."""
        corner, scale = self.page_rect(page).topLeft(), self.scale
        x, y = corner.x() + rect.x * scale, corner.y() + rect.y * scale
        return QRectF(x, y, rect.width * scale, rect.height * scale)

    def on_page(self, index: int, area: QRectF) -> Rect:
        """An area of the screen in points of a page: what lies in it is found without placing every cell."""
        paper, scale = self.page_rect(index), self.scale
        left, top = (area.left() - paper.left()) / scale, (area.top() - paper.top()) / scale
        return Rect(left, top, area.width() / scale, area.height() / scale)

    def fragment_at(self, point: QPointF) -> Fragment | None:
        """The part of a cell under a point."""
        for index in self.pages_in(QRectF(point.x(), point.y(), 1, 1)):
            inside = point - self.page_rect(index).topLeft()
            found = self.paged.fragment_at(index, inside.x() / self.scale, inside.y() / self.scale)
            if found is not None:
                return found
        return None


def changed_areas(old: Placement, new: Placement) -> list[QRectF] | None:
    """What has to be painted again after an edit; None for everything."""
    if (old.zoom, old.view_width, old.paged.page_size) != (new.zoom, new.view_width, new.paged.page_size):
        return None
    if len(old.paged.pages) != len(new.paged.pages):
        return None
    areas: list[QRectF] = []
    for before, after in zip(old.paged.pages, new.paged.pages, strict=True):
        if before is after:
            continue
        if before.strokes != after.strokes or len(before.fragments) != len(after.fragments):
            areas.append(new.page_rect(after.index))
            continue
        pairs = zip(before.fragments, after.fragments, strict=True)
        areas += [new.rect_of(there) for here, there in pairs if not _same(here, there)]
    return areas


def _same(one: Fragment, other: Fragment) -> bool:
    return one is other or (one.source is other.source and one.rect == other.rect and one.lines == other.lines)
