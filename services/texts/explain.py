"""Explaining a contradiction to the clerk: formula with the printed numbers, gap, likely cause, what to change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.texts.judge import Contradiction, Hypothesis
from services.texts.passage import Span
from services.texts.relation import HUNDRED, Kind, Operand, Relation
from services.values.money import round_half_up

_RATIOS = frozenset({Kind.SHARE, Kind.COMPLETION, Kind.GROWTH})
_TEN_THOUSAND = Decimal(10000)
_FINEST = 2
_NAMED = 2
"""Most other failing places that are named one by one."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words of a finding: what is stated, by which formula what follows, how far apart, why, and what to do."""

    name: str
    stated: str
    formula: str
    expected: str
    gap: str
    cause: str
    fix: str

    def values(self) -> dict[str, str]:
        """For the message template of a rule."""
        return {
            "name": self.name, "stated": self.stated, "formula": self.formula, "expected": self.expected,
            "gap": self.gap, "cause": self.cause, "fix": self.fix,
        }  # fmt: skip


def explain(
    found: Contradiction, holds: Iterable[Hypothesis] = (), settled: Collection[Span] = frozenset()
) -> Explanation:
    """The words for a contradiction.

    `holds` are the relations of the same text that agree, `settled` places of numbers that are known to be right.
    """
    relation = found.relation
    claimed, unit = relation.claimed, relation.claimed.unit
    expected = printed(relation.result, claimed)
    return Explanation(
        claimed.name or relation.kind.value,
        f"{claimed.printed}{unit}",
        relation.formula,
        f"{expected}{unit}",
        f"{printed(abs(relation.gap), claimed)}{'个百分点' if relation.kind in _RATIOS else unit}",
        _sentence(_cause(found)),
        _sentence(_fix(found, list(holds), settled)),
    )


def printed(value: Decimal, like: Operand) -> str:
    """A value in the unit of a printed figure, with as many decimals or up to two more."""
    places = _places(like)
    shown = format(round_half_up(value / like.scale, max(places, _FINEST)), "f")
    while shown.endswith("0") and len(shown.partition(".")[2]) > places:
        shown = shown[:-1]
    return shown.removesuffix(".")


def _places(like: Operand) -> int:
    exponent = (like.half / like.scale).normalize().as_tuple().exponent
    return max(-exponent - 1, 0) if isinstance(exponent, int) and like.half else 0


def _sentence(words: str) -> str:
    return f"；{words}" if words else ""


# ---------------------------------------------------------------- why


def _cause(found: Contradiction) -> str:
    """The likely cause, called 可能; "" when nothing points to one."""
    relation = found.relation
    if relation.kind is Kind.SUM:
        same = [
            one for one in relation.operands if one.value and abs(one.value - abs(relation.gap)) <= relation.tolerance
        ]
        if len(same) == 1 and same[0].name:
            return f"差额正好等于“{same[0].name}”{same[0].printed}，可能{_counted(relation)}"
    if relation.kind is Kind.GROWTH and _divided_by_now(relation):
        return "可能误用本年数作除数，应除以上年数"
    return _digits(relation)


def _counted(relation: Relation) -> str:
    return "它不应列入" if relation.gap < 0 else "它被多计了一次"


def _divided_by_now(relation: Relation) -> bool:
    now, before = relation.operands[0], relation.operands[-1]
    if not now.value or len(relation.operands) != _NAMED:
        return False
    wrong = HUNDRED * abs(now.value - before.value) / now.value
    return abs(wrong - relation.claimed.value) <= relation.claimed.half


def _digits(relation: Relation) -> str:
    """Two digits swapped, or the wrong unit."""
    claimed = relation.claimed
    if relation.kind in {Kind.COUNT, Kind.DIRECTION} or not claimed.value:
        return ""
    one, other = claimed.printed, printed(relation.result, claimed)
    if swapped(one, other):
        return "可能数字前后颠倒"
    ratio = relation.result / claimed.value
    if relation.kind not in _RATIOS and ratio in {_TEN_THOUSAND, 1 / _TEN_THOUSAND}:
        return "可能单位写错（元、万元、亿元）"
    return ""


def swapped(one: str, other: str) -> bool:
    """Whether two printed numbers differ by two neighbouring digits only."""
    a, b = one.rstrip("0") if "." in one else one, other.rstrip("0") if "." in other else other
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(apart) != _NAMED or apart[1] - apart[0] > 2:
        return False
    i, j = apart
    return a[i] == b[j] and a[j] == b[i]


# ---------------------------------------------------------------- what to do


def _fix(found: Contradiction, holds: list[Hypothesis], settled: Collection[Span]) -> str:
    """What to change: named only when that one change makes every relation of the number agree."""
    repairs = list(dict.fromkeys(_repairs(found, holds, settled)))
    told = repairs[0] if len(repairs) == 1 else ""
    if not told and found.elsewhere:
        told = f"“{found.relation.claimed.printed}”与文中其他数一致，请先核对其余各数"
    if found.also:
        others = "、".join(
            dict.fromkeys(f"{one.relation.kind.value} {one.relation.claimed.printed}" for one in found.also)
        )
        told = f"{told}；同一数字还使{others} 对不上" if told else f"同一数字还使{others} 对不上"
    return told


def _repairs(found: Contradiction, holds: list[Hypothesis], settled: Collection[Span]) -> Iterator[str]:
    failing = [found.failed, *found.also]
    suspects = [found.root] if found.root is not None else [found.relation.claimed.span]
    for span in suspects:
        if span is None or any(s < span[1] and span[0] < e for s, e in settled):
            continue
        term = _term(found.relation, span)
        value = None if term is None else _solved(found.relation, span)
        touched = [*failing, *(one for one in holds if span in one.spans)]
        if term is not None and value is not None and all(_agrees(one.relation, span, value) for one in touched):
            yield f"如果只有“{term.printed}{term.unit}”有误，应为 {printed(value, term)}{term.unit}"


def _term(relation: Relation, span: Span) -> Operand | None:
    return next((one for one in (relation.claimed, *relation.operands) if one.span == span), None)


def _solved(relation: Relation, span: Span) -> Decimal | None:
    """What the number at a place would have to be; None where the relation does not tell."""
    if relation.claimed.span == span:
        return _rounded(relation.result, relation.claimed)
    if relation.kind not in {Kind.SUM, Kind.CHAIN, Kind.DIFFERENCE} or relation.remake is None:
        return None
    term = _term(relation, span)
    if term is None:
        return None
    moved = relation.with_value(span, term.value + 1)
    step = Decimal(0) if moved is None else moved.result - relation.result
    return _rounded(term.value + relation.gap / step, term) if step else None


def _rounded(value: Decimal, like: Operand) -> Decimal:
    return Decimal(printed(value, like)) * like.scale


def _agrees(relation: Relation, span: Span, value: Decimal) -> bool:
    if span not in {one.span for one in (relation.claimed, *relation.operands)}:
        return relation.holds
    changed = relation.with_value(span, value)
    return changed is not None and changed.holds
