"""The audit trail: who would know later what was changed, when and how, reads it here.

It is written in the transaction of the change itself. Values are kept as JSON texts, so that they outlive the schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from models.entities import ENTITIES
from services.filing.fields import to_json, validated
from services.filing.refs import WHOLE, Change, FieldRef, Gesture
from services.store.writing import table_of
from services.values.money import Unreadable

SHOWN = 100
"""Changes of one gesture that the history shows; an import may have made thousands."""
_JSON = json.JSONEncoder(ensure_ascii=False, default=to_json)
_SUMMARY = ""
"""Entity of the one row that says how many records a bulk insert added."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One gesture.

    `at` is UTC; `changes` the first SHOWN of `count`; `added` how many records of each entity came in bulk.
    """

    id: int
    at: datetime
    name: str
    origin: str
    changes: tuple[Change, ...]
    count: int
    added: Mapping[str, int] = field(default_factory=dict)


def record_changes(connection: Connection, filing_id: str, gesture: Gesture, changes: Iterable[Change]) -> None:
    """Append a gesture with its changes."""
    gesture_id = _append(connection, filing_id, gesture)
    rows = [
        {
            "gesture_id": gesture_id,
            "entity": change.ref.entity,
            "record_id": change.ref.id,
            "field": change.ref.field,
            "old": _encode(change.old),
            "new": _encode(change.new),
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(table_of("change")), rows)


def record_summary(connection: Connection, filing_id: str, gesture: Gesture, counts: Mapping[str, int]) -> None:
    """Append a gesture that added or removed records in bulk: only how many of each entity."""
    row = {"entity": _SUMMARY, "record_id": filing_id, "field": WHOLE, "old": "null", "new": _encode(dict(counts))}
    connection.execute(insert(table_of("change")), [{"gesture_id": _append(connection, filing_id, gesture), **row}])


def _append(connection: Connection, filing_id: str, gesture: Gesture) -> int:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    values = {"at": at, "filing_id": filing_id, "name": gesture.name, "origin": gesture.origin.value}
    key = connection.execute(insert(table_of("gesture")), values).inserted_primary_key
    return int(key[0]) if key else 0


def _encode(value: Any) -> str:
    return _JSON.encode(value)


def read_history(connection: Connection, filing_id: str, limit: int, before: int | None) -> list[HistoryEntry]:
    """The newest gestures on a filing, newest first; `before` is the id of the last entry of the page above."""
    gesture = table_of("gesture")
    query = select(gesture).where(gesture.c.filing_id == filing_id).order_by(gesture.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(gesture.c.id < before)
    gestures = list(connection.execute(query))
    rows = _first_changes(connection, [g.id for g in gestures])
    return [_entry(g, rows.get(g.id, [])) for g in gestures]


def _first_changes(connection: Connection, gestures: Sequence[int]) -> dict[int, list[Row[Any]]]:
    change = table_of("change")
    place = func.row_number().over(partition_by=change.c.gesture_id, order_by=change.c.id).label("place")
    total = func.count().over(partition_by=change.c.gesture_id).label("total")
    ranked = select(change, place, total).where(change.c.gesture_id.in_(gestures)).subquery()
    query = select(ranked).where(ranked.c.place <= SHOWN).order_by(ranked.c.gesture_id, ranked.c.id)
    return {key: list(rows) for key, rows in groupby(connection.execute(query), key=attrgetter("gesture_id"))}


def _entry(gesture: Row[Any], rows: Sequence[Row[Any]]) -> HistoryEntry:
    head = (gesture.id, datetime.fromisoformat(gesture.at), gesture.name, gesture.origin)
    if rows and rows[0].entity == _SUMMARY:
        return HistoryEntry(*head, (), 0, json.loads(rows[0].new))
    return HistoryEntry(*head, tuple(_decode_change(row) for row in rows), rows[0].total if rows else 0)


def read_history_of(connection: Connection, ref: FieldRef) -> list[HistoryEntry]:
    """All that ever happened to one value (or one whole record, field ""), newest first.

    The coming and going of its record counts as a change of the value from and to nothing.
    """
    entries = []
    for row in connection.execute(_about(ref)):
        change = _decode_change(row)
        if ref.field != WHOLE and change.is_record:
            change = Change(ref, *(None if side is None else side.get(ref.field) for side in (change.old, change.new)))
        if change.old != change.new:
            at = datetime.fromisoformat(row.at)
            entries.append(HistoryEntry(row.gesture_id, at, row.name, row.origin, (change,), 1))
    return entries


def _about(ref: FieldRef) -> Select[Any]:
    gesture, change = table_of("gesture"), table_of("change")
    query = (
        select(change, gesture.c.at, gesture.c.name, gesture.c.origin)
        .join(gesture, gesture.c.id == change.c.gesture_id)
        .where(change.c.record_id == ref.id, change.c.entity == ref.entity)
        .order_by(change.c.id.desc())
    )
    return query if ref.field == WHOLE else query.where(change.c.field.in_((ref.field, WHOLE)))


def _decode_change(row: Row[Any]) -> Change:
    ref = FieldRef(row.entity, row.record_id, row.field)
    return Change(ref, _decode(ref, json.loads(row.old)), _decode(ref, json.loads(row.new)))


def _decode(ref: FieldRef, value: Any) -> Any:
    if value is None:
        return None
    if ref.field == WHOLE:
        return {name: _decode(ref._replace(field=name), item) for name, item in value.items()}
    return _typed(ref, value)


def _typed(ref: FieldRef, value: Any) -> Any:
    """A value as the model holds it; as it was written when the field is no more or means something else now."""
    if ref.entity not in ENTITIES or ref.field not in ENTITIES[ref.entity].record.model_fields:
        return value
    try:
        return validated(ref, value)
    except Unreadable:
        return value
