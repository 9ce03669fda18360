"""Tells whether a folder lies on another computer.

SQLite's write-ahead log needs memory shared by all who open the file and locks that hold; network file systems have
neither (sqlite.org/wal.html, "does not work over a network filesystem").
"""

from __future__ import annotations

import sys
from pathlib import Path

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "fuse.sshfs", "fuse.smbnetfs", "davfs"})
_DRIVE_REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""
_MOUNTS = Path("/proc/mounts")


def is_on_network(folder: Path) -> bool:
    """Whether a folder (which need not exist yet) is on a network drive."""
    path = folder.resolve()  # on Windows this turns a mapped drive into its share
    if is_share(str(folder)) or is_share(str(path)):
        return True
    if sys.platform == "win32":
        return _drive_type(path.drive) == _DRIVE_REMOTE
    return _MOUNTS.exists() and file_system(path, _MOUNTS.read_text("utf-8", "replace")) in _REMOTE


def is_share(path: str) -> bool:
    """Whether a Windows path names a share; two backslashes may also begin a long local path."""
    if path.startswith(("\\\\?\\", "\\\\.\\")):
        return path.upper().startswith("\\\\?\\UNC\\")
    return path.startswith("\\\\")


def _drive_type(drive: str) -> int:
    """Type of a Windows drive such as “D:”."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - does not exist elsewhere, so type checkers deny it
    return int(kernel.GetDriveTypeW(f"{drive}\\"))


def file_system(path: Path, mounts: str) -> str:
    """Type of the file system a path is on, by the text of /proc/mounts; the innermost mount decides."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        _device, point, this_kind, *_ = line.split(" ")
        depth = len(Path(_unescape(point)).parts)
        if depth >= best and path.is_relative_to(_unescape(point)):
            best, kind = depth, this_kind
    return kind


def _unescape(point: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point
