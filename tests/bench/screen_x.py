"""An X screen in memory, and which main windows are on it: how a start of an executable is seen from outside."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

DISPLAY = ":78"
LEAST_WIDTH = 800
"""Pixels: a window as wide is a main one, not the picture shown while something is unpacked."""
_LOOK, _PATIENCE = 0.01, 60.0
_VIEWABLE = 2


class _Attributes(ctypes.Structure):
    """XWindowAttributes, as far as it is read; padded to be no smaller than the real one."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    )


def available() -> bool:
    """Whether this machine has what is needed."""
    return shutil.which("Xvfb") is not None and ctypes.util.find_library("X11") is not None


@contextmanager
def screen() -> Iterator[Screen]:
    """The screen; it ends with the block."""
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
    try:
        yield Screen()
    finally:
        server.terminate()
        server.wait()


class Screen:
    """Looks at the windows of the screen."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(_until(lambda: self._x.XOpenDisplay(DISPLAY.encode())))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def start(self, executable: str, *words: str) -> tuple[subprocess.Popen[bytes], float]:
        """Start a program; milliseconds until its main window is on the screen."""
        environment = os.environ | {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        begun = perf_counter()
        process = subprocess.Popen([executable, *words], env=environment, stderr=subprocess.DEVNULL)
        _until(self._has_window)
        return process, (perf_counter() - begun) * 1000

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a program that `start` began; returns when its window is gone."""
        process.terminate()
        process.wait()
        _until(lambda: not self._has_window())

    def _has_window(self) -> bool:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        found = [ctypes.byref(one) for one in (root, parent, children, count)]
        self._x.XQueryTree(self._display, self._root, *found)
        shown = [self._is_main(children[place]) for place in range(count.value)]
        if count.value:
            self._x.XFree(children)
        return any(shown)

    def _is_main(self, window: int) -> bool:
        what = _Attributes()
        known = self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(what))
        return bool(known) and what.map_state == _VIEWABLE and what.width >= LEAST_WIDTH


def _until(look: object) -> object:
    """What `look` gives as soon as it is true. TimeoutError when that takes too long."""
    end = perf_counter() + _PATIENCE
    while perf_counter() < end:
        found = look()  # type: ignore[operator]
        if found:
            return found
        sleep(_LOOK)
    raise TimeoutError("nothing came to the screen")
