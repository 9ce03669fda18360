"""Sheets as tables of Word: cells and their spans, repeated header rows, borders, sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from services.forms.sheet import Align, Cell, Row, Sheet, Style
from services.render.docx import write_docx
from services.reports.document import Document, SheetBlock
from tests.services.render.docx_parts import FONTS, W, body, text_of, wide_table


def written(folder: Path, sheet: Sheet, *, inline: bool = False) -> Path:
    path = folder / "表.docx"
    write_docx(Document("表", (SheetBlock(sheet, sheet.name, inline),)), path, fonts=FONTS)
    return path


def rows_of(path: Path) -> list[list[etree._Element]]:
    return [list(table.iter(f"{W}tr")) for table in body(path).iter(f"{W}tbl")]


def property_of(cell: etree._Element, name: str) -> str | None:
    found = cell.find(f"{W}tcPr/{W}{name}")
    return None if found is None else found.get(f"{W}val", "")


def border(cell: etree._Element, side: str) -> str | None:
    """What a cell says of a side: its weight, "nil", None for what the table has."""
    found = cell.find(f"{W}tcPr/{W}tcBorders/{W}{side}")
    return None if found is None else found.get(f"{W}sz", found.get(f"{W}val"))


def test_cells_by_text(tmp_path: Path) -> None:
    (table,) = docx.Document(str(written(tmp_path, wide_table(2)))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["科目", "科目", "合计"],
        ["编码", "名称", "合计"],
        ["2080100", "科目0", "0.50"],
        ["2080101", "科目1", "1.50"],
    ]


def test_titles_are_paragraphs_above_the_table(tmp_path: Path) -> None:
    read = docx.Document(str(written(tmp_path, wide_table())))
    title, line = read.paragraphs[:2]
    assert (title.text, title.style.name) == ("支出决算表", "表题")
    assert title._p.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    assert (line.text, line.style.name) == ("部门：某局\t金额单位：万元", "表注")
    assert len(line.paragraph_format.tab_stops) == 1


@pytest.mark.parametrize(("start", "tables", "headers"), [(2, 1, [[0, 1]]), (4, 2, [[], [0]])])
def test_header_rows_are_the_first_of_a_table(
    tmp_path: Path, start: int, tables: int, headers: list[list[int]]
) -> None:
    stop = start + len(headers[-1])
    found = rows_of(written(tmp_path, replace(wide_table(4), header=range(start, stop))))
    assert len(found) == tables
    assert [
        [n for n, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None] for rows in found
    ] == headers


def test_a_sheet_without_header_is_one_table(tmp_path: Path) -> None:
    (rows,) = rows_of(written(tmp_path, replace(wide_table(), header=None)))
    assert not [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]


def test_a_label_over_header_and_rows_is_parted_so_that_the_header_repeats(
    tmp_path: Path, form: Callable[..., Sheet]
) -> None:
    above, below = rows_of(written(tmp_path, form(9)))
    header, first, *_others = below
    labels = [next(iter(row.iter(f"{W}tc"))) for row in (header, first)]
    assert [text_of(label) for label in labels] == ["", "绩效指标"]
    assert [property_of(label, "vMerge") for label in labels] == [None, "restart"]
    assert (border(labels[0], "bottom"), border(labels[1], "top")) == ("nil", "nil")
    assert all(border(cell, "bottom") == "nil" for cell in above[-1].iter(f"{W}tc"))


def test_every_row_is_as_wide_as_the_grid(tmp_path: Path, form: Callable[..., Sheet]) -> None:
    for table in body(written(tmp_path, form(30))).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = [int(property_of(cell, "gridSpan") or 1) for cell in row.iter(f"{W}tc")]
            widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")]
            assert sum(spans) == len(columns)
            assert sum(widths) == sum(columns)


def test_merged_cells_go_on_below_where_they_began(tmp_path: Path, form: Callable[..., Sheet]) -> None:
    (_above, below) = rows_of(written(tmp_path, form(30)))
    begun: set[int] = set()
    for row in below:
        at = 0
        for cell in row.iter(f"{W}tc"):
            merge = property_of(cell, "vMerge")
            assert merge != "" or at in begun
            begun = begun - {at} if merge is None else begun | {at}
            at += int(property_of(cell, "gridSpan") or 1)


def test_every_text_is_there_once(tmp_path: Path, form: Callable[..., Sheet]) -> None:
    sheet = form(30)
    root = body(written(tmp_path, sheet))
    read = sorted(text_of(p) for p in root.iter(f"{W}p") if text_of(p))
    assert read == sorted(part for cell in sheet.cells for part in cell.text.split("\n") if part)


def test_lines_inside_are_thin_and_the_frame_is_thick(tmp_path: Path) -> None:
    (rows,) = rows_of(written(tmp_path, wide_table(2)))
    corner, *_others, right = rows[0].iter(f"{W}tc")
    assert [border(corner, side) for side in ("top", "left", "bottom", "right")] == ["10", "10", None, None]
    assert [border(right, side) for side in ("top", "right")] == ["10", "10"]
    assert all(border(cell, "bottom") == "10" for cell in rows[-1].iter(f"{W}tc"))


def test_a_row_without_frame_below_the_table_has_no_lines(tmp_path: Path) -> None:
    table = wide_table(1)
    note = Cell(5, 0, "注：一", style=Style.NOTE, align=Align.LEFT, border=False)
    (rows,) = rows_of(written(tmp_path, replace(table, rows=(*table.rows, Row()), cells=(*table.cells, note))))
    cells = list(rows[-1].iter(f"{W}tc"))
    assert [text_of(cell) for cell in cells] == ["注：一", ""]
    assert [border(cells[0], side) for side in ("top", "left", "bottom", "right")] == ["10", "nil", "nil", "nil"]


def test_heights_and_places(tmp_path: Path) -> None:
    table = wide_table(1)
    cells = tuple(
        cell._replace(align=Align.TOP_LEFT, text="一是\n二是") if cell.text == "科目0" else cell for cell in table.cells
    )
    (rows,) = rows_of(written(tmp_path, replace(table, cells=cells)))
    height = rows[-1].find(f"{W}trPr/{W}trHeight")
    assert (height.get(f"{W}val"), height.get(f"{W}hRule")) == ("420", "atLeast")
    code, long, amount = rows[-1].iter(f"{W}tc")
    assert [property_of(cell, "vAlign") for cell in (code, long, amount)] == ["center", None, "center"]
    assert [text_of(p) for p in long.iter(f"{W}p")] == ["一是", "二是"]
    assert amount.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_a_word_that_does_not_fit_is_set_as_small_as_in_the_pdf(tmp_path: Path) -> None:
    narrow = replace(wide_table(1), widths=(2.75, 29.25, 3), landscape=False)
    (rows,) = rows_of(written(tmp_path, narrow))
    code, name, _amount = rows[-1].iter(f"{W}tc")
    assert 18 <= int(code.find(f"{W}p/{W}r/{W}rPr/{W}sz").get(f"{W}val")) < 21
    assert code.find(f"{W}tcPr/{W}tcMar/{W}left").get(f"{W}w") == "20"
    assert name.find(f"{W}p/{W}r/{W}rPr") is None
    assert name.find(f"{W}tcPr/{W}tcMar") is None


def test_a_tall_row_may_be_split_and_others_stay_whole(tmp_path: Path) -> None:
    table = wide_table(2)
    long = "为完成任务采取的措施。" * 300
    cells = tuple(
        cell._replace(text=long, align=Align.TOP_LEFT) if cell.text == "科目1" else cell for cell in table.cells
    )
    (rows,) = rows_of(written(tmp_path, replace(table, cells=cells)))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
    assert whole == [True, True, True, False]


def test_closing_rows_stay_with_two_rows_before_them(tmp_path: Path, form: Callable[..., Sheet]) -> None:
    (_above, below) = rows_of(written(tmp_path, form(9)))
    kept = [row.find(f".//{W}keepNext") is not None for row in below]
    assert kept == [True, *([False] * 7), True, True, True, False]


def test_an_inline_sheet_is_as_wide_as_the_text(tmp_path: Path) -> None:
    root = body(written(tmp_path, wide_table(), inline=True))
    (section,) = root.iter(f"{W}sectPr")
    width = int(next(root.iter(f"{W}tblW")).get(f"{W}w"))
    assert section.find(f"{W}pgSz").get(f"{W}orient") is None
    assert width == pytest.approx(156 / 25.4 * 1440, abs=15)


def test_a_sheet_of_its_own_has_its_paper(tmp_path: Path) -> None:
    (section,) = body(written(tmp_path, wide_table())).iter(f"{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")
    assert {margins.get(f"{W}{side}") for side in ("left", "right", "top", "bottom")} == {"850"}
    assert section.find(f"{W}docGrid") is None
