"""A small picture with a bar while the program is being unpacked or loaded; Windows draws it, no toolkit is needed.

PyInstaller's own splash needs Tcl/Tk: 4 MB more to unpack at every start, and not part of every Windows Python.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PICTURE = "splash.bmp"
WIDTH, HEIGHT = 440, 200
_BAR = (24, 168, 392, 8)
"""Left, top, width and height of the bar, over the picture's empty foot."""
_POPUP, _CHILD, _VISIBLE, _BITMAP_STYLE = 0x80000000, 0x40000000, 0x10000000, 0x0E
_TOOL_WINDOW, _TOPMOST = 0x80, 0x8
_SET_IMAGE, _IMAGE_BITMAP, _FROM_FILE = 0x172, 0, 0x10
_SET_RANGE, _SET_POSITION = 0x406, 0x402
_REMOVE = 1


class Splash:
    """Nothing to be seen: for commands without a screen, and for systems that unpack in a second."""

    def show(self) -> None:
        """Show the picture, if not yet done."""

    def step(self, done: int, total: int) -> None:
        """Show how far the unpacking is."""

    def pump(self) -> None:
        """Let Windows repaint the picture; to be called often."""

    def close(self) -> None:
        """Take the picture away."""


class WindowsSplash(Splash):
    """A window of Windows' own kinds: a picture (STATIC) and a progress bar on it."""

    def __init__(self, picture: Path) -> None:
        import ctypes

        self._picture, self._ctypes = picture, ctypes
        self._user: Any = getattr(ctypes, "windll").user32  # noqa: B009 - other systems' type checkers deny it
        self._user.CreateWindowExW.restype = ctypes.c_void_p
        self._user.LoadImageW.restype = ctypes.c_void_p
        self._window: Any = None
        self._bar: Any = None

    def show(self) -> None:
        """Put the picture in the middle of the screen."""
        if self._window is not None:
            return
        left = (self._user.GetSystemMetrics(0) - WIDTH) // 2
        top = (self._user.GetSystemMetrics(1) - HEIGHT) // 2
        style = _POPUP | _VISIBLE | _BITMAP_STYLE
        self._window = self._make("STATIC", style, (left, top, WIDTH, HEIGHT), _TOOL_WINDOW | _TOPMOST)
        image = self._user.LoadImageW(None, str(self._picture), _IMAGE_BITMAP, 0, 0, _FROM_FILE)
        self._send(self._window, _SET_IMAGE, _IMAGE_BITMAP, image)
        self.pump()

    def _make(self, kind: str, style: int, place: tuple[int, int, int, int], extended: int = 0) -> Any:
        return self._user.CreateWindowExW(
            extended,
            kind,
            "绩效编报",
            self._ctypes.c_uint32(style),
            *place,
            self._pointer(self._window),
            None,
            None,
            None,
        )

    def _pointer(self, handle: Any) -> Any:
        return self._ctypes.c_void_p(handle)

    def _send(self, window: Any, message: int, first: int, second: Any) -> None:
        self._user.SendMessageW(self._pointer(window), message, self._pointer(first), self._pointer(second))

    def step(self, done: int, total: int) -> None:
        """Show the picture and move the bar."""
        self.show()
        if self._bar is None:
            getattr(self._ctypes, "windll").comctl32.InitCommonControls()  # noqa: B009 - as above
            self._bar = self._make("msctls_progress32", _CHILD | _VISIBLE, _BAR)
            self._send(self._bar, _SET_RANGE, 0, total)
        self._send(self._bar, _SET_POSITION, done, 0)
        self.pump()

    def pump(self) -> None:
        """Hand out the messages that wait."""
        from ctypes import wintypes

        message = wintypes.MSG()
        while self._user.PeekMessageW(self._ctypes.byref(message), None, 0, 0, _REMOVE):
            self._user.TranslateMessage(self._ctypes.byref(message))
            self._user.DispatchMessageW(self._ctypes.byref(message))

    def close(self) -> None:
        """Destroy both windows."""
        if self._window is not None:
            self._user.DestroyWindow(self._pointer(self._window))
            self._window = self._bar = None


def splash_for(*, screen: bool, folder: Path) -> Splash:
    """The splash of this start; its picture lies in `folder`."""
    if screen and sys.platform == "win32" and (folder / PICTURE).exists():
        return WindowsSplash(folder / PICTURE)
    return Splash()
