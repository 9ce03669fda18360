"""Execution score, totals, grades and weights beyond the worked examples."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.values.scoring import ScoringPolicy, execution_rate, execution_score, rescale, spread_weights, total

D = Decimal


@pytest.mark.parametrize(
    ("budget", "executed", "initial", "parameters", "score", "how"),
    [
        ("100", "86", None, {}, "8.6", "8.6 = 10 × 86 ÷ 100"),
        ("100", "86", None, {"rate_whole_points": True}, "9", "9 = 10 × 86 ÷ 100"),
        ("100", "86", None, {"rate_weight": 20}, "17.2", "17.2 = 20 × 86 ÷ 100"),
        ("100", "59.99", None, {"rate_floor": 0.6}, "0", "低于 60.00%"),
        ("100", "60", None, {"rate_floor": 0.6}, "6", "6 = 10 × 60 ÷ 100"),
        ("110.03", "200", None, {}, "10", "得满分 10 分"),
        ("100", "-5", None, {}, "0", "0 = 10 × -5 ÷ 100"),
        ("100", "80", "160", {"rate_denominator": "initial"}, "5", "5 = 10 × 80 ÷ 160"),
        ("0", "0", None, {}, "0", "全年预算数为 0"),
        ("0", None, None, {}, "0", "全年预算数为 0"),
        ("0", "0", None, {"zero_budget": "spread"}, None, "分摊到各项指标"),
        (None, "5", None, {}, None, "全年预算数没有填写"),
        ("5", None, None, {}, None, "全年执行数没有填写"),
        ("5", "5", None, {"rate_denominator": "initial"}, None, "年初预算数没有填写"),
    ],
)
def test_execution_score(
    budget: str | None,
    executed: str | None,
    initial: str | None,
    parameters: dict[str, object],
    score: str | None,
    how: str,
) -> None:
    planned, spent, first = (None if text is None else D(text) for text in (budget, executed, initial))
    scored = execution_score(planned, spent, first, ScoringPolicy.from_mapping(parameters))
    assert scored.value == (None if score is None else D(score))
    assert how in scored.how


def test_rate_is_not_rounded_and_needs_a_budget() -> None:
    policy = ScoringPolicy()
    assert execution_rate(D(3), D(1), None, policy).value == D(1) / D(3)
    zero = execution_rate(D(0), D(0), None, policy)
    assert (zero.value, zero.how) == (None, "全年预算数为 0，不能计算执行率")


def test_items_are_rounded_before_adding() -> None:
    assert total([D("1.005"), D("1.005"), None], 2) == D("2.02")
    assert total([D("9.5"), D("8.4")], 0) == 18
    assert total([], 2) == 0


def test_rescale() -> None:
    policy = ScoringPolicy()
    assert rescale(D(76), D(80), policy).how == "95 = 100 × 76 ÷ 80"
    assert rescale(D(0), D(0), policy).value is None


@pytest.mark.parametrize(
    ("weight", "count", "step", "parts"),
    [
        ("50", 3, "0.5", ["16.5", "16.5", "17"]),
        ("50", 3, "0.01", ["16.66", "16.66", "16.68"]),
        ("30", 1, "0.5", ["30"]),
        ("10", 4, "0.5", ["2.5"] * 4),
        ("10", 0, "0.5", []),
    ],
)
def test_spread(weight: str, count: int, step: str, parts: list[str]) -> None:
    assert spread_weights(D(weight), count, D(step)) == [D(part) for part in parts]


def test_spread_refuses_empty_shares() -> None:
    with pytest.raises(ValueError, match="不够分给 50 项"):
        spread_weights(D(10), 50, D("0.5"))


@given(st.integers(1, 60), st.integers(60, 10000), st.sampled_from(["1", "0.5", "0.01"]))
def test_spread_adds_up(count: int, steps: int, step: str) -> None:
    weight = steps * D(step)
    parts = spread_weights(weight, count, D(step))
    assert sum(parts) == weight
    assert len(parts) == count
    assert min(parts) == parts[0] > 0
    assert parts[-1] - parts[0] < count * D(step)
