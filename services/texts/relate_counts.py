"""Pattern: an announced number against what is listed (“项目17个，具体支出为：…”, “2个，包括A、B”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.passage import Span
from services.texts.quantity import MONEY, Quantity
from services.texts.reading import CLOSE, OPEN, Reading
from services.texts.relate_sums import INNER, PartList, lists_of
from services.texts.relation import Operand, counted

COUNT = "count"
"""Pattern name."""
_UNITS = frozenset({"个", "家", "项", "所"})
_NAMES = re.compile("\\s*[，,]?\\s*(?:分别为|分别是|包括|即|依次为)\\s*[:：]?")
_END = re.compile("[；;。\n]")
_OPEN_END = re.compile("等|…|\\.\\.\\.")
_JOINED = re.compile("[、，,]|和|及|与|以及")
_SHORTEST, _LONGEST = 2, 40
_TOTAL_LEAST = 2


def relate_counts(reading: Reading) -> Iterator[Hypothesis]:
    """Number = how many are named."""
    for one in reading.quantities:
        if one.exact and one.dimension in _UNITS and one.value >= _TOTAL_LEAST and not one.loose:
            yield from _names(reading, one)
    for found in lists_of(reading):
        yield from _amounts(reading, found)


def _names(reading: Reading, one: Quantity) -> Iterator[Hypothesis]:
    """Names in a bracket right behind the number, or behind 分别为 and 包括."""
    stretch = _stretch(reading, one.span[1])
    if stretch is None:
        return
    words = _without_brackets(reading, stretch)
    if _OPEN_END.search(words) or any(char.isdigit() for char in words) or ":" in words:
        return
    by_comma = [name for name in re.split("[、，,]", words) if name.strip()]
    by_mark = [name for name in words.split("、") if name.strip()]
    by_joint = [name for name in _JOINED.split(words) if name.strip()]
    clear = all(_SHORTEST <= len(name.strip()) <= _LONGEST for name in by_mark) and "、" in words
    told = clear and "，" not in words and len(by_mark) >= _TOTAL_LEAST
    likely = {len(by_mark), len(by_comma), *range(len(by_mark), len(by_joint) + 1)}
    listed = int(one.value) if int(one.value) in likely else len(by_mark)
    names = [Operand(Decimal(1), shown=name) for name in (*by_mark, *by_joint)[:listed]]
    yield Hypothesis((COUNT, one.span), COUNT, counted(one.operand(), names), told, place=(one.span[0], stretch[1]))


def _stretch(reading: Reading, at: int) -> Span | None:
    text = reading.text
    if text[at : at + 1] == OPEN:
        end = reading.bracket_end(at + 1)
        inside = None if end is None else (at + 1, end)
        return inside if inside and "、" in text[inside[0] : inside[1]] else None
    match = _NAMES.match(text, at)
    if match is None:
        return None
    closing = reading.bracket_end(at)
    found = _END.search(text, match.end())
    ends = [len(text), *([closing] if closing is not None else []), *([found.start()] if found else [])]
    return (match.end(), min(ends))


def _without_brackets(reading: Reading, stretch: Span) -> str:
    level = reading.depths[stretch[0]]
    kept = (i for i in range(*stretch) if reading.depths[i] <= level and reading.text[i] not in {OPEN, CLOSE})
    return "".join(reading.text[i] for i in kept)


def _amounts(reading: Reading, found: PartList) -> Iterator[Hypothesis]:
    """As many items with an amount as projects were announced right before the list."""
    anchor = reading.text[found.anchor[0] : found.anchor[1]]
    if found.lines or not found.main or found.open or anchor == INNER:
        return
    last = reading.before(found.anchor[0])[-1:]
    parts = found.parts(MONEY)
    alone = len(parts) == len(found.items) and all(
        len([q for q in reading.within(*item) if q.dimension in {MONEY, ""}]) == 1 for item in found.items
    )
    for one in last:
        if one.exact and one.dimension in _UNITS and one.value >= _TOTAL_LEAST and len(parts) >= _TOTAL_LEAST:
            names = [Operand(Decimal(1), shown=part.label, span=None) for part in parts]
            relation = counted(one.operand(), names)
            yield Hypothesis((COUNT, one.span), COUNT, relation, plausible=alone)
