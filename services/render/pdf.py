"""PDF: draws paged sheets on a reportlab canvas with fixed geometry; the same lines as on screen, black on white."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from services.charts.chart import Chart
from services.charts.draw_pdf import draw_picture
from services.charts.pages import chart_pages
from services.collector import collector_paused
from services.forms.sheet import Sheet, Style
from services.render.fonts import FontSet
from services.render.layout import PlacedLine, lay_out
from services.render.measure import Measurer
from services.render.output import atomic_output, watched, with_stamp
from services.render.paged import Page
from services.render.pages import paginate
from services.render.pdf_fonts import register
from services.render.pdf_text import Encoder, Pen
from services.render.styles import A4, STYLES

_FOOTER_Y = 30.0
"""Baseline of the page number above the lower edge of the paper, points."""
_CREATOR = "绩效编报"


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written."""

    path: Path
    pages: int


def write_pdf(
    sheets: Iterable[Sheet],
    path: Path,
    *,
    fonts: FontSet,
    title: str,
    author: str = "",
    stamp: str = "",
    charts: Sequence[Chart] = (),
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PdfResult:
    """Write sheets to one PDF, each beginning a new page, with its own page numbers and a bookmark; charts after them.

    `stamp` (version and check sum of a fixed filing) stands beside the page number. `on_progress` gets the number of
    sheets done; `cancelled` is asked before each sheet. All or nothing: raises
    OutputCancelled, or another OutputError whose text tells the clerk what to do, and leaves an old file untouched.
    """
    with atomic_output(path) as temporary, temporary.open("wb") as file, collector_paused():
        pages = _draw(watched(sheets, on_progress, cancelled), file, fonts, title, author, stamp, charts)
    return PdfResult(path, pages)


def pdf_bytes(sheets: Iterable[Sheet], *, fonts: FontSet, title: str, author: str = "", stamp: str = "") -> bytes:
    """The same PDF in memory, for preview and printing."""
    file = BytesIO()
    _draw(sheets, file, fonts, title, author, stamp)
    return file.getvalue()


def _draw(
    sheets: Iterable[Sheet],
    file: IO[bytes],
    fonts: FontSet,
    title: str,
    author: str,
    stamp: str,
    charts: Sequence[Chart] = (),
) -> int:
    """Draw all sheets and charts; the number of pages. The same sheets give the same bytes."""
    measurer = Measurer(fonts)
    canvas = new_canvas(file, fonts, title, author)
    encoder = Encoder(canvas)
    for number, sheet in enumerate(sheets):
        paged = paginate(lay_out(sheet, measurer))
        _bookmark(canvas, f"sheet{number}", sheet.name)
        for page in paged.pages:
            footer = _footer(page.size, page.index, len(paged.pages), measurer, stamp)
            _draw_page(canvas, page, footer, encoder)
    _draw_charts(canvas, charts, measurer, stamp)
    canvas.save()
    return int(canvas.getPageNumber()) - 1


def new_canvas(file: IO[bytes], fonts: FontSet, title: str, author: str) -> Canvas:
    """A PDF in the making with its properties; the same drawing gives the same bytes."""
    first = register(fonts.chain(STYLES[Style.BODY].role)[0])  # else reportlab names Helvetica, which is not embedded
    canvas = Canvas(file, initialFontName=first, invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _bookmark(canvas: Canvas, key: str, name: str) -> None:
    """A line of the table of contents that leads to this page."""
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(name, key)


def _draw_charts(canvas: Canvas, charts: Sequence[Chart], measurer: Measurer, stamp: str) -> None:
    """The pages of charts, each chart with its bookmark."""
    width, height = A4
    pages = chart_pages(charts, measurer)
    for index, page in enumerate(pages):
        canvas.setPageSize(A4)
        for chart, picture, x, y in page:
            _bookmark(canvas, chart.number, f"{chart.number} {chart.title}")
            draw_picture(canvas, picture, x, height - y)
        pen = Pen(canvas)
        footer = _footer((width, height), index, len(pages), measurer, stamp)
        pen.draw(footer, 0.0, height, STYLES[Style.NOTE].size)
        pen.finish()
        canvas.showPage()


def _draw_page(canvas: Canvas, page: Page, footer: PlacedLine, encoder: Encoder) -> None:
    """One page: grid, texts, page number."""
    width, height = page.size
    canvas.setPageSize((width, height))
    pen = Pen(canvas, encoder)
    draw_table(canvas, pen, page, height)
    pen.draw(footer, 0.0, height, STYLES[Style.NOTE].size)
    pen.finish()
    canvas.showPage()


def draw_table(canvas: Canvas, pen: Pen, page: Page, top: float) -> None:
    """Draw what of a sheet is on a page; `top` is where the page's upper edge comes to lie, measured upwards."""
    _draw_strokes(canvas, page, top)
    for part in page.fragments:
        for placed in part.lines:
            pen.draw(placed, part.rect.x, top - part.rect.y, part.style.size)


def _draw_strokes(canvas: Canvas, page: Page, height: float) -> None:
    """Grid lines, weight by weight."""
    ordered = sorted(page.strokes, key=lambda stroke: stroke.weight)
    for weight, group in groupby(ordered, key=lambda stroke: stroke.weight):
        canvas.setLineWidth(weight)
        canvas.lines([(stroke.x0, height - stroke.y0, stroke.x1, height - stroke.y1) for stroke in group])


def _footer(size: tuple[float, float], index: int, pages: int, measurer: Measurer, stamp: str) -> PlacedLine:
    """第 x 页 共 y 页 and the stamp, in the middle of the paper below what is on it."""
    width, height = size
    style = STYLES[Style.NOTE]
    text = with_stamp(f"第 {index + 1} 页 共 {pages} 页", stamp)
    (line,) = measurer.lines(text, style.size, style.role, width)
    return PlacedLine((width - line.width) / 2, height - _FOOTER_Y, line)
