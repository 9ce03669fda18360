"""Numbers of headings are complete whatever the outline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.numbering import Numbering, number_text


@pytest.mark.parametrize(
    ("level", "count", "expected"),
    [
        (0, 2, "第二部分\u3000"),
        (1, 1, "一、"),
        (1, 12, "十二、"),
        (2, 3, "（三）"),
        (3, 4, "4."),
        (4, 5, "（5）"),
        (5, 1, "①"),
        (5, 20, "⑳"),
        (5, 21, "21）"),
    ],
)
def test_number(level: int, count: int, expected: str) -> None:
    assert number_text(level, count) == expected


@given(st.lists(st.integers(1, 5), max_size=40))
def test_no_number_is_left_out_or_used_twice_below_one_heading(levels: list[int]) -> None:
    numbering = Numbering()
    counts: dict[tuple[int, ...], int] = {}
    path: list[int] = []
    for level in levels:
        del path[level - 1 :]
        path += [0] * (level - 1 - len(path))
        parent = (level, *path)
        counts[parent] = counts.get(parent, 0) + 1
        assert numbering.next(level) == number_text(level, counts[parent])
        path.append(counts[parent])
