"""The column in the middle: the sections of one chapter with their passages as cards, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from services.reports.sections import SectionView
from ui.report.card import CardTools, PassageCard
from ui.report.chapters import Chapter
from ui.widgets import label

_WIDEST = 760
_SIDE, _MARGIN = 20, 40
_HINT = "蓝色数字来自录入表，改表即改文。写错的数字会标红。"
_PASSED_ON = (
    "asked",
    "edited",
    "left",
    "entered",
    "acted",
    "figure_opened",
    "sheet_opened",
    "report_opened",
)
_NOTHING = "这一节没有自己的文字，请在左边选下面的小节。"


class SectionColumn(QScrollArea):
    """Holds the cards of what is shown. Passes on their signals as its own."""

    asked = Signal(str, object)
    edited = Signal(object)
    left = Signal(object)
    entered = Signal(object)
    acted = Signal(str, object)
    figure_opened = Signal(str)
    sheet_opened = Signal(str)
    report_opened = Signal(object)

    def __init__(self, tools: CardTools) -> None:
        super().__init__()
        self.setObjectName("column")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(360)
        self.setAccessibleName("报告的文字")
        self._tools = tools
        self._chapter = Chapter(())
        self._locked = ""
        self._fresh = False
        self.cards: list[PassageCard] = []
        self._headings: dict[str, QWidget] = {}

    def show_chapter(self, chapter: Chapter) -> bool:
        """Show a chapter; cards of the same passages are kept. Whether new cards were made."""
        fresh = chapter.shape != self._chapter.shape or not self._headings
        self._chapter = chapter
        if fresh:
            self._build(chapter)
        for card, passage in zip(self.cards, chapter.passages, strict=True):
            if not fresh:
                card.show_passage(passage)
        return fresh

    def _build(self, chapter: Chapter) -> None:
        self.cards, self._headings = [], {}
        page, inner = QWidget(), QWidget()
        page.setObjectName("column")
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for number, section in enumerate(chapter.sections):
            self._add_heading(column, section, first=number == 0)
            for passage in section.passages:
                card = PassageCard(passage, self._tools)
                self._connect(card)
                card.setAccessibleName(section.title)
                column.addWidget(card)
                self.cards.append(card)
        if not self.cards:
            column.addWidget(label(_NOTHING, "muted", wrap=True))
        around = QVBoxLayout(page)
        around.setContentsMargins(_SIDE, 16, _SIDE, _MARGIN)
        around.addWidget(inner)
        around.addStretch(1)
        self.setWidget(page)
        self._fresh = True
        self.set_locked(self._locked)

    def _add_heading(self, column: QVBoxLayout, section: SectionView, *, first: bool) -> None:
        heading = label(section.title, "heading" if section.level <= 1 else "subheading", wrap=True)
        if not first:
            column.addSpacing(6)
        column.addWidget(heading)
        if first:
            column.addWidget(label(_HINT, "muted", wrap=True))
        self._headings[section.key] = heading

    def _connect(self, card: PassageCard) -> None:
        for name in _PASSED_ON:
            getattr(card, name).connect(getattr(self, name))
        if card.editor is not None:
            card.editor.cursorPositionChanged.connect(lambda: self._follow_cursor(card))

    def set_locked(self, reason: str) -> None:
        """Let nothing be written, for this reason."""
        if reason == self._locked and not self._fresh:
            return
        self._locked, self._fresh = reason, False
        for card in self.cards:
            card.set_locked(reason)

    def figures_changed(self) -> None:
        """Chips may have other values."""
        for card in self.cards:
            if card.editor is not None:
                card.editor.figures_changed()

    def card(self, key: str) -> PassageCard | None:
        """The card of a passage; None when it is not shown."""
        return next((card for card in self.cards if card.passage.key == key), None)

    def scroll_to(self, section: str) -> None:
        """Bring a section's heading to the top."""
        heading, page = self._headings.get(section), self.widget()
        if heading is not None and page is not None:
            page.layout().activate()  # type: ignore[union-attr]  # a page always has one
            top = heading.mapTo(page, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(0 if heading is next(iter(self._headings.values())) else top - 10)

    def _follow_cursor(self, card: PassageCard) -> None:
        editor, page = card.editor, self.widget()
        if editor is None or not editor.hasFocus():
            return
        spot = QRect(editor.mapTo(page, editor.cursorRect().topLeft()), editor.cursorRect().size())
        self.ensureVisible(spot.center().x(), spot.center().y(), 0, spot.height() + 20)

    def cursor_rect(self, card: PassageCard) -> QRect:
        """Where the cursor stands, in the window."""
        editor = card.editor
        if editor is None:
            return QRect()
        return QRect(editor.viewport().mapTo(self.window(), editor.cursorRect().topLeft()), editor.cursorRect().size())
