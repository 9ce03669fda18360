"""A sheet of a Document as laid out, on pages of its own or in the column of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from services.forms.sheet import Sheet
from services.render.layout import Layout
from services.render.official import MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MM
from services.render.pagecuts import kept_together
from services.render.paged import Paged
from services.render.pages import paginate

COLUMN_MM: Final = (MARGIN_LEFT / MM, MARGIN_TOP / MM, MARGIN_RIGHT / MM, MARGIN_BOTTOM / MM)
"""Margins of a sheet that is as wide as the text."""


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
