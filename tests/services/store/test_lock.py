"""One program per store."""

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from filelock import FileLock

from services.store import store
from services.store.errors import (
    StoreDamaged,
    StoreElsewhere,
    StoreInUse,
    StoreOnNetwork,
    StoreReadOnly,
    StoreUnreachable,
)
from services.store.lock import Holder, read_holder
from services.store.places import Places
from services.store.store import Store
from tests.services.store.worked import Worked

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from services.store.store import Store
store = Store.open(Path(sys.argv[1]), "本机:4711")
print("open", flush=True)
sys.stdin.read()
"""


def _hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that has opened the store and waits."""
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", HOLD, str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def _note(folder: Path, host: str) -> None:
    Places(folder).holder.write_text(json.dumps(asdict(Holder(host, 1, "甲:1", "2025-03-01 09:30"))), "utf-8")


def test_a_second_program_learns_where_the_first_is(closed: Path) -> None:
    with _hold(closed) as process:
        with pytest.raises(StoreInUse, match="已经打开") as caught:
            Store.open(closed)
        assert caught.value.address == "本机:4711"
        process.kill()
        process.wait()
        assert read_holder(Places(closed)) is not None
        with Store.open(closed, "本机:4712"):
            holder = read_holder(Places(closed))
            assert holder is not None
            assert (holder.pid, holder.address) == (os.getpid(), "本机:4712")


def test_a_second_store_in_the_same_program_is_refused(worked: Worked) -> None:
    with pytest.raises(StoreInUse):
        Store.open(worked.folder)
    worked.type("", "118人")


def test_closing_lets_the_next_one_in_and_leaves_no_note(closed: Path) -> None:
    assert not Places(closed).holder.exists()
    Store.open(closed).close()
    Store.open(closed).close()


def test_closing_twice_does_not_take_the_note_of_the_next(closed: Path) -> None:
    first = Store.open(closed)
    first.close()
    with Store.open(closed, "新窗口"):
        first.close()
        holder = read_holder(Places(closed))
        assert holder is not None
        assert holder.address == "新窗口"


def test_a_refused_database_does_not_keep_the_lock(closed: Path) -> None:
    Places(closed).database.write_bytes(b"x" * 100)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            Store.open(closed)
    assert not Places(closed).holder.exists()


def test_a_note_of_another_computer_is_the_clerks_decision(closed: Path) -> None:
    _note(closed, "财务科-02")
    with pytest.raises(StoreElsewhere, match="财务科-02") as caught:
        Store.open(closed)
    assert (caught.value.machine, caught.value.since) == ("财务科-02", "2025-03-01 09:30")
    Store.open(closed, even_if_elsewhere=True).close()
    Store.open(closed).close()


def test_a_lock_held_by_another_computer_is_named(worked: Worked) -> None:
    _note(worked.folder, "财务科-02")
    with pytest.raises(StoreElsewhere, match="2025-03-01 09:30"):
        Store.open(worked.folder, even_if_elsewhere=True)


@pytest.mark.parametrize("note", ["", "{", "[]", '{"host": 1}', "\0"])
def test_a_broken_note_is_taken_over(closed: Path, note: str) -> None:
    Places(closed).holder.write_text(note, "utf-8")
    with Store.open(closed):
        holder = read_holder(Places(closed))
        assert holder is not None
        assert holder.host == platform.node()


def test_a_broken_note_of_a_running_program_still_refuses(worked: Worked) -> None:
    Places(worked.folder).holder.write_text("{", "utf-8")
    with pytest.raises(StoreInUse) as caught:
        Store.open(worked.folder)
    assert caught.value.address == ""


def _fails(*_args: object) -> None:
    raise OSError(errno.EIO, "…")


def test_a_note_that_cannot_be_written_frees_the_lock(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", _fails)
        with pytest.raises(StoreUnreachable):
            Store.open(closed)
    Store.open(closed).close()


def test_a_network_folder_is_refused_before_anything_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "is_on_network", lambda _folder: True)
    with pytest.raises(StoreOnNetwork, match="本机硬盘"):
        Store.open(folder)
    assert not folder.exists()


def test_a_read_only_folder_is_said(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", denied)
    with pytest.raises(StoreReadOnly, match="取消“只读”"):
        Store.open(closed)


def test_a_read_only_database_is_said_and_leaves_nothing_behind(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, _mode: path != Places(closed).database)
        with pytest.raises(StoreReadOnly):
            Store.open(closed)
    assert not any(path.exists() for path in Places(closed).companions)
    Store.open(closed).close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(StoreUnreachable):
        Store.open(tmp_path / "文件" / "数据")
