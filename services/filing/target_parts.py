"""A target in three cells (F02b): operator, value and unit are shown apart but stored as the one literal.

A part is addressed like a field, `indicator.target#unit`; typing into a part composes the literal anew.
"""

from __future__ import annotations

from enum import StrEnum

from services.filing.fields import PART
from services.values.money import Unreadable
from services.values.target import Operator, Target, parse_target, split_target


class TargetPart(StrEnum):
    """Which part of the target a cell shows."""

    OPERATOR = "operator"
    VALUE = "value"
    UNIT = "unit"

    @property
    def field(self) -> str:
        """The field name that addresses this part."""
        return f"target{PART}{self.value}"


_ORDER = (TargetPart.OPERATOR, TargetPart.VALUE, TargetPart.UNIT)


def target_part(target: Target | None, literal: str, part: TargetPart) -> str:
    """What one part's cell shows; an unreadable literal stands whole in the value cell."""
    if target is None:
        return literal if part is TargetPart.VALUE else ""
    return split_target(target)[_ORDER.index(part)]


def literal_part(literal: str, part: TargetPart) -> str:
    """What one part's cell shows of a literal as typed."""
    return target_part(_parsed(literal), literal, part)


def with_part(literal: str, part: TargetPart, text: str) -> str:
    """The literal with one part replaced; a whole literal typed into the value cell replaces all of it."""
    text = text.strip()
    target = _parsed(literal)
    if part is TargetPart.VALUE and _says_more(text):
        return text
    parts = list(split_target(target)) if target else ["", literal, ""]
    parts[_ORDER.index(part)] = _operator(text) if part is TargetPart.OPERATOR else text
    return "".join(parts)


def _says_more(text: str) -> bool:
    typed = _parsed(text)
    return typed is not None and (typed.operator_given or bool(typed.unit))


def _parsed(literal: str) -> Target | None:
    try:
        return parse_target(literal) if literal else None
    except Unreadable:
        return None


def _operator(text: str) -> str:
    target = _parsed(f"{text}1") if text else None
    known = target.operator.value if target is not None and target.operator_given else text
    if known and known not in set(Operator):
        raise Unreadable(text, "指标性质请填 ≥、≤、=、>、< 或“定性”")
    return known
