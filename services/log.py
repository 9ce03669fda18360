"""The log file beside the data: tracebacks go there, never to the clerk. No figures or texts of hers are written."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_SIZE, _KEPT = 512 * 1024, 3


def start_log(folder: Path) -> None:
    """Write warnings and errors to 日志.txt in the data folder; three old files are kept."""
    try:
        path = folder / "日志.txt"
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
