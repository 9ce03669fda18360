"""Where everything of a store lies in its data folder, and how a file gets there safely."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder and the names in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "绩效编报.db"

    @property
    def log(self) -> Path:
        """SQLite's write-ahead log: may hold committed data that are not yet in the database file."""
        return self.folder / f"{self.database.name}-wal"

    @property
    def companions(self) -> tuple[Path, ...]:
        """Whatever SQLite may keep beside the database file: log, rollback journal, and an index of the log."""
        return tuple(self.folder / f"{self.database.name}{suffix}" for suffix in ("-wal", "-journal", "-shm"))

    @property
    def backups(self) -> Path:
        """Folder of the backups."""
        return self.folder / "备份"

    @property
    def damaged(self) -> Path:
        """Folder of damaged files put aside."""
        return self.folder / "损坏"

    @property
    def lock(self) -> Path:
        """File locked by the running program."""
        return self.folder / "绩效编报.lock"

    @property
    def holder(self) -> Path:
        """JSON file that says who holds the lock."""
        return self.folder / "绩效编报.lock.json"


def sync_file(path: Path) -> None:
    """Return when the content of a file is on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_into_place(part: Path, target: Path) -> None:
    """Replace `target` by a finished `part` of the same folder: after a power cut it is the old or the new one."""
    sync_file(part)
    part.replace(target)
    if os.name == "posix":
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A path in `folder` that is not taken: “stem.db”, else “stem (2).db” and so on."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){suffix}"
    return path
