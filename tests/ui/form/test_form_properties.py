"""What holds for every selection of a form, whatever its spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.readers.clipboard import format_block, parse_block
from tests.ui.form.sheets import f01, long_form
from ui.form.blocks import copied_html, copied_rows, filled_down, pasted
from ui.form.grid import Grid

GRIDS = [Grid(f01()), Grid(long_form(9)), Grid(f01(extra_above=3))]
GRIDS_AND_PLACES = st.sampled_from(GRIDS).flatmap(
    lambda grid: st.tuples(
        st.just(grid),
        *[st.tuples(st.integers(2, len(grid.sheet.rows) - 1), st.integers(0, len(grid.sheet.widths) - 1))] * 2,
    )
)


@given(GRIDS_AND_PLACES)
def test_an_area_holds_whole_cells_only(case):
    grid, one, other = case
    area = grid.area(one, other)
    for cell in grid.cells(area):
        assert area.joined(cell) == area
    assert area.holds(*one)
    assert area.holds(*other)


@given(GRIDS_AND_PLACES)
def test_what_is_copied_and_pasted_back_is_the_same(case):
    grid, one, other = case
    area = grid.area(one, other)
    block = parse_block(format_block(copied_rows(grid, area)), copied_html(grid, area))
    laid = pasted(grid, area, block)
    assert all(grid.sheet.by_ref[ref].edit_text == text for ref, text in laid.values)
    assert (laid.outside, laid.fixed) == ((), ())


@given(
    GRIDS_AND_PLACES,
    st.lists(st.lists(st.text('甲乙12\n\t"', max_size=3), min_size=3, max_size=3), min_size=1, max_size=5),
)
def test_every_pasted_text_is_taken_or_named(case, rows):
    grid, one, _other = case
    laid = pasted(grid, grid.area(one, one), parse_block(format_block(rows)))
    block = parse_block(format_block(rows))
    texts = [text for row in block.rows for text in row if text]
    if (block.height, block.width) != (1, 1):
        shown = {cell.text for cell in grid.sheet.cells}
        told = [*laid.outside, *laid.fixed, *(text for _ref, text in laid.values if text)]
        assert sorted(t for t in texts if t not in shown) == sorted(t for t in told if t not in shown)


@given(GRIDS_AND_PLACES)
def test_fill_down_gives_each_column_one_text(case):
    grid, one, other = case
    columns = {}
    for ref, text in filled_down(grid, grid.area(one, other)):
        columns.setdefault(grid.sheet.by_ref[ref].col, set()).add(text)
    assert all(len(texts) == 1 for texts in columns.values())


@given(GRIDS_AND_PLACES)
def test_a_step_and_its_way_back_meet_in_the_same_row_or_column(case):
    grid, place, _other = case
    for rows, cols in ((1, 0), (0, 1)):
        there = grid.step(place, rows, cols)
        if there != place:
            back = grid.step(there, -rows, -cols)
            assert grid.cell(back) == grid.cell(place)
