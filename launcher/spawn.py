"""Starts the unpacked program as the clerk started us: same words, same pipes, same folder, its own environment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from launcher import PROGRAM
from launcher.splash import Splash

_LOADING_SECONDS, _SPLASH_AFTER, _PAUSE = 60.0, 0.4, 0.03
"""How long a window may take to appear; after how long the splash is shown; how often we look."""


def program_file(copy: Path) -> Path:
    """The executable in a copy."""
    return copy / (f"{PROGRAM}.exe" if sys.platform == "win32" else PROGRAM)


def environment_of(own: Mapping[str, str]) -> dict[str, str]:
    """The clerk's environment: without what our boot loader put into it for a program of its own.

    See pyinstaller.org, “Common issues and pitfalls”: launching another program; LD_LIBRARY_PATH.
    """
    theirs = {name: value for name, value in own.items() if not name.startswith("_PYI_")}
    original = theirs.pop("LD_LIBRARY_PATH_ORIG", None)
    theirs.pop("LD_LIBRARY_PATH", None)
    if original:
        theirs["LD_LIBRARY_PATH"] = original
    theirs["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return theirs


def become(copy: Path, words: Sequence[str]) -> None:
    """Turn this process into the program (not on Windows); OSError when the system refuses, for example noexec."""
    program = str(program_file(copy))
    os.execve(program, [program, *words], environment_of(os.environ))  # noqa: S606 - our own program


def begin(copy: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start the program; it outlives us when we are killed. OSError when the system refuses."""
    if sys.platform == "win32":
        # our boot loader made Windows look for libraries among ours; a child would inherit that
        _windows("kernel32").SetDllDirectoryW(None)
    stdin, stdout, stderr = map(_stream, range(3))
    program = str(program_file(copy))
    return subprocess.Popen(  # noqa: S603 - our own program
        [program, *words], env=environment_of(os.environ), stdin=stdin, stdout=stdout, stderr=stderr
    )


def await_window(process: subprocess.Popen[bytes], splash: Splash) -> None:
    """Return when the window of a program is there, or when it ended or takes too long; only Windows can tell."""
    begun = time.monotonic()
    while sys.platform == "win32" and process.poll() is None and time.monotonic() - begun < _LOADING_SECONDS:
        if _awaits_input(process):
            _windows("user32").AllowSetForegroundWindow(process.pid)  # the clerk clicked on us; pass the right on
            return
        if time.monotonic() - begun > _SPLASH_AFTER:
            splash.show()
        splash.pump()
        time.sleep(_PAUSE)


def _stream(number: int) -> int:
    """A standard stream to hand on; a program with a window has none unless it was redirected."""
    try:
        os.fstat(number)
    except OSError:
        return subprocess.DEVNULL
    return number


def _windows(library: str) -> Any:
    import ctypes

    return getattr(getattr(ctypes, "windll"), library)  # noqa: B009 - other systems' type checkers deny it


def _awaits_input(process: subprocess.Popen[bytes]) -> bool:
    """Whether the program has made its window and waits for the clerk."""
    import ctypes

    handle = ctypes.c_void_p(int(getattr(process, "_handle")))  # noqa: B009 - only there on Windows
    return int(_windows("user32").WaitForInputIdle(handle, 0)) == 0
