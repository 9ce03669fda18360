"""Document 文稿: a finished text as a sequence of blocks, the same for Word, PDF and the page on screen.

Renderers calculate nothing: numbering, figures and order are already here. Sheets and charts are those of the forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.charts.chart import Chart
from services.forms.sheet import Sheet


class TextStyle(StrEnum):
    """How a paragraph is set: names of roles, not fonts; services/render/official.py has the one table for them."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"
    COVER_TITLE = "cover_title"
    COVER_LINE = "cover_line"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; `key` names the figure it shows (services/reports/figures.py), "" for plain words."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `anchor` is the passage it comes from, so that a click on the page finds the text."""

    runs: tuple[Run, ...]
    style: TextStyle = TextStyle.BODY
    anchor: str = ""

    @property
    def text(self) -> str:
        """The paragraph as read."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number already in its text.

    Level 0 is a part (第一部分), 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①. `entry` is its name in bookmarks and contents of
    a PDF where the text alone does not tell it apart: the reports on thirty projects have one and the same title.
    `depth` is its level there where that is not the printed one: a report within a report begins with 一、 again.
    """

    text: str
    level: int
    anchor: str = ""
    entry: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A statutory form or table: on pages of its own in its own orientation, or `inline` in the column of the text.

    `title` is its entry in bookmarks and contents ("" = none).
    """

    sheet: Sheet
    title: str = ""
    inline: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart in the column of the text, with its caption before or after it as the chart's rules say."""

    chart: Chart
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """目录: headings up to a level with their page numbers, on a page of its own."""

    title: str = "目录"
    depth: int = 2


Block = Paragraph | Heading | SheetBlock | ChartBlock | PageBreak | Contents


def begins_text(block: Block) -> bool:
    """Whether page numbers begin with a block: a cover and a contents list have none."""
    if isinstance(block, Paragraph):
        return block.style is TextStyle.BODY and bool(block.text)
    return isinstance(block, Heading | SheetBlock | ChartBlock)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished text: its title (for file and properties), its author (the unit), and its blocks in order.

    `stamp` stands at the foot of every page of a fixed filing (定稿 version and check sum). Page numbers are those of
    GB/T 9704-2012 (— 1 —); the pages before the first heading or body text (cover, contents) carry none.
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    stamp: str = ""

    def texts(self) -> Iterator[str]:
        """Every text of the document in order, for search, checks of glyphs and tests; sheets cell by cell."""
        for block in self.blocks:
            match block:
                case Paragraph() | Heading():
                    yield block.text
                case SheetBlock():
                    yield from (cell.text for cell in block.sheet.cells if cell.text)
                case ChartBlock():
                    yield block.chart.caption


def words(text: str, style: TextStyle = TextStyle.BODY, anchor: str = "") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(text),), style, anchor)
