"""Where the program keeps its data on this PC."""

from __future__ import annotations

from pathlib import Path

NAME = "绩效编报"


def default_folder() -> Path:
    """The data folder of this user: 绩效编报 in %LOCALAPPDATA% on Windows, in ~/.local/share elsewhere."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)
