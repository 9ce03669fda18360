"""ReportFigures: the figures in the texts of the report shown: their values, where they come from, inserting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from services.reports.figure_search import FigureIndex
from services.reports.quote import Quote
from services.reports.telling import quote_of, tell_figure
from services.reports.tokens import keys_in, token
from ui.report.picker import FigurePicker

if TYPE_CHECKING:
    from ui.report.page import ReportPage

_NO_CELL = "这个数字没有单独的格子。"
_WHERE = "请先把光标放到要插入数字的段落里。"


class ReportFigures(QObject):
    """Works on the report of a page; the list of figures is read again when one of them changed."""

    def __init__(self, page: ReportPage, window: QWidget) -> None:
        super().__init__()
        self._page = page
        self._index: FigureIndex | None = None
        self.picker = FigurePicker(window)
        self.picker.chosen.connect(self._put)
        self.picker.closed.connect(page.take_focus)

    def forget(self) -> None:
        """Figures changed, or another report is shown."""
        self._index = None
        self.picker.put_away()

    def show(self, inside: str) -> str:
        """The value of what stands in a token."""
        return self._page.composer.book.show(inside) if self._page.composer is not None else ""

    def tell(self, inside: str) -> str:
        """What its tooltip says."""
        return tell_figure(self._page.composer.book, inside) if self._page.composer is not None else ""

    def open(self, inside: str) -> None:
        """Go to the cell a figure comes from."""
        if self._page.composer is None:
            return
        refs = quote_of(self._page.composer.book, inside).refs
        if refs:
            self._page.cell_asked.emit(refs[0])
        else:
            self._page.told.emit(_NO_CELL)

    def insert(self) -> None:
        """Ask for a figure to insert at the cursor."""
        card = self._page.card
        if card is None or card.editor is None or card.editor.isReadOnly():
            self._page.told.emit(self._page.locked or _WHERE)
            return
        if self._page.composer is not None:
            book = self._page.composer.book
            self._index = self._index or FigureIndex(book, self._page.composer.report.project)
            in_use = [key for passage in self._page.chapter.passages for key in keys_in(passage.stored)]
            self.picker.offer(self._index, in_use, self._page.column.cursor_rect(card), book.places)

    def _put(self, quote: Quote) -> None:
        card = self._page.card
        if card is not None and card.editor is not None:
            card.editor.insert_stored(token(quote.key) + quote.unit)
            card.editor.setFocus()
