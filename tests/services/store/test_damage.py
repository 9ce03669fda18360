"""A damaged, emptied or vanished database is noticed, kept as found, and replaced from the newest good backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from services.store.errors import NoGoodBackup, StoreDamaged, StoreFull, StoreMissing
from services.store.places import Places
from services.store.store import Store
from tests.services.store.worked import ACTUAL, Worked


def _garbage(path: Path) -> None:
    path.write_bytes(b"<html>not a database</html>" * 500)


def _torn_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = os.urandom(len(content) - 4096 * 3)
    path.write_bytes(content)


def _cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE accounts (a)")


DAMAGES: list[Callable[[Path], None]] = [_garbage, _torn_pages, _cut_short, _header_only, _of_another_program]


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_damaged_file_is_kept_and_replaced(closed: Path, spoil: Callable[[Path], None]) -> None:
    database = Places(closed).database
    spoil(database)
    found = database.read_bytes()
    with pytest.raises(StoreDamaged, match="可以用备份恢复") as caught:
        Store.open(closed)
    assert caught.value.kept is not None
    assert caught.value.kept.read_bytes() == database.read_bytes() == found
    assert Store.recover_from_backup(closed).reason == "手动"
    with Store.open(closed) as store:
        assert Worked(store, closed).value(ACTUAL) == ""
        Worked(store, closed).type("", "119人")
    assert caught.value.kept.read_bytes() == found


def test_the_same_damage_is_kept_once(closed: Path) -> None:
    _garbage(Places(closed).database)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            Store.open(closed)
    Store.recover_from_backup(closed)
    assert len(list(Places(closed).damaged.iterdir())) == 1


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _without_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")


@pytest.mark.parametrize("lose", [Path.unlink, _empty, _without_tables])
def test_a_lost_database_is_not_taken_for_a_new_store(closed: Path, lose: Callable[[Path], None]) -> None:
    lose(Places(closed).database)
    with pytest.raises(StoreMissing, match="不见了或是空的"):
        Store.open(closed)
    Store.recover_from_backup(closed)
    with Store.open(closed) as store:
        assert len(store.filings()) == 1


def test_a_log_without_its_database_is_kept(folder: Path) -> None:
    folder.mkdir(parents=True)
    Places(folder).log.write_bytes(b"log")
    with pytest.raises(StoreMissing, match="没有找到备份") as caught:
        Store.open(folder)
    assert caught.value.kept is not None
    assert caught.value.kept.with_name(f"{caught.value.kept.name}-wal").read_bytes() == b"log"


@pytest.mark.parametrize("content", [None, b""])
def test_an_empty_folder_begins_a_new_store(folder: Path, content: bytes | None) -> None:
    folder.mkdir(parents=True)
    if content is not None:
        Places(folder).database.write_bytes(content)
    with Store.open(folder) as store:
        assert store.filings() == []


def test_without_the_log_the_store_opens_at_its_last_checkpoint(worked: Worked, tmp_path: Path) -> None:
    with worked.store.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    worked.type("", "118人")
    copy = Places(tmp_path / "没有日志")
    copy.folder.mkdir()
    shutil.copy(worked.store.places.database, copy.database)
    with Store.open(copy.folder) as store:
        assert Worked(store, copy.folder).value(ACTUAL) == ""


def test_with_its_log_a_copied_store_is_complete(worked: Worked, tmp_path: Path) -> None:
    worked.type("", "118人")
    copy = Places(tmp_path / "有日志")
    copy.folder.mkdir()
    shutil.copy(worked.store.places.database, copy.database)
    shutil.copy(worked.store.places.log, copy.log)
    with Store.open(copy.folder) as store:
        assert Worked(store, copy.folder).value(ACTUAL) == "118人"


def test_the_log_of_a_damaged_file_is_kept_with_it(worked: Worked, tmp_path: Path) -> None:
    worked.type("", "118人")
    copy = Places(tmp_path / "损坏的")
    copy.folder.mkdir()
    shutil.copy(worked.store.places.log, copy.log)
    _garbage(copy.database)
    log = copy.log.read_bytes()
    with pytest.raises(StoreDamaged) as caught:
        Store.open(copy.folder)
    assert caught.value.kept is not None
    assert caught.value.kept.with_name(f"{caught.value.kept.name}-wal").read_bytes() == log


def test_a_bad_backup_is_passed_over(closed: Path) -> None:
    with Store.open(closed) as store:
        newest = store.backup()
    _garbage(newest)
    _garbage(Places(closed).database)
    assert Store.recover_from_backup(closed).path != newest


def test_without_a_good_backup_nothing_is_replaced(closed: Path) -> None:
    database = Places(closed).database
    for path in (database, *Places(closed).backups.iterdir()):
        _garbage(path)
    found = database.read_bytes()
    with pytest.raises(NoGoodBackup, match="原样保留"):
        Store.recover_from_backup(closed)
    assert database.read_bytes() == found


def test_nothing_is_replaced_when_the_damaged_file_cannot_be_kept(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", no_space)
    database = Places(closed).database
    _garbage(database)
    with pytest.raises(StoreDamaged) as caught:
        Store.open(closed)
    assert caught.value.kept is None
    found = database.read_bytes()
    with pytest.raises(StoreFull):
        Store.recover_from_backup(closed)
    assert database.read_bytes() == found
