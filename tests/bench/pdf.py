"""100 two-page forms to PDF, against drawing the same text on a bare reportlab canvas."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from services.forms.catalogue import build_form
from services.forms.sheet import Sheet
from services.render.fonts import font_set
from services.render.layout import lay_out
from services.render.measure import Measurer
from services.render.paged import Page
from services.render.pages import paginate
from services.render.pdf import write_pdf
from services.render.pdf_fonts import register
from tests.bench.data import bench_filing
from tests.bench.table import Row
from tests.bench.timing import alternating, tell

Text = tuple[float, float, str, float, str]
"""x, y, font name, size, text."""


def drawn(sheets: Sequence[Sheet]) -> list[list[Text]]:
    """What stands on each page, and where."""
    measurer = Measurer(font_set())
    return [_texts(page) for sheet in sheets for page in paginate(lay_out(sheet, measurer)).pages]


def _texts(page: Page) -> list[Text]:
    height = page.size[1]
    return [
        (
            part.rect.x + line.x + run.x,
            height - part.rect.y - line.baseline,
            register(run.font),
            part.style.size,
            run.text,
        )
        for part in page.fragments
        for line in part.lines
        for run in line.line.runs
    ]


def bare(pages: Sequence[Sequence[Text]]) -> None:
    """Draw texts, nothing else."""
    canvas = Canvas(BytesIO(), pageCompression=1)
    for page in pages:
        for x, y, font, size, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


def main() -> None:
    """Measure what an export does: build the forms, lay them out, draw them."""
    filing = bench_filing(100, 20)
    ids = [project.id for project in filing.projects]
    pages = drawn([build_form(filing, key) for key in ids])
    if len(pages) != 2 * len(ids):
        raise SystemExit(f"{len(ids)} forms have {len(pages)} pages, not two each")
    path = Path(sys.argv[1]) / "forms.pdf"

    def product() -> None:
        write_pdf((build_form(filing, key) for key in ids), path, fonts=font_set(), title="bench")

    product_ms, bare_ms = alternating(5, product, lambda: bare(pages))
    tell([Row("pdf", "100 two-page forms to PDF", product_ms, floor=bare_ms, budget=2.5)])


if __name__ == "__main__":
    main()
