"""PDF of a Document: pages drawn as laid out, with bookmarks, a linked 目录 and the page numbers of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from services.charts.draw_pdf import draw_picture
from services.collector import collector_paused
from services.forms.sheet import Style
from services.render.document_contents import depths
from services.render.document_layout import lay_out_document
from services.render.document_paged import DocumentPage, DocumentPages, Figure, Table
from services.render.fonts import FontRole, FontSet
from services.render.layout import PlacedLine
from services.render.measure import Line, Measurer
from services.render.official import (
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_NUMBER_BELOW,
    PAGE_NUMBER_SIZE,
    TEXT_HEIGHT,
)
from services.render.output import atomic_output, watched
from services.render.pdf import PdfResult, draw_table, new_canvas
from services.render.pdf_text import Encoder, Pen
from services.render.styles import STYLES
from services.reports.document import Document

_FOOT: Final = 30.0
"""Baseline of the stamp, and of the page number of a form, above the edge of the paper, points."""
_MIDDLE: Final = 0.38


def write_document_pdf(
    document: Document,
    path: Path,
    *,
    fonts: FontSet,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PdfResult:
    """Write a document to a PDF.

    `on_progress` gets the number of pages done; `cancelled` is asked before each page. All or nothing: raises
    OutputCancelled, or another OutputError whose text tells the clerk what to do, and leaves an old file untouched.
    """
    pages = lay_out_document(document, fonts)
    with atomic_output(path) as temporary, temporary.open("wb") as file, collector_paused():
        _Drawing(pages, file).draw_all(watched(pages.pages, on_progress, cancelled))
    return PdfResult(path, len(pages.pages))


def document_pdf_pages(pages: DocumentPages, first: int, last: int) -> bytes:
    """A PDF of the pages with index `first` to `last` alone, for the preview on screen; without bookmarks and links."""
    file = BytesIO()
    _Drawing(pages, file).draw(pages.pages[first : last + 1])
    return file.getvalue()


class _Drawing:
    """The canvas of a document."""

    def __init__(self, pages: DocumentPages, file: IO[bytes]) -> None:
        document, measurer = pages.document, pages.measurer
        self._pages, self._measurer = pages, measurer
        self._canvas = new_canvas(file, measurer.fonts, document.title, document.author)
        self._encoder = Encoder(self._canvas)
        self._numbers = _Numbers(measurer)
        self._goals: dict[int, list[tuple[int, float]]] = {}
        """By page the blocks that bookmarks and links lead to, with their upper edges."""
        for entry in pages.entries:
            place = pages.places[entry.block]
            self._goals.setdefault(place.page, []).append((entry.block, place.top))

    def draw_all(self, pages: Iterable[DocumentPage]) -> None:
        """All pages, with what leads from one to another."""
        for index, page in enumerate(pages):
            self._draw_page(page, index)
        self._outline()
        self._canvas.save()

    def draw(self, pages: Iterable[DocumentPage]) -> None:
        """Some pages alone."""
        for page in pages:
            self._draw_page(page)
        self._canvas.save()

    def _draw_page(self, page: DocumentPage, index: int | None = None) -> None:
        """One page; with its index, also what leads to it and away from it."""
        canvas, height = self._canvas, page.size[1]
        canvas.setPageSize(page.size)
        if index is not None:
            self._marks(page, index)
        for item in page.in_order():
            if isinstance(item, Figure):
                draw_picture(canvas, item.picture, item.x, height - item.y)
                continue
            pen = Pen(canvas, self._encoder)
            if isinstance(item, Table):
                draw_table(canvas, pen, item.page, height - item.dy)
            else:
                for line in item:
                    pen.draw(PlacedLine(line.x, line.baseline, line.line), 0.0, height, line.size)
            pen.finish()
        self._number(page)
        self._stamp(page)
        canvas.showPage()

    def _marks(self, page: DocumentPage, index: int) -> None:
        """Destinations of the bookmarks on this page, and the links of a contents page."""
        height = page.size[1]
        for block, top in self._goals.get(index, ()):
            self._canvas.bookmarkPage(_key(block), "XYZ", left=0, top=round(height - top, 2))
        for link in page.links:
            x, y, right, bottom = link.rect.x, link.rect.y, link.rect.right, link.rect.bottom
            area = tuple(round(edge, 2) for edge in (x, height - bottom, right, height - y))
            self._canvas.linkAbsolute("", _key(link.block), area)

    def _outline(self) -> None:
        entries = self._pages.entries
        for entry, depth in zip(entries, depths(entries), strict=True):
            self._canvas.addOutlineEntry(entry.title, _key(entry.block), depth, closed=depth > 0)
        if entries:
            self._canvas.showOutline()

    def _stamp(self, page: DocumentPage) -> None:
        """Version and check sum of a fixed filing, in the middle of the foot."""
        if stamp := self._pages.document.stamp:
            style = STYLES[Style.NOTE]
            (line, *_rest) = self._measurer.lines(stamp, style.size, style.role, page.size[0])
            placed = PlacedLine((page.size[0] - line.width) / 2, page.size[1] - _FOOT, line)
            pen = Pen(self._canvas, self._encoder)
            pen.draw(placed, 0.0, page.size[1], style.size)
            pen.finish()

    def _number(self, page: DocumentPage) -> None:
        """The page number; on a landscape page at its left, where it is at the foot of the bound volume."""
        if page.number is None:
            return
        canvas = self._canvas
        width, height = sorted(page.size)
        canvas.saveState()
        if page.landscape:
            canvas.translate(0, page.size[1])
            canvas.rotate(-90)
        pen = Pen(canvas, self._encoder)
        placed = self._numbers.placed(page.number, width, height, of_sheet=page.of_sheet)
        pen.draw(placed, 0.0, height, PAGE_NUMBER_SIZE)
        pen.finish()
        canvas.restoreState()


class _Numbers:
    """Page numbers 页码: — 1 —, 四号宋体, odd pages at the right and even ones at the left, one character in (§7.5)."""

    def __init__(self, measurer: Measurer) -> None:
        self._measurer = measurer

    def placed(self, number: int, width: float, height: float, *, of_sheet: bool) -> PlacedLine:
        """The number on upright paper; the dashes 7 mm below the text area, on a form in its lower margin."""
        line = self._line(number)
        inner = MARGIN_LEFT + PAGE_NUMBER_SIZE
        x = width - MARGIN_RIGHT - PAGE_NUMBER_SIZE - line.width if number % 2 else inner
        below = MARGIN_TOP + TEXT_HEIGHT + PAGE_NUMBER_BELOW + _MIDDLE * PAGE_NUMBER_SIZE
        return PlacedLine(x, height - _FOOT if of_sheet else below, line)

    def _line(self, number: int) -> Line:
        (line,) = self._measurer.lines(f"— {number} —", PAGE_NUMBER_SIZE, FontRole.BODY, TEXT_HEIGHT)
        return line


def _key(block: int) -> str:
    """The name of a place in the PDF."""
    return f"block{block}"
