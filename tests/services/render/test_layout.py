"""Layout: widths, heights, alignment, shrinking, even labels, reuse."""

from __future__ import annotations

import pytest

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, Row, Sheet, Style
from services.render.fonts import FontRole
from services.render.layout import lay_out
from services.render.pages import paginate
from services.render.styles import LEAST_SIZE, MM, PAD_X


def _sheet(*cells: Cell, widths=(1.0, 1.0, 1.0), rows: int = 3) -> Sheet:
    return Sheet("X", "测试", widths, tuple(Row() for _ in range(rows)), cells, FieldRef("project", "1", ""))


def _texts(layout, index: int = 0) -> list[str]:
    return [line.text for line in layout.cells[index].lines]


def test_columns_fill_the_paper_between_the_margins(measurer):
    layout = lay_out(_sheet(widths=(1, 2, 3)), measurer)
    assert layout.width == pytest.approx(170 * MM, abs=0.75)
    assert [edge % 0.75 for edge in layout.lefts] == [0.0] * 4


@pytest.mark.parametrize(
    ("align", "left"),
    [
        (Align.LEFT, lambda _free: PAD_X),
        (Align.TOP_LEFT, lambda _free: PAD_X),
        (Align.CENTER, lambda free: free / 2),
        (Align.RIGHT, lambda free: free - PAD_X),
    ],
)
def test_lines_stand_where_align_says(measurer, align, left):
    layout = lay_out(_sheet(Cell(0, 0, "绩效", align=align), rows=1), measurer)
    (part,) = paginate(layout).pages[0].fragments
    (placed,) = part.lines
    assert placed.line.width == 21.0
    assert placed.x == pytest.approx(left(part.rect.width - 21.0))


def test_a_spanning_cell_grows_its_last_row(measurer):
    layout = lay_out(_sheet(Cell(0, 0, "甲\n乙\n丙\n丁\n戊\n己", rows=2), Cell(0, 1), Cell(1, 1)), measurer)
    heights = [b - a for a, b in zip(layout.tops, layout.tops[1:], strict=False)]
    assert heights[0] == heights[2] == 21.0
    assert heights[0] + heights[1] >= 6 * 13.5 + 5


@pytest.mark.parametrize(
    ("text", "share", "size", "lines"),
    [
        ("绩效指标", 4, 10.5, ["绩", "效", "指", "标"]),
        ("绩效指标", 7, 10.5, ["绩效", "指标"]),
        ("项目资金（万元）", 7, 10.5, ["项目", "资金", "（万", "元）"]),
        ("偏差原因及措施", 15, 10.5, ["偏差原因", "及措施"]),
        ("123456.78", 10, 9.5, ["123456.78"]),
        ("1234567890123456", 7, 10.5, ["1234", "5678", "9012", "3456"]),
    ],
)
def test_narrow_cells(measurer, text, share, size, lines):
    layout = lay_out(_sheet(Cell(0, 0, text), widths=(share, 100 - share)), measurer)
    assert layout.cells[0].style.size == size >= LEAST_SIZE
    assert _texts(layout) == lines


def test_a_second_font_draws_what_the_first_lacks(measurer):
    line = measurer.lines("甲・乙", 10.0, FontRole.BODY, 100.0)[0]
    assert [run.font.name for run in line.runs] == ["NotoSerifSC-Regular", "NotoSansSC-Regular", "NotoSerifSC-Regular"]
    assert [run.x for run in line.runs] == sorted(run.x for run in line.runs)
    assert line.width == pytest.approx(sum(sum(run.advances) for run in line.runs))


def test_unchanged_cells_are_the_same_objects(measurer, form):
    before = lay_out(form(9), measurer)
    after = lay_out(form(9, changed={8: "改"}), measurer, before)
    changed = [new.cell.text for old, new in zip(before.cells, after.cells, strict=True) if old is not new]
    assert changed == ["改"]


def test_styles_keep_their_order_of_size(measurer):
    cells = [
        Cell(i, 0, "绩效", style=style) for i, style in enumerate((Style.TITLE, Style.SUBTITLE, Style.BODY, Style.NOTE))
    ]
    sizes = [item.style.size for item in lay_out(_sheet(*cells, rows=4), measurer).cells]
    assert sizes == [22.0, 15.0, 10.5, 9.0]
