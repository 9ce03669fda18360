"""Comparing a completion with its target: units, bounds, dates, levels and words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.values.target import Deadline, comparable, completion, converted, parse_actual, parse_target, reached


@pytest.mark.parametrize(
    ("target", "actual", "pair"),
    [
        ("≥500人", "8.5万人", ("500", "85000")),
        ("≥20万人", "216786人", ("200000", "216786")),
        ("≤105万元", "200万", ("105", "200")),
        ("≤70万元", "700000元", ("700000", "700000")),
        ("≥76000人", "54416", ("76000", "54416")),
        ("≤16万元", "16", ("16", "16")),
        ("39", "25人", ("39", "25")),
        ("≥800册卷", "10050册", ("800", "10050")),
        ("836400元/每年", "715470元", ("836400", "715470")),
        ("=515元/人/月", "515元/月/人", ("515", "515")),
        ("≥500人", "8.5万", ("500", "85000")),
        ("≤1年", "11个月", ("12", "11")),
        ("＝12月", "12个月", ("12", "12")),
        ("≥3名", "4人", ("3", "4")),
    ],
)
def test_converted(target: str, actual: str, pair: tuple[str, str]) -> None:
    assert converted(parse_target(target), parse_actual(actual)) == tuple(map(Decimal, pair))
    assert comparable(parse_target(target), parse_actual(actual))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥200人", "44万元"),
        ("≥200人", "44人次"),
        ("≥200人", "有效"),
        ("≥200人", ""),
        ("≥95%", "8.5万"),
        ("≤1年", "2万"),
        ("=48元/人/月", "48元/人"),
        ("≤1年", "2024年12月31日"),
        ("优良中差", "完成标准化建设"),
        ("优良中差", "好"),
        ("优良中差", "95%"),
        ("有效", "95%"),
        ("有效", ""),
        ("12月底前", "95%"),
        ("≥12月", "2024年11月30日"),
    ],
)
def test_not_comparable(target: str, actual: str) -> None:
    one, other = parse_target(target), parse_actual(actual)
    assert not comparable(one, other)
    assert reached(one, other) is None
    assert completion(one, other) is None


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("≥200人", "200人", True),
        ("≥200人", "199.99人", False),
        (">200人", "200人", False),
        (">200人", "200人以上", None),
        (">200人", "超过200人", True),
        ("≤4%", "4%", True),
        ("≤4%", "4.01%", False),
        ("<4%", "4%", False),
        ("<4%", "低于4%", True),
        ("=100%", "100%", True),
        ("=100%", "98.79%", False),
        ("=95%", "98%", True),
        ("105万元", "200万元", None),
        ("=1年", "2年", None),
        ("0起", "0起", True),
        ("≥95%", "95%以上", True),
        ("≥95%", "90%以上", None),
        ("≥95%", "90%以下", False),
        ("≥95%", "96%以下", None),
        ("≤5.5%", "4.8%以下", True),
        ("≤5.5%", "6%以下", None),
        ("≤5.5%", "6%以上", False),
        ("≤5.5%", "5%以上", None),
        ("=95%", "95%以上", True),
        ("=95%", "90%以上", None),
        ("=95%", "98%以下", None),
        ("=95%", "94%以下", False),
        ("≤1300元/人/月", "城镇1200元/人/月，农村500元/人/月", True),
        ("≤1000元/人/月", "城镇1200元/人/月，农村500元/人/月", False),
        ("优良中差", "优", True),
        ("优良中差", "良", False),
        ("优良中差", "优秀", True),
        ("有效", "有效", True),
        ("定性长期", "长期保障了社会稳定", True),
        ("有效", "未有效开展", None),
        ("有效引导", "有效", None),
    ],
)
def test_reached(target: str, actual: str, verdict: bool | None) -> None:
    assert reached(parse_target(target), parse_actual(actual)) is verdict


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("12月底前", "11月", True),
        ("12月底前", "12月", True),
        ("2024年11月30日前", "2024年11月30日", True),
        ("2024年11月30日前", "2024年12月1日", False),
        ("2024年11月30日前", "2025年1月", False),
        ("2024年11月30日前", "7月18日", True),
        ("≤12月31日", "12月", True),
        ("≤12月15日", "12月", None),
        ("＝12月", "12月20日", True),
        ("2024年6月底前", "2024年7月1日", False),
    ],
)
def test_deadlines(target: str, actual: str, verdict: bool | None) -> None:
    one, other = parse_target(target), parse_actual(actual)
    assert comparable(one, other)
    assert reached(one, other) is verdict
    assert completion(one, other) is None


def test_year_missing_on_the_target_is_any_year() -> None:
    assert Deadline(None, 6, None).met_by(Deadline(2025, 6, 30))
    assert Deadline(None, 6, None).met_by(Deadline(2023, 7, 1)) is False


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("≥800册卷", "10050册卷", "12.5625"),
        ("≥500人", "8.5万人", "170"),
        ("≤4%", "3.50%", "0.875"),
        ("0起", "0起", None),
        ("≥0%", "5%", None),
        ("≤1300元", "城镇1200元，农村500元", None),
    ],
)
def test_completion(target: str, actual: str, ratio: str | None) -> None:
    assert completion(parse_target(target), parse_actual(actual)) == (ratio and Decimal(ratio))
