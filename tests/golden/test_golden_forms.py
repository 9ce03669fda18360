"""Every form as it was when somebody last looked at it: cells, workbook parts and the text of the printed pages.

`pytest tests/golden --update-golden` writes the files anew; look at the difference before committing it.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest

from services.filing.filing import Filing
from services.forms.accounts import account_forms
from services.forms.catalogue import FORMS, TABLES, build_entry, forms_of
from services.forms.sheet import Cell, Sheet
from services.render.fonts import font_set
from services.render.pdf import pdf_bytes
from services.render.xlsx import write_xlsx
from tests.golden.sample import department_sample, sample
from tests.golden.sample_year import year_sample
from tests.services.accounts.books import demo as accounts_sample

FOLDER = Path(__file__).parent / "forms"
LEFT_OUT = {"docProps/core.xml", "xl/theme/theme1.xml"}
"""What changes with the clock, and a theme that every workbook has."""


def _by_code(filing: Filing) -> dict[str, Sheet]:
    return {entry.code: build_entry(filing, entry) for entry in forms_of(filing)}


def _accounts(scheme: str) -> dict[str, Sheet]:
    """Input grids and published tables of the final accounts."""
    filing = accounts_sample(scheme)
    return {form.code: form.build(filing) for form in account_forms(filing)}


FINAL = {"公开01表", "公开05表", "公开06表", "公开07表", "公开09表"}
"""Tables that a set of nine prints otherwise."""


def golden_sheets() -> dict[str, Sheet]:
    """Every form and table by its code; a form that a scheme prints otherwise has the scheme in its name."""
    elsewhere = _by_code(sample("inner-mongolia"))["F04"]
    year = _by_code(year_sample())
    return {
        **_by_code(sample("national-50")),
        **_by_code(sample("sichuan-0013zp")),
        **_by_code(sample("sichuan-county")),
        "F01-cost": _by_code(sample("national-cost"))["F01"],
        "F03": _by_code(department_sample("sichuan-county"))["F03"],
        "F03b": _by_code(department_sample("chongqing"))["F03b"],
        "F04-national": _by_code(sample("national-50"))["F04"],
        "F04-levels": elsewhere,
        **{f"{code}-year": year[code] for code in ("F01", "F06a", "F06b")},
        **_accounts("sichuan-county"),
        **{f"{code}-national": sheet for code, sheet in _accounts("national-50").items() if sheet.name in FINAL},
    }


SHEETS = golden_sheets()


def cell_table(sheet: Sheet) -> str:
    """One line per cell in reading order: row, column, spans, text, address."""
    cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.col))
    lines = ",\n".join(json.dumps(_cell_line(cell), ensure_ascii=False) for cell in cells)
    return f"[\n{lines}\n]\n"


def _cell_line(cell: Cell) -> list[Any]:
    return [cell.row, cell.col, cell.rows, cell.cols, cell.text, cell.ref.text() if cell.ref else ""]


def pdf_text(sheet: Sheet) -> str:
    """The text of every page, drawn with the fonts that come with the program."""
    document = pdfium.PdfDocument(pdf_bytes([sheet], fonts=font_set(prefer_installed=False), title=sheet.name))
    try:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()
    return "".join(f"==== 第 {number} 页\n{text.rstrip()}\n" for number, text in enumerate(pages, start=1))


def workbook_parts(sheet: Sheet, folder: Path) -> str:
    """The parts of the workbook as indented XML, without those that say nothing of the form."""
    path = folder / "form.xlsx"
    write_xlsx([sheet], path)
    with ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name not in LEFT_OUT)
        return "".join(f"==== {name}\n{_indented(archive.read(name))}" for name in names)


def _indented(xml: bytes) -> str:
    root = ET.fromstring(xml)  # noqa: S314  # our own file
    ET.indent(root, " ")
    return ET.canonicalize(ET.tostring(root, "unicode"), rewrite_prefixes=True) + "\n"


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Any:
    """Compare a text with its golden file, or write it anew when asked for."""

    def run(name: str, text: str) -> None:
        path = FOLDER / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return run


@pytest.mark.parametrize("name", SHEETS)
def test_cells(compare: Any, name: str) -> None:
    compare(f"{name}.json", cell_table(SHEETS[name]))


@pytest.mark.parametrize("name", SHEETS)
def test_pages(compare: Any, name: str) -> None:
    compare(f"{name}.txt", pdf_text(SHEETS[name]))


@pytest.mark.parametrize("name", SHEETS)
def test_workbook(compare: Any, name: str, tmp_path: Path) -> None:
    compare(f"{name}.xml", workbook_parts(SHEETS[name], tmp_path))


def test_every_form_and_table_has_golden_files() -> None:
    assert {*FORMS, *TABLES} <= set(SHEETS)


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        f"{name}.{kind}" for name in SHEETS for kind in ("json", "txt", "xml")
    }
