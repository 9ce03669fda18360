"""Amounts of money: 万元 as Decimal, exact to one 分 (0.01元 = 0.000001万元).

The one rounding policy of the program is decimal half-up (四舍五入, ``ROUND_HALF_UP``: a tie goes away from zero), as
the official forms expect; it is applied only where a value is shown or a score is fixed, through ``round_half_up``.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from models.enums import AmountUnit
from services.values.text import EXACT, Unreadable, is_finer, read_number

__all__ = ["FEN_PLACES", "Unreadable", "format_amount", "parse_amount", "plain", "round_half_up"]

FEN_PLACES = 6
"""Decimal places of 万元 that reach one 分."""

_LIMIT = Decimal(10) ** 10
_WAN = {"元": Decimal("0.0001"), AmountUnit.YUAN: Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_EXPECTED = "应填写金额数字，例如 1234.56；后面可以写元、万元或亿元，没有金额请留空"
_EXPONENTS = tuple(Decimal(1).scaleb(-places) for places in range(29))


def parse_amount(text: str, unit: AmountUnit) -> Decimal | None:
    """Read an amount as 万元; None for a blank cell.

    ``unit`` is what the cell is typed in unless the text itself ends in 元, 万元 or 亿元. Raises Unreadable for any
    other text, for amounts finer than one 分 and for amounts beyond 10^10 万元.
    """
    number = read_number(text, _EXPECTED)
    if number is None:
        return None
    value, suffix = number
    factor = _WAN.get(suffix or unit)
    if factor is None:
        raise Unreadable(text, _EXPECTED)
    if value.copy_abs() > _LIMIT / factor:
        raise Unreadable(text, "金额不能超过 100000000000000 元（一百亿万元），请核对数字和单位")
    amount = EXACT.multiply(value, factor)
    if is_finer(amount, FEN_PLACES):
        raise Unreadable(text, "金额最小到分（0.01 元，即 0.000001 万元），请去掉多余的小数")
    return amount


def format_amount(
    value: Decimal | None, unit: AmountUnit, *, places: int | None = None, thousands: bool = False
) -> str:
    """Write an amount held in 万元 in the given unit; "" for None.

    ``places`` None drops trailing zeros (自评表金额: 196.5, 70), a number fixes them by half-up rounding.
    """
    if value is None:
        return ""
    shown = EXACT.multiply(value, Decimal(10000)) if unit is AmountUnit.YUAN else value
    text = plain(shown) if places is None else format(round_half_up(shown, places), "f")
    return _grouped(text) if thousands else text


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round to that many decimal places, ties away from zero; never returns a negative zero."""
    rounded = value.quantize(_EXPONENTS[places], rounding=ROUND_HALF_UP, context=EXACT)
    return rounded or rounded.copy_abs()


def plain(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros: 1948.30 → 1948.3, 1E+3 → 1000."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _grouped(text: str) -> str:
    whole, point, fraction = text.partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole != "-0" else text
