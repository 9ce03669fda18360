"""A clerk at work in a process of her own, to be killed: types through the Editor and says what was accepted.

Reads one number per line, the first value to type in that round; each round runs in a fork where there is fork, so that
only the first pays for the imports. Writes "pid N", then "ack N" for every value after `Editor.apply` has returned.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, cast

from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef, Gesture
from services.store.store import Store
from tests.services.store.worked import ACTUAL

WEIGHT = FieldRef("indicator", "i2", "actual")


def work(folder: Path, number: int) -> None:
    """Open the store and type until killed: two cells per gesture, so that half a gesture would show."""
    say(f"pid {os.getpid()}")
    with Store.open(folder) as store:
        unit, head, records = store.load("f1")
        filing = Filing(unit, head, cast("Any", None), records)
        editor = Editor(store, filing)
        while True:
            changes = [Change(ref, filing.value(ref), str(number)) for ref in (ACTUAL, WEIGHT)]
            editor.apply(changes, Gesture(f"键入 {number}"))
            say(f"ack {number}")
            number += 1


def say(line: str) -> None:
    """One line in one write, so that a kill cannot tear it."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Work the rounds that stdin asks for."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        if not hasattr(os, "fork"):
            work(folder, int(line))
        child = os.fork()
        if child == 0:
            work(folder, int(line))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
