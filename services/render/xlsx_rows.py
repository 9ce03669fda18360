"""The cells of one worksheet as XML text.

Written as text because openpyxl builds an element for every cell, which takes three times as long as all the rest.
Format: ECMA-376 part 1, 18.3.1.80 (sheetData) with inline strings, which are never evaluated as formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from services.forms.sheet import Cell, CellKind, Sheet
from services.render.xlsx_grid import Area, Grid
from services.render.xlsx_styles import Edges, Look, StyleBook
from services.render.xml_text import writable

_LONGEST_AT = 255
"""Older Excel shows longer texts in cells of format “@” as ####."""
_MOST_DIGITS = 15
"""Excel rounds numbers to so many digits; longer ones are written as text."""
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = ("=", "+", "-", "@", "\t", "'")

Place = tuple[int, int]


def sheet_data(sheet: Sheet, grid: Grid, styles: StyleBook) -> str:
    """The sheetData element: every row with its height, every place a cell covers with style and border."""
    areas = [grid.area(cell) for cell in sheet.cells]
    framed = {place for cell, area in zip(sheet.cells, areas, strict=True) if cell.border for place in area.places()}
    written: list[dict[int, str]] = [{} for _row in grid.heights]
    letters = [get_column_letter(number + 1) for number in range(len(grid.widths))]
    for cell, area in zip(sheet.cells, areas, strict=True):
        value = _value(cell)
        for (row, col), style in _styled(cell, area, framed, styles):
            written[row - 1][col] = f'<c r="{letters[col - 1]}{row}" s="{style}"{value}'
            value = "/>"
    return f"<sheetData>{''.join(_rows(written, grid.heights))}</sheetData>"


def _rows(written: Iterable[dict[int, str]], heights: Iterable[float]) -> Iterator[str]:
    for number, (cells, height) in enumerate(zip(written, heights, strict=True), 1):
        inner = "".join(cells[col] for col in sorted(cells))
        yield f'<row r="{number}" ht="{height:g}" customHeight="1">{inner}</row>'


def _value(cell: Cell) -> str:
    """The end of the cell's tag and its value: a number, a text, or nothing."""
    if cell.number is not None and _holds(cell.number):
        return f"><v>{cell.number.normalize():f}</v></c>"
    if not cell.text:
        return "/>"
    text = escape(_LOOKS_ESCAPED.sub("_x005F_", writable(cell.text)))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _holds(number: Decimal) -> bool:
    """Whether Excel keeps a number exactly."""
    return len(number.normalize().as_tuple().digits) <= _MOST_DIGITS


def _styled(cell: Cell, area: Area, framed: set[Place], styles: StyleBook) -> Iterator[tuple[Place, int]]:
    """Every place of a cell with its style; without a border on each the frame of a merged cell would have gaps."""
    look = _look(cell)
    for place in area.places():
        yield place, styles.number(look, _edges(place, framed) if cell.border else None)


def _look(cell: Cell) -> Look:
    is_text = cell.number is None or not _holds(cell.number)
    return Look(
        style=cell.style,
        align=cell.align,
        grey=cell.kind is CellKind.LABEL and cell.border,
        locked=not cell.editable,
        number_format=_text_format(cell) if is_text else cell.number_format or "General",
        quoted=is_text and cell.text.startswith(_RISKY),
    )


def _text_format(cell: Cell) -> str:
    """A filled-in text has format “@”, so that editing in Excel does not make a date of 3-1 or a number of 007."""
    if not cell.text:
        return cell.number_format or "General"
    return "@" if cell.kind is not CellKind.LABEL and len(cell.text) <= _LONGEST_AT else "General"


def _edges(place: Place, framed: set[Place]) -> Edges:
    """Which sides of a place lie on the outer frame of the table."""
    row, col = place
    return (
        (row, col - 1) not in framed,
        (row, col + 1) not in framed,
        (row - 1, col) not in framed,
        (row + 1, col) not in framed,
    )
