"""Runs inside the chroot, with its Python: a screen in memory, the program's window on it, keys, pictures, clock.

`screen.py walk FOLDER EXE` goes through the program as a clerk does; `screen.py starts FOLDER RUNS NAME=EXE…` measures
how long a window takes. Pictures and figures go to FOLDER; Wine, its settings and drive come from the environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

DISPLAY, SIZE = ":77", (1366, 768)
_PATIENCE, _LOOK, _SETTLE = 60.0, 0.02, 0.7
"""Seconds: how long anything may take, between two looks at the screen, between pictures that must be the same."""
_SAME = 3
"""So many pictures alike, and the program is taken to be at rest."""
_LEAST_WIDTH = 800
"""Pixels: a window as wide is the program's, and not the picture shown while it is being unpacked."""
TITLE, OPENED = "绩效编报", "年度"
SOUGHT, TYPED = "209.71", "209.5"
"""A figure of the demonstration, and what is typed over it."""


class NotSeen(Exception):
    """Something did not come to the screen in time."""


@contextmanager
def screen() -> Iterator[None]:
    """An X server in memory with a window manager, and Windows' services started; all end with the block."""
    for lock in (Path(f"/tmp/.X{DISPLAY[1:]}-lock"), Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}")):  # noqa: S108 - of the chroot
        lock.unlink(missing_ok=True)
    os.environ["DISPLAY"] = DISPLAY
    width, height = SIZE
    server = _begin("Xvfb", DISPLAY, "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp")
    _until(lambda: _said("xdotool", "getmouselocation") is not None, "X server")
    manager = _begin("openbox")
    _begin("wineserver", "-p").wait()
    _begin("wine", "cmd", "/c", "exit").wait()
    try:
        yield
    finally:
        _begin("wineserver", "-k").wait()
        for process in (manager, server):
            process.terminate()
            process.wait()


class Window:
    """The program, started as by a double click, until it is closed."""

    def __init__(self, executable: str, title: str = TITLE) -> None:
        self._title = title
        self.began = time.monotonic()
        self.process = _begin("wine", executable)

    def await_title(self, pattern: str) -> float:
        """Wait for a main window with a title; seconds since the start. NotSeen when none comes."""
        _until(lambda: bool(main_windows(pattern)), f"window {pattern}")
        return time.monotonic() - self.began

    def await_store(self) -> float:
        """Wait until the program has its data open, which its note beside them tells; seconds since the start."""
        _until(lambda: any(_drive().glob("users/*/AppData/Local/绩效编报/*.lock.json")), "opened store")
        return time.monotonic() - self.began

    def close(self) -> None:
        """Close it with Alt+F4 and wait until it is gone."""
        activate(self._title)
        press("alt+F4")
        _until(lambda: not main_windows(self._title), "end of the window")
        self.process.wait(_PATIENCE)


def main_windows(pattern: str) -> list[str]:
    """Numbers of the visible windows with such a title that are large enough to be a main one."""
    found = []
    for number in (_said("xdotool", "search", "--onlyvisible", "--name", pattern) or "").split():
        shape = _said("xdotool", "getwindowgeometry", "--shell", number) or ""
        width = re.search(r"^WIDTH=(\d+)", shape, re.MULTILINE)
        if width and int(width[1]) >= _LEAST_WIDTH:
            found.append(number)
    return found


def activate(pattern: str) -> None:
    """Give the keyboard to a window."""
    for number in main_windows(pattern)[:1]:
        _said("xdotool", "windowactivate", "--sync", number)


def press(*keys: str) -> None:
    """Press keys, each by its X name."""
    _said("xdotool", "key", "--delay", "80", *keys)


def write(text: str) -> None:
    """Type a text."""
    _said("xdotool", "type", "--delay", "60", text)


def picture(path: Path) -> None:
    """Take a picture of the screen once it has come to rest; a blinking caret gets no more than some seconds."""
    seen: list[bytes] = []
    until = time.monotonic() + 12 * _SETTLE
    while time.monotonic() < until and (len(seen) < _SAME or len(set(seen[-_SAME:])) > 1):
        time.sleep(_SETTLE)
        _said("import", "-window", "root", str(path))
        seen.append(path.read_bytes())


def walk(folder: Path, executable: str) -> None:
    """Open the window, find a figure, type over it, start a second time, close; a picture of every step."""
    with screen():
        window = Window(executable)
        window.await_store()
        picture(folder / "overview.png")
        activate(OPENED)
        press("ctrl+f")
        write(SOUGHT)
        picture(folder / "search.png")
        press("Return")
        picture(folder / "form.png")
        write(TYPED)
        press("Return")
        picture(folder / "typed.png")
        Window(executable).process.wait(_PATIENCE)
        _until(lambda: len(main_windows(TITLE)) == 1, "the first window alone")
        picture(folder / "second-start.png")
        window.close()
    with scaled(150), screen():
        window = Window(executable)
        window.await_store()
        picture(folder / "scaled-150.png")
        window.close()


@contextmanager
def scaled(percent: int) -> Iterator[None]:
    """Windows' scaling, as set for the user; read by programs that start afterwards."""
    _scale(percent)
    try:
        yield
    finally:
        _scale(100)


def _scale(percent: int) -> None:
    key = ["HKCU\\Control Panel\\Desktop", "/v", "LogPixels", "/t", "REG_DWORD"]
    _begin("wine", "reg", "add", *key, "/d", str(96 * percent // 100), "/f").wait()
    _begin("wineserver", "-w").wait()


def starts(folder: Path, runs: int, programs: dict[str, str]) -> None:
    """Time starts; starts.json holds seconds to what is seen, by program and kind of start.

    first: the single file unpacks itself; cold: files are out of the disk's cache; warm: as usual. The programs take
    turns, so that what else the machine does falls on all of them.
    """
    times: dict[str, dict[str, list[dict[str, float]]]] = {name: {} for name in programs}
    with screen():
        for _ in range(runs):
            for name, executable in programs.items():
                for kind, prepare in PREPARE.items():
                    prepare()
                    times[name].setdefault(kind, []).append(start(executable, name))
    (folder / "starts.json").write_text(json.dumps(times, indent=1), "utf-8")


def start(executable: str, name: str) -> dict[str, float]:
    """One start: seconds to the window, and but for the bare program to the list of forms and to the open data."""
    title = name if name == "bare" else TITLE
    window = Window(executable, title)
    moments = {"window": round(window.await_title(title), 3)}
    if title == TITLE:
        moments["list"] = round(window.await_title(OPENED), 3)
        moments["data"] = round(window.await_store(), 3)
    time.sleep(_SETTLE)
    window.close()
    return moments


def forget_copy() -> None:
    """Remove what the single file unpacked: the next start is the first of this version."""
    for folder in _drive().glob("users/*/AppData/Local/JixiaoBianbao"):
        shutil.rmtree(folder)


def forget_files() -> None:
    """Have the next start read the drive's files and Wine's own from the disk."""
    os.sync()
    for folder in (Path(os.environ["WINEPREFIX"]), Path("/usr/lib/x86_64-linux-gnu/wine")):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with suppress(OSError), path.open("rb") as stream:
                    os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


PREPARE: dict[str, Callable[[], None]] = {"first": forget_copy, "cold": forget_files, "warm": lambda: None}


def _drive() -> Path:
    return Path(os.environ["WINEPREFIX"], "drive_c")


def _begin(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _said(*words: str) -> str | None:
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout


def _until(is_so: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise NotSeen(what)
        time.sleep(_LOOK)


def main(words: Sequence[str]) -> None:
    """Do what the first word says."""
    if words[0] == "walk":
        walk(Path(words[1]), words[2])
    else:
        starts(Path(words[1]), int(words[2]), dict(word.split("=", 1) for word in words[3:]))


if __name__ == "__main__":
    main(sys.argv[1:])
