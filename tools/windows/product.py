"""What is done with the program on Windows: built, checked without a screen, and its exports taken home.

The program lies where a clerk cannot write, under a path with Chinese and a space, and keeps its data where it does
when nobody says otherwise.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.windows.chroot import CommandFailed
from tools.windows.wine import Wine

PYTHON, SOURCE = "C:\\python", "C:\\source"
PROGRAM = "C:\\Program Files\\绩效 编报"
DESK = "C:\\用户 资料"
FORMATS = "pdf,xlsx"
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
        """Make the executables with the Windows Python; they come to `dist` and to the program folder."""
        inside = self.wine.path(SOURCE)
        shutil.rmtree(inside, ignore_errors=True)
        shutil.copytree(source, inside)
        self.wine.chroot.own(inside)
        steady = {"SOURCE_DATE_EPOCH": self.commit_time, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        folders = ["--distpath", f"{SOURCE}\\dist", "--workpath", f"{SOURCE}\\build"]
        arguments = ["-m", "PyInstaller", "--noconfirm", *folders, f"{SOURCE}\\build.spec"]
        self.wine.run([f"{PYTHON}\\python.exe", *arguments], environment=steady)
        made = [path for path in (inside / "dist").iterdir() if path.suffix in {".exe", ".zip"}]
        dist.mkdir(parents=True, exist_ok=True)
        for path in made:
            shutil.copy(path, dist)
        refuse_wine(inside / "build")
        self.install(next(path for path in made if path.suffix == ".exe"))

    def install(self, executable: Path) -> None:
        """Put the single file into a program folder of root's, where the user can read only."""
        folder = self.wine.path(PROGRAM)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(executable, folder)
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555)

    @property
    def executable(self) -> str:
        """Windows path of the single file."""
        file = next(self.wine.path(PROGRAM).glob("*.exe"))
        return f"{PROGRAM}\\{file.name}"

    def run(self, *words: str) -> str:
        """Run a command of the program; gives what it printed. NotAsMeant when it fails."""
        try:
            return self.wine.run([self.executable, *words]).stdout
        except CommandFailed as failed:
            raise NotAsMeant(str(failed)) from failed

    def self_check(self) -> None:
        """The self-check passes through a pipe, and with nowhere to print to; a wrong command says so."""
        if "true" not in self.run("self-check", "--json"):
            raise NotAsMeant("self-check says nothing")
        self.wine.run([f"{PYTHON}\\python.exe", "-c", _DETACHED, self.executable, "self-check"])
        refused = self.wine.run([self.executable, "import", "C:\\没有\\这个.jxbb"], check=False)
        if refused.returncode != 1 or "没有" not in refused.stderr:
            raise NotAsMeant(f"import of nothing: {refused.returncode}, {refused.stdout}{refused.stderr}")

    def export(self, out: Path) -> None:
        """Export the demonstration from a first start without any setting, and bring it out."""
        inside = self.wine.path(DESK)
        shutil.rmtree(inside, ignore_errors=True)
        inside.mkdir()
        self.wine.chroot.own(inside)
        self.forget()
        export_all(self.run, [], f"{DESK}\\导出", out)
        shutil.copytree(inside / "导出", out, dirs_exist_ok=True)

    def forget(self) -> None:
        """Remove what the program keeps for this user: the next start is the first."""
        local = self.wine.drive / "users" / "clerk" / "AppData" / "Local"
        for name in ("绩效编报", "JixiaoBianbao"):
            shutil.rmtree(local / name, ignore_errors=True)


def export_on_linux(source: Path, work: Path, out: Path) -> None:
    """The same exports from the same commit on this machine."""
    shutil.rmtree(work, ignore_errors=True)

    def run(*words: str) -> str:
        command = [sys.executable, str(source / "main.py"), *words]
        return subprocess.run(command, cwd=source, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout

    export_all(run, ["--data", str(work / "数据")], str(out), out)


def export_all(run: Run, options: list[str], folder: str, out: Path) -> None:
    """Load the demonstration, check it, export everything to `folder`; the findings go to `out` as findings.json."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    run(*options, "demo")
    findings = run(*options, "check", "--json")
    (out / "findings.json").write_text(findings, "utf-8")
    run(*options, "export", "--out", folder, "--formats", FORMATS)


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
