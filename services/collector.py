"""The garbage collector beside a large filing: its records live until the window is closed, so they are not searched.

Python looks through all living objects again and again for those that only hold each other. With 30,000 rows in memory
one such search takes 50 to 300 ms, in the middle of a key press; a filing never becomes garbage while it is open.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (20_000, 20, 20)
"""New objects before a search of the young; searches before one of the middle; those before all (else 700, 10, 10)."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search while much is made that will stay, such as the records of a filing.

    Call `keep_for_long` before the end: the first search afterwards would go through all that was made.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_for_long() -> None:
    """Leave out of later searches all that lives now; a filing kept before and closed since is searched again."""
    gc.unfreeze()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
