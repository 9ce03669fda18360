"""Sheets of a Document laid out, each once as long as it stays in it: forms are costly beside lines of text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from services.forms.sheet import Sheet
from services.render.layout import Layout, lay_out
from services.render.measure import Measurer
from services.render.official import MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MM
from services.render.pagecuts import kept_together
from services.render.paged import Paged
from services.render.pages import paginate

_COLUMN = (MARGIN_LEFT / MM, MARGIN_TOP / MM, MARGIN_RIGHT / MM, MARGIN_BOTTOM / MM)


@dataclass
class LaidSheet:
    """A sheet as laid out, and its pages by the room on the first one (None: a whole page)."""

    sheet: Sheet
    inline: bool
    layout: Layout
    _paged: dict[float | None, Paged] = field(default_factory=dict)

    def paged(self, first_room: float | None = None) -> Paged:
        """The pages."""
        if first_room not in self._paged:
            self._paged = {first_room: paginate(self.layout, first_room=first_room)}
        return self._paged[first_room]

    @property
    def height(self) -> float:
        """Height of the whole table."""
        return self.layout.tops[-1]

    @property
    def least(self) -> float:
        """Height of the rows that must be together at its beginning: title, header, one row."""
        kept = kept_together(self.layout)
        cut = next((i for i in range(1, len(kept)) if not kept[i]), len(kept))
        return min(self.layout.tops[cut], self.layout.body_height)


class SheetCache:
    """The laid-out sheets of a document; taken over from the layout before when the sheet is the same or equal."""

    def __init__(self, measurer: Measurer, before: Self | None = None) -> None:
        self._measurer = measurer
        self._before = before.known if before else {}
        self.known: dict[tuple[int, bool], LaidSheet] = {}

    def of(self, sheet: Sheet, *, inline: bool) -> LaidSheet:
        """The sheet on pages of its own, or in the column of the text."""
        key = (id(sheet), inline)
        if key not in self.known:
            self.known[key] = self._taken_over(sheet, inline=inline) or self._laid_out(sheet, inline=inline)
        return self.known[key]

    def forget_before(self) -> None:
        """Let go of what the layout before had and this one has not."""
        self._before = {}

    def _taken_over(self, sheet: Sheet, *, inline: bool) -> LaidSheet | None:
        same = self._before.get((id(sheet), inline))
        if same is not None and same.sheet is sheet:
            return same
        alike = (old for old in self._before.values() if old.inline is inline and old.sheet.name == sheet.name)
        return next((old for old in alike if old.sheet == sheet), None)

    def _laid_out(self, sheet: Sheet, *, inline: bool) -> LaidSheet:
        set_so = replace(sheet, landscape=False, margins_mm=_COLUMN) if inline else sheet
        return LaidSheet(sheet, inline, lay_out(set_so, self._measurer))
