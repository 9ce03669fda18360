"""Places: the ways from one passage to another: step by step, from a finding, from a click on the finished page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from services.reports.standing import report_of_ref
from services.rules.engine import Finding
from ui.report.chips import position_of, read_text

if TYPE_CHECKING:
    from ui.report.card import PassageCard
    from ui.report.page import ReportPage


class Places:
    """Moves within the report of a page."""

    def __init__(self, page: ReportPage) -> None:
        self._page = page

    def step(self, step: int) -> None:
        """The next or previous passage, in the next chapter when this one is at its end."""
        cards = self._page.column.cards
        place = cards.index(self._page.card) + step if self._page.card in cards else 0
        if 0 <= place < len(cards):
            cards[place].take_focus()
            return
        self.step_chapter(step, at_end=step < 0)

    def step_chapter(self, step: int, *, at_end: bool = False) -> None:
        """The next or previous chapter."""
        place = self._page.chapter_place() + step
        if 0 <= place < len(self._page.chapters):
            self._page.show_section(self._page.chapters[place].sections[0].key)
            if self._page.column.cards:
                self._page.column.cards[-1 if at_end else 0].take_focus()

    def go_to_passage(self, key: str) -> PassageCard | None:
        """Show a passage and put the cursor into it; None when the report has none such."""
        section = next((one for one in self._page.sections if any(p.key == key for p in one.passages)), None)
        if section is None:
            return None
        if not self._page.chapter.has(section.key):
            self._page.show_section(section.key)
        card = self._page.column.card(key)
        if card is not None:
            card.take_focus()
        return card

    def go_to_finding(self, finding: Finding) -> None:
        """Select the words a finding is about."""
        place = next(filter(None, (report_of_ref(self._page.session.filing, ref) for ref in finding.hit.fields)), None)
        card = self.go_to_passage(place[1]) if place is not None else None
        span = card.span_of(finding) if card is not None else None
        if card is not None and card.editor is not None and span is not None:
            card.editor.go_to(*span)

    def open_from_page(self, anchor: str, block: int, offset: int) -> None:
        """From a click on the finished page to the character it shows, or to the section of a heading."""
        if any(one.key == anchor for one in self._page.sections):
            self._page.show_section(anchor)
            return
        card = self.go_to_passage(anchor)
        pages = self._page.panel.pages
        if card is None or card.editor is None or pages is None:
            return
        blocks = pages.document.blocks[:block]
        paragraph = sum(getattr(one, "anchor", "") == anchor for one in blocks)
        card.editor.go_to(_position(card.editor.document(), paragraph, offset, self._page.figures.show))


def _position(document: QTextDocument, paragraph: int, offset: int, show: Callable[[str], str]) -> int:
    """The position of a character of a printed paragraph."""
    block, seen = document.begin(), 0
    while block.next().isValid() and (seen < paragraph or not block.text().strip()):
        seen += bool(block.text().strip())
        block = block.next()
    before = len(read_text(document, show, 0, block.position()))
    return min(position_of(document, before + offset, show), block.position() + block.length() - 1)
