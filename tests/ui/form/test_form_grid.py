from __future__ import annotations

import pytest

from tests.ui.form.sheets import f01, indicator_ref, long_form
from ui.form.grid import Area, Grid, reachable

GRID = Grid(f01())


def test_first_and_last_are_inputs():
    assert GRID.first() == (2, 2)
    assert GRID.last() == (11, 8)


@pytest.mark.parametrize(
    ("start", "rows", "cols", "end"),
    [
        ((8, 3), 0, -1, (8, 2)),  # into a label three rows high
        ((10, 3), 0, -1, (10, 2)),  # the row is remembered inside it
        ((10, 2), 0, 1, (10, 3)),
        ((8, 2), 1, 0, (11, 2)),  # over the whole label
        ((5, 4), 1, 0, (6, 4)),  # into a wide cell: the column is remembered
        ((6, 4), -1, 0, (5, 4)),
        ((6, 4), 0, 1, (6, 5)),
        ((6, 4), 0, -1, (6, 0)),
        ((2, 2), -1, 0, (2, 2)),  # a title is never stopped at
        ((12, 8), 1, 0, (12, 8)),
        ((12, 8), 0, 1, (12, 8)),
    ],
)
def test_step(start, rows, cols, end):
    assert GRID.step(start, rows, cols) == end


def test_down_the_column_passes_labels_and_computed_cells():
    assert GRID.along((5, 3), 1) == (6, 3)
    assert GRID.along((6, 3), 1) == (8, 3)
    assert GRID.along((8, 3), -1) == (6, 3)
    assert GRID.along((11, 3), 1) == (11, 3)


def test_tab_visits_every_input_once_in_reading_order_and_ends():
    place, seen = GRID.first(), []
    while place is not None:
        seen.append(GRID.cell(place).ref)
        place = GRID.tab(place, 1)
    assert seen == [cell.ref for cell in f01().inputs()]


def test_tab_from_a_label_goes_to_the_nearest_input():
    assert GRID.tab((7, 3), 1) == (8, 3)
    assert GRID.tab((7, 3), -1) == (6, 5)
    assert GRID.tab((2, 2), -1) is None


def test_edges_of_a_row_are_inputs():
    assert GRID.edge((9, 5), -1) == (9, 3)
    assert GRID.edge((9, 5), 1) == (9, 8)
    assert GRID.edge((7, 4), 1) == (7, 8)  # a row of labels has its own ends


def test_an_area_cuts_no_cell():
    assert GRID.area((9, 2), (9, 4)) == Area(8, 2, 11, 5)
    assert GRID.area((6, 3), (5, 3)) == Area(5, 1, 7, 5)


def test_cells_of_an_area_come_once():
    cells = list(GRID.cells(GRID.area((8, 2), (9, 4))))
    assert len(cells) == len({(cell.row, cell.col) for cell in cells}) == 7


def test_every_bordered_cell_can_be_reached_from_the_first():
    grid = Grid(long_form(6))
    seen, todo = set(), [grid.first()]
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            todo += [grid.step(place, *way) for way in ((0, 1), (0, -1), (1, 0), (-1, 0))]
    assert {(c.row, c.col) for c in map(grid.cell, seen)} == {(c.row, c.col) for c in grid.sheet.cells if reachable(c)}


def test_whole_leaves_out_titles():
    assert GRID.whole() == Area(2, 0, 13, 9)
    assert indicator_ref(0, "name") in {cell.ref for cell in GRID.cells(GRID.whole())}
