"""Where the program keeps its data on this PC."""

from __future__ import annotations

from pathlib import Path

NAME = "绩效编报"


def default_folder() -> Path:
    """The data folder of this user: %LOCALAPPDATA%\\绩效编报 on Windows, ~/.local/share/绩效编报 elsewhere."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)
