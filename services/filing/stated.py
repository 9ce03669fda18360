"""Figures stated in texts as typed and shown: what a figure counts follows from its topic.

Amounts are in the filing's unit, counts and scores plain, 评优率 a percentage; a grade is a word.
"""

from __future__ import annotations

from decimal import Decimal

from models.enums import AmountUnit
from models.enums import StatementTopic as T
from services.values.money import Unreadable, format_amount, parse_amount, plain
from services.values.numbers import parse_percent, parse_points

_COUNTED = frozenset(topic for topic in T if topic.name.endswith("_COUNT"))


def unit_of(topic: T, unit: AmountUnit) -> str:
    """What the figures of a topic count, as a clerk writes it."""
    if topic in _COUNTED:
        return "个"
    return {T.EXCELLENT_RATE: "%", T.SCORE: "分", T.GRADE: ""}.get(topic, unit.value)


def read_figure(topic: T, text: str, unit: AmountUnit) -> Decimal | None:
    """The stored figure that a typed text means under a topic. Unreadable with the reason when it means none."""
    word = text.strip().removesuffix("个").removesuffix("分")
    if topic is T.EXCELLENT_RATE:
        return parse_percent(text, bare_is_ratio=False)
    if topic is T.SCORE:
        return parse_points(word)
    if topic in _COUNTED:
        return parse_amount(word, AmountUnit.WAN)
    if topic is T.GRADE and word:
        raise Unreadable(text, "等级是文字，请填在“文字”一栏")
    return parse_amount(text, unit)


def show_figure(topic: T, figure: Decimal | None, unit: AmountUnit) -> str:
    """A stated figure as the clerk would type it."""
    if figure is None:
        return ""
    if topic is T.EXCELLENT_RATE:
        return f"{plain(figure * 100)}%"
    return plain(figure) if unit_of(topic, unit) != unit.value else format_amount(figure, unit)
