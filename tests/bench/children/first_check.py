"""The first full check of a process: no literal has been read before. Prints the milliseconds of each step.

In CPU time: no disk is waited for, and what other programs take is not the check's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from services.store.store import Store
from services.workspace import Workspace, choose_filing

with Store.open(Path(sys.argv[1])) as store:
    workspace = Workspace.open(store, choose_filing(store))  # kept, or the last step would be its destruction
steps = workspace.checker.slices()
more: int | None = 0
while more is not None:
    begun = process_time()
    more = next(steps, None)
    print((process_time() - begun) * 1000)
