"""The text of one report of each outline as it was when somebody last read it (N1 is made of what N2 and N4 have).

`pytest tests/golden --update-golden` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from services.filing.report_rows import ReportKey
from services.reports.compose import report_document
from services.reports.document import Block, Document, Heading, PageBreak, Paragraph, SheetBlock, TextStyle
from tests.services.accounts.books import demo as accounts
from tests.services.reports.project_reports import demo

FOLDER = Path(__file__).parent / "reports"
SUBJECTS = {
    "N2": ("", "sichuan-county"),
    "N3": ("", "sichuan-0013zp"),
    "N4": ("demo-p05", "sichuan-county"),
    "N5": ("demo-p03", "sichuan-county"),
    "N6": ("demo-p07", "sichuan-0013zp"),
    "N7": ("demo-t02", "chongqing"),
    "N8": ("", "national-50"),
    "N9": ("", "sichuan-county"),
}
"""A project ("" for a report on the whole) and a scheme for each outline."""


def text_of(document: Document) -> str:
    """A document as plain text, a line a block."""
    return "".join(f"{line}\n" for block in document.blocks if (line := _line(block)))


def _line(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            return block.text if block.style is TextStyle.BODY else f"[{block.style.value}] {block.text}"
        case SheetBlock():
            return f"[sheet] {block.sheet.code}"
        case PageBreak():
            return "----"
    return ""


@pytest.mark.parametrize("outline", SUBJECTS)
def test_report_reads_as_before(request: pytest.FixtureRequest, outline: str) -> None:
    project_id, scheme = SUBJECTS[outline]
    filing = accounts(scheme) if outline == "N9" else demo(scheme)
    text = text_of(report_document(filing, ReportKey(outline, project_id)))
    path = FOLDER / f"{outline}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
