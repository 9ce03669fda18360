"""The first full check of a process: no literal has been read before. Prints the milliseconds of each step."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from services.store.store import Store
from services.workspace import Workspace, choose_filing

with Store.open(Path(sys.argv[1])) as store:
    workspace = Workspace.open(store, choose_filing(store))  # kept, or the last step would be its destruction
steps = workspace.checker.slices()
more: int | None = 0
while more is not None:
    begun = perf_counter()
    more = next(steps, None)
    print((perf_counter() - begun) * 1000)
