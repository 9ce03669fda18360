"""Texts of scores (分), percentages and dates; number formats follow the print rules of the official forms."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from services.values.money import Unreadable, plain, round_half_up
from services.values.text import compact, is_blank, is_finer, read_number

POINT_PLACES = 4
"""Finest score or weight accepted when typed; forms show two places."""

_MOST_POINTS = Decimal(10000)
_MOST_PERCENT = Decimal(10) ** 9
_PERCENT_PLACES = 10
_EARLIEST, _LATEST = 1900, 2199
_POINTS_EXPECTED = "应填写分数，例如 9.5"
_PERCENT_EXPECTED = "应填写百分比，例如 95%"
_DATE_EXPECTED = "应填写日期，例如 2024年7月18日 或 2024-07-18"
_DATE = re.compile(
    r"([0-9]{4})(?:年([0-9]{1,2})月([0-9]{1,2})[日号]|([-./])([0-9]{1,2})\4([0-9]{1,2})|([0-9]{2})([0-9]{2}))"
    r"(?:T?0{1,2}:00(?::00)?)?"
)


def parse_points(text: str) -> Decimal | None:
    """Read a score or weight in 分 (up to four places); None for a blank cell. Raises Unreadable."""
    number = read_number(text, _POINTS_EXPECTED)
    if number is None:
        return None
    points, unit = number
    if unit not in {"", "分"}:
        raise Unreadable(text, _POINTS_EXPECTED)
    if points.copy_abs() > _MOST_POINTS:
        raise Unreadable(text, f"分数不能超过 {_MOST_POINTS}，请核对")
    if is_finer(points, POINT_PLACES):
        raise Unreadable(text, f"分数最多保留 {POINT_PLACES} 位小数")
    return points


def format_points(points: Decimal | None, places: int = 2) -> str:
    """Write a score with at most ``places`` decimals and no trailing zeros (97.59, 99, 90); "" for None."""
    return "" if points is None else plain(round_half_up(points, places))


def parse_percent(text: str, *, bare_is_ratio: bool = False) -> Decimal | None:
    """Read a percentage as a ratio: 87.26% → 0.8726; None for a blank cell. Raises Unreadable.

    A number without % counts as percent (95 → 0.95), unless ``bare_is_ratio``: then 0.95 is already the ratio, as in
    a raw Excel cell formatted 0.00%.
    """
    number = read_number(text, _PERCENT_EXPECTED)
    if number is None:
        return None
    value, unit = number
    out_of_range = value.copy_abs() > _MOST_PERCENT or is_finer(value, _PERCENT_PLACES)
    if unit not in {"", "%"} or out_of_range:
        raise Unreadable(text, _PERCENT_EXPECTED)
    return value if bare_is_ratio and not unit else value / 100


def format_percent(ratio: Decimal | None, places: int = 2) -> str:
    """Write a ratio as a percentage with fixed decimals (0.8726 → 87.26%); "" for None."""
    return "" if ratio is None else format(round_half_up(ratio * 100, places), "f") + "%"


def parse_date(text: str) -> date | None:
    """Read 2024年7月18日, 2024-07-18, 2024.7.18, 2024/7/18 or 20240718; None for a blank cell. Raises Unreadable."""
    if is_blank(text):
        return None
    match = _DATE.fullmatch(compact(text))
    if match is None:
        raise Unreadable(text, _DATE_EXPECTED)
    month, day = match[2] or match[5] or match[7], match[3] or match[6] or match[8]
    year = int(match[1])
    if not _EARLIEST <= year <= _LATEST:
        raise Unreadable(text, f"年份应在 {_EARLIEST} 到 {_LATEST} 之间")
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise Unreadable(text, "没有这一天，请核对月份和日期") from None


def format_date(day: date) -> str:
    """Write a date as the forms do, without padded zeros: 2024年7月18日."""
    return f"{day.year}年{day.month}月{day.day}日"
