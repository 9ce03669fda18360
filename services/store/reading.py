"""Reads filings: the list of them, and one with all its records, fast enough for thousands of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, select

from models.entities import ENTITIES
from models.enums import FilingState
from models.filing import FilingHead
from models.record import Record, restored
from models.unit import Unit
from services.store.errors import NoSuchFiling
from services.store.writing import table_of


@dataclass(frozen=True, slots=True)
class FilingListing:
    """One line of the list of filings; `projects` counts all that have a self-evaluation form."""

    filing_id: str
    unit_name: str
    year: int
    state: FilingState
    projects: int
    unit_id: str
    scheme: str = ""
    previous_filing: str = ""


def list_filings(connection: Connection) -> list[FilingListing]:
    """All filings, newest year first."""
    unit, filing, project = table_of("unit"), table_of("filing"), table_of("project")
    count = select(func.count()).where(project.c.filing_id == filing.c.id).scalar_subquery()
    said = (filing.c.scheme, filing.c.previous_filing)
    query = (
        select(filing.c.id, unit.c.name, filing.c.year, filing.c.state, count, unit.c.id, *said)
        .join(unit, unit.c.id == filing.c.unit_id)
        .order_by(filing.c.year.desc(), unit.c.name, filing.c.id)
    )
    return [FilingListing(*row) for row in connection.execute(query)]


def load_filing(connection: Connection, filing_id: str) -> tuple[Unit, FilingHead, list[tuple[str, Record]]]:
    """The unit, the head and all other records of a filing, owners first. NoSuchFiling when there is none."""
    heads = list(_records(connection, "filing", table_of("filing").c.id == filing_id))
    if not heads:
        raise NoSuchFiling
    head = cast("FilingHead", heads[0])
    unit = cast("Unit", next(_records(connection, "unit", table_of("unit").c.id == head.unit_id)))
    below = [name for name in ENTITIES if name not in {"unit", "filing"}]
    return unit, head, [(name, r) for name in below for r in _records(connection, name, _belongs(name, filing_id))]


def _belongs(entity: str, filing_id: str) -> ColumnElement[bool]:
    """The condition that a record hangs, at whatever depth, below a filing."""
    owner = ENTITIES[entity].owner
    if owner is None:
        raise LookupError(entity)
    column = table_of(entity).c[owner]
    above: Table = next(iter(column.foreign_keys)).column.table
    if above.name == "filing":
        return column == filing_id
    return column.in_(select(above.c.id).where(_belongs(above.name, filing_id)))


def _records(connection: Connection, entity: str, condition: ColumnElement[bool]) -> Iterator[Record]:
    """Records as the models hold them, in the order in which they were stored; not validated again."""
    table, record = table_of(entity), ENTITIES[entity].record
    result = connection.execute(select(table).where(condition).order_by(literal_column(f'"{entity}".rowid')))
    names = tuple(result.keys())
    fields = set(names)
    for row in result.all():
        yield restored(record, dict(zip(names, row, strict=True)), fields)
