"""What must be known of a whole Document before its first block is written: contents, front pages, what stays together.

The rules are those of the PDF (document_layout), as far as Word does not follow them by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from services.render.document_layout import lay_out_document
from services.render.document_paged import DocumentPages, Entry
from services.render.document_pieces import COVER_DROP, COVER_FOOT, is_attachment_mark, is_heading_of_next
from services.render.fonts import FontSet
from services.render.measure import Measurer
from services.render.official import SETTINGS, TEXT_HEIGHT, TEXT_WIDTH
from services.reports.document import (
    Block,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    SheetBlock,
    TextStyle,
    begins_text,
)

_SIGNED = (TextStyle.SIGNATURE, TextStyle.DATE)
_COVER = (TextStyle.COVER_TITLE, TextStyle.COVER_LINE)


class Space(NamedTuple):
    """White before and after a paragraph, points."""

    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Blocks are named by their place in the document.

    `numbers` are the page numbers printed in the PDF; the blocks before `front` are on pages without one. `kept` stay
    with what follows; `marks` (附件1) stand on the page of the form after them; `starts` begin a page. With `by_sheet`
    every sheet counts its own pages, as forms do; `chart_pages` is how many the charts after them take in the PDF.
    """

    entries: Sequence[Entry] = ()
    numbers: Mapping[int, int] = field(default_factory=dict)
    front: int = 0
    kept: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()
    starts: frozenset[int] = frozenset()
    spaces: Mapping[int, Space] = field(default_factory=dict)
    by_sheet: bool = False
    chart_pages: int = 1


def plan_of(document: Document, fonts: FontSet, measurer: Measurer, laid_out: DocumentPages | None = None) -> Plan:
    """The plan of a Document; it is laid out only for the page numbers of a contents list."""
    blocks = document.blocks
    listed = any(isinstance(block, Contents) for block in blocks)
    if listed and laid_out is None:
        laid_out = lay_out_document(document, fonts)
    return Plan(
        laid_out.entries if listed and laid_out else (),
        laid_out.numbers if listed and laid_out else {},
        _front(blocks),
        frozenset(_kept(blocks)),
        frozenset(_marks(blocks)),
        frozenset(_starts(blocks)),
        _cover(blocks, measurer),
    )


def _front(blocks: Sequence[Block]) -> int:
    """How many blocks fill the cover and contents pages before the first text."""
    start = next((index for index, block in enumerate(blocks) if begins_text(block)), 0)
    ends = [index + 1 for index in range(start) if isinstance(blocks[index], PageBreak | Contents)]
    return max(ends, default=0)


def _kept(blocks: Sequence[Block]) -> Iterator[int]:
    """Text before 署名 and 日期, so that no page is theirs alone, and captions above a table in the text."""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.style in _SIGNED:
            yield from _back_to_text(blocks, index)
        if isinstance(block, SheetBlock) and block.inline and index and _is_caption(blocks[index - 1]):
            yield index - 1


def _back_to_text(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The paragraphs before a place, back to the first that is not empty."""
    for before in range(index - 1, -1, -1):
        block = blocks[before]
        if not isinstance(block, Paragraph):
            return
        yield before
        if block.text:
            return


def _marks(blocks: Sequence[Block]) -> Iterator[int]:
    """“附件1” right before a form on pages of its own."""
    waiting: list[int] = []
    for index, block in enumerate(blocks):
        if isinstance(block, SheetBlock) and not block.inline:
            yield from _along(blocks, waiting, is_attachment_mark)
            waiting = []
        elif not isinstance(block, PageBreak):
            waiting.append(index)


def _starts(blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that begin a page because of a page break; headings and “附件1” right before one go along."""
    waiting: list[int] = []
    broken = False
    for index, block in enumerate(blocks):
        match block:
            case PageBreak():
                along = _along(blocks, waiting, is_heading_of_next)
                if len(along) < len(waiting):
                    yield from along[:1]
                    waiting, broken = along, not along
            case Contents() | SheetBlock(inline=False):
                waiting, broken = [], False
            case _:
                if broken:
                    yield index
                waiting.append(index)
                broken = False


def _along(blocks: Sequence[Block], waiting: Sequence[int], goes: Callable[[Block], bool]) -> list[int]:
    """Those at the end of what waits that go along with what follows."""
    return list(takewhile(lambda index: goes(blocks[index]), reversed(waiting)))[::-1]


def _cover(blocks: Sequence[Block], measurer: Measurer) -> dict[int, Space]:
    """White on a cover: its title above the middle, its lines at the foot."""
    end = next((i for i, block in enumerate(blocks) if isinstance(block, PageBreak | Contents)), 0)
    lines = [block for block in blocks[:end] if isinstance(block, Paragraph) and block.style in _COVER and block.text]
    if not lines or len(lines) < end or lines[0].style is not TextStyle.COVER_TITLE:
        return {}
    last = max(i for i, line in enumerate(lines) if line.style is TextStyle.COVER_TITLE)
    free = TEXT_HEIGHT - COVER_DROP - COVER_FOOT - sum(_height(line, measurer) for line in lines)
    spaces = {0: Space(before=COVER_DROP)}
    if free > 0 and last + 1 < end:
        spaces[last] = Space(COVER_DROP if last == 0 else 0.0, free)
    return spaces


def _height(line: Paragraph, measurer: Measurer) -> float:
    setting = SETTINGS[line.style]
    return len(measurer.lines(line.text, setting.size, setting.font, TEXT_WIDTH)) * setting.pitch


def _is_caption(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is TextStyle.CAPTION
