"""Pages after an edit: the same as laid out from nothing, with what did not change taken over."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filing.refs import FieldRef
from services.forms.sheet import Cell, Row, Sheet
from services.render.layout import lay_out
from services.render.pages import paginate
from services.render.relayout import laid_out_again
from tests.services.render.test_pages import WORDS, sheets, slow

SUBJECT = FieldRef("project", "1", "")


@pytest.fixture
def sheet_of_rows():
    """A table of several pages, of which one cell in the middle holds a word."""

    def made(word: str) -> Sheet:
        cells = tuple(Cell(row, 0, word if row == 60 else f"{row}") for row in range(120))
        return Sheet("X", "测试表", (1.0,), (Row(),) * 120, cells, SUBJECT)

    return made


def edited(sheet: Sheet, random: Random) -> Sheet:
    """The sheet with other words in some cells, most of them about as long."""
    cells = list(sheet.cells)
    for place in random.sample(range(len(cells)), min(random.randint(0, 3), len(cells))):
        old = cells[place].text
        text = random.choice((old[:-1] + "甲", old[::-1], old + "".join(random.choices(WORDS, k=5)), ""))
        cells[place] = cells[place]._replace(text=text)
    return replace(sheet, cells=tuple(cells))


@slow
@given(sheet=sheets, seed=st.integers(0, 10**9))
def test_an_edit_gives_the_same_pages_as_a_fresh_layout(measurer, sheet, seed):
    sheet = replace(sheet, cells=tuple(c._replace(ref=SUBJECT._replace(id=str(n))) for n, c in enumerate(sheet.cells)))
    before = paginate(lay_out(sheet, measurer))
    before.fragments_of(sheet.cells[0])
    random = Random(seed)  # noqa: S311
    for _ in range(3):
        sheet = edited(sheet, random)
        before = laid_out_again(sheet, measurer, before)
        fresh = paginate(lay_out(sheet, measurer))
        assert before.pages == fresh.pages
        assert before.layout.cells == fresh.layout.cells
        assert before.layout.sheet is sheet
        assert all(before.fragments_of(cell) == fresh.fragments_of(cell) for cell in sheet.cells)
        assert (sheet.by_ref, sheet.by_place) == (replace(sheet).by_ref, replace(sheet).by_place)


def test_pages_without_a_changed_cell_are_the_same_objects(measurer, sheet_of_rows):
    old, new = sheet_of_rows("甲"), sheet_of_rows("乙")
    before = paginate(lay_out(old, measurer))
    after = laid_out_again(new, measurer, before)
    assert len(before.pages) > 2
    assert [one is other for one, other in zip(before.pages, after.pages, strict=True)].count(False) == 1


def test_a_row_more_is_laid_out_anew(measurer, sheet_of_rows):
    old = sheet_of_rows("甲")
    new = replace(old, rows=(*old.rows, Row()))
    assert len(laid_out_again(new, measurer, paginate(lay_out(old, measurer))).layout.tops) == len(old.rows) + 2
