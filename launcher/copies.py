"""Unpacked copies of the program: one folder per version, made once, checked at every start, mended when damaged."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo
from zlib import crc32

from launcher import MANIFEST
from launcher.locks import in_use

_PART, _OLD = ".new-", ".old-"
_THREADS = 4
_TRIES, _PAUSE = 100, 0.1
"""How often, and after how many seconds again, a folder is tried to be renamed."""
Progress = Callable[[int, int], None]
"""Called with files done and files in all."""


class CopyDamaged(Exception):
    """A file of the archive is not what it should be, or what was written reads differently."""


class _Written(NamedTuple):
    """What a file was right after it was written; the time tells without reading whether it was touched since.

    The checksum is the zip's own (CRC-32), against chance: who may change the copy may change the manifest as well.
    """

    size: int
    modified: int
    checksum: int


@dataclass(frozen=True, slots=True)
class Copies:
    """The folder that holds a copy for each version of the program."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where the copy of a version lies, whether or not it is there."""
        return self.folder / name

    def whole(self, name: str, *, thorough: bool = False) -> bool:
        """Whether a copy is there and undamaged; only `thorough` reads files that look untouched."""
        files = _manifest(self.path(name))
        return bool(files) and all(_is_as_written(self.path(name) / key, one, thorough) for key, one in files.items())

    def make(self, name: str, archive: ZipFile, progress: Progress = lambda _done, _total: None) -> Path:
        """Unpack a copy; what stands in its place is put aside. OSError when it cannot be written.

        The copy is made beside its place and gets its name when it is complete: a start that is killed leaves
        nothing that looks like a program.
        """
        target, part, number = self.path(name), self._fresh(_PART), len(archive.infolist())
        try:
            _unpack(archive, part, progress)
            if target.exists():
                self._put_aside(target)
            _rename(part, target, lambda: progress(number, number))
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return target

    def tidy(self, current: str) -> None:
        """Remove what killed starts left, and other versions but the last used one; nothing that is in use."""
        for left in self._matching(_PART, _OLD):
            shutil.rmtree(left, ignore_errors=True)
        others = [path for path in self._matching() if path.name != current]
        for old in sorted(others, key=_last_used)[:-1]:
            with suppress(OSError):
                self._put_aside(old)

    def _put_aside(self, copy: Path) -> None:
        """Remove a copy under another name; OSError when it is in use, as Windows itself says by refusing the name."""
        if in_use(copy / MANIFEST):
            raise BlockingIOError(str(copy))
        aside = self._fresh(_OLD)
        copy.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    def _fresh(self, prefix: str) -> Path:
        return self.folder / f"{prefix}{secrets.token_hex(4)}"

    def _matching(self, *prefixes: str) -> list[Path]:
        """The folders whose names begin so; without prefixes, those of copies."""
        folders = (path for path in self.folder.iterdir() if path.is_dir())
        return [path for path in folders if path.name.startswith(prefixes or tuple("0123456789"))]


def _rename(folder: Path, target: Path, waiting: Callable[[], None]) -> None:
    """Give a folder its name; on Windows a virus scanner may hold files open for seconds after they were written."""
    for left in reversed(range(_TRIES)):
        try:
            folder.rename(target)
        except PermissionError:
            if not left or sys.platform != "win32":
                raise
            waiting()
            time.sleep(_PAUSE)
        else:
            return


def mark_used(copy: Path) -> None:
    """Remember that this version was started now; a folder that refuses it is only removed earlier."""
    with suppress(OSError):
        os.utime(copy / MANIFEST)


def _last_used(copy: Path) -> int:
    try:
        return (copy / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0


def _manifest(copy: Path) -> dict[str, _Written]:
    """The files of a copy; none when the manifest cannot be read."""
    try:
        files = json.loads((copy / MANIFEST).read_text("utf-8"))
        return {str(key): _Written(*one) for key, one in files.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _is_as_written(path: Path, written: _Written, thorough: bool) -> bool:  # noqa: FBT001 - one caller
    try:
        now = path.lstat()
        if stat.S_ISLNK(now.st_mode):
            return written.checksum == crc32(path.readlink().as_posix().encode())
        if now.st_size != written.size:
            return False
        touched = thorough or now.st_mtime_ns != written.modified
        return not touched or crc32(path.read_bytes()) == written.checksum
    except OSError:
        return False


def _unpack(archive: ZipFile, folder: Path, progress: Progress) -> None:
    members = [(info, _inside(info.filename)) for info in archive.infolist() if not info.is_dir()]
    members.sort(key=lambda member: -member[0].file_size)  # the largest first: all threads end at about the same time
    folder.mkdir(parents=True)
    for parent in sorted({(folder / name).parent for _info, name in members}):
        parent.mkdir(parents=True, exist_ok=True)
    files: dict[str, _Written] = {}
    with ThreadPoolExecutor(_THREADS) as threads:
        jobs = {threads.submit(_write, archive, info, folder / name): name for info, name in members}
        try:
            for done, job in enumerate(as_completed(jobs), start=1):
                files[jobs[job]] = job.result()
                progress(done, len(jobs))
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    (folder / MANIFEST).write_text(json.dumps(dict(sorted(files.items())), ensure_ascii=False), "utf-8")


def _inside(member: str) -> str:
    """The path in the copy: without the zip's own folder, and never outside."""
    name = member.partition("/")[2]
    if not name or "\\" in name or ":" in name or ".." in name.split("/") or name.startswith("/"):
        raise CopyDamaged(member)
    return name


def _write(archive: ZipFile, info: ZipInfo, path: Path) -> _Written:
    """Write one member; the zip's checksum is verified while reading."""
    data, mode = archive.read(info), info.external_attr >> 16
    if stat.S_ISLNK(mode):
        path.symlink_to(data.decode("utf-8"))
    else:
        path.write_bytes(data)
        if mode & stat.S_IXUSR and os.name == "posix":
            path.chmod(0o755)
    return _Written(len(data), path.lstat().st_mtime_ns, info.CRC)
