"""A sheet as Word has it: its title lines as paragraphs, the grid as a real table whose header rows are repeated.

Word repeats header rows only from the first row of a table on, so a form with its header further down becomes two
tables one under the other. Widths and sizes are those of the layout that screen and PDF share; lines are left to Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from services.forms.sheet import Align, Cell, Sheet, Style
from services.render.docx_borders import Block, cell_borders, table_borders
from services.render.docx_styles import ALIGNMENTS, SEPARATOR, SHEET_STYLES, sheet_align
from services.render.docx_xml import Jc, Props, paragraph, run, size, spacing, tab_stop, twips
from services.render.layout import CellLayout, Layout, needed_height
from services.render.pagecuts import kept_together
from services.render.styles import INNER, OUTER, PAD_X, PAD_Y, STYLES, TIGHT_PAD_X

_SPLIT_SHARE = 1 / 3
"""A row taller than this share of a page may be split, as in the PDF."""
BETWEEN_TABLES: Final = paragraph(Props(SEPARATOR, mark="<w:vanish/>"))
"""Two tables without a paragraph between them would be one; a hidden one takes no room (Word's own way)."""
_PAD_Y: Final = PAD_Y - INNER / 2
"""Word adds the line above a row to its height."""
_FIXED = (
    '<w:jc w:val="center"/>{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
    f'<w:top w:w="{twips(_PAD_Y)}" w:type="dxa"/><w:left w:w="{twips(PAD_X)}" w:type="dxa"/>'
    f'<w:bottom w:w="{twips(_PAD_Y)}" w:type="dxa"/><w:right w:w="{twips(PAD_X)}" w:type="dxa"/></w:tblCellMar>'
)
_TIGHT = (
    f'<w:tcMar><w:left w:w="{twips(TIGHT_PAD_X)}" w:type="dxa"/>'
    f'<w:right w:w="{twips(TIGHT_PAD_X)}" w:type="dxa"/></w:tcMar>'
)

_MIDDLE = '<w:vAlign w:val="center"/>'


def title_lines(layout: Layout) -> list[tuple[Props, str]]:
    """The rows without a frame above the table as paragraphs: title, subtitle, number and unit."""
    return [_line(layout, cells, row) for row, cells in enumerate(_leading(layout))]


def tables(layout: Layout) -> Iterator[str]:
    """The grid below the title lines, in one table, or in two when the header rows are not the first."""
    first, end = len(_leading(layout)), len(layout.sheet.rows)
    header = layout.sheet.header
    cut = header.start if header and first < header.start < end else first
    bands = [(first, cut), (cut, end)] if cut > first else [(first, end)]
    grid = _Grid(layout)
    for top, bottom in bands:
        if top < bottom:
            yield grid.table(top, bottom)


def _leading(layout: Layout) -> list[list[CellLayout]]:
    """The cells of each row that can be a paragraph: one text, or one at the left and one at the right."""
    by_row: dict[int, list[CellLayout]] = {}
    for item in layout.cells:
        for row in range(item.cell.row, item.cell.row + item.cell.rows):
            by_row.setdefault(row, []).append(item)
    found: list[list[CellLayout]] = []
    for row in range(len(layout.sheet.rows)):
        cells = sorted(by_row.get(row, ()), key=lambda item: item.cell.col)
        if not cells or not _is_line([item.cell for item in cells]):
            break
        found.append(cells)
    return found


def _is_line(cells: Sequence[Cell]) -> bool:
    if any(cell.border or cell.rows > 1 for cell in cells):
        return False
    return len(cells) == 1 or [cell.align for cell in cells] == [Align.LEFT, Align.RIGHT]


def _line(layout: Layout, items: Sequence[CellLayout], row: int) -> tuple[Props, str]:
    """A row as a paragraph as high as the row."""
    first = items[0]
    spare = layout.tops[row + 1] - layout.tops[row] - needed_height(len(first.lines) or 1, first.style) + 2 * PAD_Y
    space = max(spare / 2, 0.0)
    props = Props(
        SHEET_STYLES[first.cell.style][0],
        keep_next=True,
        tabs=tab_stop(Jc.RIGHT, twips(layout.width - PAD_X)) if len(items) > 1 else "",
        spacing=spacing(line=first.style.pitch, before=space, after=space),
        indent=f'<w:ind w:left="{twips(PAD_X)}" w:right="{twips(PAD_X)}"/>',
        align=_own_align(first.cell),
    )
    text = "\t".join(item.cell.text for item in items)
    return props, run(text, _own_size(first))


class _Grid:
    """The cells of a layout as rows of a table."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sheet = layout.sheet
        self._edges = [twips(left) for left in layout.lefts]
        self._kept = [*kept_together(layout), False]
        self._framed = _framed(layout.sheet)

    def table(self, top: int, bottom: int) -> str:
        """The rows from `top` up to `bottom`."""
        rows = self._rows(top, bottom)
        width = self._edges[-1]
        columns = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(self._edges))
        fixed = _FIXED.format(borders=table_borders())
        body = "".join(self._row(number, cells) for number, cells in enumerate(rows, top))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>{fixed}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
        )

    def _rows(self, top: int, bottom: int) -> list[list[Block]]:
        """The cells of each row from left to right; a cell cut by the header is two, places without one are filled."""
        rows: list[list[Block]] = [[] for _row in range(top, bottom)]
        for item in self._layout.cells:
            for block in _blocks(item, self._sheet, top, bottom):
                for row in range(block.top, block.bottom):
                    rows[row - top].append(block)
        return [list(self._filled(row, blocks)) for row, blocks in enumerate(rows, top)]

    def _filled(self, row: int, blocks: list[Block]) -> Iterator[Block]:
        at, end = 0, len(self._edges) - 1
        for block in sorted(blocks, key=lambda block: block.left):
            if block.left > at:
                yield _blank(row, at, block.left)
            yield block
            at = block.right
        if at < end:
            yield _blank(row, at, end)

    def _row(self, number: int, blocks: Sequence[Block]) -> str:
        row = self._sheet.rows[number]
        header = number in (self._sheet.header or ())
        height = self._layout.tops[number + 1] - self._layout.tops[number]
        whole = header or height <= self._layout.body_height * _SPLIT_SHARE
        keep = self._kept[number + 1]
        cells = "".join(self._cell(block, number, keep=keep) for block in blocks)
        return (
            f"<w:tr><w:trPr>{'<w:cantSplit/>' if whole else ''}"
            f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>{"<w:tblHeader/>" if header else ""}'
            f"</w:trPr>{cells}</w:tr>"
        )

    def _cell(self, block: Block, row: int, *, keep: bool) -> str:
        width = self._edges[block.right] - self._edges[block.left]
        span = f'<w:gridSpan w:val="{block.right - block.left}"/>' if block.right - block.left > 1 else ""
        item = block.item if row == block.text_row else None
        top = block.item is not None and block.item.cell.align is Align.TOP_LEFT
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{_merge(block, row)}'
            f"{cell_borders(block, self._framed, len(self._sheet.rows))}{_padding(block)}"
            f"{'' if top else _MIDDLE}</w:tcPr>{_paragraphs(item, keep=keep)}</w:tc>"
        )


def _framed(sheet: Sheet) -> list[list[bool]]:
    """For every place of the grid whether a bordered cell covers it."""
    framed = [[False] * len(sheet.widths) for _row in sheet.rows]
    for cell in sheet.cells:
        if cell.border:
            for row in range(cell.row, cell.row + cell.rows):
                framed[row][cell.col : cell.col + cell.cols] = [True] * cell.cols
    return framed


def _blocks(item: CellLayout, sheet: Sheet, top: int, bottom: int) -> Iterator[Block]:
    """The parts of a cell in a table of these rows; the tallest one has the text."""
    cell = item.cell
    end = cell.row + cell.rows
    header = sheet.header or range(0)
    cuts = [cell.row, *(cut for cut in (header.start, header.stop) if header and cell.row < cut < end), end]
    parts = list(pairwise(cuts))
    shown = max(parts, key=lambda part: (part[1] - part[0], part[0]))
    for first, last in parts:
        if top <= first < bottom:
            text_row = first if (first, last) == shown else -1
            goes_down = last < end or last == bottom < len(sheet.rows)  # the table below has the line between the two
            yield Block(first, cell.col, last, cell.col + cell.cols, item, text_row, first > cell.row, goes_down)


def _blank(row: int, left: int, right: int) -> Block:
    return Block(row, left, row + 1, right, None, -1)


def _merge(block: Block, row: int) -> str:
    if block.bottom - block.top == 1:
        return ""
    return '<w:vMerge w:val="restart"/>' if row == block.top else "<w:vMerge/>"


def _padding(block: Block) -> str:
    """Less padding beside a word that else would not fit, as the layout has it."""
    item = block.item
    if item is None or not item.lines:
        return ""
    widest = max(line.width for line in item.lines)
    flows = len(item.lines) > 1 and item.cell.align is not Align.CENTER
    spare = 0.0 if flows else OUTER  # some programs take the line between cells from their width
    return _TIGHT if widest > item.rect.width - 2 * PAD_X - spare + 0.01 else ""


def _paragraphs(item: CellLayout | None, *, keep: bool) -> str:
    """The text of a cell, a paragraph for each of its lines as typed."""
    if item is None:
        return paragraph(Props(SHEET_STYLES[Style.BODY][0], keep_next=keep))
    cell, smaller = item.cell, item.style.size != STYLES[item.cell.style].size
    props = Props(
        SHEET_STYLES[cell.style][0],
        keep_next=keep,
        spacing=spacing(line=item.style.pitch) if smaller else "",
        align=_own_align(cell),
    )
    look = _own_size(item)
    return "".join(paragraph(props, run(part, look)) for part in cell.text.split("\n"))


def _own_size(item: CellLayout) -> str:
    """The size of a text set smaller than its style so that it fits."""
    return "" if item.style.size == STYLES[item.cell.style].size else size(item.style.size)


def _own_align(cell: Cell) -> Jc | None:
    """How a cell's text stands where that is not what its style says."""
    align = ALIGNMENTS[cell.align]
    return None if align is sheet_align(cell.style) else align
