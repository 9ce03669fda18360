"""Last year's text of a passage on the writing screen: a link where there is one, a look at it, taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QTextBrowser, QTextEdit, QWidget

from services.others import previous_filing
from services.reports.last_year import LastText, LastYearTexts
from services.reports.sections import PassageState
from services.workspace import NoFiling
from ui import tokens
from ui.dialogs.base import Dialog, kept

if TYPE_CHECKING:
    from services.filing.filing import Filing
    from services.filing.report_rows import ReportKey
    from ui.report.card import PassageCard
    from ui.report.page import ReportPage

_SIZE = 620, 420
_WORDS = "数字是当时印出的，底色标出的是上年的年份。采用后是手写的文字，请改成今年的情况；其中的数字会与今年的表核对。"


class LastYearDialog(Dialog):
    """Shows a text of last year with its years marked; accepted when it is to be taken over."""

    def __init__(self, parent: QWidget | None, told: LastText) -> None:
        super().__init__(parent, f"{told.year}年度写的文字", _WORDS)
        self.size_to(*_SIZE)
        self.text = QTextBrowser()
        self.text.setPlainText(told.text)
        self.text.setAccessibleName("上年文字")
        self.text.setExtraSelections([self._mark(*span) for span in told.years])
        self.column.addWidget(self.text, 1)
        self.add_buttons("采用", "关闭")

    def _mark(self, begin: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = self.text.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(tokens.SELECTION))
        made.cursor, made.format = cursor, look  # type: ignore[attr-defined]  # the stubs lack both
        return made


class LastYear:
    """Works on the cards of a page. Last year's filing is read when the first report is shown."""

    def __init__(self, page: ReportPage) -> None:
        self._page = page
        self._previous: Filing | None = None
        self._read = False
        self._texts: LastYearTexts | None = None
        self._shown: ReportKey | None = None

    def follow(self) -> None:
        """Offer the link on the cards now shown."""
        report, texts = self._page.report, self._known()
        for card in self._page.column.cards:
            there = texts is not None and report is not None and texts.has(report, card.passage.key)
            left_out = card.passage.state is PassageState.OMITTED
            card.last_year.setVisible(there and not left_out and not self._page.locked)

    def _known(self) -> LastYearTexts | None:
        """The texts of last year; projects are met anew for each report opened."""
        session, report = self._page.session, self._page.report
        if not self._read:
            self._read = True
            try:
                self._previous = previous_filing(session.workspace.store, session.filing)
            except NoFiling:
                self._previous = None
        if self._previous is not None and report != self._shown:
            self._texts, self._shown = LastYearTexts(session.filing, self._previous), report
        return self._texts

    def show(self, card: PassageCard) -> None:
        """Show last year's text of a passage, and take it over when the clerk says so."""
        report, texts = self._page.report, self._known()
        told = texts.text(report, card.passage.key) if texts is not None and report is not None else None
        if told is None or not self._page.writing.commit():
            return
        dialog = LastYearDialog(self._page, told)
        with kept(dialog):
            taken = dialog.exec() == QDialog.DialogCode.Accepted
        if taken:
            self._page.writing.take_over(card, told.text)
            card.take_focus()
