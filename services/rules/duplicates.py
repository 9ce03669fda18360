"""Rule FC15: texts of two projects that are nearly the same, copied and not changed.

Not every pair is compared: every two neighbouring clauses of a text are hashed, the smallest hashes are the keys it is
found under, and only texts that share a key are laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
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
_KEYS = 3
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


def _parts(text: str, name: str) -> list[str]:
    """The clauses of a text without marks, figures and the name of its project."""
    own = text.replace(name, "") if name else text
    return list(filter(None, _NOT_WORDS.split(compact(own.replace("\n", "。")))))


def _keys(field: str, parts: Sequence[str]) -> tuple[Hashable, ...]:
    """The smallest hashes of neighbouring clauses; the same few for texts that share nearly all of them."""
    hashes = {crc32((one + other).encode()) for one, other in pairwise([*parts, ""])}
    return tuple((field, value) for value in nsmallest(_KEYS, hashes))


def _bodies(a: Assessment) -> Iterator[tuple[Hashable, _Body, tuple[FieldRef, ...]]]:
    for field in TEXTS:
        text = getattr(a.project, field)
        parts = _parts(text, a.project.name) if len(text) >= SHORTEST else []
        words = "".join(parts)[:_LONGEST]
        if len(words) >= SHORTEST:
            keys = _keys(field, parts)
            body = _Body(a.project.name, plain_name(a.project.name), title_of(a, field), words, keys)
            refs = (project_ref(a, field),)
            yield from ((key, body, refs) for key in keys)


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
    if len(items) < 2:
        return
    for item in sorted(items, key=lambda item: item.assessment.project.position):
        compared = ((_likeness(key, item, other), other) for other in seen)
        likeness, twin = next((pair for pair in compared if pair[0]), (Decimal(0), item))
        if likeness:
            values = {"title": item.thing.title, "other": twin.thing.name, "x": format_percent(likeness, 0)}
            yield Hit(item.fields + twin.fields, values)
        elif len(seen) < _REPRESENTATIVES:
            seen.append(item)
