"""Sheets as an Excel workbook: one worksheet per sheet, set up to print as the paper form.

Nothing is calculated. A text is written as text whatever it begins with: what a clerk typed never becomes a formula.
Import this module only when a workbook is written; openpyxl takes long to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED

from openpyxl.packaging.relationship import get_rels_path
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from services.charts.chart import Chart
from services.forms.sheet import Sheet
from services.render.output import OutputRefused, atomic_output, watched, with_stamp
from services.render.xlsx_grid import Grid, excel_grid
from services.render.xlsx_rows import sheet_data
from services.render.xlsx_styles import StyleBook
from services.render.xml_text import writable
from services.steady_zip import EARLIEST, SteadyZip

MOST_TEXT = 32_767
"""Characters (UTF-16 units) an Excel cell can hold."""
_MOST_NAME = 31
_MM_PER_INCH = 25.4
_A4_PAPER = "9"
_PAGE_OF_PAGES = "第 &P 页 共 &N 页"

_FORBIDDEN_IN_NAME = re.compile(r"[:\\/?*\[\]\x00-\x1f]")
_NO_CELLS = re.compile("<sheetData ?(/>|></sheetData>)")


def write_xlsx(
    sheets: Iterable[Sheet],
    path: Path,
    *,
    stamp: str = "",
    charts: Sequence[Chart] = (),
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write one workbook, all or nothing; sheets are asked for one at a time. Charts stand on worksheets of their own.

    `stamp` (version and check sum of a fixed filing) stands in the footer. `on_progress` gets the number of sheets
    done; `cancelled` is asked before each sheet. Raises OutputCancelled, OutputRefused for a text no Excel cell can
    hold or when there is no sheet, or another OutputError; an old file is then untouched.
    """
    with atomic_output(path) as temporary, SteadyZip(temporary, "w", ZIP_DEFLATED) as archive:
        _SheetBySheet(archive, watched(sheets, on_progress, cancelled), stamp, charts).save()


class _SheetBySheet(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """Makes each worksheet just before it is written, with its cells as ready XML."""

    def __init__(self, archive: SteadyZip, sheets: Iterator[Sheet], stamp: str, charts: Sequence[Chart]) -> None:
        super().__init__(empty_workbook(), archive)
        self._sheets, self._shown = sheets, charts
        self._footer = with_stamp(_PAGE_OF_PAGES, stamp)
        self._styles = StyleBook(self.workbook)
        self._names: set[str] = set()

    def _write_worksheets(self) -> None:
        for number, sheet in enumerate(self._sheets, 1):
            _refuse_long_texts(sheet)
            ws = self.workbook.create_sheet(worksheet_name(sheet.name, self._names))
            ws._id = number  # noqa: SLF001
            ws.oddFooter.center.text = self._footer
            self._archive.writestr(ws.path[1:], _worksheet_xml(ws, sheet, self._styles))
            self.manifest.append(ws)
        if self._shown:
            self._write_chart_worksheets()
        if not self._names:
            raise OutputRefused("没有可导出的表，请至少选一张表。")

    def _write_chart_worksheets(self) -> None:
        """The worksheets of the charts after those of the sheets, which are in the archive already."""
        from services.charts.native_xlsx import add_charts  # only when there is one: openpyxl's charts load slowly

        written = len(self.workbook.worksheets)
        add_charts(self.workbook, self._shown, self._names)
        for number, ws in enumerate(self.workbook.worksheets[written:], written + 1):
            ws._id = number  # noqa: SLF001
            ws.oddFooter.center.text = self._footer
            self._write_with_drawing(ws)

    def _write_with_drawing(self, ws: Worksheet) -> None:
        """A worksheet as openpyxl makes it, with its drawing and their relation, as its own writer does."""
        self.write_worksheet(ws)
        if ws._drawing:  # noqa: SLF001
            self._write_drawing(ws._drawing)  # noqa: SLF001
            for relation in ws._rels:  # noqa: SLF001
                relation.Target = ws._drawing.path  # noqa: SLF001
            self._archive.writestr(get_rels_path(ws.path)[1:], tostring(ws._rels.to_tree()))  # noqa: SLF001


class _Frame(WorksheetWriter):  # type: ignore[misc]
    """Everything of a worksheet but its cells, which it does not know and so cannot measure."""

    def __init__(self, ws: Worksheet, area: str) -> None:
        self._area = area
        self._bytes = BytesIO()
        super().__init__(ws, self._bytes)

    def write_dimensions(self) -> None:
        """State the size of the table."""
        self.xf.send(SheetDimension(self._area).to_tree())

    def text(self) -> str:
        """Write the worksheet with an empty sheetData."""
        self.write()
        return self._bytes.getvalue().decode()


def _worksheet_xml(ws: Worksheet, sheet: Sheet, styles: StyleBook) -> str:
    grid = excel_grid(sheet)
    area = f"A1:{get_column_letter(len(grid.widths))}{len(grid.heights)}"
    _set_page(ws, sheet, grid)
    ws.print_area = area
    _set_widths(ws, grid)
    _set_merges(ws, sheet, grid)
    cells = sheet_data(sheet, grid, styles)
    return _NO_CELLS.sub(lambda _match: cells, _Frame(ws, area).text(), count=1)


class _SortedRanges(MultiCellRange):  # type: ignore[misc]
    """Merged areas in a fixed order; openpyxl keeps them in a set."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def empty_workbook() -> Workbook:
    """A workbook without worksheets; it says nothing of the moment it was made."""
    book = Workbook()
    book.remove(book.active)
    book.calculation.fullCalcOnLoad = False  # or Excel asks to save a file that was only looked at
    book.properties.creator = "绩效编报"
    book.properties.created = book.properties.modified = datetime(*EARLIEST)  # noqa: DTZ001
    return book


def worksheet_name(name: str, taken: set[str]) -> str:
    r"""The name as Excel takes it: at most 31 characters, none of : \ / ? * [ ], not `taken`; adds it there."""
    clean = _FORBIDDEN_IN_NAME.sub("_", writable(name)).strip().strip("'") or "表"
    free = _free_name(clean, taken)
    taken.add(free.casefold())
    return free


def _free_name(name: str, taken: set[str]) -> str:
    free, number = _cut(name, _MOST_NAME), 2
    while free.casefold() in taken:
        mark = f"（{number}）"
        free, number = _cut(name, _MOST_NAME - len(mark)) + mark, number + 1
    return free


def _cut(text: str, units: int) -> str:
    """The text cut to so many UTF-16 units, as Excel counts."""
    while _units(text) > units:
        text = text[:-1]
    return text


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _refuse_long_texts(sheet: Sheet) -> None:
    for cell in sheet.cells:
        if len(cell.text) * 2 > MOST_TEXT and _units(cell.text) > MOST_TEXT:
            raise OutputRefused(
                f"“{sheet.name}”的“{cell.title or cell.text[:20]}”有 {_units(cell.text):,} 个字，"
                f"超过 Excel 每格最多 {MOST_TEXT:,} 个字的限制。请缩短后再导出，或者改为导出 PDF。"
            )


def _set_merges(ws: Worksheet, sheet: Sheet, grid: Grid) -> None:
    areas = (grid.area(cell) for cell in sheet.cells)
    ws.merged_cells = _SortedRanges(
        CellRange(min_row=area.top, min_col=area.left, max_row=area.bottom, max_col=area.right)
        for area in areas
        if area.several
    )


def _set_widths(ws: Worksheet, grid: Grid) -> None:
    for number, width in enumerate(grid.widths, 1):
        ws.column_dimensions[get_column_letter(number)].width = width


def _set_page(ws: Worksheet, sheet: Sheet, grid: Grid) -> None:
    """A4, as wide as the page and as long as needed; the header rows again on every page."""
    ws.page_setup.paperSize = _A4_PAPER
    ws.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_margins = _page_margins(sheet)
    ws.print_options.horizontalCentered = True
    ws.sheet_view.showGridLines = False
    if sheet.header:
        ws.print_title_rows = f"{grid.starts[sheet.header.start] + 1}:{grid.starts[sheet.header.stop]}"


def _page_margins(sheet: Sheet) -> PageMargins:
    left, top, right, bottom = (margin / _MM_PER_INCH for margin in sheet.margins_mm)
    return PageMargins(left=left, top=top, right=right, bottom=bottom, header=top / 2, footer=bottom / 2)
