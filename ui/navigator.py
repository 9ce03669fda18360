"""Navigator: which page is shown, and the ways from one to another: the list, a value, the next project, the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from models.enums import Moment
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.forms.homes import home_of, project_of
from services.forms.keys import CHARTS, LIST, entry_key
from services.reports.standing import OF_REPORTS
from ui.contents import OVERVIEW, UNIT
from ui.entries import EntryKind
from ui.report.desk import PREFIX as REPORT

if TYPE_CHECKING:
    from ui.controller import Controller

_OPENING = frozenset({EntryKind.PAGE, EntryKind.FORM, EntryKind.PROJECT, EntryKind.REPORT})
_PAGES = frozenset({OVERVIEW, CHARTS})
"""Pages beside the forms and reports."""


class Navigator:
    """Works on the open filing; `key` is what is shown: the key of a form, or of a page beside the forms."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self.key = ""

    @property
    def on_form(self) -> bool:
        """Whether a form is shown, not a page beside the forms or a report."""
        return self.key not in _PAGES and not self.on_report

    @property
    def on_report(self) -> bool:
        """Whether the writing screen of a report is shown."""
        return self.key.startswith(REPORT)

    def show(self, key: str) -> bool:
        """Show a page or a form; False when the open cell was refused and so stays, or there is no such form."""
        controller = self._controller
        if controller.page is None or not controller.commit():
            return False
        if not self._open(key):
            return False
        before, self.key = self.key, key
        self._show_widgets()
        if self.on_report or before.startswith(REPORT):
            controller.show_entries()
            self._window.sidebar.list.scrollToTop()
        controller.reports.follow()
        self.choose()
        self.show_again()
        return True

    def _open(self, key: str) -> bool:
        """Have a form or report shown by its page; pages beside them are there always."""
        controller = self._controller
        if key.startswith(REPORT):
            return controller.reports.show(key)
        return key in _PAGES or (controller.page is not None and controller.page.show_entry(key))

    def _show_widgets(self) -> None:
        """A page beside the forms has the whole width: the overview has its own findings, charts have none."""
        window, page = self._window, self._controller.page
        beside = self._pages.get(self.key)
        window.findings.setVisible(beside is None)
        window.pages.setCurrentWidget(beside or page or self._controller.overview)
        if beside is not None:
            window.show_cell(None)

    @property
    def _pages(self) -> dict[str, QWidget]:
        pages: dict[str, QWidget] = {OVERVIEW: self._controller.overview, CHARTS: self._controller.charts}
        report = self._controller.reports.page
        return pages if report is None or not self.on_report else {**pages, self.key: report}

    def show_again(self) -> None:
        """Bring what is shown up to date: a page beside the forms, or the findings of a form."""
        controller = self._controller
        if self.key == OVERVIEW:
            controller.show_overview()
        elif self.key == CHARTS:
            controller.show_charts()
        elif not self.on_report:
            controller.show_findings()

    def follow(self) -> None:
        """What is shown is gone: a form was replaced by another, a report gives way to the overview."""
        page = self._controller.page
        if self.on_report and self._controller.reports.gone:
            self.show(OVERVIEW)
            return
        if page is not None and self.on_form and page.key != self.key:
            self.key = page.key
            self.choose()

    def choose(self) -> None:
        """Select in the list what is shown."""
        self._window.sidebar.choose(self._controller.reports.line if self.on_report else self.key)

    def show_project(self, project_id: str | None) -> bool:
        """Show a project's self-evaluation, or the list of projects."""
        return self.show(LIST if project_id is None else entry_key(project_id))

    def open_line(self, kind: str, key: str) -> None:
        """A line of the list was chosen."""
        if key == UNIT:
            self._controller.edit_unit()
            QTimer.singleShot(0, self.choose)  # not while the list still takes in the click
        elif kind == EntryKind.SECTION:
            self._controller.reports.open_section(key)
        elif kind == EntryKind.BACK:
            QTimer.singleShot(0, self._controller.reports.leave)
        elif kind in _OPENING and not self.show(key):
            QTimer.singleShot(0, self.choose)

    def go_to(self, ref: FieldRef, *, dialogs: bool = True) -> None:
        """Make the cell of a value current: on the form shown, else on the one it belongs to; else its dialog."""
        session, page = self._controller.session, self._controller.page
        if ref.entity in OF_REPORTS and self._controller.reports.go_to(ref):
            return
        if session is None or page is None or (not self._shows(ref) and not self._open_home(ref)):
            return
        if page.go_to(ref):
            return
        owner = project_of(session.filing, ref)
        if not dialogs:
            self._window.tell(f"“{name_of(session.filing, ref)}”不在这张表上，请在左边的列表中用“项目属性”填写。")
        elif owner is not None:
            self._controller.edit_project(owner.id)
        elif ref.entity == "unit":
            self._controller.edit_unit()
        else:
            self._window.tell("这一条没有对应的格子。")

    def _shows(self, ref: FieldRef) -> bool:
        """Whether the form shown is of the value's own project (or of none, like the value) and has a cell for it."""
        session, page = self._controller.session, self._controller.page
        if session is None or page is None or not self.on_form:
            return False
        owner = project_of(session.filing, ref)
        return page.project_id == (owner.id if owner else None) and page.shows(ref)

    def _open_home(self, ref: FieldRef) -> bool:
        """Open the form a value belongs to; False when the open cell was refused."""
        session, page = self._controller.session, self._controller.page
        if session is None or page is None:
            return False
        home, owner = home_of(session.filing, ref), project_of(session.filing, ref)
        key = home.key if home else entry_key(owner.id, Moment.EVALUATION) if owner else ""
        return not key or key == self.key or self.show(key)

    def step_project(self, step: int) -> None:
        """The self-evaluation of the next or previous project."""
        session, page = self._controller.session, self._controller.page
        if session is None or page is None:
            return
        ids = [None, *(project.id for project in session.filing.projects)]
        known = page.project_id in ids and self.on_form
        place = ids.index(page.project_id) + step if known else 0
        if 0 <= place < len(ids) and self.show_project(ids[place]):
            page.take_focus()

    def open_row(self) -> None:
        """From a list of projects to the form of the project in the current row."""
        page = self._controller.page
        cell = page.view.current if page is not None and page.project_id is None else None
        record = page.view.sheet.rows[cell.row].record if cell is not None and page is not None else None
        if page is not None and record is not None and record.entity == "project" and self.show_project(record.id):
            page.take_focus()

    def next_pane(self) -> None:
        """F6: form → reason → findings → list → form."""
        page = self._controller.page
        if page is None:
            return
        report = self._controller.reports.page
        stops = [
            self._controller.overview,
            self._controller.charts,
            *([] if report is None else [report.column, report.panel.area]),
            page.view,
            page.reason.line,
            self._window.findings,
            self._window.sidebar.list,
        ]
        shown = [stop for stop in stops if stop.isVisible()]
        here = next((n for n, stop in enumerate(shown) if stop.hasFocus() or stop.isAncestorOf(_focused())), -1)
        self._enter(shown[(here + 1) % len(shown)])

    def _enter(self, stop: QWidget) -> None:
        report = self._controller.reports.page
        if report is not None and stop is report.column:
            report.take_focus()
        else:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """The keyboard goes into what is shown."""
        page = self._controller.page
        report = self._controller.reports.page
        if self.on_report and report is not None:
            report.take_focus()
        elif not self.on_form:
            self._pages[self.key].setFocus()
        elif page is not None:
            page.take_focus()


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()
