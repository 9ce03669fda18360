"""DOCX: a Document, or the statutory forms, as a Word file that Word and WPS open without a question.

Nothing is calculated. Word breaks lines and pages itself; sizes, widths and roles are those of the PDF. Fonts are
named, never embedded. Import this module only when a file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.charts.chart import Chart
from services.charts.pages import chart_pages
from services.collector import collector_paused
from services.forms.sheet import Sheet
from services.render.document_paged import DocumentPages
from services.render.docx_body import Body
from services.render.docx_package import DocxPackage
from services.render.docx_plan import Plan, plan_of
from services.render.fonts import FontSet
from services.render.measure import Measurer
from services.render.output import OutputRefused, atomic_output, watched
from services.reports.document import Block, ChartBlock, Document, SheetBlock


@dataclass(frozen=True, slots=True)
class DocxResult:
    """What was written: blocks (paragraphs, sheets, charts) and pictures among them. Word alone knows the pages."""

    path: Path
    blocks: int
    pictures: int


def write_docx(
    document: Document,
    path: Path,
    *,
    fonts: FontSet,
    pages: DocumentPages | None = None,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> DocxResult:
    """Write a Document as a Word file, all or nothing; the same document gives the same bytes.

    `fonts` measure sheets and draw charts. The page numbers in the contents are those of the PDF until Word counts its
    own; `pages` is the document laid out, if the caller has it. `on_progress` gets the number of blocks done,
    `cancelled` is asked before each. Raises OutputCancelled, or another OutputError whose text tells the clerk what to
    do; an old file is then untouched.
    """
    measurer = Measurer(fonts)
    package = DocxPackage(document.title, document.author, facing=True)
    body = Body(package, measurer, document.stamp, plan_of(document, fonts, measurer, pages))
    return _write(watched(document.blocks, on_progress, cancelled), path, package, body)


def write_forms_docx(
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
) -> DocxResult:
    """Write statutory forms as a Word file, each on pages of its own that are numbered by themselves, then the charts.

    As `write_docx`, but sheets are asked for one at a time. OutputRefused when there is neither a sheet nor a chart.
    """
    package = DocxPackage(title, author, facing=False)
    blocks = _form_blocks(watched(sheets, on_progress, cancelled), charts)
    measurer = Measurer(fonts)
    plan = Plan(by_sheet=True, chart_pages=len(chart_pages(charts, measurer)))
    return _write(blocks, path, package, Body(package, measurer, stamp, plan))


def _form_blocks(sheets: Iterable[Sheet], charts: Sequence[Chart]) -> Iterator[Block]:
    empty = not charts
    for sheet in sheets:
        empty = False
        yield SheetBlock(sheet, sheet.name)
    if empty:
        raise OutputRefused("没有可导出的表，请至少选一张表。")
    yield from map(ChartBlock, charts)


def _write(blocks: Iterable[Block], path: Path, package: DocxPackage, body: Body) -> DocxResult:
    with atomic_output(path) as temporary, collector_paused():
        for block in blocks:
            body.add(block)
        package.save(body.xml(), temporary)
    return DocxResult(path, body.count, package.pictures)
