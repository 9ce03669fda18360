"""Layout of a Document: its pages in the form of a 公文 (GB/T 9704-2012). Pure, and quick after a small change.

Lines of a paragraph, charts and sheets are kept from layout to layout; what a change leaves alone is not worked out
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from services.render.document_contents import contents_pages, entries_of
from services.render.document_flow import PORTRAIT, Flow
from services.render.document_kept import Kept
from services.render.document_paged import DocumentPage, DocumentPages, Entry, positions_in
from services.render.document_pieces import (
    COVER_DROP,
    Piece,
    is_attachment_mark,
    is_cover,
    is_heading_of_next,
    pieces_of,
    spread_cover,
    with_signatures_kept,
)
from services.render.fonts import FontSet
from services.render.measure import Measurer
from services.reports.document import (
    Block,
    Contents,
    Document,
    PageBreak,
    SheetBlock,
    begins_text,
)


def lay_out_document(document: Document, fonts: FontSet, known: DocumentPages | None = None) -> DocumentPages:
    """Lay a document out.

    With `known`, the layout before a change of the same document, it takes milliseconds, and pages that did not change
    are the same objects as before.
    """
    before = known if known is not None and known.measurer.fonts == fonts else None
    measurer = before.measurer if before else Measurer(fonts)
    kept = Kept(measurer, before.kept if before else None)
    entries = entries_of(document.blocks)
    pages = _Layout(document, kept, entries).pages()
    kept.forget_before()
    old = before.pages if before else ()
    return DocumentPages(document, tuple(_taken_over(pages, old)), entries, kept)


def _taken_over(pages: Sequence[DocumentPage], old: Sequence[DocumentPage]) -> Iterator[DocumentPage]:
    """The pages, those that are as they were as the same objects."""
    for index, page in enumerate(pages):
        yield old[index] if index < len(old) and old[index] == page else page


class _Layout:
    """Goes through the blocks; what stands in the column waits until something begins a new page."""

    def __init__(self, document: Document, kept: Kept, entries: tuple[Entry, ...]) -> None:
        self._blocks = document.blocks
        self._kept, self._entries = kept, entries
        self._flow = Flow()
        self._waiting: list[Piece] = []
        self._contents: list[tuple[int, int, Contents]] = []
        """Contents lists: index of the first page, of the block, the block."""

    def pages(self) -> list[DocumentPage]:
        """All pages, numbered, with true numbers in the contents."""
        for index in range(len(self._blocks)):
            self._add(index)
        self._finish()
        pages = _numbered(self._flow.pages or [DocumentPage(PORTRAIT)], self._blocks)
        numbers = {block: pages[place.page].number for block, place in positions_in(pages).items()}
        for first, index, contents in self._contents:
            made = contents_pages(contents, index, self._entries, numbers, self._kept)
            pages[first : first + len(made)] = [
                replace(page, number=pages[first + i].number) for i, page in enumerate(made)
            ]
        return pages

    def _add(self, index: int) -> None:
        block = self._blocks[index]
        match block:
            case PageBreak():
                self._break()
            case Contents():
                self._finish()
                self._contents.append((len(self._flow.pages), index, block))
                self._flow.add_pages(contents_pages(block, index, self._entries, {}, self._kept))
            case SheetBlock(inline=False):
                self._add_sheet(block, index)
            case _:
                self._waiting += pieces_of(self._blocks, index, self._kept)

    def _break(self) -> None:
        """Begin a new page; headings and “附件1” right before it go along, as nothing else would follow them."""
        self._finish_before(is_heading_of_next)

    def _finish_before(self, goes_along: Callable[[Block], bool]) -> None:
        """What waits goes on pages of its own, but for the pieces at its end that go along with what follows."""
        at = len(self._waiting)
        while at and goes_along(self._blocks[self._waiting[at - 1].block]):
            at -= 1
        along, self._waiting = self._waiting[at:], self._waiting[:at]
        self._finish()
        self._waiting = along

    def _finish(self) -> None:
        """What waits goes on pages of its own."""
        if self._waiting:
            pieces = with_signatures_kept(self._waiting, self._blocks)
            if is_cover(pieces, self._blocks):
                self._flow.add(spread_cover(pieces, self._blocks), COVER_DROP)
            else:
                self._flow.add(pieces)
        self._waiting = []

    def _add_sheet(self, block: SheetBlock, index: int) -> None:
        """A form on pages of its own; “附件1” right before it stands at the top of its first page."""
        self._finish_before(is_attachment_mark)
        marks, self._waiting = self._waiting, []
        self._flow.add_sheet(self._kept.sheet(block.sheet, inline=False), index, block.anchor, marks)


def _numbered(pages: Sequence[DocumentPage], blocks: Sequence[Block]) -> list[DocumentPage]:
    """The pages with their numbers: 1 is the first that is neither cover nor contents, later ones follow on."""
    first = next((i for i, page in enumerate(pages) if not _is_front(page, blocks)), len(pages))
    return [*pages[:first], *(replace(page, number=number) for number, page in enumerate(pages[first:], 1))]


def _is_front(page: DocumentPage, blocks: Sequence[Block]) -> bool:
    """Whether there is neither heading nor body text, table nor chart on a page: a cover, a contents page."""
    return not any(begins_text(blocks[index]) for index, _top in page.blocks())
