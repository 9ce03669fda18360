"""Backups are checked copies; restoring one never costs the only copy of anything."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.store import backup, places
from services.store.backup import KEEP, KEEP_UPGRADES, BackupReason
from services.store.errors import BackupUnusable, StoreError, StoreFull, StoreTooNew, StoreUpgradeFailed
from services.store.store import Store
from services.store.upgrades import STEPS, upgrade
from tests.services.store.worked import ACTUAL, Worked


def _reasons(store: Store) -> list[str]:
    return [info.reason for info in store.backups()]


def test_a_backup_says_what_it_is(worked: Worked) -> None:
    before = datetime.now().astimezone().replace(microsecond=0)
    path = worked.store.backup(BackupReason.IMPORT)
    (info,) = worked.store.backups()
    assert (info.path, info.reason, info.size) == (path, "导入前", path.stat().st_size)
    assert info.filings == ("2025年度 示例县民政局",)
    assert before <= info.when <= datetime.now().astimezone()
    assert [p.name for p in worked.store.places.backups.iterdir()] == [path.name]


def test_a_backup_holds_what_is_still_in_the_log(worked: Worked) -> None:
    worked.type("", "118人")
    with closing(sqlite3.connect(worked.store.backup())) as raw:
        assert raw.execute("SELECT actual FROM indicator WHERE id='i1'").fetchall() == [("118人",)]
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_backups_of_one_second_do_not_overwrite_each_other(worked: Worked) -> None:
    made = [worked.store.backup() for _ in range(3)]
    assert len(set(made)) == 3
    assert {info.path for info in worked.store.backups()} == set(made)
    assert {info.reason for info in worked.store.backups()} == {"手动"}


def test_the_newest_are_kept_and_those_before_upgrades_longer(worked: Worked) -> None:
    model = worked.store.backup()
    for number in range(1, KEEP + 10):
        when = datetime(2025, 1, 1).astimezone() + timedelta(days=number)
        reason = "升级前" if number <= KEEP_UPGRADES + 2 else "自动"
        (model.parent / f"{when:%Y-%m-%d %H-%M-%S} {reason}.db").write_bytes(model.read_bytes())
    (model.parent / "我的说明.db").write_bytes(b"")
    newest = worked.store.backup()
    found = worked.store.backups()
    assert found[0].path == newest
    assert [info.reason for info in found].count("升级前") == KEEP_UPGRADES
    assert len(found) == KEEP + KEEP_UPGRADES
    assert min(info.when for info in found if info.reason == "升级前") == datetime(2025, 1, 4).astimezone()
    assert (model.parent / "我的说明.db").exists()


def test_a_clock_set_back_does_not_cost_the_new_backup(worked: Worked) -> None:
    model = worked.store.backup()
    for number in range(KEEP):
        (model.parent / f"2999-01-01 00-00-{number:02} 手动.db").write_bytes(model.read_bytes())
    made = worked.store.backup()
    assert made.exists()
    assert len(worked.store.backups()) == KEEP


def test_a_start_makes_a_backup_only_of_what_is_new(folder: Path, closed: Path) -> None:
    for _ in range(2):
        with Store.open(folder) as store:
            assert _reasons(store) == ["自动", "手动"]
    with Store.open(closed) as store:
        Worked(store, folder).type("118人", "120人")
    with Store.open(closed) as store:
        assert _reasons(store).count("自动") == 2


def test_a_long_session_backs_up_what_is_new(worked: Worked) -> None:
    for _ in range(2):
        worked.store.roll_backup()
    assert _reasons(worked.store) == ["自动"]
    worked.type("", "118人")
    worked.store.roll_backup()
    assert _reasons(worked.store) == ["自动", "自动"]


def test_a_new_store_needs_no_backup(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.backups() == []


def _no_space(*_args: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("broken", ["sync_file", "move_into_place"])
def test_a_backup_without_room_leaves_no_trace(worked: Worked, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setattr(places if broken == "sync_file" else backup, broken, _no_space)
    with pytest.raises(StoreFull):
        worked.store.backup()
    assert list(worked.store.places.backups.iterdir()) == []
    worked.type("", "118人")


def test_a_start_without_room_for_a_backup_opens_and_says_so(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "move_into_place", _no_space)
    with Store.open(closed) as store:
        assert isinstance(store.backup_problem, StoreFull)
        assert Worked(store, closed).value(ACTUAL) == "118人"


def test_no_deletion_without_a_backup(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "move_into_place", _no_space)
    with pytest.raises(StoreFull):
        worked.store.delete_filing("f1")
    assert len(worked.store.filings()) == 1


def test_a_copy_that_differs_is_no_backup(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "is_intact", lambda _raw: False)
    with pytest.raises(StoreError, match="备份没有成功"):
        worked.store.backup()
    assert list(worked.store.places.backups.iterdir()) == []


def test_leftovers_of_a_killed_backup_are_removed(worked: Worked) -> None:
    worked.store.places.backups.mkdir()
    leftover = worked.store.places.backups / "2025-01-01 00-00-00 自动.db.part"
    leftover.write_bytes(b"half")
    worked.store.backup()
    assert not leftover.exists()


def test_restoring_keeps_the_present_store_as_a_backup(worked: Worked) -> None:
    saved = worked.store.backup()
    worked.type("", "118人")
    worked.store.restore(saved)
    assert worked.value(ACTUAL) == ""
    present = next(info for info in worked.store.backups() if info.reason == "恢复前")
    worked.type("", "别的")
    worked.store.restore(present.path)
    assert worked.value(ACTUAL) == "118人"
    assert not list(worked.folder.glob("*.part"))


def _garbage(path: Path) -> None:
    path.write_bytes(b"\xff" * 8192)


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE t (a)")


def _torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [_garbage, _foreign, _torn, Path.unlink])
def test_a_bad_backup_is_refused_and_nothing_changes(worked: Worked, spoil: Any) -> None:
    saved = worked.store.backup()
    worked.type("", "118人")
    spoil(saved)
    with pytest.raises(BackupUnusable, match="没有恢复"):
        worked.store.restore(saved)
    assert worked.value(ACTUAL) == "118人"
    assert "恢复前" not in _reasons(worked.store)


def test_a_backup_of_a_newer_version_is_refused(worked: Worked) -> None:
    saved = worked.store.backup()
    with closing(sqlite3.connect(saved)) as raw:
        raw.execute(f"PRAGMA user_version={len(STEPS) + 1}")
    with pytest.raises(StoreTooNew):
        worked.store.restore(saved)
    assert worked.value(ACTUAL) == ""


def test_a_backup_of_an_older_version_is_upgraded_on_the_way(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = worked.store.backup()
    worked.type("", "118人")
    monkeypatch.setattr(backup, "upgrade", partial(upgrade, steps=(*STEPS, _adds_table)))
    worked.store.restore(saved)
    assert worked.value(ACTUAL) == ""
    with closing(sqlite3.connect(worked.store.places.database)) as raw:
        assert raw.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_backup_that_cannot_be_upgraded_changes_nothing(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = worked.store.backup()
    worked.type("", "118人")
    monkeypatch.setattr(backup, "upgrade", partial(upgrade, steps=(*STEPS, _adds_table, _adds_table)))
    with pytest.raises(StoreUpgradeFailed):
        worked.store.restore(saved)
    assert worked.value(ACTUAL) == "118人"


def _adds_table(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TABLE later (id INTEGER)")


def test_restoring_without_room_leaves_the_present_store(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = worked.store.backup()
    worked.type("", "118人")
    moved: list[Path] = []

    def second_fails(part: Path, target: Path) -> None:
        if moved:
            _no_space()
        moved.append(target)
        part.replace(target)

    monkeypatch.setattr(backup, "move_into_place", second_fails)
    with pytest.raises(StoreFull):
        worked.store.restore(saved)
    assert worked.value(ACTUAL) == "118人"


def test_an_unreadable_backup_is_listed_as_such(worked: Worked) -> None:
    _garbage(worked.store.backup())
    assert [info.filings for info in worked.store.backups()] == [None]
