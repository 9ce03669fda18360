"""Layout: a full turn, nothing over anything else, nothing outside; the published figures as golden primitives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.charts.builders import structure_chart
from services.charts.chart import CaptionRules, Chart, ChartKind, Series
from services.charts.geometry import LEAST_WIDTH, WIDTH, lay_out_chart
from services.charts.lettering import spread
from services.charts.paints import Hatch
from services.charts.primitives import Box, Picture, PolyLine, Primitive, Text, Wedge, hatch_lines
from services.render.layout import Rect

GOLDEN = Path(__file__).parent / "golden"
PARTS = st.lists(
    st.one_of(st.integers(1, 10**6), st.integers(1, 10**9).map(lambda n: n * 10**3)).map(lambda n: Decimal(n) / 10**6),
    min_size=1,
    max_size=12,
)


def texts(picture: Picture) -> list[Text]:
    return [item for item in picture.items if isinstance(item, Text)]


def words(picture: Picture) -> list[str]:
    return [item.placed.line.text for item in texts(picture)]


def overlap(one: Rect, other: Rect) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


def check_texts(picture: Picture) -> None:
    """No text over another, none outside."""
    for one, other in combinations(texts(picture), 2):
        assert not overlap(one.bounds, other.bounds), (one.placed.line.text, other.placed.line.text)
    for item in texts(picture):
        area = item.bounds
        assert area.x >= 0, item.placed.line.text
        assert area.right <= picture.width, item.placed.line.text
        assert area.y >= 0, item.placed.line.text
        assert area.bottom <= picture.height + 0.01, item.placed.line.text


def described(item: Primitive) -> str:
    """A primitive on a line."""
    match item:
        case Box(rect, paint):
            return f"box   {rect.x:.1f} {rect.y:.1f} {rect.width:.1f} {rect.height:.1f} {paint.fill} {paint.hatch}"
        case Wedge(centre, radius, start, sweep, paint):
            where = f"{centre.x:.1f} {centre.y:.1f} {radius:.1f}"
            return f"wedge {where} {start:.2f} {sweep:.2f} {paint.fill} {paint.hatch}"
        case PolyLine(points, _weight, colour):
            return "line  " + " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + f" {colour}"
        case Text(placed, size):
            return f"text  {placed.x:.1f} {placed.baseline:.1f} {size:.1f} {placed.line.text}"


@pytest.mark.parametrize("number", [f"图{i}" for i in range(1, 8)])
def test_golden_primitives(figures, measurer, request, number):
    picture = lay_out_chart(figures[number], measurer)
    check_texts(picture)
    found = "\n".join([f"{picture.width:.1f} x {picture.height:.1f}", *map(described, picture.items), ""])
    golden = GOLDEN / f"figure{number[1:]}.txt"
    if request.config.getoption("--update-golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


@settings(deadline=None, max_examples=60)
@given(values=PARTS, width=st.sampled_from([LEAST_WIDTH, WIDTH, 700.0]))
def test_wedges_make_a_full_turn_and_no_label_touches_another(pie, measurer, values, width):
    picture = lay_out_chart(pie(*map(str, values)), measurer, width)
    wedges = [item for item in picture.items if isinstance(item, Wedge)]
    assert len(wedges) == len(values)
    assert sum(wedge.sweep for wedge in wedges) == pytest.approx(360)
    for one, other in pairwise(wedges):
        assert other.start == pytest.approx(one.start + one.sweep)
    for wedge, value in zip(wedges, values, strict=True):
        assert wedge.sweep == pytest.approx(float(360 * value / sum(values)), abs=1e-6)
    check_texts(picture)


TINY = ["0.01"] * 11


@pytest.mark.parametrize(
    "values",
    [
        ["2000", *TINY],
        [*TINY, "2000"],
        [*TINY[:5], "2000", *TINY[:6]],
        ["1000", *TINY[:5], "1000", *TINY[:5]],
        ["500", *TINY[:3], "500", *TINY[:3], "500", *TINY[:3]],
        ["2076.76", "9.94"],
        ["1", "1"],
        ["1"] * 12,
    ],
    ids=lambda values: f"{len(values)}: {values[0]}",
)
def test_leader_lines_stay_outside_the_disc_and_apart(pie, measurer, values):
    picture = lay_out_chart(pie(*values), measurer)
    check_texts(picture)
    wedge = next(item for item in picture.items if isinstance(item, Wedge))
    leaders = [item.points for item in picture.items if isinstance(item, PolyLine)]
    assert len(leaders) == len(values)
    for points in leaders:
        for x, y in along(points):
            distance = ((x - wedge.centre.x) ** 2 + (y - wedge.centre.y) ** 2) ** 0.5
            assert distance > wedge.radius - 0.01
    for one, other in combinations(leaders, 2):
        assert not any(cross(a, b) for a in segments(one[1:]) for b in segments(other[1:]))


def along(points):
    for (ax, ay), (bx, by) in segments(points):
        for step in range(21):
            yield ax + (bx - ax) * step / 20, ay + (by - ay) * step / 20


def segments(points):
    return list(pairwise(points))


def cross(one, other) -> bool:
    """Whether two segments cross within both."""

    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < -1e-6 and side(c, d, a) * side(c, d, b) < -1e-6


def test_a_single_part_is_a_full_disc_with_its_label(figures, measurer):
    picture = lay_out_chart(figures["图7"], measurer)
    (wedge,) = [item for item in picture.items if isinstance(item, Wedge)]
    assert wedge.is_disc
    assert wedge.paint.hatch is Hatch.NONE
    assert "公务接待费 0.32，100%" in words(picture)


def test_all_zero_is_a_sentence(measurer):
    picture = lay_out_chart(structure_chart([("教育支出", Decimal(0))]), measurer)
    assert all(isinstance(item, Text) for item in picture.items)
    assert words(picture)[-1] == "本图各项均为 0 万元，没有可画的图形。"
    assert picture.alternative.endswith(words(picture)[-1])


@pytest.mark.parametrize(
    ("before", "with_caption", "first", "last"),
    [
        (True, True, "（图5：一般公共预算财政拨款支出决算变动情况）（柱状图）", "注：含上年结转。"),
        (False, True, "单位：万元", "（图5：一般公共预算财政拨款支出决算变动情况）（柱状图）"),
        (False, False, "单位：万元", "注：含上年结转。"),
    ],
)
def test_caption_and_note_stand_where_they_should(figures, measurer, before, with_caption, first, last):
    chart = replace(figures["图5"], note="注：含上年结转。", caption_rules=CaptionRules(before=before))
    picture = lay_out_chart(chart, measurer, with_caption=with_caption)
    by_height = sorted(texts(picture), key=lambda item: item.placed.baseline)
    assert by_height[0].placed.line.text == first
    assert by_height[-1].placed.line.text == last
    check_texts(picture)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.decimals(0, 10**7, places=2), min_size=2, max_size=2), min_size=1, max_size=4))
def test_columns_are_as_tall_as_their_values(measurer, rows):
    series = tuple(Series(f"第{i}组", tuple(values)) for i, values in enumerate(rows))
    chart = Chart(ChartKind.COLUMNS, "图1", "变动", ("2021年", "2022年"), series)
    picture = lay_out_chart(chart, measurer)
    check_texts(picture)
    swatches = len(series) if len(series) > 1 else 0
    boxes = [item.rect for item in picture.items if isinstance(item, Box)]
    columns = boxes[: len(boxes) - swatches] if not chart.is_empty else []
    values = [row[year] for year in (0, 1) for row in rows if row[year]]
    assert len(columns) == len(values)
    largest = max(values, default=Decimal(1))
    tallest = max((rect.height for rect in columns), default=0.0)
    for rect, value in zip(columns, values, strict=True):
        assert rect.height == pytest.approx(tallest * float(value / largest))
        assert rect.bottom == pytest.approx(columns[0].bottom)


BLOCKS = st.lists(st.tuples(st.floats(-200, 200), st.floats(1, 40)), max_size=12)


@given(BLOCKS)
def test_spread_blocks_keep_order_and_room(blocks):
    blocks.sort()
    heights = [height for _top, height in blocks]
    high = max(300.0, sum(heights))
    tops = spread([top for top, _height in blocks], heights, 0.0, high)
    for (top, height), below in zip(zip(tops, heights, strict=True), [*tops[1:], high], strict=False):
        assert top >= -1e-6
        assert top + height <= below + 1e-6


def test_spread_leaves_alone_what_has_room_and_shares_the_push():
    assert spread([10.0, 50.0], [20.0, 20.0], 0.0, 100.0) == [10.0, 50.0]
    assert spread([50.0, 50.0], [20.0, 20.0], 0.0, 200.0) == [40.0, 60.0]
    assert spread([0.0, 0.0], [20.0, 20.0], 0.0, 200.0) == [0.0, 20.0]


@pytest.mark.parametrize("hatch", Hatch)
def test_hatches_cover_the_area_evenly(hatch):
    area = Rect(13.0, 7.0, 60.0, 40.0)
    lines = list(hatch_lines(area, hatch))
    assert bool(lines) is (hatch is not Hatch.NONE)
    for start, end in lines:
        assert min(start.y, end.y) >= area.y
        assert max(start.y, end.y) <= area.bottom
        assert max(start.x, end.x) >= area.x
        assert min(start.x, end.x) <= area.right
