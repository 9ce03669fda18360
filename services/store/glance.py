"""A glance at the store before it is opened: what the list at the left shows, read in a few milliseconds.

Opening the store needs libraries that take longer to import than anything else at the start. Here the standard
library reads, and only reads; whatever is in the way (a lock, damage, another version) leaves the answer to the
store, which says in words what is wrong.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.enums import ProjectKind
from services.store.places import Places

LAST = "last_filing"
"""Setting: id of the filing last worked on."""
_WAIT = 0.05


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A filing as its list shows it: kind, id and name of each project, in order."""

    filing_id: str
    unit_name: str
    year: int
    projects: tuple[tuple[ProjectKind, str, str], ...]


def glance(folder: Path) -> Glimpse | None:
    """The filing last worked on, else the newest; None when there is none, or when anything is in the way."""
    address = _address(Places(folder))
    if address is None:
        return None
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT)) as connection:
            return _read(connection)
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def _address(places: Places) -> str | None:
    """How to read without leaving a trace: as a file at rest, or beside the log when there is one."""
    if not places.database.is_file():
        return None
    at_rest = not any(path.exists() for path in places.companions)
    if not at_rest and not all(
        os.access(path, os.W_OK) for path in (places.folder, *places.companions) if path.exists()
    ):
        return None
    return f"{places.database.resolve().as_uri()}?{'immutable=1' if at_rest else 'mode=ro'}"


def _read(connection: sqlite3.Connection) -> Glimpse | None:
    filings = connection.execute(
        "SELECT filing.id, unit.name, filing.year FROM filing JOIN unit ON unit.id = filing.unit_id"
        " ORDER BY filing.year DESC, unit.name, filing.id"
    ).fetchall()
    if not filings:
        return None
    setting = connection.execute("SELECT value FROM setting WHERE name = ?", (LAST,)).fetchone()
    last = json.loads(setting[0]) if setting else ""
    filing_id, unit_name, year = next((filing for filing in filings if filing[0] == last), filings[0])
    projects = connection.execute(
        "SELECT kind, id, name FROM project WHERE filing_id = ? ORDER BY position, id", (filing_id,)
    )
    return Glimpse(filing_id, unit_name, year, tuple([(ProjectKind[kind], key, name) for kind, key, name in projects]))
