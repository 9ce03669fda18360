"""Files that ship with the program; found the same way from source and from the executable."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def resource(*names: str) -> Path:
    """Path of a file below resources/."""
    return _ROOT.joinpath(*names)
