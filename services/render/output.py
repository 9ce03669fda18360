"""Files that appear whole or not at all: written beside the target, flushed to disk, then put in its place."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Final, TypeVar

_Item = TypeVar("_Item")
_TEMPORARY: Final = re.compile(r"\.[0-9a-f]{12}\.tmp")
_DAY: Final = 24 * 60 * 60


class OutputError(Exception):
    """A file could not be written; str() tells the clerk which one, why and what to do. The old file is untouched."""


class OutputBusy(OutputError):
    """Another program holds the target open."""


class OutputFull(OutputError):
    """The disk is full."""


class OutputRefused(OutputError):
    """The place cannot be written to, or the content cannot be put into such a file."""


class OutputCancelled(OutputError):
    """The clerk stopped the work; nothing was written."""

    def __init__(self) -> None:
        super().__init__("已取消，没有写出文件。")


@contextmanager
def atomic_output(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the target's folder; when the block succeeds the file takes the target's place.

    The temporary file does not exist yet when yielded. Whatever goes wrong, it is removed and the old target stays.
    Raises OutputBusy, OutputFull or OutputRefused for what the operating system refuses.
    """
    temporary = temporary_beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _flush(temporary)
        _replace(temporary, path)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder for output unless it is there, and clear it of what a program that was killed left behind.

    OutputFull or OutputRefused when the system does not let us.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(error, folder) from error
    with suppress(OSError):
        for path in filter(_is_remains, folder.iterdir()):
            rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def temporary_beside(path: Path) -> Path:
    """Where a file or folder is made before it takes its name."""
    return path.with_name(f".{secrets.token_hex(6)}.tmp")


def _is_remains(path: Path) -> bool:
    """Whether a path is a temporary one of ours that nobody has touched for a day."""
    if not _TEMPORARY.fullmatch(path.name):
        return False
    return datetime.now(UTC).timestamp() - path.stat().st_mtime > _DAY


def watched(
    items: Iterable[_Item], on_progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> Iterator[_Item]:
    """The items of a long work one by one: tells how many are done, raises OutputCancelled when asked to stop."""
    for done, item in enumerate(items, 1):
        if cancelled is not None and cancelled():
            raise OutputCancelled
        yield item
        if on_progress is not None:
            on_progress(done)


def with_stamp(footer: str, stamp: str) -> str:
    """The line at the foot of a page, with the stamp of a fixed filing if there is one."""
    return f"{footer}　　{stamp}" if stamp else footer


def _flush(path: Path) -> None:
    """Force the bytes to disk, or a power cut after the rename could leave an empty file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _replace(temporary: Path, path: Path) -> None:
    """Rename over the target; Windows answers PermissionError while Excel, WPS or a viewer holds it open."""
    try:
        temporary.replace(path)
    except PermissionError as error:
        if path.is_file():
            raise OutputBusy(
                f"“{path.name}”正在别的程序（如 Excel、WPS）中打开，没有写入。请先关闭它再导出，或换一个文件名。"
            ) from error
        raise


def _explained(error: OSError, path: Path) -> OutputError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OutputFull(
            f"磁盘“{path.anchor or path.parent}”空间不足，“{path.name}”没有写入。请清理磁盘，或换一个位置。"
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return OutputRefused(f"没有权限在“{path.parent}”中写文件，“{path.name}”没有写入。请换一个文件夹。")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return OutputRefused(f"“{path}”或它的上级不是文件夹，没有写入。请换一个文件夹。")
    return OutputRefused(f"“{path}”写不进去（{error.strerror or error}）。请检查文件夹和文件名，或换一个位置。")
