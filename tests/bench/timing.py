"""How the measures take time: product and floor in turn, each from a clean state of the garbage collector."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable
from time import perf_counter

from tests.bench.table import Row, medians


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run, the garbage of what went before not counted."""
    gc.collect()
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def alternating(runs: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """Medians of the works, run in turn so that a busy machine slows all of them; a first round only warms up."""
    return medians([[timed(work) for work in works] for _ in range(runs + 1)][1:])


def tell(rows: Iterable[Row]) -> None:
    """Hand the rows to run.py, which reads the last line of what a measure prints."""
    sys.stdout.write("\n" + json.dumps([row.as_json() for row in rows], ensure_ascii=False) + "\n")
