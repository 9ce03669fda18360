"""目录: what the bookmarks and the contents list of a Document name, and the pages of that list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from services.render.document_flow import PORTRAIT
from services.render.document_kept import Kept
from services.render.document_paged import DocumentPage, Entry, Link, TextLine
from services.render.document_text import SetLine, em_of, set_text
from services.render.measure import Line, Measurer, Run
from services.render.official import (
    CONTENTS_ENTRY,
    CONTENTS_TITLE,
    MARGIN_LEFT,
    MARGIN_TOP,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from services.reports.document import Block, Contents, Heading, SheetBlock

_NUMBER_ROOM: Final = 3
"""Characters at the right end of a line that are kept for dots and page number."""
_SHEET_LEVEL: Final = 1
_DOT: Final = "."


def entries_of(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """Headings and titled sheets in order; a sheet stands beside the headings of the first level."""
    return tuple(_entries(blocks))


def _entries(blocks: Sequence[Block]) -> Iterator[Entry]:
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            depth = block.level if block.depth is None else block.depth
            yield Entry((block.entry or block.text).replace("\n", ""), depth, index)
        elif isinstance(block, SheetBlock) and block.title:
            yield Entry(block.title, _SHEET_LEVEL, index)


def depths(entries: Sequence[Entry]) -> list[int]:
    """How deep each entry stands in the tree of bookmarks: 0 at the root, at most one step below the one before."""
    above: list[int] = []
    found = []
    for entry in entries:
        while above and above[-1] >= entry.level:
            above.pop()
        found.append(len(above))
        above.append(entry.level)
    return found


def contents_pages(
    contents: Contents,
    block: int,
    entries: Sequence[Entry],
    numbers: Mapping[int, int | None],
    kept: Kept,
) -> list[DocumentPage]:
    """The pages of a contents list; `numbers` are the printed page numbers by block, as far as they are known.

    How many pages there are does not depend on the numbers.
    """
    shown = [entry for entry in entries if entry.level <= contents.depth]
    builder = _Builder(block, kept)
    builder.title(contents.title)
    least = min((entry.level for entry in shown), default=0)
    for entry in shown:
        builder.entry(entry, entry.level - least, str(numbers.get(entry.block) or ""))
    return builder.finished()


class _Builder:
    """Fills the pages of the list from the top."""

    def __init__(self, block: int, kept: Kept) -> None:
        self._block, self._kept = block, kept
        self._pages: list[DocumentPage] = []
        self._lines: list[TextLine] = []
        self._links: list[Link] = []
        self._used = 0.0

    def title(self, text: str) -> None:
        """The heading of the list."""
        for line in self._kept.of(set_text, text, CONTENTS_TITLE):
            self._add(line, MARGIN_LEFT)

    def entry(self, entry: Entry, depth: int, number: str) -> None:
        """The lines of an entry; dots and number on its last."""
        indent = depth * em_of(CONTENTS_ENTRY)
        for line in self._kept.of(_entry_lines, entry.title, TEXT_WIDTH - indent, number):
            placed = self._add(line, MARGIN_LEFT + indent)
            self._links.append(Link(placed.rect._replace(width=TEXT_WIDTH - indent), entry.block))

    def finished(self) -> list[DocumentPage]:
        """All pages."""
        self._turn()
        return self._pages

    def _add(self, line: SetLine, left: float) -> TextLine:
        if self._used + line.pitch > TEXT_HEIGHT:
            self._turn()
        placed = TextLine(left, MARGIN_TOP + self._used, line, self._block, "")
        self._lines.append(placed)
        self._used += line.pitch
        return placed

    def _turn(self) -> None:
        page = DocumentPage(PORTRAIT, tuple(self._lines), links=tuple(self._links))
        self._pages.append(page)
        self._lines, self._links, self._used = [], [], 0.0


def _entry_lines(measurer: Measurer, title: str, width: float, number: str) -> list[SetLine]:
    """The lines of an entry, dots and number on the last."""
    room = _NUMBER_ROOM * em_of(CONTENTS_ENTRY)
    *others, last = set_text(measurer, title, CONTENTS_ENTRY, width - room)
    return [*others, _dotted(measurer, last, width, number)]


def _dotted(measurer: Measurer, line: SetLine, width: float, number: str) -> SetLine:
    """The line up to the right end of the column: dots in columns over all lines, then the number."""
    size, font = CONTENTS_ENTRY.size, CONTENTS_ENTRY.font
    dot = measurer.width(_DOT, size, font)
    end = width - measurer.width(number, size, font)
    count = max(int((end - line.line.width - size) / dot), 0)
    parts = ((_DOT * count, end - count * dot - dot / 2), (number, end))
    runs = [run for text, x in parts for run in _runs(measurer, text, x)]
    text = "".join((line.line.text, *(run.text for run in runs)))
    return line._replace(line=Line(text, width, (*line.line.runs, *runs)))


def _runs(measurer: Measurer, text: str, x: float) -> Iterator[Run]:
    """A text as runs that begin at `x`."""
    for line in measurer.lines(text, CONTENTS_ENTRY.size, CONTENTS_ENTRY.font, TEXT_WIDTH):
        yield from (run._replace(x=run.x + x) for run in line.runs)
