"""Titles: about equal lines, no word broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.render.document_titles import title_lines


def lines(text: str, width: float = 20.0) -> list[str]:
    advances = [0.5 if char.isascii() else 1.0 for char in text]
    return [text[start:end] for start, end in title_lines(text, advances, width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年度部门决算", ["2023年度部门决算"]),
        (
            "县人力资源和社会保障局关于2023年度部门整体支出绩效自评情况的报告",
            ["县人力资源和社会保障局关于2023年度", "部门整体支出绩效自评情况的报告"],
        ),
        (
            "2024年度某县人力资源和社会保障局整体绩效自评工作报告",
            ["2024年度某县人力资源和社会保障局", "整体绩效自评工作报告"],
        ),
        (
            "县农业农村局\n关于2023年度部门整体支出绩效自评的报告",
            ["县农业农村局", "关于2023年度部门整体支出绩效自评的报告"],
        ),
    ],
)
def test_where_a_title_is_broken(text: str, expected: list[str]):
    assert lines(text) == expected


def test_one_more_line_rather_than_a_broken_word():
    title = "县人力资源和社会保障局关于2023年度部门整体支出绩效自评情况的报告"
    assert lines(title, 16.5) == ["县人力资源和社会保障局", "关于2023年度部门整体", "支出绩效自评情况的报告"]


@given(st.text("绩效评价2023，（）年度", max_size=150))
def test_nothing_is_lost_and_all_lines_fit(text: str):
    broken = lines(text)
    assert "".join(broken) == text
    assert all(sum(0.5 if char.isascii() else 1.0 for char in line) <= 20 for line in broken)
