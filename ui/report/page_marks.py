"""Where on the finished page stand the words that findings are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from services.render.document_paged import DocumentPages


@dataclass(frozen=True, slots=True)
class WordMark:
    """Words of a passage: its key, its text as read, start and end in it, and the colour to show them in."""

    anchor: str
    text: str
    span: tuple[int, int]
    colour: str


def rects_of(pages: DocumentPages, page: int, mark: WordMark) -> Iterator[QRectF]:
    """The room of the words on a page, in points, line by line."""
    blocks = [n for n, block in enumerate(pages.document.blocks) if getattr(block, "anchor", "") == mark.anchor]
    for paragraph, (start, end) in _parts(mark):
        if paragraph < len(blocks):
            for index, rect in pages.rects_of(blocks[paragraph], start, end):
                if index == page:
                    yield QRectF(rect.x, rect.y, rect.width, rect.height)


def _parts(mark: WordMark) -> Iterator[tuple[int, tuple[int, int]]]:
    """Number of each printed paragraph the words are in, and where in it; blank lines and indents are not printed."""
    read, paragraph = 0, 0
    for line in mark.text.split("\n"):
        words = line.strip()
        begin = read + len(line) - len(line.lstrip())
        start, end = max(mark.span[0] - begin, 0), min(mark.span[1] - begin, len(words))
        if words and start < end:
            yield paragraph, (start, end)
        paragraph += bool(words)
        read += len(line) + 1
