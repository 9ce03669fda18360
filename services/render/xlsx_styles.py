"""Cell styles of XLSX: one shared style for every combination that occurs, made once per workbook."""

from __future__ import annotations

from typing import Final, NamedTuple

from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from services.forms.sheet import Align, Style
from services.render.font_names import FONT_NAMES
from services.render.styles import STYLES

LABEL_GREY: Final = "FFF4F5F7"
_GB2312 = 134
"""Character set by which Excel finds a Chinese font when the named one is missing."""
_HORIZONTAL: Final = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.TOP_LEFT: "left"}

Edges = tuple[bool, bool, bool, bool]
"""Left, right, top, bottom: True for the outer frame of the table, False for a line inside it."""


class Look(NamedTuple):
    """How a cell is set, apart from its border. `quoted` shows a text that looks like a formula as the text it is."""

    style: Style
    align: Align
    grey: bool
    locked: bool
    number_format: str
    quoted: bool


class StyleBook:
    """The styles of one workbook, numbered as the cells refer to them."""

    def __init__(self, book: Workbook) -> None:
        """Make the font of empty cells 宋体 11, by which Excel measures column widths."""
        normal = next(style for style in book._named_styles if style.name == "Normal")  # noqa: SLF001
        normal.font = Font(name="宋体", sz=11, charset=_GB2312)
        book._fonts[0] = normal.font  # noqa: SLF001
        self._styles = book._cell_styles  # noqa: SLF001
        self._scratch = ExcelCell(Worksheet(book), row=1, column=1)
        self._known: dict[tuple[Look, Edges | None], int] = {}

    def number(self, look: Look, edges: Edges | None) -> int:
        """The number of a style; without edges there is no border."""
        known = self._known.get((look, edges))
        if known is None:
            known = self._known[look, edges] = self._styles.add(self._make(look, edges))
        return known

    def _make(self, look: Look, edges: Edges | None) -> StyleArray:
        cell = self._scratch
        text = STYLES[look.style]
        cell.font = Font(name=FONT_NAMES[text.role], sz=text.size, charset=_GB2312)
        vertical = "top" if look.align is Align.TOP_LEFT else "center"
        cell.alignment = Alignment(horizontal=_HORIZONTAL[look.align], vertical=vertical, wrap_text=True)
        cell.border = _border(edges)
        cell.fill = PatternFill("solid", fgColor=LABEL_GREY) if look.grey else PatternFill()
        cell.protection = Protection(locked=look.locked)
        cell.number_format = look.number_format
        made = StyleArray(cell._style)  # noqa: SLF001
        made.quotePrefix = int(look.quoted)
        return made


def _border(edges: Edges | None) -> Border:
    if edges is None:
        return Border()
    left, right, top, bottom = (Side("medium" if outer else "thin", color="FF000000") for outer in edges)
    return Border(left=left, right=right, top=top, bottom=bottom)
