"""The writing screen of one report: the text of a chapter in the middle, the finished page at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from models.enums import FilingState
from services.filing.editor import Applied, FilingLocked
from services.filing.refs import Origin
from services.filing.report_rows import ReportKey, report_ref
from services.render.fonts import font_set
from services.render.measure import Measurer
from services.reports.catalogue import report_entry
from services.reports.compose import date_text, document_of
from services.reports.composer import Composer
from services.reports.sections import SectionView
from services.reports.standing import OF_REPORTS, Found, findings_on_texts, report_of_ref
from services.reports.templates import TemplateRefused
from services.reports.word_count import word_count
from services.rules.engine import Finding
from ui.report.bar import ReportBar
from ui.report.card import CardTools, PassageCard
from ui.report.chapters import Chapter, chapters
from ui.report.column import SectionColumn
from ui.report.figures import ReportFigures
from ui.report.last_year import LastYear
from ui.report.page_panel import PagePanel
from ui.report.places import Places
from ui.report.writing import Writing
from ui.session import Session

_WIDE = 1000
"""From this width on the finished page stands beside the text without being asked for."""
_PANEL = 430


class ReportPage(QWidget):
    """Shows one report and sends what is written to the session.

    `told` carries a message, `words` two texts for the status line, `outline_changed` that sections or their state
    changed, `cell_asked` a value to go to, `form_asked` the name of a form, `report_asked` another report, `acted` what
    to do about a finding, `left` that the clerk goes back to the list of everything.
    """

    told = Signal(str)
    words = Signal(str, str)
    outline_changed = Signal()
    section_changed = Signal(str)
    cell_asked = Signal(object)
    form_asked = Signal(str)
    report_asked = Signal(object)
    acted = Signal(str, object)
    left = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self.session = session
        self.composer: Composer | None = None
        self.sections: list[SectionView] = []
        self.section_key = ""
        self.chapters: list[Chapter] = []
        self.found: Found = {}
        self._stale = False
        self.card: PassageCard | None = None
        self.figures, self.places = ReportFigures(self, window), Places(self)
        self.last_year = LastYear(self)
        self._wants_page: bool | None = None
        self.column = SectionColumn(CardTools(self.figures.show, self.figures.tell, Measurer(font_set())))
        self.panel, self.bar = PagePanel(), ReportBar()
        self.writing = Writing(session, self._heading_of)
        self.writing.refused.connect(self.told)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.column)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        rows.addWidget(self.bar)
        rows.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        column, panel = self.column, self.panel
        on_bar = {"page": self._toggle_page, "insert": self.figures.insert, "back": self.left.emit}
        column.asked.connect(self._on_asked)
        column.edited.connect(self._on_edited)
        column.left.connect(self._on_left)
        column.entered.connect(self._on_entered)
        column.acted.connect(self._on_acted)
        column.figure_opened.connect(self.figures.open)
        column.sheet_opened.connect(self.form_asked)
        column.report_opened.connect(self.report_asked)
        panel.opened.connect(self.places.open_from_page)
        self.bar.asked.connect(lambda what: on_bar[what]())
        self.bar.dated.connect(self._on_dated)
        self.session.applied.connect(self._on_applied)
        self.session.checked.connect(self.show_findings)

    # ---- what is shown

    @property
    def report(self) -> ReportKey | None:
        """The report that is open."""
        return None if self.composer is None else self.composer.report

    def show_report(self, report: ReportKey, section: str = "") -> bool:
        """Show a report at a section; False when there is no such report, or what is being typed was refused."""
        if not self.writing.commit():
            return False
        if report != self.report:
            try:
                self.composer = Composer(self.session.filing, report)
            except KeyError:
                return False
            self.panel.forget()
            self.section_key = ""
            self.figures.forget()
        self.section_key = section or self.section_key
        return self._show_again()

    def _show_again(self) -> bool:
        """Bring everything up to date with the filing."""
        composer = self.composer
        if composer is None:
            return False
        try:
            self.sections = composer.sections()
        except TemplateRefused as error:
            self.told.emit(str(error))
            return False
        self._stale = False
        self.chapters = chapters(self.sections)
        self._show_chapter()
        self._show_bar(composer)
        self.panel.follow(partial(document_of, composer))
        self.outline_changed.emit()
        return True

    @property
    def chapter(self) -> Chapter:
        """What is shown in the middle: the chapter of the current section."""
        return self.chapters[self.chapter_place()] if self.chapters else Chapter(())

    def chapter_place(self) -> int:
        """Which chapter is shown."""
        return next((n for n, chapter in enumerate(self.chapters) if chapter.has(self.section_key)), 0)

    def _show_chapter(self) -> None:
        chapter = self.chapter
        if chapter.sections and not chapter.has(self.section_key):
            self.section_key = chapter.sections[0].key
        held = self.card.passage.key if self.card is not None and self._has_focus() else ""
        if self.column.show_chapter(chapter):
            self.writing.drop()
            self.card = None
            self.column.set_locked(self.locked)
            card = self.column.card(held)
            if card is not None:
                card.take_focus()
            self.show_findings()
        self.last_year.follow()
        self._show_words()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.column.isAncestorOf(focus)

    def _show_bar(self, composer: Composer) -> None:
        outline, project = composer.outline, composer.report.project
        found = self.session.filing.record("project", project) if project else None
        name = f"{outline.name}　{getattr(found, 'name', '')}" if found is not None else outline.name
        with_date = outline.signed or outline.cover
        self.bar.show_report(name, date_text(composer.record.dated), with_date=with_date, locked=bool(self.locked))
        self.column.set_locked(self.locked)

    @property
    def locked(self) -> str:
        """Why nothing may be written; "" when it may."""
        return str(FilingLocked()) if self.session.filing.head.state is FilingState.FINAL else ""

    def show_section(self, key: str) -> None:
        """Show a section, its heading at the top."""
        if not self.writing.commit():
            return
        self.section_key = key
        self._show_chapter()
        self.card = self._first_card(key)
        self.column.scroll_to(key)
        self._follow_page(key)
        self.section_changed.emit(key)

    def _first_card(self, section: str) -> PassageCard | None:
        """The first card of a section; of a heading alone, the first one below it."""
        sections = self.chapter.sections
        start = next((n for n, one in enumerate(sections) if one.key == section), 0)
        keys = (passage.key for one in sections[start:] for passage in one.passages)
        return next((card for card in map(self.column.card, keys) if card is not None), None)

    def _follow_page(self, anchor: str) -> None:
        self.panel.go_to(anchor)

    def show_findings(self) -> None:
        """Show what the rules found in the passages shown."""
        if self.composer is None or not self.isVisible():
            return
        checker = self.session.checker
        self.found = findings_on_texts(checker)
        for card in self.column.cards:
            card.show_findings(self.found.get(card.passage.ref.id, ()), checker)
        self.panel.show_marks([mark for card in self.column.cards for mark in card.word_marks()])
        self.outline_changed.emit()

    def _show_words(self) -> None:
        own = next((one for one in self.sections if one.key == self.section_key), None)
        count = word_count(own.passages if own is not None else ())
        figures = f"数字 {count.figures} 个：{count.bound} 个来自表，{count.typed} 个手写"
        self.words.emit(f"本节 {count.characters} 字", figures)

    # ---- what the session tells

    def _on_applied(self, applied: Applied) -> None:
        if self.composer is None:
            return
        if self._is_gone(applied):
            self.close_report()
            return
        self.composer.changed(applied.changes)
        if any(change.ref.entity != "passage" for change in applied.changes):
            self.figures.forget()
            self.column.figures_changed()
        self._stale = True
        if self.isVisible():
            self._show_again()
            self._show_undone(applied)

    def _is_gone(self, applied: Applied) -> bool:
        """Whether the report's project, or what it needs, is no more."""
        if self.composer is None or not any(c.is_record and c.ref.entity not in OF_REPORTS for c in applied.changes):
            return False
        return report_entry(self.session.filing, f"report:{self.composer.report.text()}") is None

    def close_report(self) -> None:
        """Show no report any more."""
        self.writing.drop()
        self.figures.forget()
        self.panel.forget()
        self.composer, self.sections, self.chapters, self.card = None, [], [], None

    def _show_undone(self, applied: Applied) -> None:
        """After undo and redo, go to what changed; what changed elsewhere is named."""
        if applied.gesture.origin not in {Origin.UNDONE, Origin.REDONE}:
            return
        places = [report_of_ref(self.session.filing, change.ref) for change in applied.changes]
        own = next((place for place in places if place is not None and place[0] == self.report and place[1]), None)
        if own is None:
            self.told.emit(f"已{applied.gesture.name}")
        elif self.card is None or self.card.passage.key != own[1]:
            self.places.go_to_passage(own[1])

    def showEvent(self, event: object) -> None:
        """What changed while another page was shown is taken in."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._show_again()
        self.show_findings()
        self._show_words()

    def hideEvent(self, event: object) -> None:
        """What is open is saved."""
        self.figures.picker.put_away()
        self.writing.commit()
        super().hideEvent(event)  # type: ignore[arg-type]

    # ---- writing

    def _on_edited(self, card: PassageCard) -> None:
        self.panel.hold()
        self.writing.edited(card)

    def _on_left(self, card: PassageCard) -> None:
        if self.writing.commit():
            card.show_text()

    def _on_entered(self, card: PassageCard) -> None:
        self.card = card
        for other in self.column.cards:
            other.set_current(current=other is card)
        section = self._section_of(card)
        if section is not None and section.key != self.section_key:
            self.section_key = section.key
            self.section_changed.emit(section.key)
        self._follow_page(card.passage.key)
        self._show_words()

    def _section_of(self, card: PassageCard) -> SectionView | None:
        key = card.passage.key
        return next((one for one in self.sections if any(p.key == key for p in one.passages)), None)

    def _heading_of(self, card: PassageCard) -> str:
        section = self._section_of(card)
        return section.heading.rstrip("。") if section is not None else "段落"

    def _on_asked(self, command: str, card: PassageCard) -> None:
        acts: dict[str, Callable[[], object]] = {
            "rewrite": card.rewrite,
            "restore": partial(self.writing.restore, card),
            "omit": partial(self.writing.omit, card, omitted=True),
            "include": partial(self.writing.omit, card, omitted=False),
            "insert": self.figures.insert,
            "last_year": partial(self.last_year.show, card),
            "undo": partial(self._replay, self.session.undo),
            "redo": partial(self._replay, self.session.redo),
            "next": partial(self.places.step, 1),
            "previous": partial(self.places.step, -1),
        }
        acts[command]()

    def _replay(self, act: Callable[[], str]) -> None:
        """Undo or redo a step of the program; what is being typed is a step of its own first."""
        if self.writing.commit():
            act()

    def _on_dated(self, text: str) -> None:
        if self.composer is not None:
            ref = report_ref(self.session.filing.id, self.composer.report, "dated")
            reason = self.session.type_text(ref, text)
            if reason:
                self.told.emit(f"成文日期没有改：{reason}")

    def commit(self) -> bool:
        """Save what is open; False when it was refused."""
        return self.writing.commit()

    def take_focus(self) -> None:
        """The keyboard goes into the passage written last, else into the first one."""
        card = self.card or next((one for one in self.column.cards if one.editor is not None), None)
        if card is not None:
            card.take_focus()
        else:
            self.column.setFocus()

    def _on_acted(self, act: str, finding: Finding) -> None:
        if act == "cell":
            ref = next((ref for ref in finding.hit.fields if ref.entity not in OF_REPORTS), None)
            if ref is not None:
                self.cell_asked.emit(ref)
        else:
            self.acted.emit(act, finding)

    # ---- the finished page

    def _toggle_page(self) -> None:
        self._wants_page = not self.panel.isVisible()
        self._fit()

    def _fit(self) -> None:
        """Show the finished page where there is room, or as the clerk wants it."""
        wanted = self.width() >= _WIDE if self._wants_page is None else self._wants_page
        if wanted != self.panel.isVisibleTo(self):
            self.panel.setVisible(wanted)
            panel = min(_PANEL, self.width() // 2)
            self.splitter.setSizes([self.width() - panel, panel])
        self.bar.page.setChecked(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the text has the width."""
        super().resizeEvent(event)
        self._fit()
