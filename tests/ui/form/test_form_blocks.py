from __future__ import annotations

import pytest

from services.filing.refs import FieldRef
from services.readers.clipboard import format_block, parse_block
from tests.ui.form.sheets import f01, funding_ref, indicator_ref
from ui.form.blocks import cleared, copied_html, copied_rows, filled_down, pasted
from ui.form.commands import paste_notice
from ui.form.grid import Area, Grid

GRID = Grid(f01())


def cell_area(row, col):
    return GRID.area((row, col), (row, col))


def test_copy_gives_the_typed_text_of_inputs_and_the_shown_text_of_others():
    assert copied_rows(GRID, Area(4, 3, 6, 5)) == [["398.00", "403.10"], ["398", "403.1"]]


def test_copied_spans_come_back_by_the_html():
    area = GRID.area((8, 1), (11, 3))
    block = parse_block(format_block(copied_rows(GRID, area)), copied_html(GRID, area))
    assert (block.height, block.width) == (4, 3)
    assert {(m.row, m.col, m.rows, m.cols) for m in block.merged} == {(0, 0, 4, 1), (0, 1, 3, 1)}


def test_copying_the_form_onto_itself_changes_nothing():
    area = GRID.whole()
    block = parse_block(format_block(copied_rows(GRID, area)), copied_html(GRID, area))
    laid = pasted(GRID, area, block)
    assert dict(laid.values) == {cell.ref: cell.edit_text for cell in f01().inputs()}
    assert (laid.outside, laid.fixed) == ((), ())


def test_a_block_of_three_by_four():
    block = parse_block('甲\t"≥1\n人"\t1人\t5\n乙\t≥2人\t2人\t6\n"丙""引"""\t≥3人\t3人\t7\n')
    laid = pasted(GRID, cell_area(8, 3), block)
    assert len(laid.values) == 12
    assert dict(laid.values)[indicator_ref(0, "target")] == "≥1\n人"
    assert dict(laid.values)[indicator_ref(2, "weight")] == "7"


def test_labels_take_nothing_but_use_up_their_column():
    laid = pasted(GRID, cell_area(8, 2), parse_block("质量\t名称\n数量\t别名\n"))
    assert laid.values == [(indicator_ref(0, "name"), "名称"), (indicator_ref(1, "name"), "别名")]
    assert laid.fixed == ("质量", "数量")


def test_a_wide_cell_takes_one_column_of_a_plain_block():
    laid = pasted(GRID, cell_area(6, 1), parse_block("目标\t完成\n"))
    assert [text for _ref, text in laid.values] == ["目标", "完成"]


def test_covered_places_of_the_clipboard_clear_nothing():
    html = "<table><tr><td rowspan=2>名</td><td>≥1</td></tr><tr><td>≥2</td></tr></table>"
    laid = pasted(GRID, cell_area(8, 3), parse_block("名\t≥1\n\t≥2\n", html))
    assert indicator_ref(1, "name") not in dict(laid.values)
    assert dict(laid.values)[indicator_ref(1, "target")] == "≥2"


def test_what_falls_outside_is_told():
    laid = pasted(GRID, cell_area(11, 7), parse_block("1\t原因\t多\n2\t原因二\t\n"))
    assert dict(laid.values) == {indicator_ref(3, "score"): "1", indicator_ref(3, "deviation"): "原因"}
    assert laid.outside == ("多",)
    assert laid.fixed == ("2", "原因二")  # the total's row
    assert "“多”" in paste_notice(laid)


def test_one_value_fills_the_selection():
    laid = pasted(GRID, GRID.area((8, 7), (10, 7)), parse_block("10"))
    assert laid.values == [(indicator_ref(n, "score"), "10") for n in range(3)]


def test_fill_down_copies_the_top_input_of_every_column():
    assert filled_down(GRID, GRID.area((8, 5), (10, 6))) == [
        (indicator_ref(1, "actual"), "16人"),
        (indicator_ref(2, "actual"), "16人"),
        (indicator_ref(1, "weight"), "10"),
        (indicator_ref(2, "weight"), "10"),
    ]


def test_fill_down_on_one_cell_takes_the_one_above():
    assert filled_down(GRID, cell_area(9, 5)) == [(indicator_ref(1, "actual"), "16人")]
    assert filled_down(GRID, cell_area(2, 2)) == []


def test_cleared_names_only_filled_inputs():
    assert cleared(GRID, Area(5, 3, 6, 9)) == [
        (funding_ref("GENERAL", n), "") for n in ("initial", "budget", "executed")
    ]
    assert cleared(GRID, cell_area(8, 8)) == []


@pytest.mark.parametrize("place", [(4, 3), (7, 1), (12, 0)])
def test_fixed_cells_are_never_written(place):
    laid = pasted(GRID, cell_area(*place), parse_block("x"))
    assert laid.values == []


def test_no_address_is_written_twice():
    laid = pasted(GRID, cell_area(2, 2), parse_block("甲\n乙\n丙\n"))
    assert laid.values == [(FieldRef("project", "p1", "name"), "甲")]
    assert laid.fixed == ("乙", "丙")
