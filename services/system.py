"""Which systems the program runs on; asked before anything is loaded that would fail without a word."""

from __future__ import annotations

import sys

OLDEST_WINDOWS = (10, 0, 17763)
"""Windows 10 1809, the oldest that Qt 6.8 supports (doc.qt.io/qt-6.8/supported-platforms.html)."""


def windows_refusal(version: tuple[int, int, int]) -> str:
    """Why this Windows (major, minor, build) cannot run the program; empty when it can."""
    if version >= OLDEST_WINDOWS:
        return ""
    have = ".".join(map(str, version))
    return (
        f"绩效编报需要 Windows 10 1809（内部版本 17763）或更新的系统，这台电脑是 {have}。\n"
        "请先更新 Windows，或换一台电脑使用；数据文件夹可以整个搬过去，数据不会丢失。"
    )


def system_refusal() -> str:
    """Why this computer's system cannot run the program; empty when it can."""
    if sys.platform != "win32":
        return ""
    version = sys.getwindowsversion()
    return windows_refusal((version.major, version.minor, version.build))


def show_refusal(text: str) -> None:
    """Tell the clerk, without Qt: a box of Windows itself, elsewhere a line on stderr."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "绩效编报", 0x30)  # MB_ICONWARNING
