"""Looks at the database file before the program opens it; a damaged one is put aside untouched in 损坏/.

The look does not change the database (but for a write broken off, which SQLite must undo before anybody can read): the
file that a specialist may have to rescue stays as it was found.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from services.store.backup import list_backups
from services.store.engine import connect_to_read, translate
from services.store.errors import StoreDamaged, StoreMissing, StoreReadOnly, StoreTooNew
from services.store.places import Places, free_name, sync_file
from services.store.upgrades import APPLICATION_ID, STEPS

_MAGIC = b"SQLite format 3\0"


def examine(places: Places) -> int:
    """Version of the store, 0 for a new one.

    StoreDamaged, StoreMissing (backups but no data), StoreTooNew or StoreReadOnly when it must not be opened.
    """
    if _size(places.database) == 0:
        return _nothing_yet(places, log_is_lost=_size(places.log) > 0)
    if not os.access(places.database, os.W_OK):
        raise StoreReadOnly  # before SQLite leaves read-only companions that outlive the cure
    with places.database.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise _damaged(places)
    try:
        version = _look_inside(places.database)
    except sqlite3.DatabaseError as error:
        meant = translate(error)
        raise (_damaged(places) if isinstance(meant, StoreDamaged) else meant) from error
    if version is None:
        raise _damaged(places)
    return version or _nothing_yet(places, log_is_lost=False)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _look_inside(database: Path) -> int | None:
    """Version of a database that can be read, 0 when it is empty, None when it is damaged or not ours."""
    try:
        with closing(connect_to_read(database)) as raw:
            return _judge(raw)
    except sqlite3.OperationalError as error:
        if not isinstance(translate(error), StoreReadOnly):
            raise
    # A write was broken off; SQLite has to undo it before anybody can read, and therefore has to be allowed to write.
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        return _judge(raw)


def _judge(raw: sqlite3.Connection) -> int | None:
    version: int = raw.execute("PRAGMA user_version").fetchone()[0]
    ours = raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if version > len(STEPS) and ours:
        raise StoreTooNew(version, len(STEPS))
    if version == 0 and raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        return 0
    sound = ours and raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    return version if sound and version > 0 else None


def _nothing_yet(places: Places, *, log_is_lost: bool) -> int:
    """0 for a folder that never held data.

    There were data when there are backups, or a log without its file; a log that SQLite found nothing in is but the
    trace of a first start that was broken off.
    """
    if list_backups(places) or log_is_lost:
        kept = _put_aside_if_room(places)
        raise StoreMissing(_advice(places, "数据库文件不见了或是空的，可能被误删或被杀毒软件隔离。"), kept)
    return 0


def _damaged(places: Places) -> StoreDamaged:
    kept = _put_aside_if_room(places)
    where = f"原文件已原样保存为“{places.damaged.name}”文件夹中的“{kept.name}”，没有删除。" if kept else ""
    return StoreDamaged(_advice(places, f"数据库文件已损坏，打不开。{where}"), kept)


def _advice(places: Places, what: str) -> str:
    backups = list_backups(places)
    if not backups:
        return f"{what}没有找到备份，请联系技术支持，不要删除数据文件夹。"
    return f"{what}可以用备份恢复，最近的备份是 {backups[0].when:%Y-%m-%d %H:%M}（{backups[0].reason}）。"


def _put_aside_if_room(places: Places) -> Path | None:
    """A full disk must not hide that the store is damaged; the original stays where it is anyway."""
    try:
        return put_aside(places)
    except OSError:
        return None


def put_aside(places: Places) -> Path | None:
    """Copy database and log into 损坏/ unless the same is there already; None when there is nothing to keep.

    OSError when there is no room.
    """
    found = list(_present(places))
    return (_kept_before(places) or _copy_aside(places, found)) if found else None


def _present(places: Places) -> Iterator[tuple[Path, str]]:
    name = places.database.name
    for path in (places.database, *places.companions):
        if _size(path) > 0 and path.suffix != ".db-shm":
            yield path, path.name.removeprefix(name)


def _kept_before(places: Places) -> Path | None:
    for kept in sorted(places.damaged.glob("*.db"), reverse=True):
        if all(_same(path, kept.with_name(kept.name + suffix)) for path, suffix in _present(places)):
            return kept
    return None


def _same(path: Path, kept: Path) -> bool:
    return kept.exists() and filecmp.cmp(path, kept, shallow=False)


def _copy_aside(places: Places, found: list[tuple[Path, str]]) -> Path:
    places.damaged.mkdir(exist_ok=True)
    target = free_name(places.damaged, f"{datetime.now().astimezone():%Y-%m-%d %H-%M-%S}", ".db")
    for path, suffix in found:
        copy = target.with_name(target.name + suffix)
        shutil.copy2(path, copy)
        sync_file(copy)
    return target
