"""The worked examples of the scoring rules (算例 E1–E18)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.values.scoring import (
    Judgement,
    Outcome,
    ScoringPolicy,
    execution_rate,
    execution_score,
    grade,
    judge,
    total,
)
from services.values.target import parse_actual, parse_target

POLICY = ScoringPolicy()


def judged(target: str, actual: str, weight: str, policy: ScoringPolicy = POLICY, name: str = "") -> Judgement:
    return judge(parse_target(target), parse_actual(actual), Decimal(weight), policy, name=name)


def test_e1_all_met() -> None:
    rows = [("36人", "36人", 20), ("≥98%", "100%", 15), ("≥95%", "95%", 15), ("有效", "有效", 30), ("≥98%", "100%", 10)]
    scores = [judged(target, actual, str(weight)).suggested.value for target, actual, weight in rows]
    scores.append(execution_score(Decimal("109.38"), Decimal("109.38"), None, POLICY).value)
    assert scores == [20, 15, 15, 30, 10, 10]
    assert total(scores, 2) == 100


@pytest.mark.parametrize(
    ("target", "actual", "weight", "score"),
    [
        pytest.param("≥200人", "44人", "5", "1.10", id="E2"),
        pytest.param("≥76000人", "54416", "5", "3.58", id="E3"),
        pytest.param("≤4%", "3.50%", "6", "6", id="E4"),
        pytest.param("≤994.21万元", "1056.77万元", "5", "4.70", id="E5"),
        pytest.param("≤1068.08万元", "3398.20万元", "5", "1.57", id="E6"),
        pytest.param(" =90人", "55人", "10", "6.11", id="E7"),
        pytest.param("≥90%", "80%", "10", "8.89", id="E8"),
        pytest.param("≥500人", "8.5万人", "10", "10", id="E11"),
        pytest.param("≤2167.7万元", "1847.48万元", "10", "10", id="E12 one unit"),
        pytest.param("≤105万元", "200万", "10", "5.25", id="E13 cost"),
        pytest.param("≥105万元", "200万", "10", "10", id="E13 output"),
        pytest.param("0起", "0起", "10", "10", id="E15"),
        pytest.param("≥30人", "16人", "4.29", "2.29", id="E16"),
    ],
)
def test_item_scores(target: str, actual: str, weight: str, score: str) -> None:
    assert judged(target, actual, weight).suggested.value == Decimal(score)


@pytest.mark.parametrize(
    ("executed", "budget", "rate", "score"),
    [
        ("4454.96", "5105.18", "87.26%", "8.73"),
        ("1847.48", "2167.7", "85.23%", "8.52"),
        ("98.5", "100", "98.50%", "9.85"),
    ],
)
def test_e9_e10_execution(executed: str, budget: str, rate: str, score: str) -> None:
    scored = execution_score(Decimal(budget), Decimal(executed), None, POLICY)
    assert scored.value == Decimal(score)
    assert scored.how == f"{score} = 10 × {executed} ÷ {budget}"
    assert execution_rate(Decimal(budget), Decimal(executed), None, POLICY).how == f"{rate} = {executed} ÷ {budget}"


def test_e11_multiple_unit_is_over() -> None:
    judgement = judged("≥500人", "8.5万人", "10")
    assert judgement.outcome is Outcome.OVER
    assert judgement.ratio == 170
    assert "17000%" in judgement.suggested.how


def test_e12_two_readings_are_explicit() -> None:
    name = "补助成本"
    equal = judged("836400元/每年", "715470元", "100", name=name)
    cost = judged("836400元/每年", "715470元", "100", ScoringPolicy(infer_reverse=True), name=name)
    assert (equal.outcome, equal.suggested.value) == (Outcome.UNMET, Decimal("85.54"))
    assert (cost.outcome, cost.suggested.value) == (Outcome.MET, Decimal(100))
    assert "按“=”计算" in equal.suggested.how
    assert "按成本类“≤”计算" in cost.suggested.how


def test_e14_partial() -> None:
    judgement = judge(
        parse_target("有效引导"), parse_actual("部分达成并有一定效果"), Decimal(10), POLICY, coefficient=Decimal("0.70")
    )
    assert judgement.outcome is Outcome.UNMET
    assert judgement.suggested.value == 7
    assert judgement.band == (Decimal("0.6"), Decimal("0.8"))


def test_e16_deduction() -> None:
    weight = Decimal(10000)
    score = judged("≥30人", "16人", "10000").suggested.value
    assert score is not None
    assert weight - score == Decimal("4666.67")


def test_e17_total_and_grade() -> None:
    result = total([Decimal("9.85"), Decimal(20), Decimal("38.2"), Decimal(18), Decimal(10)], 2)
    assert result == Decimal("96.05")
    assert grade(result, POLICY.grades) == "优"


@pytest.mark.parametrize(
    ("score", "name"),
    [("89.995", "优"), ("89.994", "良"), ("79.994", "中"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)
def test_e18_boundaries(score: str, name: str) -> None:
    assert grade(Decimal(score), POLICY.grades) == name


def test_below_every_grade() -> None:
    assert grade(Decimal(-1), POLICY.grades) is None
