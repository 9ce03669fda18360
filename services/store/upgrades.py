"""The versions of the database and the steps between them, by PRAGMA user_version.

A step is frozen once released: it must do to an old store what it did then, whatever the models say today. All
pending steps run in one transaction, so that a store is either at the new version or still usable by the old program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from resources import resource
from services.store.engine import set_up, translate, translated
from services.store.errors import StoreError, StoreFull, StoreUpgradeFailed

APPLICATION_ID = 0x4A584242
"""Marks the file as ours in its header ("JXBB")."""

Step = Callable[[sqlite3.Connection], None]


def _create(raw: sqlite3.Connection) -> None:
    """Version 1: the tables of the first release, frozen as SQL: read as they were, not as today's models say."""
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in resource("store", "schema_1.sql").read_text("utf-8").split(";\n"):
        raw.execute(statement)


STEPS: tuple[Step, ...] = (_create,)
"""STEPS[n] brings a store from version n to n + 1."""


def upgrade(database: Path, have: int, save: Callable[[], Path], steps: Sequence[Step] = STEPS) -> None:
    """Bring the store from version `have` to the newest, after the checked backup that `save` makes.

    A new store (version 0) needs no backup. When a step fails nothing has changed: StoreUpgradeFailed, or StoreFull.
    """
    if have == len(steps):
        return
    saved = save() if have else None
    with translated(), closing(sqlite3.connect(database)) as raw:
        set_up(raw)
        try:
            _run(raw, have, steps)
        except Exception as error:
            raise (_failure(error, len(steps), saved) if saved else translate(error)) from error
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(raw: sqlite3.Connection, have: int, steps: Sequence[Step]) -> None:
    """All pending steps in one transaction. Foreign keys are off, else rebuilding a table would empty its children."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        for version, step in enumerate(steps[have:], have + 1):
            step(raw)
            raw.execute(f"PRAGMA user_version={version}")
        _refuse_orphans(raw)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _refuse_orphans(raw: sqlite3.Connection) -> None:
    if orphan := raw.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError(f"orphan after upgrade: {orphan}")


def _failure(error: BaseException, version: int, saved: Path) -> StoreError:
    meant = translate(error)
    return meant if isinstance(meant, StoreFull) else StoreUpgradeFailed(version, saved)
