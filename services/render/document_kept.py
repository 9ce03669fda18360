"""What a layout of a Document worked out, kept for the next one as long as the document still has it.

Lines and charts are known again by what they show. Sheets are known by identity, or by name and equality: to hash one
takes almost as long as to lay it out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, Self, TypeVar, cast

from services.forms.sheet import Sheet
from services.render.document_sheets import COLUMN_MM, LaidSheet
from services.render.layout import lay_out
from services.render.measure import Measurer

_Result = TypeVar("_Result")


class Kept:
    """Results of one layout; those of the layout before are taken over when asked for again, the others let go."""

    def __init__(self, measurer: Measurer, before: Self | None = None) -> None:
        self.measurer = measurer
        self.results: dict[tuple[Any, ...], object] = {}
        self.sheets: dict[tuple[int, bool], LaidSheet] = {}
        self._old_results = before.results if before else {}
        self._old_sheets = before.sheets if before else {}
        self._in_order = deque(self._old_sheets.values())
        """The old sheets, the one that probably comes next in front: forms of a document often have one name."""

    def of(self, work: Callable[..., _Result], *arguments: Hashable) -> _Result:
        """What `work(measurer, *arguments)` gives."""
        key = (work, *arguments)
        if key not in self.results:
            old = self._old_results.get(key)
            self.results[key] = work(self.measurer, *arguments) if old is None else old
        return cast("_Result", self.results[key])

    def sheet(self, sheet: Sheet, *, inline: bool) -> LaidSheet:
        """A sheet laid out on pages of its own, or in the column of the text."""
        key = (id(sheet), inline)
        if key not in self.sheets:
            self.sheets[key] = self._taken_over(sheet, inline=inline) or self._laid_out(sheet, inline=inline)
        return self.sheets[key]

    def forget_before(self) -> None:
        """Let go of what only the layout before had."""
        self._old_results, self._old_sheets = {}, {}
        self._in_order.clear()

    def _taken_over(self, sheet: Sheet, *, inline: bool) -> LaidSheet | None:
        same = self._old_sheets.get((id(sheet), inline))
        if same is not None and same.sheet is sheet:
            return same
        for _old in range(len(self._in_order)):
            old = self._in_order[0]
            self._in_order.rotate(-1)
            if old.inline is inline and old.sheet.name == sheet.name and old.sheet == sheet:
                return replace(old, sheet=sheet)
        return None

    def _laid_out(self, sheet: Sheet, *, inline: bool) -> LaidSheet:
        set_so = replace(sheet, landscape=False, margins_mm=COLUMN_MM) if inline else sheet
        return LaidSheet(sheet, inline, lay_out(set_so, self.measurer))
