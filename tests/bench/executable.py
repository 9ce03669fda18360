"""The one-file executable: its size, and its starts against a bare one-file PySide6 program built in the same way.

Takes dist/ or builds it. first: the file unpacks itself; cold: its files are out of the disk's cache; warm: as usual.
What was measured under Wine lies in dist/windows-starts.json (python dev.py windows).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

from launcher import PROGRAM
from tests.bench import screen_x
from tests.bench.table import Row
from tests.bench.timing import tell

ROOT = Path(__file__).resolve().parents[2]
DIST, BARE = ROOT / "dist", ROOT / "out" / "bare"
RUNS = 3
WORDS = {
    "first": "first start of a version (it unpacks itself)",
    "cold": "cold start (files not in the disk's cache)",
    "warm": "warm start",
}
LIMIT = {"cold": 1.4, "warm": 1.4}
"""Of the ratio; the first start of a version happens once and is only told."""


def built() -> Path | None:
    """The single file in dist/, made if need be; None where PyInstaller is not installed."""
    found = _single_files()
    if not found:
        _pyinstaller("--distpath", str(DIST), "--workpath", str(ROOT / "build"), "build.spec")
        found = _single_files()
    return found[-1] if found else None


def _single_files() -> list[Path]:
    names = DIST.glob(f"{PROGRAM}-*") if DIST.is_dir() else ()
    return sorted((path for path in names if path.is_file() and path.suffix != ".zip"), key=os.path.getmtime)


def bare() -> Path:
    """The least a program with a window is, in one file."""
    program = BARE / "bare"
    if not program.exists():
        source = str(ROOT / "tools" / "windows" / "bare.py")
        folders = ("--distpath", str(BARE), "--workpath", str(BARE / "work"), "--specpath", str(BARE))
        _pyinstaller("--onefile", "--windowed", *folders, source)
    return program


def _pyinstaller(*words: str) -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *words]
    subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False)


def starts(screen: screen_x.Screen, program: Path, folder: Path) -> list[tuple[float, ...]]:
    """Milliseconds to the window: first, cold and warm start, as often as RUNS."""
    copies = folder / "cache"
    os.environ["XDG_CACHE_HOME"] = str(copies)
    prepare: dict[str, Callable[[], None]] = {
        "first": lambda: shutil.rmtree(copies, ignore_errors=True),
        "cold": lambda: forget_files(program, copies),
        "warm": lambda: None,
    }
    runs = []
    for _ in range(RUNS):
        times = []
        for kind in WORDS:
            prepare[kind]()
            process, taken = screen.start(str(program), "--data", str(folder / "data"))
            screen.end(process)
            times.append(taken)
        runs.append(tuple(times))
    return runs


def forget_files(program: Path, copies: Path) -> None:
    """Have the next start read its files from the disk."""
    os.sync()
    for path in (program, *copies.rglob("*")):
        with suppress(OSError), path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def linux_rows(folder: Path) -> Iterator[Row]:
    """What could be built and shown here."""
    program = built()
    if program is None:
        return
    yield Row("file_size", "one-file executable", program.stat().st_size / 1e6, unit="MB", budget=125)
    if not screen_x.available():
        return
    with screen_x.screen() as screen:
        ours, floor = starts(screen, program, folder / "ours"), starts(screen, bare(), folder / "bare")
    for kind, mine, least in zip(WORDS, zip(*ours, strict=True), zip(*floor, strict=True), strict=True):
        what = f"one file, {WORDS[kind]}"
        yield Row(f"file_{kind}", what, median(mine), floor=median(least), budget=LIMIT.get(kind))


def windows_rows() -> Iterator[Row]:
    """What `dev.py windows` measured, if it ran here."""
    path = DIST / "windows-starts.json"
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name, size in told.get("bytes", {}).items():
        limit = 125 if name.endswith(".exe") else None
        yield Row(f"wine_{name}", name, size / 1e6, unit="MB", budget=limit, part="windows")
    times = told.get("seconds", {})
    for program, word in (("file", "one file"), ("folder", "folder")):
        for kind, runs in times.get(program, {}).items():
            values = [_window_ms(one) for one in (runs, times["bare"][kind])]
            limit = LIMIT.get(kind) if program == "file" else None
            what = f"{word}, {WORDS[kind] if program == 'file' or kind != 'first' else 'first start'}"
            yield Row(f"wine_{program}_{kind}", what, values[0], floor=values[1], budget=limit, part="windows")


def _window_ms(runs: list[dict[str, float]]) -> float:
    return median(run["window"] for run in runs) * 1000


def main() -> None:
    """Measure the Linux file if it can be, and tell what was measured of Windows."""
    rows = list(linux_rows(Path(sys.argv[1]) / "executable")) if sys.platform == "linux" else []
    tell([*rows, *windows_rows()])


if __name__ == "__main__":
    main()
