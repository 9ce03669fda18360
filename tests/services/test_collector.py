"""The collector is left as it was found, and what is kept does not stay for ever."""

from __future__ import annotations

import gc
import weakref

import pytest

from services.collector import collector_paused, keep_for_long


@pytest.fixture(autouse=True)
def _restored():
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class Knot:
    """Holds itself, so that only a search finds it."""

    def __init__(self) -> None:
        self.me = self


def test_it_searches_again_after_a_pause_even_one_broken_off():
    seen = []

    def broken() -> None:
        with collector_paused():
            seen.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    seen.append(gc.isenabled())
    assert seen == [False, True]


def test_a_collector_switched_off_before_stays_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_kept_is_not_searched_until_something_else_is_kept():
    knot = weakref.ref(Knot())
    keep_for_long()
    gc.collect()
    assert knot() is not None
    gc.unfreeze()
    gc.collect()
    assert knot() is None
