"""Indicator values in words, as a text says them: ≥2057人 → 不少于2057人, 定性优良中差 → 为“优”.

They follow the name of the indicator or 目标, 实际: “满意度不低于95%”, “目标为100%”.
"""

from __future__ import annotations

from services.values.grammar import SYMBOLS, Operator, split_operator
from services.values.target import Actual, Target
from services.values.text import compact

_WORDS = {Operator.LE: "不超过", Operator.LT: "低于", Operator.GT: "超过", Operator.EQ: "为"}
_MEASURED = ("%", "‰", "％", "元", "/", "分")
_QUALITATIVE = Operator.QL.value


def goal_words(target: Target | None, literal: str) -> str:
    """A 指标值 as a text says it; one that nobody can read stays as typed."""
    if target is not None and target.operator is Operator.QL:
        return f"为“{target.levels[0]}”" if target.levels else target.phrase
    return _in_words(literal) or _is(literal)


def done_words(actual: Actual | None, literal: str) -> str:
    """A 实际完成值 as a text says it, after 实际."""
    if actual is not None and actual.level:
        return f"为“{actual.level}”"
    return _in_words(literal).removeprefix("为") or literal.strip().removeprefix(_QUALITATIVE).strip("：: ")


def _in_words(literal: str) -> str:
    """A literal that begins with a symbol, its symbol said in words; “” for any other."""
    operator, token, rest = split_operator(compact(literal))
    if operator is None or not set(token) <= SYMBOLS or not rest:
        return ""
    if operator is Operator.GE:
        measured = any(mark in rest for mark in _MEASURED)
        return f"{'不低于' if measured else '不少于'}{rest}"
    return _WORDS[operator] + rest


def _is(literal: str) -> str:
    text = literal.strip()
    return f"为{text}" if text[:1].isdigit() else text
