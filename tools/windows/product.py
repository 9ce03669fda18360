"""What is done with the program on Windows: built, checked without a screen, and its exports taken home.

The program lies where a clerk cannot write, under a path with Chinese and a space, and keeps its data where it does
when nobody says otherwise.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.windows.chroot import HOME, USER, CommandFailed
from tools.windows.screen import TYPED
from tools.windows.wine import ENVIRONMENT, Wine

PYTHON, SOURCE = "C:\\python", "C:\\source"
PROGRAM = "C:\\Program Files\\绩效 编报"
BARE = f"{SOURCE}\\bare"
TESTS, TESTED_WITH = "C:\\tests", "C:\\dev"
_PYTEST = """
import os, sys
os.chdir(sys.argv[1])
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""
"""Without a screen, as everywhere; the variable is set inside because Wine keeps QT_… from Windows programs."""
DESK = "C:\\用户 资料"
_DETACHED = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], creationflags=8).returncode)"
"""Starts a program as a double click does: without console and streams (DETACHED_PROCESS)."""
Run = Callable[..., str]
"""Runs the program with words; gives what it printed."""


class NotAsMeant(Exception):
    """The program did something else than it should; str() says what."""


@dataclass(frozen=True, slots=True)
class Product:
    """The program at one commit, on Windows."""

    wine: Wine
    commit_time: str

    def build(self, source: Path, dist: Path) -> None:
        """Make the executables with the Windows Python; they come to `dist` and to the program folders."""
        inside = self.wine.path(SOURCE)
        shutil.rmtree(inside, ignore_errors=True)
        shutil.copytree(source, inside)
        self.wine.chroot.own(inside)
        self._pyinstaller("dist", f"{SOURCE}\\build.spec")
        refuse_wine(inside / "build")
        made = [path for path in (inside / "dist").iterdir() if path.suffix in {".exe", ".zip"}]
        dist.mkdir(parents=True, exist_ok=True)
        for path in made:
            shutil.copy(path, dist)
        self._install(made)

    def build_bare(self) -> None:
        """Make the bare program that starts are compared with."""
        inside = self.wine.path(SOURCE)
        shutil.copy(Path(__file__).with_name("bare.py"), inside)
        self._pyinstaller("bare", "--onefile", "--windowed", f"{SOURCE}\\bare.py")

    def _pyinstaller(self, dist: str, *words: str) -> None:
        steady = {"SOURCE_DATE_EPOCH": self.commit_time, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        folders = [
            "--distpath",
            f"{SOURCE}\\{dist}",
            "--workpath",
            f"{SOURCE}\\build",
            "--specpath",
            f"{SOURCE}\\build",
        ]
        folders = folders[:4] if words[-1].endswith(".spec") else folders
        self.wine.run(
            [f"{PYTHON}\\python.exe", "-m", "PyInstaller", "--noconfirm", *folders, *words], environment=steady
        )

    def _install(self, made: list[Path]) -> None:
        """Put the single file and the unpacked zip into folders of root's, where the user can read only."""
        folder = self.wine.path(PROGRAM)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in made:
            if path.suffix == ".exe":
                shutil.copy(path, folder)
            else:
                shutil.unpack_archive(path, folder)
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555)

    @property
    def executable(self) -> str:
        """Windows path of the single file."""
        file = next(self.wine.path(PROGRAM).glob("*.exe"))
        return f"{PROGRAM}\\{file.name}"

    @property
    def in_folder(self) -> str:
        """Windows path of the program that the zip holds."""
        file = next(self.wine.path(PROGRAM).glob("*/*.exe"))
        return f"{PROGRAM}\\{file.parent.name}\\{file.name}"

    def self_check(self) -> None:
        """The self-check passes through a pipe, and with nowhere to print to; a wrong command says so."""
        for program in (self.executable, self.in_folder):
            self._run([program, "self-check"])
        self._run([f"{PYTHON}\\python.exe", "-c", _DETACHED, self.executable, "self-check"])
        refused = self.wine.run([self.executable, "import", "C:\\没有\\这个.jxbb"], check=False)
        if refused.returncode != 1 or "没有" not in refused.stderr:
            raise NotAsMeant(f"import of nothing: {refused.returncode}, {refused.stdout}{refused.stderr}")

    def run(self, *words: str) -> str:
        """Run a command of the single file; gives what it printed. NotAsMeant when it fails."""
        return self._run([self.executable, *words])

    def _run(self, words: list[str]) -> str:
        try:
            return self.wine.run(words).stdout
        except CommandFailed as failed:
            raise NotAsMeant(str(failed)) from failed

    def export(self, out: Path) -> None:
        """Export the demonstration from a first start without any setting, and bring it out."""
        inside = self.wine.path(DESK)
        shutil.rmtree(inside, ignore_errors=True)
        inside.mkdir()
        self.wine.chroot.own(inside)
        self.forget()
        export_all(self.run, [], f"{DESK}\\导出", out)
        shutil.copytree(inside / "导出", out, dirs_exist_ok=True)

    def walk(self, dist: Path) -> None:
        """Go through the window as a clerk does; its pictures come to `dist`. NotAsMeant unless what was typed is kept.

        Works on the store that `export` left, and looks into it afterwards.
        """
        shutil.copytree(self._screen("walk", self.executable), dist / "pictures", dirs_exist_ok=True)
        kept = self.newest_change()
        if kept != f'"{TYPED}"':
            raise NotAsMeant(f"typed {TYPED}, kept {kept}")
        left = sorted(path.name for path in self._local("绩效编报").iterdir())
        if left != ["备份", "绩效编报.db"]:
            raise NotAsMeant(f"after closing, the data folder holds {left}")

    def time_starts(self, runs: int) -> dict[str, Any]:
        """Seconds that starts take: of the single file, of the program in a folder, and of a bare one-file program."""
        programs = {"file": self.executable, "folder": self.in_folder, "bare": f"{BARE}\\bare.exe"}
        folder = self._screen("starts", str(runs), *(f"{name}={path}" for name, path in programs.items()))
        times: dict[str, Any] = json.loads((folder / "starts.json").read_text("utf-8"))
        return times

    def test(self, source: Path, log: Path) -> str:
        """Run the tests of a source tree; the last line they say, all of it in `log`. NotAsMeant when one fails."""
        inside = self.wine.path(TESTS)
        shutil.rmtree(inside, ignore_errors=True)
        shutil.copytree(source, inside)
        self.wine.chroot.own(inside)
        words = [f"{PYTHON}\\python.exe", "-c", _PYTEST, TESTS, "-q", "-p", "no:cacheprovider", "--tb=short"]
        done = self.wine.run(words, environment={"PYTHONPATH": TESTED_WITH, "PYTHONUTF8": "1"}, check=False)
        log.write_text(f"{done.stdout}\n{done.stderr}", "utf-8")
        last = next((line for line in reversed(done.stdout.splitlines()) if line), "nothing said")
        if done.returncode:
            raise NotAsMeant(f"{last}\nsee {log}")
        return last

    def newest_change(self) -> str:
        """The new value of the last change in the store, as JSON."""
        with closing(sqlite3.connect(self._local("绩效编报") / "绩效编报.db")) as store:
            return str(store.execute("SELECT new FROM change ORDER BY id DESC LIMIT 1").fetchone()[0])

    def _screen(self, what: str, *words: str) -> Path:
        """Let screen.py do something; the folder it wrote to."""
        name = "screen"
        folder = self.wine.chroot.home / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.wine.chroot.own(folder)
        command = ["python3", "/srv/tools/screen.py", what, f"{HOME}/{name}", *words]
        self.wine.chroot.run(command, environment=ENVIRONMENT)
        return folder

    def _local(self, name: str) -> Path:
        return self.wine.drive / "users" / USER / "AppData" / "Local" / name

    def forget(self) -> None:
        """Remove what the program keeps for this user: the next start is the first."""
        for name in ("绩效编报", "JixiaoBianbao"):
            shutil.rmtree(self._local(name), ignore_errors=True)


def export_on_linux(source: Path, work: Path, out: Path) -> None:
    """The same exports from the same commit on this machine."""
    shutil.rmtree(work, ignore_errors=True)

    def run(*words: str) -> str:
        command = [sys.executable, str(source / "main.py"), *words]
        return subprocess.run(command, cwd=source, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout

    export_all(run, ["--data", str(work / "数据")], str(out), out)


def export_all(run: Run, options: list[str], folder: str, out: Path) -> None:
    """Load the demonstration, check it, export everything of it to `folder`; the findings go to `out` as findings.json.

    The self-check exports: every filing of the demonstration, every form and report, every format.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    run(*options, "demo")
    findings = run(*options, "check", "--json")
    (out / "findings.json").write_text(findings, "utf-8")
    run(*options, "self-check", "--keep", folder)


def refuse_wine(build: Path) -> None:
    """NotAsMeant if the executable holds a library of Wine's own, which a real Windows cannot use."""
    held = {
        line.strip()
        for contents in build.rglob("*.toc")
        for line in contents.read_text("utf-8").lower().splitlines()
        if "c:\\\\windows\\\\" in line
    }
    if held:
        raise NotAsMeant("libraries of Wine in the executable: " + "; ".join(sorted(held)[:5]))
