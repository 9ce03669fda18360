"""Copy, paste, fill down and clear over a form with spans: which text goes into which address. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from services.filing.refs import FieldRef
from services.forms.sheet import Cell, CellKind
from services.readers.clipboard import Block
from ui.form.grid import Area, Grid, Place

Typed = list[tuple[FieldRef, str]]


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste would do: texts by address, texts beyond the form, texts on cells that cannot be typed into."""

    values: Typed
    outside: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


def copy_text(cell: Cell) -> str:
    """What a cell gives to the clipboard: an input the text it is typed as, any other cell what it shows."""
    return cell.edit_text if cell.kind is CellKind.INPUT else cell.text


def copied_rows(grid: Grid, area: Area) -> list[list[str]]:
    """The texts of an area; places covered by a span are blank."""
    rows = [[""] * (area.right - area.left) for _ in range(area.top, area.bottom)]
    for cell in grid.cells(area):
        rows[cell.row - area.top][cell.col - area.left] = copy_text(cell)
    return rows


def copied_html(grid: Grid, area: Area) -> str:
    """The same as an HTML table with its merged cells; texts stay texts in Excel (telephone numbers)."""
    lines: dict[int, list[str]] = {row: [] for row in range(area.top, area.bottom)}
    for cell in grid.cells(area):
        lines[cell.row].append(_html_cell(cell))
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in lines.values())
    return f'<meta charset="utf-8"><table>{body}</table>'


def _html_cell(cell: Cell) -> str:
    spans = [(name, count) for name, count in (("rowspan", cell.rows), ("colspan", cell.cols)) if count > 1]
    marks = "".join(f' {name}="{count}"' for name, count in spans)
    kind = "" if cell.number is not None else " style='mso-number-format:\"\\@\"'"
    return f"<td{marks}{kind}>{escape(copy_text(cell)).replace(chr(10), '<br>')}</td>"


def pasted(grid: Grid, area: Area, block: Block) -> Paste:
    """Lay a block over the form from the upper left of the selection; a single text fills the whole selection.

    Labels and computed cells take nothing but use up their place. Without merged cells in the block its columns follow
    the form's cells (a wide cell takes one column), with them the form's grid (a form copied from its own printout).
    """
    if (block.height, block.width) == (1, 1):
        text = block.rows[0][0]
        return Paste([(cell.ref, text) for cell in grid.cells(area) if cell.ref is not None])
    return _laid_over(grid, (area.top, area.left), block)


def _laid_over(grid: Grid, start: Place, block: Block) -> Paste:
    values: dict[FieldRef, str] = {}
    outside: list[str] = []
    fixed: list[str] = []
    for place, text in _targets(grid, start, block):
        cell = grid.cell(place) if place is not None else None
        if cell is None:
            outside.append(text)
        elif cell.ref is None or cell.ref in values or (cell.kind is CellKind.COMPUTED and text in ("", cell.text)):
            fixed.append("" if text == cell.text else text)
        else:
            values[cell.ref] = text
    return Paste(list(values.items()), tuple(filter(None, outside)), tuple(filter(None, fixed)))


def _targets(grid: Grid, start: Place, block: Block) -> Iterator[tuple[Place | None, str]]:
    """Every text of the block with the place it falls on, None beyond the form."""
    covered = block.covered
    cols = _columns(grid, start, block.width, spanned=any(area.cols > 1 for area in block.merged))
    rows = _rows(grid, start[0], cols, block.height, spanned=any(area.rows > 1 for area in block.merged))
    for i, line in enumerate(block.rows):
        for j, text in enumerate(line):
            if (i, j) in covered:
                continue
            inside = i < len(rows) and j < len(cols)
            yield ((rows[i], cols[j]) if inside else None), text


def _columns(grid: Grid, start: Place, count: int, *, spanned: bool) -> list[int]:
    """The columns that so many texts side by side fall on: those of the form's cells, or with spans of its grid."""
    columns: list[int] = []
    row, col = start
    while len(columns) < count and (cell := grid.cell((row, col))) is not None:
        columns.append(col)
        col = col + 1 if spanned else cell.col + cell.cols
    return columns


def _rows(grid: Grid, row: int, columns: list[int], count: int, *, spanned: bool) -> list[int]:
    """The rows that so many texts under each other fall on: a tall label does not hide the rows beside it."""
    rows: list[int] = []
    while len(rows) < count and (cells := [cell for col in columns if (cell := grid.cell((row, col)))]):
        rows.append(row)
        row = row + 1 if spanned else min(cell.row + cell.rows for cell in cells)
    return rows


def filled_down(grid: Grid, area: Area) -> Typed:
    """The topmost input of each column into those below it; for a single row, the input above into it."""
    single = area.bottom - area.top == max((cell.rows for cell in grid.cells(area)), default=1)
    values: Typed = []
    for col in dict.fromkeys(cell.col for cell in grid.cells(area) if cell.ref is not None):
        column = [cell for cell in grid.cells(area) if cell.col == col and cell.ref is not None]
        above = grid.cell(grid.along((column[0].row, col), -1)) if single else column[0]
        if above is not None:
            values += [(cell.ref, copy_text(above)) for cell in column if cell.ref and cell.ref != above.ref]
    return values


def cleared(grid: Grid, area: Area) -> Typed:
    """Every filled input of an area, emptied."""
    return [(cell.ref, "") for cell in grid.cells(area) if cell.ref is not None and cell.edit_text]
