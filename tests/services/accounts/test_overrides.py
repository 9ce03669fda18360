"""A figure published elsewhere stands in its cell, beside the derived one, and changes nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.accounts.gestures import publish_figure
from services.accounts.lines import override_of
from services.accounts.names import line_name
from services.accounts.overrides import differing
from services.accounts.policy import TableKind as K
from services.accounts.tables import FinalTables, tables_of
from services.filing.filing import Filing
from tests.services.accounts.books import demo

CELLS = [(t.key, row.key, column.key) for t in tables_of(demo()).published() for row, column, _ in t.cells()]


def published(filing: Filing, table: str, row: str, column: str, figure: str) -> FinalTables:
    for change in publish_figure(filing, table, row, column, Decimal(figure)):
        filing.put(change)
    return tables_of(filing)


@given(cell=st.sampled_from(CELLS))
def test_any_cell_can_be_published_otherwise_and_is_named(cell: tuple[str, str, str]) -> None:
    filing = demo()
    before = tables_of(filing)[cell[0]].value(*cell[1:])
    made = published(filing, *cell, "123456.78")
    assert [(table.key, row, column) for table, row, column in differing(made.published())] == [cell]
    figure = made[cell[0]].figure(*cell[1:])
    assert (figure.value, figure.derived) == (Decimal("123456.78"), before or 0)
    ref = made[cell[0]].ref(*cell[1:])
    assert override_of(ref) == cell
    assert made[cell[0]].short in line_name(filing, ref)


def test_taking_it_away_brings_the_derived_figure_back() -> None:
    filing = demo()
    published(filing, K.GENERAL, "total", "total", "2113.98")
    for change in publish_figure(filing, K.GENERAL, "total", "total", None):
        filing.put(change)
    assert differing(tables_of(filing).published()) == []


def test_a_published_row_that_is_not_derived_gets_its_place() -> None:
    table = published(demo(), K.GENERAL, "2120802", "total", "9.94")[K.GENERAL]
    codes = [row.code for row in table.sides[0].rows if row.code]
    assert codes == sorted(codes)
    assert table.figure("2120802", "total").typed_over
    assert table.rows["2120802"].label == "土地开发支出"


@pytest.mark.parametrize(("row", "column"), [("x", "total"), ("total", "nowhere")])
def test_an_override_of_no_cell_is_left_out(row: str, column: str) -> None:
    assert differing(published(demo(), K.GENERAL, row, column, "1").published()) == []
