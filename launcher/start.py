"""What a double click does: find the copy of this version, make it when it is not there, start it."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import PROGRAM
from launcher.copies import Copies, CopyDamaged, mark_used
from launcher.locks import one_at_a_time
from launcher.payload import NoPayload, Payload, find_payload
from launcher.spawn import await_window, become, begin
from launcher.splash import Splash, splash_for
from services.system import show_refusal, system_refusal
from services.words import wants_command

_REFUSED = 2
_LOCK_SECONDS = 120.0
_BROKEN = (NoPayload, CopyDamaged, zlib.error, EOFError)
"""What a damaged executable shows itself by; zipfile.BadZipFile is looked for where zipfile is needed."""


def copies_folder(platform: str = sys.platform) -> Path:
    """Where copies are kept: of this user, on this PC, without administrator rights."""
    if platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / PROGRAM / "program"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / PROGRAM / "program"


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the program: which, with which words, and what the clerk sees meanwhile."""

    payload: Payload
    words: Sequence[str]
    splash: Splash
    screen: bool

    def permanent(self, copies: Copies) -> int:
        """Start the copy of this version, made now if need be. OSError when there can be none."""
        copy = self.ready(copies)
        mark_used(copy)
        if sys.platform != "win32":
            become(copy, self.words)
        process = self._begin(copy)
        if self.screen and process.poll() is None:
            return 0  # the window is there; it needs us no more
        code = process.wait()
        if self.screen and code and not copies.whole(self.payload.name, thorough=True):
            return self._begin(self._unpacked(copies)).wait()
        return code

    def ready(self, copies: Copies) -> Path:
        """The copy of this version; of two starts at once, one makes it and the other waits."""
        name = self.payload.name
        if not copies.whole(name):
            copies.folder.mkdir(parents=True, exist_ok=True)
            with one_at_a_time(copies.folder / "lock", _LOCK_SECONDS, self._wait) as alone:
                if not copies.whole(name):
                    self._unpacked(copies)
                if alone:
                    copies.tidy(name)
        return copies.path(name)

    def temporary(self) -> int:
        """Start from a temporary folder that goes away afterwards. OSError when this cannot be done either."""
        import tempfile

        with tempfile.TemporaryDirectory(prefix=f"{PROGRAM}-", ignore_cleanup_errors=True) as folder:
            return self._begin(self._unpacked(Copies(Path(folder)))).wait()

    def _unpacked(self, copies: Copies) -> Path:
        with self.payload.open() as archive:
            return copies.make(self.payload.name, archive, self.splash.step)

    def _begin(self, copy: Path) -> subprocess.Popen[bytes]:
        process = begin(copy, self.words)
        if self.screen:
            await_window(process, self.splash)
        self.splash.close()
        return process

    def _wait(self) -> None:
        self.splash.show()
        self.splash.pump()


def start(begun: Start, copies: Copies) -> int:
    """Start from the copy, or when that cannot be, from a temporary folder; returns the exit code."""
    try:
        return begun.permanent(copies)
    except OSError:
        return begun.temporary()  # read-only profile, disk full, copy in use and damaged, programs forbidden there


def main() -> int:
    """Start the program of this executable; returns the exit code."""
    refusal = system_refusal()
    if refusal:
        show_refusal(refusal)
        return _REFUSED
    words = sys.argv[1:]
    screen = not wants_command(words)
    splash = splash_for(screen=screen, folder=Path(getattr(sys, "_MEIPASS", "")))
    try:
        return start(Start(find_payload(Path(sys.executable)), words, splash, screen), Copies(copies_folder()))
    except _BROKEN:
        problem = "程序文件不完整，可能没有复制或下载完。请重新复制一份 {} 再打开。"
    except OSError as error:
        problem = f"程序没有能够启动（{error.strerror or error}）。{_ADVICE}"
    finally:
        splash.close()
    show_refusal(problem.format(Path(sys.executable).name))
    return _REFUSED


_ADVICE = (
    "常见原因是磁盘空间不足（需要约 300 MB），或本单位不允许从用户文件夹运行程序。"
    "可以先腾出空间；仍不行时请改用文件夹版（…-folder.zip，解压后运行其中的程序），数据不受影响。"
)
