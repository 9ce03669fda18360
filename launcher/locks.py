"""Locks of the operating system: they end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.05
"""Seconds between two tries."""


@contextmanager
def one_at_a_time(path: Path, seconds: float, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Hold the lock of a file, waiting for it so long; gives False when another process would not let go.

    `waiting` is called while it waits. OSError when the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + seconds
        while not (held := _lock(handle)) and time.monotonic() < until:
            waiting()
            time.sleep(_PAUSE)
        yield held
    finally:
        os.close(handle)  # closing lets go


def mark_in_use(path: Path) -> int | None:
    """Mark a file, if it is there, as used by this process until it ends; gives the handle of the mark.

    On Windows an open file can be neither renamed nor removed, nor can its folder; elsewhere a shared lock says so.
    """
    if not path.exists():
        return None
    handle = os.open(path, os.O_RDONLY)
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def in_use(path: Path) -> bool:
    """Whether any process has marked this file; a file that is not there is not."""
    if not path.exists():
        return False
    if sys.platform == "win32":
        return not _may_be_renamed(path)
    handle = os.open(path, os.O_RDONLY)
    try:
        return not _lock(handle)
    finally:
        os.close(handle)


def _may_be_renamed(path: Path) -> bool:
    """Whether Windows lets a file be renamed, tried with the name it has."""
    try:
        path.rename(path)
    except OSError:
        return False
    return True


def _lock(handle: int) -> bool:
    """Try to lock a file against every other process."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
