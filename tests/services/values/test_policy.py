"""Building a scoring policy from a scheme file."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from decimal import Decimal

import pytest

from services.values import policy as policy_module
from services.values.policy import Grade, RateDenominator, ReverseMode, ScoringPolicy


def test_defaults_are_an_empty_table() -> None:
    assert ScoringPolicy.from_mapping({}) == ScoringPolicy()


def test_every_parameter_can_be_set() -> None:
    readers = policy_module._READERS
    assert set(readers) == {parameter.name for parameter in fields(ScoringPolicy)}


def test_reads_toml() -> None:
    text = """
    over_threshold = 1.5
    reverse = "linear"
    rate_weight = 20
    rate_denominator = "initial"
    rate_floor = 0.6
    rate_whole_points = true
    item_places = 1
    levels = { "好差" = [1.0, 0.5] }
    grades = [{ name = "优秀", minimum = 90 }, { name = "合格", minimum = 60 }, { name = "不合格", minimum = 0 }]
    """
    policy = ScoringPolicy.from_mapping(tomllib.loads(text))
    assert (policy.over_threshold, policy.reverse, policy.rate_weight) == (
        Decimal("1.5"),
        ReverseMode.LINEAR,
        Decimal(20),
    )
    assert (policy.rate_denominator, policy.rate_floor) == (RateDenominator.INITIAL, Decimal("0.6"))
    assert policy.rate_whole_points
    assert policy.item_places == 1
    assert policy.levels["好差"] == (Decimal(1), Decimal("0.5"))
    assert policy.levels["高中低"] == (Decimal(1), Decimal("0.8"), Decimal("0.6"))
    assert policy.grades[1] == Grade("合格", Decimal(60))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("over_threshold", 0.5),
        ("over_threshold", True),
        ("over_threshold", "abc"),
        ("over_threshold", float("nan")),
        ("over_mode", "punish"),
        ("reverse", 1),
        ("touch_deduction", 1.1),
        ("touch_deduction", []),
        ("rate_weight", -1),
        ("rate_floor", 60),
        ("rate_whole_points", 1),
        ("item_places", 2.5),
        ("item_places", True),
        ("total_places", 9),
        ("weight_step", 0),
        ("levels", 5),
        ("levels", {"好差": [1]}),
        ("levels", {"好差": [0.5, 1]}),
        ("levels", {"好差": 1}),
        ("grades", []),
        ("grades", [{"name": "优"}]),
        ("grades", "优"),
        ("satisfaction_to", ""),
        ("satisfaction_to", 3),
        ("symbols", "宋体"),
    ],
)
def test_impossible_values_are_refused(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"计分方案参数“[^a-zA-Z]+”（{key}）的值"):
        ScoringPolicy.from_mapping({key: value})


@pytest.mark.parametrize(
    ("minima", "words"),
    [
        ({"优": 90}, "最末一级“优”应从 0 分起，现在是 90 分"),
        ({"良": 0, "优": 90}, "等级“优”从 90 分起，应低于上一级“良”的 0 分"),
        ({"优": 90, "良": 90, "差": 0}, "等级“良”从 90 分起，应低于上一级“优”的 90 分"),
    ],
)
def test_overlapping_grades_are_named(minima: dict[str, int], words: str) -> None:
    grades = [{"name": name, "minimum": minimum} for name, minimum in minima.items()]
    with pytest.raises(ValueError, match=words):
        ScoringPolicy.from_mapping({"grades": grades})


def test_unknown_keys_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="不认识的参数：colour、rate"):
        ScoringPolicy.from_mapping({"rate": 1, "colour": 2, "item_places": 2})
