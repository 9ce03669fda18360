"""Killed at any moment, at most the open cell is lost: what was accepted is on the disk, and the store is sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from services.filing.refs import Gesture
from services.store.backup import check_backup
from services.store.places import Places
from services.store.store import Store
from tests.services.store.typist import WEIGHT
from tests.services.store.worked import ACTUAL, Worked, small_filing

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
ROOT = Path(__file__).resolve().parents[3]
FORKS = hasattr(os, "fork")
ROUNDS = 200 if FORKS else 15
NEEDS_FORK = pytest.mark.skipif(not FORKS, reason="starting a process for every kill takes too long")
SEED = 20250321


def _let_pass(seconds: float) -> None:
    """Let a moment pass that has nothing to do with the other process's rhythm: that is where the kill shall fall."""
    Event().wait(seconds)


class Typist:
    """The process that types; started once, killed each round."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "tests.services.store.typist", str(self._folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().strip()

    def round(self, first: int, acks: int, patience: float) -> int | None:
        """Let type from `first`; kill after some accepted values and a moment more. The last value accepted."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{first}\n".encode())
        pid = int(self._line().removeprefix("pid "))
        last = None
        for _ in range(acks):
            last = int(self._line().removeprefix("ack "))
        _let_pass(patience)
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        while (line := self._line()) not in {"dead", ""}:
            last = int(line.removeprefix("ack "))
        if not FORKS:
            self.stop()
            self._process = self._start()
        return last

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def _typist(folder: Path) -> Iterator[Typist]:
    typist = Typist(folder)
    try:
        yield typist
    finally:
        typist.stop()


def _check(folder: Path, accepted: int) -> int:
    """The store is sound and holds the last accepted value or the one that was being written; which."""
    with Store.open(folder) as store:
        assert store.backup_problem is None
        stored = Worked(store, folder)
        value = int(str(stored.value(ACTUAL) or 0))
        assert stored.value(WEIGHT) == stored.value(ACTUAL)
        assert accepted <= value <= accepted + 1
        if value:
            assert store.history("f1", limit=1)[0].name == f"键入 {value}"
    with closing(sqlite3.connect(Places(folder).database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("SELECT count(*) FROM gesture").fetchone()[0] == value + 1
    return value


def test_killed_at_any_moment_only_the_open_cell_is_lost(folder: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    with Store.open(folder) as store:
        store.add(small_filing(), "f1", Gesture("导入"))
    value = 0
    with _typist(folder) as typist:
        for _ in range(ROUNDS):
            acks = chance.choice((0, 0, 1, 2, 5))
            last = typist.round(value + 1, acks, chance.uniform(0, 0.02 if acks == 0 else 0.003))
            value = _check(folder, last or value)
    assert value >= ROUNDS
    for saved in Places(folder).backups.glob("*.db"):
        check_backup(saved)


def _killed(work: Callable[[], None], seconds: float) -> None:
    """Fork a process that does some work, and kill it after a moment."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _let_pass(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _begin(folder: Path) -> None:
    Store.open(folder).close()


@NEEDS_FORK
def test_killed_while_beginning_a_store(folder: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    for number in range(40):
        fresh = folder / str(number)
        _killed(partial(_begin, fresh), chance.uniform(0, 0.012))
        with Store.open(fresh) as store:
            assert store.filings() == []


@NEEDS_FORK
def test_killed_while_restoring_either_store_is_whole(closed: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    saved = []
    with Store.open(closed) as store:
        for old, new in (("118人", "甲"), ("甲", "乙")):
            Worked(store, closed).type(old, new)
            saved.append(store.backup().replace(closed.parent / f"{new}.db"))

    def restore_again_and_again() -> None:
        with Store.open(closed) as store:
            while True:
                for path in saved:
                    store.restore(path)

    for _ in range(40):
        _killed(restore_again_and_again, chance.uniform(0.01, 0.1))
        with Store.open(closed) as store:
            assert Worked(store, closed).value(ACTUAL) in {"甲", "乙"}
            assert len(store.filings()) == 1
