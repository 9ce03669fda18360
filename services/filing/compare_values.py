"""One value of two filings: how a difference reads, and by how much the later figure is more or less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.columns import FieldKind
from models.enums import AmountUnit
from services.filing.fields import field_spec, show_text
from services.filing.refs import FieldRef
from services.values.money import format_amount, plain, round_half_up
from services.values.numbers import format_points

Stored = Decimal | int | str | bool | date | None
"""One compared value as stored."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: whose it is, its title, both texts, and by how much where both are figures."""

    project: str
    indicator: str
    title: str
    old: str
    new: str
    difference: str = ""


def stored(
    project: str, indicator: str, ref: FieldRef, values: tuple[Stored, Stored], unit: AmountUnit
) -> Iterator[Difference]:
    """A stored field of both filings, shown as the clerk types it; nothing when both say the same."""
    old, new = values
    if old != new:
        spec = field_spec(ref.entity, ref.field)
        before, after = (show_text(ref, value, unit) for value in values)
        yield Difference(project, indicator, spec.title, before, after, by(spec.kind, old, new, unit))


def came_or_went(title: str, project: str, indicator: str, *, came: bool) -> Difference:
    """A row that only one of the filings has."""
    old, new = ("无", "新增") if came else ("有", "取消")
    return Difference(project, indicator, title, old, new)


def by(kind: FieldKind, old: Any, new: Any, unit: AmountUnit) -> str:
    """The difference with its sign: 万元 or 元, 分, 个百分点; "" where one of them is no figure."""
    if kind is FieldKind.NUMBER and old is not None and new is not None:
        return f"{new - old:+d}"
    if not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return ""
    delta = new - old
    sign = "+" if delta > 0 else ""
    if kind is FieldKind.AMOUNT:
        return sign + format_amount(delta, unit)
    if kind is FieldKind.RATIO:
        return f"{sign}{plain(round_half_up(delta * 100, 2))} 个百分点"
    return sign + format_points(delta)
