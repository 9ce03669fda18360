"""Indicator values: 指标值 (target) and 实际完成值 (actual) as typed, as read, and as compared.

Reading follows the literals found in published self-evaluation forms (≥200人, ＝100%, 定性优良中差, 12月底前 …).
The text typed is always kept; what was normalised is listed in ``notes``. Comparing converts units (8.5万人 = 85000人)
and answers None wherever the forms do not say enough.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from services.values.grammar import (
    SYMBOLS,
    DatedText,
    Deadline,
    Note,
    Operator,
    Quantity,
    read_deadline,
    read_level,
    read_parts,
    read_plain,
    read_quantity,
    read_scale,
    split_operator,
)
from services.values.text import BLANKS, Unreadable, compact, trim
from services.values.units import MONEY, MONTH, PERCENT, Measure, is_duration, same_dimension

__all__ = [
    "Actual",
    "Deadline",
    "Note",
    "Operator",
    "SymbolStyle",
    "Target",
    "comparable",
    "completion",
    "converted",
    "format_target",
    "parse_actual",
    "parse_target",
    "reached",
    "split_target",
]

_QUALITATIVE = Operator.QL.value
_LEADING = ":：" + BLANKS
_PRINTED = {Operator.EQ: "＝", Operator.GT: "＞", Operator.LT: "＜"}
_NO_NOTES: frozenset[Note] = frozenset()
_NO_OPERATOR = frozenset({Note.MISSING_OPERATOR})
_NEGATIONS = frozenset("未不没无")
_MONEY_MULTIPLES = frozenset({"万元", "亿元"})
_EXPECTED = "应写成“≥200人”“≤5%”“＝12月”这样的数值，或“优良中差”等档次；文字描述里有数字的，请在前面加“定性”"


class SymbolStyle(StrEnum):
    """How operators are written: PRINT on F01–F03 (full-width ＝ ＞ ＜), COLUMN in the split columns of F02b."""

    PRINT = "print"
    COLUMN = "column"


class Target(NamedTuple):
    """A 指标值 as typed (``literal``) and what it reads as. A tuple: a full check reads 10,000 different ones.

    ``value`` is in ``unit`` (normalised wording, "" if none); ``value × factor`` is in ``base_unit``. A qualitative
    target has ``levels`` (best first) or a ``phrase``; a deadline has ``deadline``, its wording in ``phrase`` and, for
    a bare month (＝12月), also ``value`` and ``unit``. ``operator_given`` is False where EQ or QL is only understood.
    """

    literal: str
    operator: Operator
    value: Decimal | None = None
    unit: str = ""
    base_unit: str = ""
    factor: Decimal = Decimal(1)
    levels: tuple[str, ...] = ()
    phrase: str = ""
    deadline: Deadline | None = None
    operator_given: bool = True
    notes: frozenset[Note] = _NO_NOTES

    @property
    def normalised(self) -> str:
        """The canonical literal: one symbol set, half-width, no blanks, canonical unit and level order."""
        return (self.operator.value if _shows_operator(self) else "") + _body(self)


class Actual(NamedTuple):
    """A 实际完成值 as typed and what it reads as; any text is accepted.

    ``operator`` is given where only a bound is reported (95%以上); ``extra_values`` are the further values of a value
    in parts, in the same ``unit``; ``phrase`` holds every text that is not one plain quantity.
    """

    literal: str
    operator: Operator | None = None
    value: Decimal | None = None
    unit: str = ""
    base_unit: str = ""
    factor: Decimal = Decimal(1)
    phrase: str = ""
    level: str | None = None
    deadline: Deadline | None = None
    extra_values: tuple[Decimal, ...] = ()
    notes: frozenset[Note] = _NO_NOTES

    @property
    def blank(self) -> bool:
        """Whether nothing is reported."""
        return self.value is None and self.deadline is None and not self.phrase


@cache
def parse_target(literal: str) -> Target:
    """Read a 指标值. Raises Unreadable for an empty text and for what is neither a value nor a qualitative goal."""
    plain = read_plain(literal)
    if plain is not None:
        return _plain_target(literal, *plain)
    text = compact(literal).lstrip(":")
    if not text:
        raise Unreadable(literal, "指标值没有填写")
    operator, token, rest = split_operator(text)
    found = _read(operator, rest)
    if found is None:
        return _qualitative_target(literal, text, symbol=text[0] in SYMBOLS)
    given = found.operator is not None
    notes = _notes(literal, text, found, token)
    if not given:
        notes.add(Note.MISSING_OPERATOR)
    relation = found.operator or Operator.EQ
    if isinstance(found, DatedText):
        month = _bare_month(found)
        unit = MONTH if month is not None else ""
        return Target(
            literal, relation, month, unit, unit, Decimal(1), (), found.wording, found.deadline, given, frozenset(notes)
        )
    unit, base, factor = found.measure[:3] if found.measure else ("", "", Decimal(1))
    return Target(literal, relation, found.value, unit, base, factor, (), "", None, given, frozenset(notes))


def _plain_target(literal: str, operator: Operator | None, value: Decimal, measure: Measure) -> Target:
    unit, base, factor, _ = measure
    if operator is None:
        return Target(literal, Operator.EQ, value, unit, base, factor, operator_given=False, notes=_NO_OPERATOR)
    return Target(literal, operator, value, unit, base, factor)


@cache
def parse_actual(literal: str) -> Actual:
    """Read a 实际完成值; what is neither quantity, date nor level becomes a phrase. Never fails."""
    plain = read_plain(literal)
    if plain is not None:
        return Actual(literal, plain[0], plain[1], *plain[2][:3])
    text = compact(literal).lstrip(":").rstrip("。;,")
    operator, token, rest = split_operator(text)
    found = _read(operator, rest) if text else None
    if found is None:
        return _actual_text(literal, text)
    notes = frozenset(_notes(literal, text, found, token))
    if isinstance(found, DatedText):
        month = _bare_month(found)
        unit = MONTH if month is not None else ""
        return Actual(
            literal, found.operator, month, unit, unit, phrase=found.wording, deadline=found.deadline, notes=notes
        )
    unit, base, factor = found.measure[:3] if found.measure else ("", "", Decimal(1))
    return Actual(literal, found.operator, found.value, unit, base, factor, notes=notes)


def format_target(target: Target, symbols: SymbolStyle) -> str:
    """Write a target for a form, in normalised wording; an operator the clerk did not give is not invented on paper."""
    if symbols is SymbolStyle.COLUMN:
        return "".join(split_target(target))
    operator = _PRINTED.get(target.operator, target.operator.value) if _shows_operator(target) else ""
    return operator + _body(target)


def split_target(target: Target) -> tuple[str, str, str]:
    """Split a target for the columns 指标性质, 指标值, 度量单位 (F02b)."""
    if target.value is None:
        return target.operator.value, _body(target), ""
    return target.operator.value, format(target.value, "f"), target.unit


def due_in(target: Target, year: int) -> Target:
    """The target with a deadline that names no year taken to be in this one: “12月底前” is not met by “2025年1月”."""
    deadline = target.deadline
    if deadline is None or deadline.year is not None or not year:
        return target
    return target._replace(deadline=replace(deadline, year=year))


def comparable(target: Target, actual: Actual) -> bool:
    """Tell whether target and actual are of the same kind: same dimension, both dates, or a level of the scale."""
    if target.operator is Operator.QL:
        return actual.level in target.levels if target.levels else bool(actual.phrase) and actual.deadline is None
    return _both_dated(target, actual) or converted(target, actual) is not None


def converted(target: Target, actual: Actual) -> tuple[Decimal, Decimal] | None:
    """Return (target, actual) in one common unit; None if not comparable as numbers.

    Equal multiples stay as written (万元 with 万元), others go to the base unit. A unit missing on one side is taken
    to be the other's (seed: ≥76000人 done 54416); a bare 万 (8.5万) takes the target's dimension.
    """
    if target.value is None or actual.value is None:
        return None
    if not target.unit or not actual.unit or target.unit == actual.unit:
        return target.value, actual.value
    if not same_dimension(target.base_unit, actual.base_unit) and not _fits_bare_multiple(target, actual):
        return None
    if target.factor == actual.factor:
        return target.value, actual.value
    return target.value * target.factor, actual.value * actual.factor


def reached(target: Target, actual: Actual) -> bool | None:
    """Tell whether the actual fulfils the target; None where that cannot be told.

    Qualitative: the best level of the scale, or the target's own words. A value above an EQ target counts as reached,
    except in money or time, where it may as well be an overrun (None).
    """
    if target.operator is Operator.QL:
        return _reached_in_words(target, actual)
    if target.deadline and actual.deadline:
        return target.deadline.met_by(actual.deadline) if _both_dated(target, actual) else None
    pair = converted(target, actual)
    if pair is None:
        return None
    scale = pair[1] / actual.value if actual.value else Decimal(1)
    values = (pair[1], *(extra * scale for extra in actual.extra_values))
    verdicts = {_holds(target, pair[0], value, actual.operator) for value in values}
    if False in verdicts:
        return False
    return None if None in verdicts else True


def completion(target: Target, actual: Actual) -> Decimal | None:
    """Return a/t after conversion (完成率 as a ratio, unrounded); None for texts, dates, parts or a target of zero."""
    if target.operator is Operator.QL or _both_dated(target, actual) or actual.extra_values:
        return None
    pair = converted(target, actual)
    return pair[1] / pair[0] if pair and pair[0] else None


def _read(operator: Operator | None, text: str) -> Quantity | DatedText | None:
    return read_deadline(operator, text) or read_quantity(operator, text)


def _qualitative_target(literal: str, text: str, *, symbol: bool) -> Target:
    given, phrase = _words(literal)
    if not phrase or symbol or (not given and any(char in "0123456789" for char in text)):
        raise Unreadable(literal, _EXPECTED)
    letters = compact(phrase)
    scale = read_scale(letters)
    notes = set() if phrase == literal or literal == _QUALITATIVE + phrase else {Note.VARIANT_SYMBOL}
    if scale is None:
        return Target(literal, Operator.QL, phrase=phrase, operator_given=given, notes=frozenset(notes))
    if letters != scale:
        notes.add(Note.LEVEL_ORDER if len(letters) == len(scale) else Note.VARIANT_SYMBOL)
    return Target(literal, Operator.QL, levels=tuple(scale), operator_given=given, notes=frozenset(notes))


def _actual_text(literal: str, text: str) -> Actual:
    parts = read_parts(text)
    words = trim(literal)
    if parts and parts[0].measure:
        unit, base, factor, _ = parts[0].measure
        extra = tuple(part.value for part in parts[1:])
        return Actual(literal, None, parts[0].value, unit, base, factor, phrase=words, extra_values=extra)
    return Actual(literal, phrase=words, level=read_level(compact(_words(literal)[1])))


def _words(literal: str) -> tuple[bool, str]:
    """Return whether a text begins with 定性, and the text without it, without blanks and leading colons."""
    words = trim(literal).lstrip(_LEADING)
    return words.startswith(_QUALITATIVE), words.removeprefix(_QUALITATIVE).lstrip(_LEADING)


def _notes(literal: str, text: str, found: Quantity | DatedText, token: str) -> set[Note]:
    notes = set()
    in_words = found.operator != token if token else isinstance(found, Quantity) and found.operator is not None
    if in_words or text != literal:
        notes.add(Note.VARIANT_SYMBOL)
    if isinstance(found, Quantity):
        if found.measure is None:
            notes.add(Note.MISSING_UNIT)
        elif found.measure.odd:
            notes.add(Note.ODD_UNIT)
    return notes


def _bare_month(found: DatedText) -> Decimal | None:
    month = Decimal(found.deadline.month)
    return month if found.wording == f"{month}{MONTH}" else None


def _shows_operator(target: Target) -> bool:
    return target.operator_given and not (target.deadline and "前" in target.phrase)


def _body(target: Target) -> str:
    """Return the target without its operator."""
    if target.value is not None:
        return format(target.value, "f") + target.unit
    return "".join(target.levels) or target.phrase


def _both_dated(target: Target, actual: Actual) -> bool:
    onward = target.operator in {Operator.GE, Operator.GT}
    return target.deadline is not None and actual.deadline is not None and not onward


def _fits_bare_multiple(target: Target, actual: Actual) -> bool:
    """Tell whether the actual is a bare 万 or 亿 (read as money by default) beside a counted target."""
    bare = Note.ODD_UNIT in actual.notes and actual.unit in _MONEY_MULTIPLES
    return bare and target.base_unit != PERCENT and not is_duration(target.base_unit)


def _reached_in_words(target: Target, actual: Actual) -> bool | None:
    if target.levels:
        return actual.level == target.levels[0] if actual.level in target.levels else None
    goal, done = compact(target.phrase), compact(actual.phrase)
    if goal == done:
        return True
    denied = any(char in _NEGATIONS for char in done.replace(goal, ""))
    return True if goal in done and not denied else None


def _holds(target: Target, goal: Decimal, value: Decimal, bound: Operator | None) -> bool | None:
    """Decide one value against the goal; ``bound`` says that the value is only a lower or an upper bound."""
    at_least = bound in {Operator.GE, Operator.GT}
    at_most = bound in {Operator.LE, Operator.LT}
    match target.operator:
        case Operator.GE:
            verdict = value >= goal
        case Operator.GT:
            verdict = value > goal or (value == goal and bound is Operator.GT)
        case Operator.LE:
            verdict = value <= goal
        case Operator.LT:
            verdict = value < goal or (value == goal and bound is Operator.LT)
        case _:
            return _holds_equal(target, goal, value, bound)
    upward = target.operator in {Operator.GE, Operator.GT}
    uncertain = (at_most if verdict else at_least) if upward else (at_least if verdict else at_most)
    return None if uncertain else verdict


def _holds_equal(target: Target, goal: Decimal, value: Decimal, bound: Operator | None) -> bool | None:
    if value == goal and bound in {None, Operator.EQ}:
        return True
    if value < goal:
        return None if bound in {Operator.GE, Operator.GT} else False
    ambiguous = is_duration(target.base_unit) or target.base_unit.startswith(MONEY)
    return None if ambiguous or bound in {Operator.LE, Operator.LT} else True
