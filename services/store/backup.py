"""Backups: checked copies of the whole store in 备份/, and the way back.

A copy is made through SQLite's own backup (a live WAL file must never be copied), checked, and only then given its
name; so whatever bears the name of a backup is one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from services.store.engine import connect_to_read, translated
from services.store.errors import BackupUnusable, StoreError, StoreTooNew
from services.store.places import Places, free_name, move_into_place
from services.store.upgrades import APPLICATION_ID, STEPS, upgrade

KEEP = 30
"""Rolling backups kept; those from before an upgrade are counted apart."""
KEEP_UPGRADES = 5
_STAMP = "%Y-%m-%d %H-%M-%S"
_STAMP_LENGTH = len("2026-01-31 23-59-59")


class BackupReason(StrEnum):
    """Why a backup was made; part of its name."""

    AUTOMATIC = "自动"
    MANUAL = "手动"
    IMPORT = "导入前"
    DELETE = "删除前"
    RESTORE = "恢复前"
    UPGRADE = "升级前"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup: when (local time) and why it was made, its size in bytes, the filings in it ("2025年度 县民政局").

    `filings` is None when the file cannot be read.
    """

    path: Path
    when: datetime
    reason: str
    size: int
    filings: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy must have in common with its original: version and number of rows of every table."""

    version: int
    rows: Mapping[str, int]


def make_backup(places: Places, reason: BackupReason) -> Path:
    """Make and check a backup of the store; drops the oldest beyond KEEP. Fails with a StoreError, leaving no trace."""
    with translated():
        places.backups.mkdir(exist_ok=True)
        for leftover in places.backups.glob("*.part*"):
            leftover.unlink()
        target = free_name(places.backups, f"{datetime.now().astimezone():{_STAMP}} {reason}", ".db")
        copy_database(places.database, target)
        _drop_oldest(places, made=target)
    return target


def copy_database(source: Path, target: Path) -> None:
    """A checked copy of a database under the name `target`, or nothing."""
    part = target.with_name(f"{target.name}.part")
    try:
        with closing(connect_to_read(source)) as original:
            original.execute("BEGIN")
            expected = contents(original)
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                original.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                _check(copy, expected)
        move_into_place(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _check(copy: sqlite3.Connection, expected: Contents) -> None:
    if not is_intact(copy) or contents(copy) != expected:
        raise StoreError(
            "备份没有成功：复制出来的文件与原文件不一致，已删除这份备份，现有数据没有受影响。请检查磁盘后再试。"
        )


def is_intact(raw: sqlite3.Connection) -> bool:
    """Whether SQLite finds no fault in the whole file, indexes included."""
    return [row[0] for row in raw.execute("PRAGMA integrity_check(1)")] == ["ok"]


def contents(raw: sqlite3.Connection) -> Contents:
    """Version and row counts of a database."""
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name")]
    rows = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
    return Contents(raw.execute("PRAGMA user_version").fetchone()[0], rows)


def list_backups(places: Places) -> list[BackupInfo]:
    """All backups, newest first."""
    return [_describe(path, when) for when, path in _dated(places)]


def _dated(places: Places) -> list[tuple[datetime, Path]]:
    found = []
    for path in places.backups.glob("*.db"):
        try:
            found.append((datetime.strptime(path.name[:_STAMP_LENGTH], _STAMP).astimezone(), path))
        except ValueError:
            continue  # put there by somebody else; none of ours to list or delete
    return sorted(found, key=lambda item: (item[0], item[1].stat().st_mtime_ns), reverse=True)


def _describe(path: Path, when: datetime) -> BackupInfo:
    reason = path.stem[_STAMP_LENGTH:].split("(")[0].strip()
    return BackupInfo(path, when, reason, path.stat().st_size, _filings(path))


def _filings(path: Path) -> tuple[str, ...] | None:
    query = "SELECT year, name FROM filing JOIN unit ON unit.id = unit_id ORDER BY year DESC, name"
    try:
        with closing(connect_to_read(path)) as raw:
            return tuple(f"{year}年度 {name}" for year, name in raw.execute(query))
    except sqlite3.Error:
        return None


def _drop_oldest(places: Places, made: Path) -> None:
    """Called right after `made` was checked: it stays even where a clock set back makes it look the oldest."""
    paths = [made, *(path for _, path in _dated(places) if path != made)]
    upgrades = [path for path in paths if BackupReason.UPGRADE in path.name]
    rolling = [path for path in paths if BackupReason.UPGRADE not in path.name]
    for path in (*rolling[KEEP:], *upgrades[KEEP_UPGRADES:]):
        path.unlink(missing_ok=True)


def is_due(places: Places) -> bool:
    """Whether the store holds anything that the newest backup does not.

    A store that has not changed is not copied again: thirty equal copies would push out what was before.
    """
    last = _last_gesture(places.database)
    newest = _dated(places)
    return last is not None and (not newest or _last_gesture(newest[0][1]) != last)


def _last_gesture(path: Path) -> tuple[int, str] | None:
    try:
        with closing(connect_to_read(path)) as raw:
            row = raw.execute("SELECT id, at FROM gesture ORDER BY id DESC LIMIT 1").fetchone()
            return (row[0], row[1]) if row else None
    except sqlite3.Error:
        return None


def check_backup(path: Path) -> int:
    """Version of a file that can be put in place of the store; else BackupUnusable or StoreTooNew."""
    try:
        with closing(connect_to_read(path)) as raw:
            version: int = raw.execute("PRAGMA user_version").fetchone()[0]
            ours = raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            good = ours and version > 0 and is_intact(raw)
    except (sqlite3.Error, OSError) as error:
        raise BackupUnusable(path) from error
    if not good:
        raise BackupUnusable(path)
    if version > len(STEPS):
        raise StoreTooNew(version, len(STEPS))
    return version


def put_back(places: Places, backup: Path) -> None:
    """Replace the database, which nobody has open and of which a copy was kept, by a checked backup.

    The copy is brought to this version before it takes the place, so that a failing upgrade changes nothing either.
    The old log and journal go first: beside the new file they could be taken for its own.
    """
    with translated():
        for leftover in places.folder.glob(f"{places.database.name}.part*"):
            leftover.unlink()
        fresh = places.folder / f"{places.database.name}.part"
        copy_database(backup, fresh)
        upgrade(fresh, check_backup(fresh), lambda: backup)
        for companion in places.companions:
            companion.unlink(missing_ok=True)
        move_into_place(fresh, places.database)


def newest_good(places: Places) -> BackupInfo | None:
    """The newest backup that passes every check."""
    for info in list_backups(places):
        try:
            check_backup(info.path)
        except (BackupUnusable, StoreTooNew):
            continue
        return info
    return None
