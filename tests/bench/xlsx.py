"""100 sheets to XLSX, against bare openpyxl writing the same cells."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from services.forms.catalogue import build_form
from services.forms.sheet import Sheet
from services.render.xlsx import write_xlsx
from services.render.xlsx_grid import excel_grid
from tests.bench.data import bench_filing
from tests.bench.table import Row
from tests.bench.timing import alternating, tell


def bare(sheets: Sequence[Sheet], path: Path) -> None:
    """Values at their places, and the places that belong together merged; no style at all."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets):
        page = book.create_sheet(f"{number + 1}")
        grid = excel_grid(sheet)
        for cell in sheet.cells:
            area = grid.area(cell)
            page.cell(area.top, area.left, cell.text if cell.number is None else cell.number)
            if area.several:
                page.merge_cells(start_row=area.top, start_column=area.left, end_row=area.bottom, end_column=area.right)
    book.save(path)


def main() -> None:
    """Measure what an export does: build the sheets and write them."""
    filing = bench_filing(100, 20)
    ids = [project.id for project in filing.projects]
    sheets = [build_form(filing, key) for key in ids]
    folder = Path(sys.argv[1])
    product_ms, bare_ms = alternating(
        5,
        lambda: write_xlsx((build_form(filing, key) for key in ids), folder / "forms.xlsx"),
        lambda: bare(sheets, folder / "bare.xlsx"),
    )
    tell([Row("xlsx", "100 sheets to XLSX", product_ms, floor=bare_ms, budget=1.3)])


if __name__ == "__main__":
    main()
