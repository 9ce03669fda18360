"""XLSX: what Excel finds in the workbook of a sheet, part by part.

`python tests/services/render/test_xlsx.py` writes the golden parts anew; look at the difference before committing it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, CellKind, Row, RowRole, Sheet, Style
from services.render.output import OutputCancelled, OutputRefused
from services.render.xlsx import MOST_TEXT, worksheet_name, write_xlsx

GOLDEN = Path(__file__).parents[2] / "golden" / "xlsx"
PARTS = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml")


def ref(field: str) -> FieldRef:
    return FieldRef("project", "p1", field)


def typed(row: int, col: int, text: str, **more: Any) -> Cell:
    return Cell(row, col, text, kind=CellKind.INPUT, ref=ref(f"f{row}_{col}"), style=Style.BODY, **more)


def small_form() -> Sheet:
    """A form with everything a renderer has to care about."""
    rows = (
        Row(RowRole.TITLE, 36.0),
        Row(),
        Row(height=60.0),
        Row(RowRole.HEADER),
        Row(),
        Row(),
        Row(RowRole.SIGNATURE),
    )
    cells = (
        Cell(0, 0, "项目支出绩效自评表", cols=4, style=Style.TITLE, border=False),
        Cell(1, 0, "项目名称"),
        typed(1, 1, "=SUM(A1:A9)", cols=3, align=Align.LEFT),
        Cell(2, 0, "预期目标"),
        typed(2, 1, "一是按时发放；\n二是保障到位。", cols=3, align=Align.TOP_LEFT, title="预期目标"),
        *(Cell(3, col, name, style=Style.STRONG) for col, name in enumerate(("一级", "三级", "指标值", "得分"))),
        Cell(4, 0, "产出指标", rows=2, repeat=True),
        typed(4, 1, "发放人数"),
        typed(4, 2, "3-1"),
        typed(4, 3, "12.5", number=Decimal("12.5"), number_format="0.00"),
        typed(5, 1, "发放率"),
        Cell(5, 2, "87.26%", kind=CellKind.COMPUTED, number=Decimal("0.8726"), number_format="0.00%"),
        typed(5, 3, ""),
        Cell(6, 0, "填表人：张三", cols=4, align=Align.LEFT, style=Style.NOTE, border=False),
    )
    return Sheet("S1", "自评表", (1.0, 3.0, 2.0, 1.0), rows, cells, FieldRef("project", "p1", ""), header=range(3, 4))


def with_text(text: str, **more: Any) -> Sheet:
    return replace(small_form(), rows=(Row(),), cells=(typed(0, 0, text, **more),), header=None)


def parts(path: Path) -> dict[str, str]:
    """The golden parts as indented XML."""
    with ZipFile(path) as archive:
        return {name: _indented(archive.read(name)) for name in PARTS}


def _indented(xml: bytes) -> str:
    root = ET.fromstring(xml)  # noqa: S314  # our own file
    ET.indent(root, " ")
    return ET.canonicalize(ET.tostring(root, "unicode"), rewrite_prefixes=True) + "\n"


def regenerate(folder: Path) -> None:
    write_xlsx([small_form()], folder / "form.xlsx")
    for name, text in parts(folder / "form.xlsx").items():
        (folder / Path(name).name).write_text(text, "utf-8", newline="\n")
    (folder / "form.xlsx").unlink()


@pytest.mark.parametrize("name", PARTS)
def test_golden_part(tmp_path: Path, name: str) -> None:
    write_xlsx([small_form()], tmp_path / "form.xlsx")
    assert parts(tmp_path / "form.xlsx")[name] == (GOLDEN / Path(name).name).read_text("utf-8")


@pytest.fixture
def page(tmp_path: Path) -> Any:
    write_xlsx([small_form()], tmp_path / "form.xlsx")
    return openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]


def test_page_is_set_up_for_printing(page: Any) -> None:
    assert page.print_area == "'自评表'!$A$1:$D$7"
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "portrait")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_options.horizontalCentered
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page.page_margins.left == pytest.approx(20 / 25.4)


def test_columns_fill_the_page_in_their_shares(page: Any) -> None:
    widths = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == pytest.approx([sum(widths) * share / 7 for share in (1, 3, 2, 1)], abs=0.2)
    assert sum(widths) * 8 * 0.75 <= (210 - 40) * 72 / 25.4


def test_merged_areas(page: Any) -> None:
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:D1", "B2:D2", "B3:D3", "A5:A6", "A7:D7"}


def test_every_place_of_the_table_has_a_border(tmp_path: Path) -> None:
    write_xlsx([small_form()], tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx", read_only=True)  # the other mode redraws merged borders
    drawn = [[_sides(cell.border) for cell in row] for row in book.worksheets[0].rows]
    book.close()
    assert drawn == [
        ["----", "----", "----", "----"],
        ["mtmt", "ttmt", "ttmt", "tmmt"],
        *[["mttt", "tttt", "tttt", "tmtt"]] * 3,
        ["mttm", "tttm", "tttm", "tmtm"],
        ["----", "----", "----", "----"],
    ]


def _sides(border: Any) -> str:
    """Left, right, top, bottom by the first letter of medium or thin."""
    sides = (border.left, border.right, border.top, border.bottom)
    return "".join(side.style[0] if side is not None and side.style else "-" for side in sides)


def test_numbers_are_numbers_and_texts_are_texts(page: Any) -> None:
    cells = (page["C5"], page["D5"], page["C6"], page["D6"])
    assert {cell.coordinate: (cell.value, cell.data_type, cell.number_format) for cell in cells} == {
        "C5": ("3-1", "s", "@"),
        "D5": (12.5, "n", "0.00"),
        "C6": (0.8726, "n", "0.00%"),
        "D6": (None, "n", "General"),
    }


def test_labels_are_grey_and_only_inputs_unlocked(page: Any) -> None:
    assert page["A2"].fill.fgColor.rgb == "FFF4F5F7"
    assert [page[place].fill.fill_type for place in ("A1", "B2", "C6")] == [None, None, None]
    assert [page[place].protection.locked for place in ("A2", "B2", "C6")] == [True, False, True]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1", "#N/A", "'x", "_x0041_"])
def test_typed_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    write_xlsx([with_text(text)], tmp_path / "t.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert cell.quotePrefix == (text[0] not in "#_")
    assert cell.value.replace("_x005F_", "_") == text


@given(st.text(st.characters() | st.sampled_from("\0\x0b\x1f\ufffe=<&>\r\n\t甲𠮷"), max_size=20))
def test_any_text_makes_a_readable_workbook(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    write_xlsx([with_text(text), replace(small_form(), name=text)], path)
    assert len(openpyxl.load_workbook(path).worksheets) == 2


def test_too_long_a_text_is_refused_and_nothing_written(tmp_path: Path) -> None:
    target = tmp_path / "long.xlsx"
    target.write_text("old")
    with pytest.raises(OutputRefused, match="“自评表”的“预期目标”有 32,768 个字"):
        write_xlsx([with_text("字" * (MOST_TEXT + 1), title="预期目标")], target)
    assert [file.name for file in tmp_path.iterdir()] == ["long.xlsx"]
    assert target.read_text() == "old"


def test_number_excel_would_round_is_written_as_text(tmp_path: Path) -> None:
    write_xlsx([with_text("1234567890.123456", number=Decimal("1234567890.123456"))], tmp_path / "n.xlsx")
    assert openpyxl.load_workbook(tmp_path / "n.xlsx").worksheets[0]["A1"].value == "1234567890.123456"


def test_row_taller_than_excel_allows_is_split(tmp_path: Path) -> None:
    write_xlsx([with_text("长文字。" * 800, align=Align.TOP_LEFT)], tmp_path / "tall.xlsx")
    page = openpyxl.load_workbook(tmp_path / "tall.xlsx").worksheets[0]
    heights = [page.row_dimensions[row].height for row in range(1, page.max_row + 1)]
    assert max(heights) < 409
    assert [str(area) for area in page.merged_cells.ranges] == [f"A1:A{len(heights)}"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["自评表"], ["自评表"]),
        (["A:B\\C/D?E*F[G]"], ["A_B_C_D_E_F_G_"]),
        (["表", "表", "表"], ["表", "表（2）", "表（3）"]),
        (["a", "A"], ["a", "A（2）"]),
        (["", "'"], ["表", "表（2）"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 28 + "（2）"]),
        (["𠮷" * 20], ["𠮷" * 15]),
    ],
)
def test_worksheet_names(names: list[str], expected: list[str]) -> None:
    taken: set[str] = set()
    assert [worksheet_name(name, taken) for name in names] == expected


def test_same_sheets_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx([small_form(), small_form()], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_progress_and_cancel(tmp_path: Path) -> None:
    told: list[int] = []
    write_xlsx([small_form()] * 3, tmp_path / "a.xlsx", on_progress=told.append)
    assert told == [1, 2, 3]
    with pytest.raises(OutputCancelled):
        write_xlsx([small_form()] * 3, tmp_path / "b.xlsx", cancelled=lambda: True)
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_nothing_to_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="至少选一张表"):
        write_xlsx([], tmp_path / "a.xlsx")


if __name__ == "__main__":
    regenerate(GOLDEN)
