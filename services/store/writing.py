"""Changes as SQL: what was before must be what is stored, so that memory and store cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Connection, Delete, Table, Update, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from models.entities import ENTITIES
from models.record import Record
from services.filing.refs import Change
from services.store.errors import StoreOutOfStep

_WAS = "was_"
_KEY = "key_"
_NEW = "new_"


def table_of(entity: str) -> Table:
    """The table of an entity."""
    return SQLModel.metadata.tables[entity]


def write_changes(connection: Connection, changes: Sequence[Change]) -> None:
    """Write changes in their order; neighbours of one kind go to SQLite together.

    StoreOutOfStep when a stored value is not the old one, or a record is deleted before what hangs below it.
    """
    for (entity, field, way), group in groupby(changes, key=_kind):
        rows = list(group)
        if way == "update":
            _expect(connection, _update(entity, field), [_update_row(change) for change in rows])
        elif way == "delete":
            _expect(connection, _delete(entity), [_delete_row(change) for change in rows])
        else:
            connection.execute(insert(table_of(entity)), [_full(entity, change.new) for change in rows])


def _kind(change: Change) -> tuple[str, str, str]:
    way = "update" if not change.is_record else "delete" if change.new is None else "insert"
    return change.ref.entity, change.ref.field, way


def _expect(connection: Connection, statement: Update | Delete, rows: list[dict[str, Any]]) -> None:
    """Run for every row; each must touch exactly one record, cascades included."""
    raw = cast("Any", connection.connection.dbapi_connection)
    before = raw.total_changes
    done = connection.execute(statement, rows).rowcount
    if done != len(rows) or raw.total_changes - before != len(rows):
        raise StoreOutOfStep


@cache
def _update(entity: str, field: str) -> Update:
    table = table_of(entity)
    column = table.c[field]
    return (
        update(table)
        .where(table.c.id == bindparam(_KEY), column.is_not_distinct_from(bindparam(_WAS, type_=column.type)))
        .values({field: bindparam(_NEW, type_=column.type)})
    )


def _update_row(change: Change) -> dict[str, Any]:
    return {_KEY: change.ref.id, _WAS: change.old, _NEW: change.new}


@cache
def _delete(entity: str) -> Delete:
    table = table_of(entity)
    same = (c.is_not_distinct_from(bindparam(_WAS + c.name, type_=c.type)) for c in table.c)
    return delete(table).where(*same)


def _delete_row(change: Change) -> dict[str, Any]:
    return {_WAS + name: value for name, value in _full(change.ref.entity, change.old).items()}


@cache
def _defaults(entity: str) -> dict[str, Any]:
    fields = ENTITIES[entity].record.model_fields
    return {name: None if info.is_required() else info.default for name, info in fields.items()}


def _full(entity: str, values: dict[str, Any]) -> dict[str, Any]:
    return {**_defaults(entity), **values}


def insert_records(connection: Connection, records: Iterable[tuple[str, Record]]) -> dict[str, int]:
    """Insert records in any order; how many of each entity."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ENTITIES}
    for entity, record in records:
        rows[entity].append(record.__dict__)
    for entity, values in rows.items():
        if values:
            connection.execute(insert(table_of(entity)), values)
    return {entity: len(values) for entity, values in rows.items() if values}


def delete_filing(connection: Connection, filing_id: str, unit_id: str) -> None:
    """Delete a filing with all below it, and its unit when no other filing belongs to it."""
    filing, unit = table_of("filing"), table_of("unit")
    connection.execute(delete(filing).where(filing.c.id == filing_id))
    others = select(filing.c.id).where(filing.c.unit_id == unit.c.id).exists()
    connection.execute(delete(unit).where(unit.c.id == unit_id, ~others))
