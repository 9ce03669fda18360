"""ReportDesk: opens reports in the window, keeps the list at the left to them, prints and exports them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from services.filing.refs import FieldRef, Gesture
from services.filing.report_rows import ReportKey
from services.find import Match
from services.forms.standing import State
from services.reports.catalogue import ReportEntry, possible_reports, report_entry, reports_of
from services.reports.find_passages import find_passages
from services.reports.gestures import want_report
from services.reports.standing import OF_REPORTS, report_of_ref, report_states
from services.rules.engine import Finding
from ui.entries import Entry
from ui.report.outline import line_key, outline_lines, section_of_line
from ui.report.return_bar import ReturnBar

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.report.page import ReportPage
    from ui.session import Session

PREFIX = "report:"
_MANY = 25
"""More reports than this are offered in menus of their own, by kind."""


class ReportDesk:
    """Works on the open filing; the page is made when the first report is opened."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self.page: ReportPage | None = None
        self._came_from: str = ""
        self.back = ReturnBar(controller.window)
        self.back.returned.connect(self.go_back)
        center = controller.window.message.parentWidget()
        column = center.layout() if center is not None else None
        if isinstance(column, QBoxLayout):
            column.insertWidget(0, self.back)

    @property
    def _session(self) -> Session | None:
        return self._controller.session

    # ---- opening and closing

    def widget(self) -> QWidget | None:
        """The writing screen."""
        return self.page

    def close(self) -> None:
        """The filing is closed: its page goes."""
        self.back.put_away()
        if self.page is not None:
            self.page.column.blockSignals(True)  # noqa: FBT003 - Qt takes it so; what is left now is saved already
            self.page.close_report()
            self._window.pages.removeWidget(self.page)
            self.page.figures.picker.deleteLater()
            self.page.deleteLater()
            self.page = None

    def commit(self) -> bool:
        """Save what is being written; False when it was refused."""
        return self.page is None or self.page.commit()

    def show(self, key: str) -> bool:
        """Open a report by the key of its line; False when there is none or what is written was refused."""
        if self._session is None or report_entry(self._session.filing, key) is None:
            return False
        page = self.page or self._make_page(self._session)
        return page.show_report(ReportKey.parse(key.removeprefix(PREFIX)))

    def _make_page(self, session: Session) -> ReportPage:
        from ui.report.page import ReportPage

        page = self.page = ReportPage(session, self._window)
        self._window.pages.addWidget(page)
        navigator = self._controller.navigator
        page.told.connect(self._window.tell)
        page.words.connect(self._window.show_words)
        page.outline_changed.connect(self._follow_outline)
        page.section_changed.connect(lambda _key: navigator.choose())
        page.cell_asked.connect(self._go_to_cell)
        page.form_asked.connect(self._open_form)
        page.report_asked.connect(lambda report: navigator.show(PREFIX + report.text()))
        page.acted.connect(self._controller.act_on_finding)
        page.left.connect(self.leave)
        return page

    @property
    def shown(self) -> bool:
        """Whether the writing screen is what is shown."""
        return self.page is not None and self._controller.navigator.on_report

    @property
    def gone(self) -> bool:
        """Whether the report that was shown is no more."""
        return self.page is None or self.page.report is None

    def follow(self) -> None:
        """Another page is shown: the way back is offered on forms only, and not any more when it was gone."""
        if self.shown:
            self.back.put_away()
        else:
            self.back.setVisible(self.back.offered and self._controller.navigator.on_form)

    # ---- the list at the left

    def lines(self) -> list[Entry]:
        """The outline of the report shown, as lines of the list."""
        page = self.page
        if page is None or page.composer is None or self._session is None:
            return []
        return outline_lines(page.composer.outline.name, page.sections, self._session.checker, page.found)

    @property
    def line(self) -> str:
        """Key of the line of the section shown."""
        return line_key(self.page.section_key) if self.page is not None else ""

    def _follow_outline(self) -> None:
        if self.shown:
            sidebar, lines = self._window.sidebar, self.lines()
            if lines != sidebar.lines:
                sidebar.set_entries(lines)
                self._controller.navigator.choose()

    def open_section(self, key: str) -> None:
        """A line of the outline was chosen."""
        if self.page is not None:
            self.page.show_section(section_of_line(key))

    def states(self) -> dict[str, State]:
        """How every report stands, by key."""
        if self._session is None:
            return {}
        return report_states(self._session.checker, reports_of(self._session.filing))

    def find(self, text: str) -> list[Match]:
        """Passages that hold a text."""
        if self._session is None:
            return []
        page = self.page
        if page is None or page.composer is None:
            return find_passages(self._session.filing, text)
        return find_passages(self._session.filing, text, page.composer.outline.name, page.sections)

    # ---- going places

    def go_to(self, ref: FieldRef) -> bool:
        """Open the report of a passage at its text; whether there is one."""
        place = report_of_ref(self._session.filing, ref) if self._session is not None else None
        if place is None or not self._controller.navigator.show(PREFIX + place[0].text()):
            return False
        if self.page is not None and place[1]:
            self.page.places.go_to_passage(place[1])
        return True

    def select(self, finding: Finding) -> None:
        """Select the words a finding is about."""
        if self.shown and self.page is not None:
            self.page.places.go_to_finding(finding)

    def _go_to_cell(self, ref: FieldRef) -> None:
        """From a figure of the text to its cell; the way back is offered."""
        page = self.page
        if page is None or page.composer is None or ref.entity in OF_REPORTS:
            return
        came, name = self._controller.navigator.key, page.composer.outline.name
        self._controller.go_to(ref)
        if not self.shown:
            self._came_from = came
            self.back.offer(name)

    def _open_form(self, name: str) -> None:
        entry = next((one for one in self._controller.forms if one.name == name), None)
        page, came = self.page, self._controller.navigator.key
        if entry is not None and page is not None and page.composer is not None:
            title = page.composer.outline.name
            if self._controller.navigator.show(entry.key):
                self._came_from = came
                self.back.offer(title)
                self._controller.navigator.take_focus()

    def go_back(self) -> None:
        """Back to the passage the clerk came from."""
        if self._came_from and self._controller.navigator.show(self._came_from):
            self._controller.navigator.take_focus()

    def leave(self) -> None:
        """From the outline back to the list of everything: the project's form, or the list of projects."""
        report = self.page.report if self.page is not None else None
        project = report.project if report is not None else ""
        self._controller.navigator.show_project(project or None)
        self._window.sidebar.list.setFocus()

    # ---- which reports there are

    def offer_more(self) -> None:
        """A menu of the reports that could be added; each is opened when it was added."""
        session = self._session
        if session is None:
            return
        there = {entry.key for entry in reports_of(session.filing)}
        more = [entry for entry in possible_reports(session.filing) if entry.key not in there]
        if not more:
            self._window.tell("能编写的报告都在左边了。没有列出的，要先填它用到的表（如部门决算、部门整体自评）。")
            return
        menu = _menu_of(self._window, more, self._add)
        menu.exec(self._window.topbar.add.mapToGlobal(self._window.topbar.add.rect().bottomLeft()))
        menu.deleteLater()

    def _add(self, entry: ReportEntry) -> None:
        session = self._session
        if session is not None:
            changes = want_report(session.filing, entry.report, wanted=True)
            if not session.apply(changes, Gesture(f"添加报告“{entry.name}”")):
                self._controller.navigator.show(entry.key)

    def put_aside(self, key: str) -> None:
        """Do not write a report; what was written stays and comes back with it."""
        session = self._session
        entry = report_entry(session.filing, key) if session is not None else None
        if session is None or entry is None:
            return
        if self.shown and self._controller.navigator.key == key:
            self.leave()
        changes = want_report(session.filing, entry.report, wanted=False)
        session.apply(changes, Gesture(f"不编写报告“{entry.name}”"))

    # ---- commands while a report is shown

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What the window's commands do with the report shown; empty on other pages."""
        page = self.page
        if page is None or not self.shown:
            return {}
        from ui.report.output import ReportOutput

        output = ReportOutput(self._window, page)
        return {
            "preview": output.preview,
            "print": output.print,
            "export": output.export,
            "zoom_in": lambda: page.panel.zoom_by(1),
            "zoom_out": lambda: page.panel.zoom_by(-1),
            "zoom_fit": lambda: page.panel.zoom_by(0),
            "why": lambda: page.told.emit("蓝色数字由表中的数得来：指着它看来历，点它跳到表。"),
            "next_project": lambda: page.places.step_chapter(1),
            "previous_project": lambda: page.places.step_chapter(-1),
        }


def _menu_of(parent: QWidget, entries: list[ReportEntry], add: Callable[[ReportEntry], None]) -> QMenu:
    """A menu of reports; many of one kind in a menu of their own."""
    menu = QMenu(parent)
    inner: dict[str, QMenu] = {}
    for entry in entries:
        kind, _, subject = entry.name.partition("：")
        if subject and len(entries) > _MANY and kind not in inner:
            inner[kind] = menu.addMenu(kind)
        target = inner.get(kind, menu)
        target.addAction(subject if kind in inner else entry.name, lambda one=entry: add(one))
    return menu
