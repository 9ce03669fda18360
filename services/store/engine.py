"""The connection to SQLite: our own BEGIN, safe settings, and errors translated for the clerk.

The sqlite3 module's own transactions do not cover DDL and start too late; we send BEGIN ourselves.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError, StatementError

from services.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreOutOfStep,
    StoreReadOnly,
    StoreRefused,
    StoreUnreachable,
)

BUSY_TIMEOUT = 500
"""Milliseconds to wait for another program that holds the file; short, because the clerk is waiting."""

_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_IOERR: StoreUnreachable,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachable,
    sqlite3.SQLITE_CONSTRAINT: StoreOutOfStep,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}
_SYSTEM: dict[int | None, type[StoreError]] = {
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.EROFS: StoreReadOnly,
    errno.EBUSY: StoreBusy,
}
_WINDOWS: dict[int, type[StoreError]] = {32: StoreBusy, 33: StoreBusy, 39: StoreFull, 112: StoreFull}
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL."""

FAILURES = (SQLAlchemyError, sqlite3.Error, OSError, ValueError, ArithmeticError)
"""What SQLAlchemy, sqlite3 and the system raise when a value, the disk or the file is at fault."""


def translate(error: BaseException) -> StoreError:
    """The StoreError that says in the clerk's words what an error of SQLAlchemy, sqlite3 or the system means."""
    if isinstance(error, StoreError):
        return error
    cause = error.orig if isinstance(error, StatementError) and error.orig is not None else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)()
    if isinstance(cause, OSError):
        windows = _WINDOWS.get(getattr(cause, "winerror", None) or 0)
        return (windows or _SYSTEM.get(cause.errno, StoreUnreachable))()
    if isinstance(cause, (ValueError, ArithmeticError)):
        return StoreRefused()
    return StoreError()


def _of_sqlite(error: sqlite3.Error) -> type[StoreError]:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreDamaged if "malformed" in str(error) else StoreError
    return _SQLITE.get(code & 0xFF, StoreError)


@contextmanager
def translated() -> Iterator[None]:
    """Whatever fails inside leaves as a StoreError."""
    try:
        yield
    except FAILURES as error:
        raise translate(error) from error


def open_engine(database: Path) -> Engine:
    """An engine on the database file; it may be used from several threads."""
    engine = create_engine(URL.create("sqlite", database=str(database)))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(raw: sqlite3.Connection, _record: Any) -> None:
    set_up(raw)
    raw.execute("PRAGMA foreign_keys=ON")


def set_up(raw: sqlite3.Connection) -> None:
    """Settings of every writing connection: our own BEGIN, a log that survives a power cut, a short wait."""
    raw.isolation_level = None
    raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is on the disk afterwards, or none. Fails with a StoreError."""
    with translated(), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store. Fails with a StoreError."""
    with translated(), engine.connect().execution_options(only_reads=True) as connection:
        yield connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the file, not even by tidying up its log."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT / 1000)
