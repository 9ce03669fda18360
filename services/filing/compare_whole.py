"""What differs of the filing as a whole: the organisation, the final accounts, published tables, stated figures.

Lines of the accounts are the same when they are about the same subject, fund or cell; other rows by id, then by name.
A row that only one filing has is told by its values, so that a new subject shows its amounts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any

from models.columns import FieldKind
from models.entities import ENTITIES
from models.enums import AmountUnit, StatementTopic
from models.published import Statement, SummaryLine
from models.record import Record
from services.accounts.lines import JOINT, maker
from services.accounts.names import line_name
from services.filing.compare_values import Difference, by, stored
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.matching import Sign, pairs
from services.filing.refs import FieldRef
from services.filing.stated import show_figure, unit_of

ORGANISATION: Mapping[str, tuple[str, ...]] = {"organisation": (), "subordinate": ("name",)}
ACCOUNTS: Mapping[str, tuple[str, ...]] = {
    "subject_line": ("code",),
    "economic_line": ("code",),
    "detail_line": ("code", "economic"),
    "carry_over": ("fund",),
    "three_public": (),
    "vehicle": ("kind",),
    "occasion": ("name",),
    "matter": (),
    "last_year": (),
    "pension_line": ("county",),
    "table_override": ("table", "cell"),
}
PUBLISHED: Mapping[str, tuple[str, ...]] = {"summary_line": ("table", "name"), "statement": ("topic", "document")}
"""Entities and the fields by which their rows are known in both filings; none where a filing has one row."""
_ONLY = "ONE"
_INNER = frozenset({"id", "filing_id", "position", "project"})
"""Fields that a clerk never sees."""


def whole_rows(
    old: Filing, new: Filing, parts: Mapping[str, tuple[str, ...]], unit: AmountUnit
) -> Iterator[Difference]:
    """What differs in some entities, under their titles; amounts in `unit`."""
    for entity, names in parts.items():
        for before, after in _matched(old, new, entity, names):
            yield from _row(entity, names, (old, before), (new, after), unit)


def _matched(
    old: Filing, new: Filing, entity: str, names: tuple[str, ...]
) -> list[tuple[Record | None, Record | None]]:
    said = partial(_known_by, names)
    signs: tuple[Sign[Record], ...] = ((attrgetter("id"), attrgetter("id")), (said, said))
    return pairs(old.owned(entity, old.id), new.owned(entity, new.id), signs)


def _known_by(names: tuple[str, ...], row: Record) -> Hashable:
    """What a row is known by; "" when that was never filled in."""
    values = tuple(getattr(row, name) for name in names)
    return values if any(values) else "" if names else _ONLY


Side = tuple[Filing, Record | None]
"""A filing and its row, None when it has none."""


def _row(entity: str, names: tuple[str, ...], old: Side, new: Side, unit: AmountUnit) -> Iterator[Difference]:
    filing, row = old if new[1] is None else new
    if row is None:
        return
    place, name = f"（{ENTITIES[entity].title}）", _name(filing, entity, names, row)
    left_out = _INNER | (frozenset(names) if _is_line(entity) else frozenset())
    before, after = (_values(entity, side[1]) for side in (old, new))
    for field in type(row).model_fields:
        if field not in left_out:
            ref = FieldRef(entity, row.id, field)
            if isinstance(row, Statement) and field == "figure":
                yield from _figure(place, name, row, (before[field], after[field]), unit)
            else:
                yield from stored(place, name, ref, (before[field], after[field]), unit)


def _values(entity: str, row: Record | None) -> Mapping[str, Any]:
    """The values of a row; of none those of an empty one, and no word chosen."""
    if row is not None:
        return row.__dict__
    fields = ENTITIES[entity].record.model_fields
    chosen = {name for name in fields if field_spec(entity, name).kind is FieldKind.CHOICE}
    return {name: None if name in chosen else info.get_default() for name, info in fields.items()}


def _is_line(entity: str) -> bool:
    """Whether the rows are lines whose key says what they are about, so that it never differs."""
    return maker(entity) is not None


def _name(filing: Filing, entity: str, names: tuple[str, ...], row: Record) -> str:
    """What a clerk calls a row."""
    if isinstance(row, SummaryLine):
        return f"{row.table.value}　{row.name}"
    if isinstance(row, Statement):
        return f"{row.document or '文中数字'} · {row.topic.value}"
    if not _is_line(entity):
        return str(getattr(row, names[0])) if names else ""
    return line_name(filing, FieldRef(entity, f"{filing.id}:{JOINT.join(_key(row, names))}", "")) if names else ""


def _key(row: Record, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(row, name)
        yield value.name if isinstance(value, StrEnum) else str(value)


def _figure(place: str, name: str, row: Statement, values: tuple[Any, Any], unit: AmountUnit) -> Iterator[Difference]:
    """A stated figure: what it counts follows from its topic."""
    if values[0] != values[1]:
        before, after = (show_figure(row.topic, value, unit) for value in values)
        kind = FieldKind.RATIO if row.topic is StatementTopic.EXCELLENT_RATE else FieldKind.AMOUNT
        counted = unit if unit_of(row.topic, unit) == unit.value else AmountUnit.WAN
        yield Difference(
            place, name, field_spec("statement", "figure").title, before, after, by(kind, *values, counted)
        )
