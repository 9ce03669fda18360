"""Rule FC15: texts of two projects that are nearly the same, copied and not changed.

Not every pair is compared: a text is cut into overlapping runs of characters, the smallest hash of each of sixteen
classes of runs is its sketch, and only texts that share two neighbouring hashes are laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from zlib import crc32

from models.enums import Severity
from services.filing.assess import Assessment
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, Item, group_rule, project_ref
from services.rules.completeness import plain_name, title_of
from services.values.money import round_half_up
from services.values.numbers import format_percent
from services.values.text import compact

TEXTS = ("result", "process")
SHORTEST = 40
"""Characters a text must have to be compared; shorter ones are often alike by nature."""
_RUN = 5
_CLASSES = 16
_LONGEST = 2000
_REPRESENTATIVES = 12
_NOT_WORDS = re.compile(r"[\W_0-9]+")


@dataclass(frozen=True, slots=True)
class _Body:
    """A text as compared: without its project's name, marks and figures; with the keys it is found under."""

    name: str
    plain: str
    title: str
    words: str
    keys: tuple[Hashable, ...]


def _words(text: str, name: str) -> str:
    return _NOT_WORDS.sub("", compact(text).replace(compact(name), ""))[:_LONGEST]


def _sketch(words: str) -> list[int]:
    """The smallest hash of each class of runs; -1 where a class is empty."""
    smallest = [-1] * _CLASSES
    coded = words.encode("utf-16-le")
    for start in range(0, len(coded) - 2 * _RUN + 1, 2):
        value = crc32(coded[start : start + 2 * _RUN])
        kind = value % _CLASSES
        if smallest[kind] < 0 or value < smallest[kind]:
            smallest[kind] = value
    return smallest


def _keys(field: str, words: str) -> tuple[Hashable, ...]:
    sketch = _sketch(words)
    pairs = [(kind, sketch[kind], sketch[kind + 1]) for kind in range(0, _CLASSES, 2)]
    return tuple((field, *pair) for pair in pairs if min(pair[1:]) >= 0)


def _bodies(a: Assessment) -> Iterator[tuple[Hashable, _Body, tuple[FieldRef, ...]]]:
    for field in TEXTS:
        text = getattr(a.project, field)
        words = _words(text, a.project.name) if len(text) >= SHORTEST else ""
        if len(words) >= SHORTEST:
            keys = _keys(field, words)
            body = _Body(a.project.name, plain_name(a.project.name), title_of(a, field), words, keys)
            for key in keys:
                yield key, body, (project_ref(a, field),)


@lru_cache(maxsize=4096)
def similarity(one: str, other: str, least: Decimal) -> Decimal:
    """How alike two texts are (0–1, two places); 0 where it is not more than `least`."""
    if one == other:
        return Decimal(1)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bound = float(least)
    if matcher.real_quick_ratio() <= bound or matcher.quick_ratio() <= bound:
        return Decimal(0)
    ratio = matcher.ratio()
    return round_half_up(Decimal(ratio), 2) if ratio > bound else Decimal(0)


def _likeness(key: Hashable, item: Item, other: Item) -> Decimal:
    """Likeness of two bodies with different names, told only under the first key they share."""
    mine, theirs = item.thing, other.thing
    if mine.plain == theirs.plain or next(k for k in mine.keys if k in theirs.keys) != key:
        return Decimal(0)
    return similarity(mine.words, theirs.words, item.assessment.scheme.limits.similarity)


@group_rule(
    "FC15",
    Severity.WARNING,
    "与另一项目内容雷同",
    keys=_bodies,
    reads=("project.name", *(f"project.{name}" for name in TEXTS)),
    text="{title}与《{other}》的几乎相同（相似 {x}），是否复制未改？",
    remedy="核对两个项目的内容，改成本项目自己的情况。",
    basis="文字不得张冠李戴",
)
def texts_are_their_own(key: Hashable, items: Sequence[Item]) -> Iterator[Hit]:
    """Texts of projects with different names differ; each text is told once, against the first like it."""
    seen: list[Item] = []
    for item in sorted(items, key=lambda item: item.assessment.project.position):
        compared = ((_likeness(key, item, other), other) for other in seen)
        likeness, twin = next((pair for pair in compared if pair[0]), (Decimal(0), item))
        if likeness:
            values = {"title": item.thing.title, "other": twin.thing.name, "x": format_percent(likeness, 0)}
            yield Hit(item.fields + twin.fields, values)
        elif len(seen) < _REPRESENTATIVES:
            seen.append(item)
