"""Units of measure of indicators: the form's own wording, its base unit and the factor between them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

PERCENT = "%"
MONEY = "元"
MONTH = "月"

_ONE = Decimal(1)
_MULTIPLIERS = {"万": Decimal(10000), "亿": Decimal(100000000)}
_ODD = {"册卷": "卷册", "万": "万元", "亿": "亿元", "人/次": "人次"}
_BASES = {
    "‰": (PERCENT, Decimal("0.1")),
    "个百分点": ("百分点", _ONE),
    "名": ("人", _ONE),
    "位": ("人", _ONE),
    "册": ("卷册", _ONE),
    "卷": ("卷册", _ONE),
    "场次": ("场", _ONE),
    "台套": ("台(套)", _ONE),
    "年": (MONTH, Decimal(12)),
    "个月": (MONTH, _ONE),
    "季度": (MONTH, Decimal(3)),
    "个季度": (MONTH, Decimal(3)),
    "日": ("天", _ONE),
    "个工作日": ("工作日", _ONE),
    "小时": ("分钟", Decimal(60)),
    "个小时": ("分钟", Decimal(60)),
    "公里": ("米", Decimal(1000)),
    "千米": ("米", Decimal(1000)),
    "千克": ("公斤", _ONE),
    "吨": ("公斤", Decimal(1000)),
    "平米": ("平方米", _ONE),
    "㎡": ("平方米", _ONE),
    "公顷": ("亩", Decimal(15)),
}
_DURATIONS = frozenset({MONTH, "天", "工作日", "分钟"})
_WORD = r"[A-Za-z㎡\u4e00-\u9fff]"
UNIT_PATTERN = rf"[%‰]|{_WORD}{{1,8}}?(?:\({_WORD}{{1,4}}\))?(?:/{_WORD}{{1,4}}){{0,3}}"
"""What may stand after a number as its unit: 人, 万人次, 元/人/月, 台(套) …"""
_UNIT = re.compile(UNIT_PATTERN)
_SENTENCE = re.compile("[前后完成达到以不约余多超至的于了左]")


class Measure(NamedTuple):
    """A unit as read: normalised wording, base unit, factor to the base unit, and whether the wording was odd."""

    unit: str
    base: str
    factor: Decimal
    odd: bool


@lru_cache(maxsize=1024)
def read_measure(text: str) -> Measure | None:
    """Read a unit written in half-width characters; None when the text is part of a sentence and not a unit."""
    if _SENTENCE.search(text):
        return None
    wording = text.replace("/每", "/").replace("每", "/")
    head, *per = _ODD.get(wording, wording).split("/")
    head = _ODD.get(head, head)
    wording = "/".join((head, *per))
    if wording != text and not _UNIT.fullmatch(wording):
        return None
    base, factor = _base(head)
    return Measure(wording, "/".join((base, *per)), factor, wording != text)


def same_dimension(one: str, other: str) -> bool:
    """Tell whether two base units measure the same thing.

    The order of divisors does not matter, and a missing /年 is understood: the forms are about one year (E12).
    """
    return one == other or _key(one) == _key(other)


def is_duration(base: str) -> bool:
    """Tell whether a base unit measures time."""
    return base in _DURATIONS


def is_money_standard(base: str) -> bool:
    """Tell whether a base unit is a standard per head or period (元/人/月), as used for payments and costs."""
    return base.startswith(f"{MONEY}/")


@lru_cache(maxsize=1024)
def _key(base: str) -> tuple[str, ...]:
    head, *per = base.split("/")
    return (head, *sorted(part for part in per if part != "年"))


def _base(head: str) -> tuple[str, Decimal]:
    """Return the base unit and factor of the part before the first slash."""
    known = _BASES.get(head)
    if known:
        return known
    multiplier = _MULTIPLIERS.get(head[:1])
    if multiplier is None or len(head) == 1:
        return head, _ONE
    base, factor = _base(head[1:])
    return base, factor * multiplier
