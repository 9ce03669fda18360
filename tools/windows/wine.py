"""A Windows made of Wine: its drive C:, its settings, and how programs run on it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.windows.chroot import HOME, LOCALE, Chroot

_PREFIX = f"{HOME}/wine"
ENVIRONMENT = {
    "WINEPREFIX": _PREFIX,
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "wbemprox=d;mscoree=d;mshtml=d",
    "LANG": f"{LOCALE}.UTF-8",
    "XDG_RUNTIME_DIR": "/tmp",  # noqa: S108 - of the chroot
}
"""Without the three libraries Wine neither asks for .NET and a browser nor waits for a service that is not there."""

_RUN = """
rm -f /tmp/.X78-lock /tmp/.X11-unix/X78
Xvfb :78 -screen 0 1920x1200x24 -nolisten tcp >/dev/null 2>&1 &
for _ in $(seq 200); do [ -S /tmp/.X11-unix/X78 ] && break; sleep 0.05; done
errors=$(mktemp)
DISPLAY=:78 wine "$@" </dev/null 2>"$errors" | cat
code=${PIPESTATUS[0]}
cat "$errors" >&2
rm -f "$errors"
exit $code
"""
"""Without a screen Wine makes no windows, and Qt's do not even close."""


@dataclass(frozen=True, slots=True)
class Wine:
    """The Windows in a chroot."""

    chroot: Chroot

    @property
    def drive(self) -> Path:
        """Drive C:, seen from outside."""
        return self.chroot.home / "wine" / "drive_c"

    def path(self, windows_path: str) -> Path:
        r"""Where C:\… lies, seen from outside."""
        return self.drive.joinpath(*windows_path.removeprefix("C:\\").split("\\"))

    def make(self) -> None:
        """Make drive C: and registry anew, as Windows 10."""
        shutil.rmtree(self.chroot.home / "wine", ignore_errors=True)
        self.shell("wineboot -i; winecfg -v win10; wineserver -w")

    def run(
        self, words: Sequence[str], *, environment: dict[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program with a screen nobody looks at; its output comes through a pipe."""
        return self.chroot.run(
            ["bash", "-c", _RUN, "bash", *words], environment=ENVIRONMENT | (environment or {}), check=check
        )

    def shell(self, script: str) -> str:
        """Run a shell script beside Wine."""
        return self.chroot.run(["sh", "-c", script], environment=ENVIRONMENT).stdout
