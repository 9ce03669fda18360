"""Which project of one filing is which of another: by id, by last year's link, by code, by name.

Names alone are no key: one document number may fund two lines of the same name (forms.md F05b), so that each record is
matched once, in order, and a surer sign goes before a weaker one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from models.project import Indicator, Project

Item = TypeVar("Item")
Sign = tuple[Callable[[Item], Hashable], Callable[[Item], Hashable]]
"""What to look at in the old and in the new record; equal and not empty means the same."""


def match_projects(old: Sequence[Project], new: Sequence[Project]) -> list[tuple[Project | None, Project | None]]:
    """Pairs (old, new) in the order of the new ones, then the old ones that are gone."""
    signs: tuple[Sign[Project], ...] = (
        (lambda p: p.id, lambda p: p.id),
        (lambda p: p.id, lambda p: p.previous_project),
        (lambda p: (p.code, p.name) if p.code else "", lambda p: (p.code, p.name) if p.code else ""),
        (lambda p: p.code, lambda p: p.code),
        (lambda p: p.name, lambda p: p.name),
    )
    return pairs(old, new, signs)


def match_indicators(
    old: Sequence[Indicator], new: Sequence[Indicator]
) -> list[tuple[Indicator | None, Indicator | None]]:
    """Pairs (old, new) in the order of the new ones, then the old ones that are gone."""
    signs: tuple[Sign[Indicator], ...] = (
        (lambda i: i.id, lambda i: i.id),
        (lambda i: (i.level1, i.level2, i.name) if i.name else "", lambda i: (i.level1, i.level2, i.name)),
        (lambda i: i.name, lambda i: i.name),
    )
    return pairs(old, new, signs)


def pairs(
    old: Sequence[Item], new: Sequence[Item], signs: Sequence[Sign[Item]]
) -> list[tuple[Item | None, Item | None]]:
    """Pairs (old, new) by the first sign that holds, in the order of the new ones, then the old ones that are gone."""
    left, partner = list(old), dict[int, Item]()
    for of_old, of_new in signs:
        waiting: dict[Hashable, list[Item]] = {}
        for item in left:
            waiting.setdefault(of_old(item), []).append(item)
        waiting.pop("", None)
        for place, item in enumerate(new):
            same = waiting.get(of_new(item)) if place not in partner else None
            if same:
                partner[place] = same.pop(0)
        taken = {id(item) for item in partner.values()}
        left = [item for item in left if id(item) not in taken]
    return [*((partner.get(place), item) for place, item in enumerate(new)), *((item, None) for item in left)]
