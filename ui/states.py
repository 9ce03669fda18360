"""States: how every form stands, worked out a little after the last edit, in slices that leave the screen fluent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from services.forms.catalogue import FormEntry
from services.forms.standing import Standing, State

_AFTER_MS = 150
_SLICE = 0.003
Told = Callable[[dict[str, State]], None]


class States(QObject):
    """Tells `told` the states of some forms by key whenever they were asked for and all are known."""

    def __init__(self, standing: Standing, told: Told) -> None:
        super().__init__()
        self._standing, self._told = standing, told
        self._entries: Sequence[FormEntry] = ()
        self._steps: Iterator[tuple[str, State]] | None = None
        self._known: dict[str, State] = {}
        self._later, self._slices = QTimer(self), QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._begin)
        self._slices.timeout.connect(self._step)

    def ask(self, entries: Sequence[FormEntry]) -> None:
        """Begin, or begin again after another edit."""
        self._entries = entries
        self._slices.stop()
        self._later.start(_AFTER_MS)

    def stop(self) -> None:
        """Nothing is to be told any more."""
        self._later.stop()
        self._slices.stop()

    def _begin(self) -> None:
        self._steps, self._known = self._standing.steps(self._entries), {}
        self._slices.start(0)

    def _step(self) -> None:
        end = perf_counter() + _SLICE
        while self._steps is not None and perf_counter() < end:
            state = next(self._steps, None)
            if state is None:
                self._steps = None
            else:
                self._known[state[0]] = state[1]
        if self._steps is None:
            self._slices.stop()
            self._told(self._known)
