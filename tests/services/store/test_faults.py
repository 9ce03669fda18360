"""Faults of disk and file become messages that say what to do, and lose nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from services.filing.refs import Change
from services.store import errors
from services.store.engine import open_engine, translate
from services.store.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly
from tests.services.store.worked import ACTUAL, TYPED, Worked


def _sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    return error


def _windows(code: int) -> OSError:
    error = OSError(errno.EACCES, "…", None, code)
    if os.name != "nt":  # only Windows takes the code from there
        error.__dict__["winerror"] = code
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (_sqlite(sqlite3.SQLITE_FULL), errors.StoreFull),
        (_sqlite(sqlite3.SQLITE_BUSY), errors.StoreBusy),
        (_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), errors.StoreBusy),
        (_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), errors.StoreReadOnly),
        (_sqlite(sqlite3.SQLITE_IOERR_WRITE), errors.StoreUnreachable),
        (_sqlite(sqlite3.SQLITE_CANTOPEN), errors.StoreUnreachable),
        (_sqlite(sqlite3.SQLITE_CORRUPT_INDEX), errors.StoreDamaged),
        (_sqlite(sqlite3.SQLITE_NOTADB), errors.StoreDamaged),
        (_sqlite(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY), errors.StoreOutOfStep),
        (_sqlite(sqlite3.SQLITE_ERROR), StoreError),
        (sqlite3.ProgrammingError("closed"), StoreError),
        (OperationalError("…", {}, _sqlite(sqlite3.SQLITE_FULL)), errors.StoreFull),
        (OSError(errno.ENOSPC, "…"), errors.StoreFull),
        (PermissionError(errno.EACCES, "…"), errors.StoreReadOnly),
        (OSError(errno.EROFS, "…"), errors.StoreReadOnly),
        (FileNotFoundError(errno.ENOENT, "…"), errors.StoreUnreachable),
        (_windows(32), errors.StoreBusy),
        (_windows(112), errors.StoreFull),
        (OverflowError("int too large"), errors.StoreRefused),
        (KeyError("…"), StoreError),
        (errors.NoSuchFiling(), errors.NoSuchFiling),
    ],
)
def test_an_error_is_translated(error: Exception, meaning: type[StoreError]) -> None:
    assert type(translate(error)) is meaning


SIMPLE = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, StoreError) and "text" in vars(c)]


@pytest.mark.parametrize("kind", SIMPLE)
def test_a_message_says_what_to_do(kind: type[StoreError]) -> None:
    message = str(kind())
    assert "请" in message
    assert message.endswith("。")


def test_a_full_disk_loses_nothing(worked: Worked) -> None:
    worked.type("", "118人")
    with worked.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFull, match="磁盘空间已满"):
        worked.type("118人", "长" * 100_000)
    assert worked.value(ACTUAL) == "118人"
    assert len(worked.store.history("f1")) == 2
    with worked.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    worked.type("118人", "120人")
    assert worked.value(ACTUAL) == "120人"


def test_a_file_held_by_another_program_is_tried_again_later(worked: Worked) -> None:
    with closing(sqlite3.connect(worked.store.places.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="占用"):
            worked.type("", "118人")
        assert worked.value(ACTUAL) == ""
        other.execute("ROLLBACK")
    worked.type("", "118人")
    assert worked.value(ACTUAL) == "118人"


def test_a_read_only_store_can_be_read(worked: Worked) -> None:
    with worked.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreReadOnly, match="只读"):
        worked.store.commit([Change(ACTUAL, "", "118人")], "f1", TYPED)
    assert worked.value(ACTUAL) == ""


def test_the_settings_of_a_connection(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a.db")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
