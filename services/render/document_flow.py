"""Flow: pieces put on pages from the top down, 22 lines a page; no heading at the foot of a page, no signature alone.

Body text fills every page to its last line (GB/T 9704-2012 §5.2.3: 每面排22行), so lines of a paragraph part anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from services.charts.primitives import Picture
from services.render.document_paged import DocumentPage, Figure, Table, TextLine
from services.render.document_pieces import GAP, Piece
from services.render.document_sheets import LaidSheet
from services.render.document_text import SetLine
from services.render.layout import Rect
from services.render.official import MARGIN_LEFT, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH, TEXT_HEIGHT, TEXT_WIDTH
from services.render.paged import Page

PORTRAIT: Final = (PAGE_WIDTH, PAGE_HEIGHT)
_SLACK: Final = 1e-6


class Flow:
    """The pages so far and the one being filled."""

    def __init__(self) -> None:
        self.pages: list[DocumentPage] = []
        self._lines: list[TextLine] = []
        self._tables: list[Table] = []
        self._figures: list[Figure] = []
        self._used = 0.0

    def add(self, pieces: Sequence[Piece], drop: float = 0.0) -> None:
        """Pieces that begin a new page, `drop` points below its top, and all pages they take."""
        self._used = drop
        for group in _groups(pieces):
            need = sum(piece.height for piece in group[:-1]) + group[-1].least
            if self._used and self._used + need > TEXT_HEIGHT + _SLACK:
                self._turn()
            for piece in group:
                self._place(piece)
        self._turn()

    def add_pages(self, pages: Iterable[DocumentPage]) -> None:
        """Finished pages."""
        self.pages += pages

    def add_sheet(self, laid: LaidSheet, block: int, anchor: str, marks: Sequence[Piece] = ()) -> None:
        """A form on pages of its own; the lines `marks` stand in the upper margin of the first."""
        left, top = laid.layout.origin
        lines = _marks(marks, left, top)
        for page in laid.paged().pages:
            rect = Rect(left, top, laid.layout.width, sum(band.height for band in page.bands))
            table = Table(page, 0.0, 0.0, rect, block, anchor)
            self.pages.append(DocumentPage(page.size, lines, (table,), of_sheet=True))
            lines = ()

    def _turn(self) -> None:
        """Finish the page, if there is anything on it."""
        if self._lines or self._tables or self._figures:
            self.pages.append(DocumentPage(PORTRAIT, tuple(self._lines), tuple(self._tables), tuple(self._figures)))
        self._lines, self._tables, self._figures, self._used = [], [], [], 0.0

    def _place(self, piece: Piece) -> None:
        """One piece on this page; on the next when it is not to be divided and does not fit."""
        if self._used and self._used + piece.least > TEXT_HEIGHT + _SLACK:
            self._turn()
        top, content = MARGIN_TOP + self._used, piece.content
        if isinstance(content, SetLine):
            self._lines.append(TextLine(MARGIN_LEFT, top, content, piece.block, piece.anchor))
        elif isinstance(content, Picture):
            self._figures.append(Figure(content, MARGIN_LEFT, top, piece.block, piece.anchor))
        else:
            self._divide(content, piece)
            return
        self._used += piece.height

    def _divide(self, laid: LaidSheet, piece: Piece) -> None:
        """A table on this page and, if need be, the next ones."""
        for index, page in enumerate(laid.paged(TEXT_HEIGHT - self._used if self._used else None).pages):
            if index:
                self._turn()
            self._tables.append(self._table(page, piece))
            self._used += self._tables[-1].rect.height
        self._used += GAP

    def _table(self, page: Page, piece: Piece) -> Table:
        height = sum(band.height for band in page.bands)
        rect = Rect(MARGIN_LEFT, MARGIN_TOP + self._used, TEXT_WIDTH, height)
        return Table(page, 0.0, self._used, rect, piece.block, piece.anchor)


def _marks(pieces: Sequence[Piece], left: float, bottom: float) -> tuple[TextLine, ...]:
    """Lines that end just above the table of a form."""
    lines = [(piece, piece.content) for piece in pieces if isinstance(piece.content, SetLine)]
    top = bottom - sum(piece.height for piece, _line in lines)
    tops = accumulate((piece.height for piece, _line in lines), initial=top)
    return tuple(
        TextLine(left, y, line, piece.block, piece.anchor) for (piece, line), y in zip(lines, tops, strict=False)
    )


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces that must be on one page, group by group."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.glued:
            yield group
            group = []
    if group:
        yield group
