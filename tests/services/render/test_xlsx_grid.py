"""Widths and heights of an Excel sheet, worked out without fonts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, Row, Sheet, Style
from services.render.layout import lay_out
from services.render.measure import Measurer
from services.render.xlsx_grid import LEAST_HEIGHT, excel_grid

LINE = 13.5


def one_cell(text: str, rows: int = 1, height: float = 0.0) -> Sheet:
    """A cell of ten Chinese characters a line, and the rest of the page."""
    cells = (Cell(0, 0, text, rows=rows, style=Style.BODY), Cell(0, 1, ""))
    return Sheet("T", "表", (115.0, 366.9), (Row(height=height),) * rows, cells, FieldRef("project", "p", ""))


def lines(text: str) -> int:
    """Lines by the height of a cell with such a text."""
    return round((sum(excel_grid(one_cell("垫\n垫\n" + text)).heights) - 5) / LINE) - 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七八九十", 1),
        ("一二三四五六七八九十一", 2),
        ("abcdefghijklmnopqrst", 1),
        ("一二三四五六七八九 2024", 2),
        ("一二三四五六七八九十。", 2),
        ("一二三四五六七八九（十）", 2),
        ("x" * 42, 3),
        ("一\n二\n三", 3),
        ("一\n\n三", 3),
        ("一二三四五六七八九十" * 5, 5),
    ],
)
def test_lines_of_a_text(text: str, expected: int) -> None:
    assert lines(text) == expected


@given(st.text(st.sampled_from("甲，。（）a1 "), max_size=60))
def test_more_text_is_never_lower(text: str) -> None:
    assert lines(text) <= lines(text + "甲") <= lines(text) + 2


def test_rows_are_no_lower_than_asked_or_usual() -> None:
    assert excel_grid(one_cell("")).heights == (LEAST_HEIGHT,)
    assert excel_grid(one_cell("短", height=60.0)).heights == (60.0,)


def test_spanning_cell_grows_its_last_row() -> None:
    assert excel_grid(one_cell("一\n二\n三\n四", rows=2)).heights == (LEAST_HEIGHT, 4 * LINE + 5 - LEAST_HEIGHT + 0.25)


def test_too_tall_a_row_becomes_several_and_places_follow() -> None:
    sheet = one_cell("行\n" * 60, rows=1)
    below = replace(sheet, rows=(*sheet.rows, Row()), cells=(*sheet.cells, Cell(1, 0, "下")))
    grid = excel_grid(below)
    split = grid.starts[1]
    assert split > 1
    assert max(grid.heights) < 409
    assert sum(grid.heights[:split]) == pytest.approx(61 * LINE + 5, abs=1)
    assert grid.area(below.cells[0]) == (1, 1, split, 1)
    assert grid.area(below.cells[2]) == (split + 1, 1, split + 1, 1)


def test_rows_are_about_as_high_as_on_paper(form: Callable[..., Sheet], measurer: Measurer) -> None:
    sheet = form(12)
    paper = [end - start for start, end in pairwise(lay_out(sheet, measurer).tops)]
    assert excel_grid(sheet).heights == pytest.approx(paper, abs=LINE + 1)


def test_landscape_is_wider() -> None:
    upright = one_cell("甲", rows=1)
    across = replace(upright, landscape=True)
    assert sum(excel_grid(across).widths) / sum(excel_grid(upright).widths) == pytest.approx(257 / 170, rel=0.02)


def test_align_does_not_matter() -> None:
    sheet = one_cell("甲" * 30)
    left = replace(sheet, cells=(sheet.cells[0]._replace(align=Align.TOP_LEFT), sheet.cells[1]))
    assert excel_grid(left) == excel_grid(sheet)
