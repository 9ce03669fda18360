"""Which names say that less is better."""

from __future__ import annotations

import pytest

from services.values.direction import lower_is_better


@pytest.mark.parametrize(
    ("name", "lower"),
    [
        ("城镇登记失业率", True),
        ("人员成本", True),
        ("群众投诉率", True),
        ("投诉率（%）", True),
        ("安全事故", True),
        ("代缴人数", False),
        ("失业率降低幅度", False),
        ("投诉处理率", False),
        ("投诉案件结案率", False),
        ("经费保障率", False),
        ("节约经费支出", False),
        ("", False),
    ],
)
def test_direction_by_name(name: str, lower: bool) -> None:
    assert lower_is_better(name) is lower
