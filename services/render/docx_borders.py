"""Borders of a sheet's cells in Word: 0.5 pt between cells, 1.2 pt around the frame, none where a cell is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.render.layout import CellLayout
from services.render.styles import INNER, OUTER

_SIDES = ("top", "left", "bottom", "right")
_ALL = (*_SIDES, "insideH", "insideV")


class Block(NamedTuple):
    """A cell of Word's table: the rows and columns it covers, of which cell of the sheet (None = a place without one).

    The text stands in `text_row` (-1 = nowhere); `goes_up` and `goes_down` when the sheet's cell does so beyond it.
    """

    top: int
    left: int
    bottom: int
    right: int
    item: CellLayout | None
    text_row: int
    goes_up: bool = False
    goes_down: bool = False


Framed = Sequence[Sequence[bool]]
"""For every place of the grid whether a bordered cell covers it."""


def table_borders() -> str:
    """Lines between cells everywhere; what differs is said by the cells."""
    return f"<w:tblBorders>{''.join(_border(side, INNER) for side in _ALL)}</w:tblBorders>"


def cell_borders(block: Block, framed: Framed, rows: int) -> str:
    """The sides of a cell that are not a plain line between two cells."""
    own = "".join(
        _border(side, weight)
        for side, weight in zip(_SIDES, _weights(block, framed, rows), strict=True)
        if weight != INNER
    )
    return f"<w:tcBorders>{own}</w:tcBorders>" if own else ""


def _weights(block: Block, framed: Framed, rows: int) -> Iterator[float]:
    """Weights of top, left, bottom and right; both cells at an edge come to the same."""
    bordered = block.item is not None and block.item.cell.border
    columns = len(framed[0])
    yield 0.0 if block.goes_up else _weight(bordered, block.top > 0 and framed[block.top - 1][block.left])
    yield _weight(bordered, block.left > 0 and framed[block.top][block.left - 1])
    yield 0.0 if block.goes_down else _weight(bordered, block.bottom < rows and framed[block.bottom][block.left])
    yield _weight(bordered, block.right < columns and framed[block.top][block.right])


def _weight(one: bool, other: bool) -> float:  # noqa: FBT001 - the two sides of an edge
    if one and other:
        return INNER
    return OUTER if one or other else 0.0


def _border(side: str, weight: float) -> str:
    """Word counts weights in eighths of a point."""
    if not weight:
        return f'<w:{side} w:val="nil"/>'
    return f'<w:{side} w:val="single" w:sz="{round(weight * 8)}" w:space="0" w:color="auto"/>'
