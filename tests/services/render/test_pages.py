"""Pagination: nothing is lost, nothing is cut off, the grid closes, what belongs together stays together."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, Row, RowRole, Sheet, Style
from services.render.layout import lay_out
from services.render.paged import Fragment, Page, Paged
from services.render.pages import paginate
from services.render.styles import INNER, OUTER

WORDS = (
    "绩效指标",
    "（万元）",
    "，",
    "≥95%",
    "2024年",
    "12,345.67",
    "https://example.com/",
    "补贴",
    "。",
    " ",
    "\n",
    "𠮷",
)


sheets = st.integers(0, 10**9).map(lambda seed: _sheet(Random(seed)))  # noqa: S311
"""Grids tiled at random by cells with spans, some with long texts, a repeated header, closing rows."""
slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def _sheet(random: Random) -> Sheet:
    columns, count = random.randint(1, 5), random.randint(2, 45)
    free = {(row, col) for row in range(count) for col in range(columns)}
    cells = []
    while free:
        row, col = min(free)
        height, width = min(random.choice((1, 1, 1, 2, 5, 20)), count - row), random.randint(1, columns)
        taken = {(r, c) for r in range(row, row + height) for c in range(col, col + width)}
        if not taken <= free:
            taken, height, width = {(row, col)}, 1, 1
        free -= taken
        cells.append(_cell(random, row, col, height, width))
    first = random.randrange(count)
    header = random.choice((None, range(first, min(first + 2, count))))
    closing = min(random.randint(0, 3), count)
    roles = [RowRole.PLAIN] * (count - closing) + [RowRole.CLOSING] * closing
    rows = tuple(Row(role, random.choice((21.0, 21.0, 30.0, 60.0, 900.0))) for role in roles)
    return Sheet("X", "测试表", (1.0,) * columns, rows, tuple(cells), FieldRef("project", "1", ""), header=header)


def _cell(random: Random, row: int, col: int, rows: int, cols: int) -> Cell:
    text = "".join(random.choices(WORDS, k=random.randint(0, 8))) * random.choice((1, 1, 1, 1, 12, 120))
    return Cell(
        row,
        col,
        text,
        rows,
        cols,
        align=random.choice(list(Align)),
        style=random.choice(list(Style)),
        repeat=random.random() < 0.5,
        border=random.random() < 0.7,
    )


@slow
@given(sheet=sheets)
def test_every_line_is_on_exactly_one_page_inside_the_paper(measurer, sheet):
    layout = lay_out(sheet, measurer)
    paged = paginate(layout)
    for source in layout.cells:
        parts = [part for part in paged.fragments_of(source.cell) if not part.repeated]
        assert [placed.line for part in parts for placed in part.lines] == list(source.lines)
        assert [part.part for part in parts] == list(range(len(parts)))
        assert all(before.page + 1 == after.page for before, after in pairwise(parts))
    for page in paged.pages:
        for part in page.fragments:
            _assert_inside(part, page, paged)


def _assert_inside(part: Fragment, page: Page, paged: Paged) -> None:
    left, top = paged.layout.origin
    assert part.rect.x >= left - 1e-6
    assert part.rect.right <= page.size[0] - left + 1
    assert part.rect.y >= top - 1e-6
    assert part.rect.bottom <= top + paged.layout.body_height + 1e-6
    for placed in part.lines:
        assert placed.baseline - 0.88 * part.style.size >= -0.01
        assert placed.baseline + 0.12 * part.style.size <= part.rect.height + 0.01


@slow
@given(sheet=sheets)
def test_cells_tile_each_page_and_its_lines_close(measurer, sheet):
    for page in paginate(lay_out(sheet, measurer)).pages:
        area = sum(part.rect.width * part.rect.height for part in page.fragments)
        width = max(part.rect.right for part in page.fragments) - min(part.rect.x for part in page.fragments)
        height = max(part.rect.bottom for part in page.fragments) - min(part.rect.y for part in page.fragments)
        assert area == pytest.approx(width * height)
        drawn = _drawn(page)
        for part in page.fragments:
            if part.cell.border:
                assert _edges(page, part) <= drawn


def _drawn(page: Page) -> set:
    """The unit edges the strokes of a page cover."""
    xs = sorted({x for part in page.fragments for x in (part.rect.x, part.rect.right)})
    ys = sorted({y for part in page.fragments for y in (part.rect.y, part.rect.bottom)})
    covered = set()
    for line in page.strokes:
        assert line.weight in (INNER, OUTER)
        if line.y0 == line.y1:
            covered |= {
                (a, line.y0, b, line.y0) for a, b in pairwise(xs) if line.x0 <= a + 1e-6 and b <= line.x1 + 1e-6
            }
        else:
            covered |= {
                (line.x0, a, line.x0, b) for a, b in pairwise(ys) if line.y0 <= a + 1e-6 and b <= line.y1 + 1e-6
            }
    return covered


def _edges(page: Page, part: Fragment) -> set:
    """The unit edges around a fragment."""
    rect = part.rect
    xs = sorted({x for other in page.fragments for x in (other.rect.x, other.rect.right) if rect.x <= x <= rect.right})
    ys = sorted(
        {y for other in page.fragments for y in (other.rect.y, other.rect.bottom) if rect.y <= y <= rect.bottom}
    )
    return {(a, y, b, y) for a, b in pairwise(xs) for y in (rect.y, rect.bottom)} | {
        (x, a, x, b) for a, b in pairwise(ys) for x in (rect.x, rect.right)
    }


@slow
@given(sheet=sheets, other=sheets)
def test_what_is_taken_over_from_before_changes_nothing(measurer, sheet, other):
    before = lay_out(other, measurer)
    after = lay_out(sheet, measurer, before)
    assert after == lay_out(sheet, measurer)
    assert paginate(after, paginate(before)) == paginate(after)


def test_pages_before_an_edit_are_the_same_objects(measurer, form):
    before = lay_out(form(60), measurer)
    paged = paginate(before)
    after = lay_out(form(60, changed={58: "改一个字"}), measurer, before)
    again = paginate(after, paged)
    assert Counter(old is new for old, new in zip(paged.pages, again.pages, strict=True)) == {True: 4, False: 1}


@pytest.mark.parametrize("indicators", range(9, 34))
def test_closing_rows_keep_two_rows_before_them(measurer, form, indicators):
    sheet = form(indicators)
    last = paginate(lay_out(sheet, measurer)).pages[-1]
    own = [band.row for band in last.bands if not band.repeated]
    assert sheet.rows[own[0]].role in (RowRole.TITLE, RowRole.INDICATOR)
    assert own[-1] - own[0] >= 3


def test_header_is_printed_again_and_labels_go_on(measurer, form):
    sheet = form(25)
    first, second = paginate(lay_out(sheet, measurer)).pages
    assert [band.row for band in second.bands if band.repeated] == [4]
    heads = [part for part in second.fragments if part.cell.row == 4]
    assert all(part.repeated for part in heads)
    label = next(part for part in heads if part.cell.col == 0)
    assert "".join(placed.line.text for placed in label.lines) == "绩效指标(续)"
    assert "".join(p.line.text for part in first.fragments if part.cell == label.cell for p in part.lines) == "绩效指标"


def test_a_long_goal_flows_on_without_a_lone_line(measurer, form):
    goal = "\n".join(f"目标{i}：落实创业补贴。" for i in range(90))
    paged = paginate(lay_out(form(3, goal=goal), measurer))
    parts = paged.fragments_of(next(cell for cell in paged.layout.sheet.cells if cell.text == goal))
    assert len(parts) > 1
    assert all(len(part.lines) >= 2 for part in parts)


def test_a_click_finds_the_part_of_a_cell(measurer, form):
    paged = paginate(lay_out(form(25), measurer))
    for page in paged.pages:
        for part in page.fragments:
            middle = part.rect.x + part.rect.width / 2, part.rect.y + part.rect.height / 2
            assert paged.fragment_at(page.index, *middle) is part
    assert paged.fragment_at(0, 1.0, 1.0) is None
