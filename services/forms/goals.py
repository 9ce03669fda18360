"""The block of goals: headers side by side over long texts, with a label at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.forms.blocks import Paper, input_cell
from services.forms.sheet import Align


@dataclass(frozen=True, slots=True)
class Goal:
    """One text of the block: its header, the project's field, grid columns."""

    header: str
    field: str
    first: int
    last: int


def goals_block(paper: Paper, side: str, goals: Sequence[Goal], height: float = 64) -> None:
    """A row of headers and a row of texts; `height` in points is the least of the texts."""
    grid = paper.grid
    first = grid.row()
    for goal in goals:
        grid.label(goal.header, goal.first, goal.last)
    grid.row(height=height)
    for goal in goals:
        grid.put(input_cell(paper, paper.ref(goal.field), align=Align.TOP_LEFT), goal.first, goal.last)
    grid.side(side, 0, first)
