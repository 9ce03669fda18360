"""What the commands share: their common options, the store and the filing they work on, and how they answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.places import default_folder
from services.store.store import Store
from services.workspace import Workspace, choose_filing

OK, FAILED = 0, 1


def json_flag(command: argparse.ArgumentParser) -> None:
    """Offer --json."""
    command.add_argument("--json", action="store_true", help="以 JSON 输出")


def data_folder(arguments: argparse.Namespace) -> Path:
    """The data folder of --data, else this user's."""
    return arguments.data or default_folder()


def open_store(arguments: argparse.Namespace) -> Store:
    """The store of --data."""
    return Store.open(data_folder(arguments))


def open_workspace(store: Store, arguments: argparse.Namespace) -> Workspace:
    """The filing of --filing, checked."""
    workspace = Workspace.open(store, choose_filing(store, arguments.filing))
    workspace.checker.check_all()
    return workspace


def tell(arguments: argparse.Namespace, result: dict[str, Any], lines: Sequence[str]) -> None:
    """Print the result as JSON if asked for, else the lines."""
    say(json.dumps(result, ensure_ascii=False, indent=2) if arguments.json else "\n".join(lines))


def say(text: str) -> None:
    """A line of the answer, on stdout."""
    sys.stdout.write(f"{text}\n")


def warn(text: str) -> None:
    """A line the answer does not hold: what failed or was left out, on stderr."""
    sys.stderr.write(f"{text}\n")


def files_written(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Written files as documented in docs/exchange.md."""
    return [{"file": str(path), "bytes": path.stat().st_size} for path in paths]
