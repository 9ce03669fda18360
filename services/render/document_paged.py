"""Pages of a Document, ready to be drawn: where every line, table and chart stands.

Values only; document_layout makes them. Points from the left upper corner of the paper, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from services.charts.primitives import Picture
from services.render.document_kept import Kept
from services.render.document_text import SetLine
from services.render.layout import Rect
from services.render.measure import Line, Measurer
from services.render.paged import Page
from services.reports.document import Document


class TextLine(NamedTuple):
    """A line on a page; `left` and `top` are those of the column and of the line's room.

    `block` is the index in the document's blocks, `anchor` that of the block. The lines of a contents list have the
    anchors of the headings they lead to.
    """

    left: float
    top: float
    setting: SetLine
    block: int
    anchor: str

    @property
    def x(self) -> float:
        """Where the text begins."""
        return self.left + self.setting.x

    @property
    def baseline(self) -> float:
        """Where the characters stand."""
        return self.top + self.setting.baseline

    @property
    def line(self) -> Line:
        """The text with its fonts and advances."""
        return self.setting.line

    @property
    def text(self) -> str:
        """The text, without the spaces at the line's end."""
        return self.setting.line.text

    @property
    def size(self) -> float:
        """Size of the type."""
        return self.setting.size

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the line in the text of its block."""
        return self.setting.start, self.setting.end

    @property
    def rect(self) -> Rect:
        """The room of the text, as high as the line pitch."""
        return Rect(self.x, self.top, self.line.width, self.setting.pitch)

    def part(self, start: int, end: int) -> Rect | None:
        """The room of some characters of the block's text on this line; None when they are elsewhere."""
        first, last = max(start, self.setting.start), min(end, self.setting.end)
        if first >= last:
            return None
        edges = self._edges()
        x = self.x + edges[first - self.setting.start]
        return Rect(x, self.top, self.x + edges[last - self.setting.start] - x, self.setting.pitch)

    def offset_at(self, x: float) -> int:
        """The character of the block's text under a place on the line, counted as a text cursor does."""
        edges, wanted = self._edges(), x - self.x
        middles = ((a + b) / 2 for a, b in pairwise(edges))
        return self.setting.start + sum(middle <= wanted for middle in middles)

    def _edges(self) -> list[float]:
        """Where each character begins, from the start of the line, and where the last one ends."""
        edges = [0.0]
        for run in self.line.runs:
            edges[-1] = run.x
            for advance in run.advances:
                edges.append(edges[-1] + advance)
        return edges


class Table(NamedTuple):
    """What of a sheet is on a page, moved by (dx, dy) from where its own page has it, and the room it takes."""

    page: Page
    dx: float
    dy: float
    rect: Rect
    block: int
    anchor: str


class Figure(NamedTuple):
    """A chart on a page; (x, y) is its left upper corner."""

    picture: Picture
    x: float
    y: float
    block: int
    anchor: str

    @property
    def rect(self) -> Rect:
        """The room it takes."""
        return Rect(self.x, self.y, self.picture.width, self.picture.height)


class Link(NamedTuple):
    """A place on a contents page that leads to a block."""

    rect: Rect
    block: int


class Hit(NamedTuple):
    """What is at a place on a page: the block, its anchor, and the character (0 for tables and charts)."""

    block: int
    anchor: str
    offset: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page.

    `number` is the number printed on it, None for cover and contents; `of_sheet` marks the page of a form, which has
    its own margins and may be landscape.
    """

    size: tuple[float, float]
    lines: tuple[TextLine, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...] = ()
    number: int | None = None
    of_sheet: bool = False

    @property
    def landscape(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.size[0] > self.size[1]

    def at(self, x: float, y: float) -> Hit | None:
        """What a click at a place means; beside a line it is the line's nearest character; None where nothing is."""
        for line in self.lines:
            if line.top <= y < line.top + line.setting.pitch:
                return Hit(line.block, line.anchor, line.offset_at(x))
        placed: tuple[Table | Figure, ...] = (*self.tables, *self.figures)
        found = next((item for item in placed if item.rect.contains(x, y)), None)
        return Hit(found.block, found.anchor, 0) if found else None

    def in_order(self) -> Iterator[Table | Figure | tuple[TextLine, ...]]:
        """What is on the page from the top down, lines that follow each other together: the order of reading."""
        done = 0
        placed: list[Table | Figure] = sorted((*self.tables, *self.figures), key=lambda item: item.rect.y)
        for item in placed:
            end = next((i for i in range(done, len(self.lines)) if self.lines[i].top > item.rect.y), len(self.lines))
            if end > done:
                yield self.lines[done:end]
            yield item
            done = end
        if done < len(self.lines):
            yield self.lines[done:]

    def blocks(self) -> Iterator[tuple[int, float]]:
        """The blocks on the page with the upper edge of each of their parts."""
        yield from ((line.block, line.top) for line in self.lines)
        yield from ((table.block, table.rect.y) for table in self.tables)
        yield from ((figure.block, figure.y) for figure in self.figures)


class Entry(NamedTuple):
    """A heading or a titled sheet in bookmarks and contents; `level` as in Heading, sheets 1."""

    title: str
    level: int
    block: int


class Position(NamedTuple):
    """Where a block begins: index of the page, upper edge on it."""

    page: int
    top: float


def positions_in(pages: Iterable[DocumentPage]) -> dict[int, Position]:
    """Where each block begins."""
    found: dict[int, Position] = {}
    for index, page in enumerate(pages):
        for block, top in page.blocks():
            if block not in found:
                found[block] = Position(index, top)
    return found


@dataclass(frozen=True)
class DocumentPages:
    """A document laid out; at least one page. Given to the next layout of the changed document, it makes that quick."""

    document: Document
    pages: tuple[DocumentPage, ...]
    entries: tuple[Entry, ...]
    kept: Kept = field(repr=False, compare=False)

    @property
    def measurer(self) -> Measurer:
        """What measured the texts."""
        return self.kept.measurer

    @cached_property
    def places(self) -> dict[int, Position]:
        """Where each block begins; page breaks are not in it."""
        return positions_in(self.pages)

    @cached_property
    def _by_anchor(self) -> dict[str, int]:
        blocks = self.document.blocks
        anchors = ((getattr(blocks[block], "anchor", ""), place.page) for block, place in self.places.items())
        found: dict[str, int] = {}
        for anchor, page in anchors:
            found.setdefault(anchor, page)
        return found

    def page_of(self, anchor: str) -> int:
        """Index of the page on which a passage begins. KeyError for an anchor that is not in the document."""
        return self._by_anchor[anchor]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The printed page number on which each block begins; nothing for those on cover and contents."""
        found = ((block, self.pages[place.page].number) for block, place in self.places.items())
        return {block: number for block, number in found if number is not None}

    def rects_of(self, block: int, start: int, end: int) -> Iterator[tuple[int, Rect]]:
        """Where some characters of a block stand: index of the page and room, line by line."""
        for index in range(self.places[block].page, len(self.pages)):
            lines = [line for line in self.pages[index].lines if line.block == block]
            if not lines and index > self.places[block].page:
                return
            for line in lines:
                if rect := line.part(start, end):
                    yield index, rect
