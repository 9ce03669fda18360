"""The list of forms before the store is open: the clerk can read, search and choose while the rest is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from services.forms.keys import name_shown
from services.places import default_folder
from services.store.glance import Glimpse, glance
from ui.contents import OVERVIEW, evaluation_lines, first_lines
from ui.first_paint import AfterFirstPaint

if TYPE_CHECKING:
    from ui.window import MainWindow

_HEAVY = (
    "sqlalchemy",
    "pydantic",
    "sqlmodel",
    "models.entities",
    "services.forms.catalogue",
    "services.rules.catalogue",
)
"""What the rest needs, to be imported one after the other with the screen alive in between."""


class EarlyList:
    """Shows what a glance at the store tells, and remembers what the clerk did with it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def show(self) -> bool:
        """Show the list; False when the store must first be opened, or when a filing is asked for by name."""
        self._window.furnish()
        seen = None if self._window.wanted else glance(self._window.folder or default_folder())
        if seen is None or not seen.projects:
            return False
        window = self._window
        named = ((kind, key, name_shown(name)) for kind, key, name in seen.projects)
        window.sidebar.set_entries([*first_lines(), *evaluation_lines(named)])
        window.sidebar.choose(OVERVIEW)
        window.sidebar.show()
        window.sidebar.list.setFocus()
        _show_title(window, seen)
        return True

    def open_store(self) -> None:
        """When the list is on the screen, import what is heavy, open the store, and go where the clerk went."""
        steps = iter(_HEAVY)
        AfterFirstPaint(self._window.sidebar.list.viewport(), lambda: self._step(steps))

    def _step(self, steps: Iterator[str]) -> None:
        name = next(steps, None)
        if name is None:
            self._open()
        else:
            import_module(name)
            QTimer.singleShot(0, lambda: self._step(steps))

    def _open(self) -> None:
        sidebar = self._window.sidebar
        chosen, searching = sidebar.list.entry(), sidebar.filter_box.hasFocus()
        self._window.start()
        controller = self._window.controller
        if controller is None or controller.session is None:
            return
        if chosen is not None and chosen.key != OVERVIEW:
            controller.navigator.open_line(chosen.kind, chosen.key)
        if searching:
            sidebar.filter_box.setFocus()


def _show_title(window: MainWindow, seen: Glimpse) -> None:
    window.topbar.set_filing(f"{seen.year} 年度 · {seen.unit_name or '未命名单位'}")
    window.setWindowTitle(f"绩效编报　{seen.unit_name} {seen.year}年度")
