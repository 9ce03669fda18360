"""Judging one indicator under the default policy and its variants."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.values.judge import Judgement, Outcome, judge
from services.values.policy import ScoringPolicy
from services.values.target import parse_actual, parse_target

MET, OVER, UNMET, UNKNOWN = Outcome.MET, Outcome.OVER, Outcome.UNMET, Outcome.UNKNOWN
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


def judged(target: str, actual: str, coefficient: str | None = None, name: str = "", **parameters: Any) -> Judgement:
    policy = ScoringPolicy.from_mapping(parameters)
    given_coefficient = Decimal(coefficient) if coefficient else None
    return judge(parse_target(target), parse_actual(actual), Decimal(10), policy, given_coefficient, name)


@pytest.mark.parametrize(
    ("target", "actual", "parameters", "outcome", "score"),
    [
        pytest.param("≥100人", "130人", {}, MET, "10", id="at the threshold is not over"),
        pytest.param("≥100人", "131人", {}, OVER, "10", id="over is explained only"),
        pytest.param("≥100人", "179人", {"over_mode": "deduct"}, OVER, "10", id="no full step yet"),
        pytest.param("≥100人", "180人", {"over_mode": "deduct"}, OVER, "9", id="one step"),
        pytest.param("≥100人", "9999人", {"over_mode": "deduct"}, OVER, "8", id="deduction has a limit"),
        pytest.param("≥100人", "151人", {"over_threshold": 1.5}, OVER, "10", id="own threshold"),
        pytest.param("≥0%", "5%", {}, MET, "10", id="zero target met"),
        pytest.param("≥0%", "-2%", {}, UNMET, "0", id="zero target missed"),
        pytest.param("≥-5%", "-10%", {}, UNMET, "0", id="negative target missed"),
        pytest.param("≥100人", "-3人", {}, UNMET, "0", id="never below zero"),
        pytest.param(">100人", "100人", {}, MET, "10", id="strict target equalled"),
        pytest.param(">100人", "100人", {"touch_deduction": 0.1}, UNMET, "9", id="strict target deducts"),
        pytest.param("<100人", "100人", {"touch_deduction": "0.1"}, UNMET, "9", id="strict reverse deducts"),
        pytest.param(">100人", "101人", {"touch_deduction": 1}, MET, "10", id="strict target exceeded"),
        pytest.param("≤100人", "150人", {"reverse": "linear"}, UNMET, "5", id="linear reverse"),
        pytest.param("≤100人", "300人", {"reverse": "linear"}, UNMET, "0", id="linear reverse is cut"),
        pytest.param("≤0起", "1起", {}, UNMET, "0", id="zero reverse"),
        pytest.param("0起", "2起", {}, UNMET, "0", id="zero events without operator"),
        pytest.param("=100人", "120人", {}, MET, "10", id="EQ quantity exceeded"),
        pytest.param("=100人", "200人", {}, OVER, "10", id="EQ quantity far exceeded"),
        pytest.param("=100人", "200人", {"equal_over": "inverse"}, UNMET, "5", id="EQ inverse for all"),
        pytest.param("=1年", "2年", {}, UNMET, "5", id="EQ duration exceeded"),
        pytest.param("=1年", "2年", {"equal_over": "excess"}, OVER, "10", id="EQ excess for all"),
        pytest.param("=50元/人/月", "100元/人/月", {}, UNMET, "5", id="EQ standard exceeded"),
        pytest.param("1050万元", "2566万元", {}, OVER, "10", id="EQ loans exceeded"),
        pytest.param("43人", "40人", {"missing_operator": "at_least"}, UNMET, "9.30", id="taken as at least"),
        pytest.param("≥95%", "95%以上", {}, MET, "10", id="bound that is enough"),
        pytest.param("≥95%", "90%以上", {}, UNKNOWN, None, id="bound that is not"),
        pytest.param("≥95%", "90%以下", {}, UNMET, None, id="bound below"),
        pytest.param("12月底前", "11月", {}, MET, "10", id="in time"),
        pytest.param("11月底前", "12月", {}, UNMET, None, id="late"),
        pytest.param("≤12月15日", "12月", {}, UNKNOWN, None, id="too coarse"),
        pytest.param("≥200人", "44万元", {}, UNKNOWN, None, id="other dimension"),
        pytest.param("≥200人", "有效", {}, UNKNOWN, None, id="words for a number"),
        pytest.param("≥200人", "", {}, UNKNOWN, None, id="blank"),
    ],
)
def test_numbers(target: str, actual: str, parameters: dict[str, Any], outcome: Outcome, score: str | None) -> None:
    judgement = judged(target, actual, **parameters)
    assert judgement.outcome is outcome
    assert judgement.suggested.value == (None if score is None else Decimal(score))
    assert judgement.suggested.how


@pytest.mark.parametrize(
    ("target", "actual", "how"),
    [
        ("≥200人", "44人", "2.2 = 10 × 44 ÷ 200"),
        ("≤994.21万元", "1056.77万元", "9.41 = 10 × 994.21 ÷ 1056.77"),
        ("≥76000人", "5.4416万人", "7.16 = 10 × 54416 ÷ 76000"),
        ("≥200人", "44万元", "指标值单位“人”与完成值单位“万元”不同，无法比较"),
        ("≥200人", "", "实际完成值没有填写，不能计算得分"),
    ],
)
def test_explains_itself(target: str, actual: str, how: str) -> None:
    assert judged(target, actual).suggested.how == how


@pytest.mark.parametrize(
    ("target", "actual", "coefficient", "outcome", "score", "band"),
    [
        ("优良中差", "优", None, MET, "10", ("0.85", "1")),
        ("优良中差", "良", None, UNMET, "8.5", ("0.7", "0.85")),
        ("优良中差", "中", "0.65", UNMET, "6.5", ("0.6", "0.7")),
        ("优良中差", "差", None, UNMET, "6", ("0", "0.6")),
        ("优良中低差", "差", None, UNMET, "5", ("0", "0.5")),
        ("高中低", "中", None, UNMET, "8", ("0.6", "0.8")),
        ("好差", "好", None, MET, "10", ("0.6", "1")),
        ("有无", "无", None, UNMET, "0", ("0", "0")),
        ("有效", "有效", None, MET, "10", ("0.8", "1")),
        ("有效", "有效", "0.9", MET, "9", ("0.8", "1")),
        ("有效", "部分达成", None, UNMET, "8", ("0.6", "0.8")),
        ("有效", "部分达成", "0.9", UNMET, "9", ("0.6", "0.8")),
        ("有效", "未完成", "0.3", UNMET, "3", ("0", "0.6")),
        ("有效引导", "开展了宣传", "0.85", MET, "8.5", ("0.8", "1")),
        ("有效引导", "开展了宣传", "0.6", UNMET, "6", ("0.6", "0.8")),
        ("有效引导", "开展了宣传", "0.1", UNMET, "1", ("0", "0.6")),
        ("有效引导", "开展了宣传", None, UNKNOWN, None, None),
        ("优良中差", "完成标准化建设", None, UNKNOWN, None, None),
        ("优良中差", "完成标准化建设", "0.8", MET, "8", ("0.8", "1")),
    ],
)
def test_words(
    target: str, actual: str, coefficient: str | None, outcome: Outcome, score: str | None, band: tuple[str, str] | None
) -> None:
    judgement = judged(target, actual, coefficient)
    assert judgement.outcome is outcome
    assert judgement.suggested.value == (None if score is None else Decimal(score))
    assert judgement.band == (band and tuple(map(Decimal, band)))


def test_a_coefficient_outside_its_band_is_told() -> None:
    assert "不在档内 0.6–0.8" in judged("有效", "部分达成", "0.9").suggested.how
    assert "在档内 0.6–0.8" in judged("有效", "部分达成", "0.7").suggested.how


def test_variant_bands_and_own_levels() -> None:
    assert judged("有效", "部分达成", "0.55", qualitative="A").band == (Decimal("0.5"), Decimal("0.8"))
    assert judged("优良中差", "良", levels={"优良中差": [1, 0.9, 0.7, 0.5]}).suggested.value == 9


def test_missing_target_weight_or_actual() -> None:
    policy = ScoringPolicy()
    target, actual = parse_target("≥200人"), parse_actual("44人")
    assert judge(None, actual, Decimal(10), policy).outcome is UNKNOWN
    assert judge(target, None, Decimal(10), policy).outcome is UNKNOWN
    unweighted = judge(target, actual, None, policy)
    assert (unweighted.outcome, unweighted.ratio, unweighted.suggested.value) == (UNMET, Decimal("0.22"), None)
    assert "分值没有填写" in unweighted.suggested.how
    assert judge(target, parse_actual("200人"), None, policy).outcome is MET


def test_cost_without_operator() -> None:
    name = "创业补贴成本"
    taken = judged("105万元", "200万", name=name, infer_reverse=True)
    assert taken.suggested.value == Decimal("5.25")
    assert taken.suggested.how.startswith("指标值没有写运算符，按成本类“≤”计算")
    assert judged("105万元", "200万", name="发放贷款", infer_reverse=True).outcome is OVER
    assert judged("=105万元", "200万", name=name).outcome is UNMET


@given(
    st.sampled_from(["≥", "≤", "=", ">", "<", ""]),
    NUMBERS,
    NUMBERS,
    st.decimals(min_value=0, max_value=100, places=2),
    st.sampled_from(
        [{}, {"over_mode": "deduct"}, {"reverse": "linear"}, {"equal_over": "inverse"}, {"touch_deduction": 1}]
    ),
)
def test_score_stays_within_the_weight(
    operator: str, target: Decimal, actual: Decimal, weight: Decimal, parameters: dict[str, object]
) -> None:
    judgement = judge(
        parse_target(f"{operator}{target}%"), parse_actual(f"{actual}%"), weight, ScoringPolicy.from_mapping(parameters)
    )
    score = judgement.suggested.value
    assert score is not None
    assert 0 <= score <= weight
    assert judgement.outcome is not UNKNOWN


@given(NUMBERS, NUMBERS, NUMBERS)
def test_more_is_never_worse_forward(target: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    scores = [
        judge(parse_target(f"≥{target}"), parse_actual(f"{actual}"), Decimal(10), ScoringPolicy()).suggested.value or 0
        for actual in (low, high)
    ]
    assert scores[0] <= scores[1]
