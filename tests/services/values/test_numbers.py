"""Scores, percentages and dates as texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.values.money import Unreadable
from services.values.numbers import (
    format_date,
    format_percent,
    format_points,
    parse_date,
    parse_percent,
    parse_points,
)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("9.5", "9.5"),
        ("９．５分", "9.5"),
        (" 100 ", "100"),
        ("3.5816", "3.5816"),
        ("-2", "-2"),
        ("1E+1", "10"),
        ("9.50000", "9.5"),
    ],
)
def test_points(text: str, points: str) -> None:
    assert parse_points(text) == Decimal(points)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9.12345", "最多保留 4 位"),
        ("10001", "不能超过"),
        ("1E999", "不能超过"),
        ("九分", "应填写分数"),
        ("95%", "应填写分数"),
    ],
)
def test_points_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_points(text)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("points", "text"),
    [("97.590", "97.59"), ("99.00", "99"), ("90", "90"), ("8.726", "8.73"), ("0.005", "0.01"), ("-0.001", "0")],
)
def test_points_written(points: str, text: str) -> None:
    assert format_points(Decimal(points)) == text


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("87.26%", "0.8726"), ("８７．２６％", "0.8726"), ("95", "0.95"), ("100 %", "1"), ("-3.5%", "-0.035")],
)
def test_percent(text: str, ratio: str) -> None:
    assert parse_percent(text) == Decimal(ratio)


def test_bare_ratio() -> None:
    assert parse_percent("0.8726", bare_is_ratio=True) == Decimal("0.8726")
    assert parse_percent("87.26%", bare_is_ratio=True) == Decimal("0.8726")


@pytest.mark.parametrize("text", ["95人", "百分之九十", "1E99", "1E-99", "%"])
def test_percent_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="应填写百分比"):
        parse_percent(text)


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [("0.87265", 2, "87.27%"), ("1", 2, "100.00%"), ("0.0533", 1, "5.3%"), ("0.86", 0, "86%")],
)
def test_percent_written(ratio: str, places: int, text: str) -> None:
    assert format_percent(Decimal(ratio), places) == text


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-18",
        "2024-7-18",
        "2024.7.18",
        "2024/7/18",
        "2024年7月18日",
        "2024年07月18号",
        "20240718",
        "２０２４年７月１８日",
        " 2024 年 7 月 18 日 ",
        "2024-07-18 00:00:00",
        "2024-07-18T00:00:00",
    ],
)
def test_date(text: str) -> None:
    assert parse_date(text) == date(2024, 7, 18)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "没有这一天"),
        ("2024年13月1日", "没有这一天"),
        ("1024-01-01", "年份应在"),
        ("2024-7.18", "应填写日期"),
        ("7月18日", "应填写日期"),
        ("45491", "应填写日期"),
        ("今天", "应填写日期"),
    ],
)
def test_date_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_date(text)
    assert reason in caught.value.reason


@pytest.mark.parametrize("parse", [parse_points, parse_percent, parse_date])
@pytest.mark.parametrize("text", ["", "  ", "—", "/"])
def test_blank_is_none(parse: Callable[[str], object], text: str) -> None:
    assert parse(text) is None


def test_none_is_written_as_nothing() -> None:
    assert format_points(None) == ""
    assert format_percent(None) == ""


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_date_round_trip(day: date) -> None:
    assert parse_date(format_date(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize("parse", [parse_points, parse_percent, parse_date])
@given(text=st.text(max_size=60) | st.text("0123456789.-/年月日%E", max_size=16))
def test_only_unreadable_is_raised(parse: Callable[[str], object], text: str) -> None:
    try:
        value = parse(text)
    except Unreadable:
        return
    assert value is None or isinstance(value, Decimal | date)
