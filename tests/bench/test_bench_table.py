"""The pure parts of the bench: statistics, verdicts and the table. No clock is asked here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.bench.data import bench_package
from tests.bench.plot import growth_markdown, growth_svg
from tests.bench.table import Row, medians, percentile, rows_from, table_markdown, table_text


@pytest.mark.parametrize(
    ("row", "kept", "verdict"),
    [
        (Row("a", "A", 30.0, floor=10.0, budget=3), True, "ok"),
        (Row("a", "A", 31.0, floor=10.0, budget=3), False, "OVER"),
        (Row("a", "A", 16.0, budget=16), True, "ok"),
        (Row("a", "A", 16.1, budget=16), False, "OVER"),
        (Row("a", "A", 16.1), None, ""),
    ],
)
def test_a_budget_limits_the_ratio_or_without_floor_the_value(row, kept, verdict):
    assert (row.kept, row.verdict) == (kept, verdict)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 2), (0.51, 3), (0.95, 4), (1.0, 4)])
def test_percentile_is_one_of_the_values(share, expected):
    assert percentile([4, 1, 3, 2], share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_at_least_the_share_is_not_above_its_percentile(values, share):
    found = percentile(values, share)
    assert sum(value <= found for value in values) >= share * len(values)


def test_medians_are_taken_column_by_column():
    assert medians([(1, 9), (5, 7), (2, 8)]) == (2, 8)


def test_rows_come_back_from_json():
    rows = [Row("a", "表", 1.5, "MB", floor=0.5, budget=2), Row("b", "B", 2.0)]
    assert rows_from([row.as_json() for row in rows]) == rows


def test_table_columns_line_up_with_wide_characters():
    lines = table_text([Row("a", "打开", 30.0, floor=10.0, budget=2), Row("b", "open it", 1234.0)]).splitlines()
    assert lines[1] == "打开     30.0 ms   10.0 ms  3.00 ×  ≤ 2 ×   OVER"
    assert lines[2] == "open it  1,234 ms"
    assert table_markdown([Row("b", "B", 1.0)]).splitlines()[2] == "| B | 1.00 ms |  |  |  |  |"


def test_the_data_have_the_size_asked_for_and_are_the_same_every_time():
    package = bench_package(30, 12)
    entities = [entity for entity, _ in package.owned]
    assert (entities.count("project"), entities.count("indicator")) == (30, 360)
    assert len({record.name for entity, record in package.owned if entity == "project"}) == 30
    assert [r.model_dump() for _, r in package.owned] == [r.model_dump() for _, r in bench_package(30, 12).owned]


def test_growth_as_table_and_picture():
    rows = [
        Row(f"{name}_{size}", "", value * size)
        for name, value in (("open", 2.0), ("edit", 0.01))
        for size in (23, 1000)
    ]
    table = growth_markdown(rows).splitlines()
    assert table[0] == "| measure | 23 projects | 1,000 projects |"
    assert table[2] == "| open the filing | 46.0 ms | 2,000 ms |"
    picture = etree.fromstring(growth_svg(rows).encode())
    words = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"open the filing (ms)", "edit in a form, median (ms)", "2,000", "0.23"} <= set(words)


def test_a_measure_that_does_not_grow_has_a_chart_too():
    rows = [Row("edit_100", "", 5.0), Row("edit_1000", "", 5.0)]
    assert growth_svg(rows).count("<circle") == 2
