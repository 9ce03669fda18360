"""What every reader of finished documents refuses, in the clerk's words."""

from __future__ import annotations

from pathlib import Path

LARGEST = 50 * 1024 * 1024
"""Bytes of a file. A report of a hundred pages with charts has 2 MB; what is larger is something else."""


class UnreadableFileError(ValueError):
    """A file that cannot be audited; its text says why and what to do."""


def checked_size(path: Path) -> int:
    """The size of a file that can be read at all."""
    try:
        size = path.stat().st_size if path.is_file() else -1
    except OSError:
        size = -1
    if size < 0:
        raise UnreadableFileError(f"没有找到文件“{path.name}”。请检查文件名和位置。")
    if size == 0:
        raise UnreadableFileError(f"“{path.name}”是空文件。")
    if size > LARGEST:
        raise UnreadableFileError(f"“{path.name}”超过 {LARGEST // 1024 // 1024} MB。请另存为只有文字和表格的文件。")
    return size
