"""Amounts of money: what is read, what is refused, how it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import AmountUnit
from services.values.money import Unreadable, format_amount, parse_amount, plain, round_half_up

WAN, YUAN = AmountUnit.WAN, AmountUnit.YUAN
AMOUNTS = st.decimals(min_value=-(10**10), max_value=10**10, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("4454.96", WAN, "4454.96"),
        ("4,454.96", WAN, "4454.96"),
        ("４，４５４．９６", WAN, "4454.96"),
        ("1 234 567.5", WAN, "1234567.5"),
        ("1\u00a0234.5", WAN, "1234.5"),
        ("1, 234.5", WAN, "1234.5"),
        ("\u3000 70\u200b\n", WAN, "70"),
        ("¥70", WAN, "70"),
        ("￥-70", WAN, "-70"),
        ("-¥70", WAN, "-70"),
        ("－2", WAN, "-2"),
        ("−2", WAN, "-2"),
        ("+2", WAN, "2"),
        ("(1,234.5)", WAN, "-1234.5"),
        ("（1,234.5）万元", WAN, "-1234.5"),
        ("1.2E+3", WAN, "1200"),
        ("5e-2", WAN, "0.05"),
        (".5", WAN, "0.5"),
        ("5.", WAN, "5"),
        ("836400", YUAN, "83.64"),
        ("836400元", WAN, "83.64"),
        ("83.64 万元", YUAN, "83.64"),
        ("1.5亿元", YUAN, "15000"),
        ("0.01", YUAN, "0.000001"),
        ("0.000001", WAN, "0.000001"),
        ("0.0100000000000000000000000000000000", YUAN, "0.000001"),
        ("10000000000", WAN, "10000000000"),
        ("-0", WAN, "0"),
    ],
)
def test_reads(text: str, unit: AmountUnit, amount: str) -> None:
    value = parse_amount(text, unit)
    assert value == Decimal(amount)
    assert value is not None
    assert plain(value) == amount


@pytest.mark.parametrize("text", ["", " ", "\u3000", "-", "—", "——", "－", "/", "／", " – "])
def test_blank_is_none(text: str) -> None:
    assert parse_amount(text, WAN) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "约70",
        "1,23",
        "12,34,567",
        "1.2.3",
        "12 34",
        "--5",
        "(-5)",
        "((5))",
        "(5",
        "5%",
        "5人",
        "5万",
        "¥",
        "1e",
        "NaN",
        "Infinity",
        "0x10",
        "٣",
        "5元元",
        "1/2",
        ".",
        "E5",
        "1E9999",
        "9" * 100,
        "=1+2",
    ],
)
def test_refuses_with_an_expectation(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_amount(text, WAN)
    assert caught.value.text == text
    assert "应填写金额" in caught.value.reason


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("0.0000001", WAN, "最小到分"),
        ("0.001", YUAN, "最小到分"),
        ("0.1000000000000000000000000000000000001", WAN, "最小到分"),
        ("1E-999", WAN, "最小到分"),
        ("10000000000.000001", WAN, "不能超过"),
        ("-10000000001", WAN, "不能超过"),
        ("1E999", YUAN, "不能超过"),
    ],
)
def test_refuses_out_of_range(text: str, unit: AmountUnit, reason: str) -> None:
    with pytest.raises(Unreadable, match="无法识别") as caught:
        parse_amount(text, unit)
    assert reason in caught.value.reason


def test_limit_counts_in_wan_whatever_the_unit() -> None:
    assert parse_amount("100000000000000", YUAN) == 10**10
    with pytest.raises(Unreadable):
        parse_amount("100000000000000.01", YUAN)


@pytest.mark.parametrize(
    ("value", "unit", "places", "thousands", "text"),
    [
        ("196.50", WAN, None, False, "196.5"),
        ("70.00", WAN, None, False, "70"),
        ("1E+3", WAN, None, False, "1000"),
        ("83.64", YUAN, None, False, "836400"),
        ("0.000001", YUAN, None, False, "0.01"),
        ("2762.63", WAN, 2, True, "2,762.63"),
        ("1.005", WAN, 2, False, "1.01"),
        ("-1.005", WAN, 2, False, "-1.01"),
        ("-0.001", WAN, 2, True, "0.00"),
        ("-0.5", WAN, 1, True, "-0.5"),
        ("-1234567.5", WAN, None, True, "-1,234,567.5"),
        ("0", WAN, 2, False, "0.00"),
    ],
)
def test_writes(value: str, unit: AmountUnit, places: int | None, thousands: bool, text: str) -> None:
    assert format_amount(Decimal(value), unit, places=places, thousands=thousands) == text


def test_writes_nothing_for_none() -> None:
    assert format_amount(None, WAN, places=2) == ""


@given(AMOUNTS, st.sampled_from(AmountUnit), st.booleans())
def test_reading_what_was_written(value: Decimal, unit: AmountUnit, thousands: bool) -> None:
    assert parse_amount(format_amount(value, unit, thousands=thousands), unit) == value


@given(st.text(st.characters(), max_size=80) | st.text("0123456789.,()-+Ee ¥元万亿%", max_size=20))
def test_reads_or_refuses_but_never_fails(text: str) -> None:
    try:
        value = parse_amount(text, YUAN)
    except Unreadable:
        return
    assert value is None or (value.is_finite() and round_half_up(value, 6) == value)


@given(AMOUNTS, st.integers(0, 5))
def test_rounding_is_half_up(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    rounded = round_half_up(value, places)
    assert abs(rounded - value) <= step / 2
    assert abs(rounded) >= abs(value) or abs(rounded - value) < step / 2
