"""Grammar of indicator literals: operators, quantities, deadlines and level scales (reading only, no judgement).

All functions take text already in half-width characters without blanks (``text.compact``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from services.values.units import UNIT_PATTERN, Measure, read_measure


class Operator(StrEnum):
    """Relation an indicator asks for (指标性质); the value is the half-width symbol of the operator column."""

    GE = "≥"
    LE = "≤"
    EQ = "="
    GT = ">"
    LT = "<"
    QL = "定性"


class Note(StrEnum):
    """A normalisation done while reading a literal, for the hints of rules IX02, IX03, IX06 and IX07."""

    VARIANT_SYMBOL = "符号异体"
    MISSING_OPERATOR = "缺运算符"
    MISSING_UNIT = "缺计量单位"
    ODD_UNIT = "单位写法不规范"
    LEVEL_ORDER = "档次次序不规范"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day or month by which something is done; ``day`` None means the end of the month, ``year`` None any year."""

    year: int | None
    month: int
    day: int | None

    def met_by(self, done: Deadline) -> bool | None:
        """Tell whether ``done`` is not later than this deadline; None when the two are too coarse to say."""
        mine = self.year if done.year is not None else None
        theirs = done.year if self.year is not None else None
        due, finished = (mine or 0, self.month), (theirs or 0, done.month)
        if due != finished:
            return finished < due
        if self.day is None:
            return True
        if done.day is None:
            return True if self.day >= _MONTH_END else None
        return done.day <= self.day


class Quantity(NamedTuple):
    """A number with its operator and unit as read."""

    operator: Operator | None
    value: Decimal
    measure: Measure | None


class DatedText(NamedTuple):
    """A deadline as read; ``wording`` is its canonical text, with 前 kept where it was written."""

    operator: Operator | None
    deadline: Deadline
    wording: str


_MONTH_END = 28
_OPERATORS: dict[str, Operator] = {
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>"), Operator.GE),
    **dict.fromkeys(("大于等于", "大于或等于", "不低于", "不少于", "不小于", "不得低于", "不得少于"), Operator.GE),
    **dict.fromkeys(("至少", "达到", "达"), Operator.GE),
    **dict.fromkeys(("≤", "≦", "⩽", "<=", "=<"), Operator.LE),
    **dict.fromkeys(("小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于"), Operator.LE),
    **dict.fromkeys(("不得超过", "不得高于", "至多", "不晚于", "不迟于"), Operator.LE),
    **dict.fromkeys(("=", "等于"), Operator.EQ),
    **dict.fromkeys((">", "大于", "超过", "高于", "多于"), Operator.GT),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不足", "不到"), Operator.LT),
}
_SUFFIXES = {"以上": Operator.GE, "以内": Operator.LE, "以下": Operator.LE, "之内": Operator.LE}
_UPWARD = frozenset({Operator.GE, Operator.GT})
_DOWNWARD = frozenset({Operator.LE, Operator.LT})

SYMBOLS = frozenset("≥≧⩾≤≦⩽=><")
"""Characters that can only be an operator, never the start of a sentence."""

_HEAD = re.compile(rf"(?:控制在|保持在|维持在|稳定在)?({'|'.join(sorted(_OPERATORS, key=len, reverse=True))})?")
_DIGITS = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,15})(?:\.[0-9]{1,10})?"
_QUANTITY = re.compile(
    rf"({_DIGITS})({UNIT_PATTERN})??(?:[及之]?(以上|以内|以下|之内)((?:/[A-Za-z\u4e00-\u9fff]{{1,4}}){{1,3}})?)?"
)
_PLAIN = re.compile(r"([≥≤]?)([0-9]{1,15}(?:\.[0-9]{1,10})?)(%|[\u4e00-\u9fff]{1,8})")
_MORE = frozenset("年月以及之")
_PARTS = re.compile(rf"([\u4e00-\u9fff]{{1,8}})({_DIGITS})({UNIT_PATTERN})")
_PART_BREAK = re.compile(r"[,;、](?=[\u4e00-\u9fff])")
_MOST_PARTS = 8
_DONE = r"((?:全部|全面)?(?:完成|支付|发放|拨付|到位|上报|办结|验收)?)"
_YEAR = r"(?:((?:19|20)[0-9]{2})年)?"
_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12][0-9]|0?[1-9])"
_MONTH_DAY = re.compile(rf"{_YEAR}{_MONTH}月份?(?:{_DAY}[日号])?([底末])?(?:日期)?(之?前|以前)?{_DONE}")
_YEAR_END = re.compile(rf"(?:((?:19|20)[0-9]{{2}})年|当年|本年|年)度?([底末])(之?前|以前)?{_DONE}")
_NUMERIC_DATE = re.compile(rf"((?:19|20)[0-9]{{2}})([-./]){_MONTH}\2{_DAY}(之?前|以前)?{_DONE}")

_SCALES = ("优良中差", "优良中低差", "高中低", "好中差", "好差", "好坏", "有无")
_SCALE_BY_LEVELS = {frozenset(scale): scale for scale in _SCALES}
_LEVELS = frozenset("".join(_SCALES))
_LEVEL_WORDS = {"优秀": "优", "良好": "良", "中等": "中"} | {level: level for level in _LEVELS}
_LEVEL_BREAK = re.compile("[、/,;|]")


def split_operator(text: str) -> tuple[Operator | None, str, str]:
    """Split a leading operator off: (operator, the token as written, the rest)."""
    if text[:1].isdecimal():
        return None, "", text
    match = _HEAD.match(text)
    token = (match[1] or "") if match else ""
    return _OPERATORS.get(token), token, text[match.end() if match else 0 :]


def read_plain(text: str) -> tuple[Operator | None, Decimal, Measure] | None:
    """Read “≥200人” and “200人” at once, as most values are written; None for all that asks for more reading."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    symbol, digits, unit = match.groups()
    measure = _plain_measure(unit)
    return None if measure is None else (_OPERATORS.get(symbol), Decimal(digits), measure)


@lru_cache(maxsize=1024)
def _plain_measure(unit: str) -> Measure | None:
    """A unit that is written as it should be and can be nothing else, such as a month or the word for a bound."""
    if not _MORE.isdisjoint(unit):
        return None
    measure = read_measure(unit)
    return None if measure is None or measure.odd else measure


def read_quantity(operator: Operator | None, text: str) -> Quantity | None:
    """Read “number unit” with an optional 以上/以内/以下, also inside the unit (200元以上/人); None if it is none."""
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return None
    digits, unit, suffix, per = match.groups()
    measure = read_measure(unit + (per or "")) if unit else None
    if (unit and measure is None) or (per and not unit):
        return None
    if suffix:
        operator = _agreed(operator, _SUFFIXES[suffix])
        if operator is None:
            return None
    return Quantity(operator, Decimal(digits.replace(",", "")), measure)


def read_deadline(operator: Operator | None, text: str) -> DatedText | None:
    """Read 12月底前, 2024年11月30日前, 12月, 2024-11-30 …; None if it is none or contradicts the operator."""
    if "年" in text or "月" in text or text[:2] in {"19", "20"}:
        for read in (_month_day, _year_end, _numeric_date):
            dated = read(operator, text)
            if dated:
                return dated
    return None


def read_parts(text: str) -> list[Quantity]:
    """Read a value given in parts of one unit (城镇1200元/人/月,农村500元/人/月); empty if it is none."""
    pieces = _PART_BREAK.split(text)
    if not 1 < len(pieces) <= _MOST_PARTS:
        return []
    matches = [_PARTS.fullmatch(piece) for piece in pieces]
    parts = [Quantity(None, Decimal(m[2].replace(",", "")), read_measure(m[3])) for m in matches if m]
    alike = len(parts) == len(pieces) and len({part.measure for part in parts}) == 1
    return parts if alike and parts[0].measure else []


def read_scale(text: str) -> str | None:
    """Return the level scale a text spells in any order, with or without separators: 优良低中差 → 优良中低差."""
    letters = _LEVEL_BREAK.sub("", text)
    return _SCALE_BY_LEVELS.get(frozenset(letters)) if len(letters) == len(set(letters)) else None


def read_level(text: str) -> str | None:
    """Return the level a completion names (优, 优秀 → 优); None for any other text."""
    return _LEVEL_WORDS.get(text)


def _agreed(prefix: Operator | None, suffix: Operator) -> Operator | None:
    """Combine an operator written before with 以上/以内/前 written after; None if they contradict each other."""
    if prefix is None:
        return suffix
    same = (prefix in _UPWARD and suffix in _UPWARD) or (prefix in _DOWNWARD and suffix in _DOWNWARD)
    return prefix if same else None


def _dated(operator: Operator | None, deadline: Deadline, wording: str, *, before: bool, done: str) -> DatedText | None:
    if before:
        operator = _agreed(None if operator is Operator.EQ else operator, Operator.LE)
        if operator is None:
            return None
    return DatedText(operator, deadline, wording + ("前" if before else "") + done)


def _month_day(operator: Operator | None, text: str) -> DatedText | None:
    match = _MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day, end, before, done = match.groups()
    deadline = Deadline(int(year) if year else None, int(month), int(day) if day else None)
    wording = (f"{year}年" if year else "") + f"{deadline.month}月" + (f"{deadline.day}日" if day else "") + (end or "")
    return _dated(operator, deadline, wording, before=bool(before), done=done)


def _year_end(operator: Operator | None, text: str) -> DatedText | None:
    match = _YEAR_END.fullmatch(text)
    if match is None:
        return None
    year, end, before, done = match.groups()
    wording = (f"{year}年" if year else "年") + end
    return _dated(operator, Deadline(int(year) if year else None, 12, None), wording, before=bool(before), done=done)


def _numeric_date(operator: Operator | None, text: str) -> DatedText | None:
    match = _NUMERIC_DATE.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, before, done = match.groups()
    deadline = Deadline(int(year), int(month), int(day))
    wording = f"{deadline.year}年{deadline.month}月{deadline.day}日"
    return _dated(operator, deadline, wording, before=bool(before), done=done)
