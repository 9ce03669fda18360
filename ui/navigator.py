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
from ui.contents import OVERVIEW, UNIT
from ui.entries import EntryKind

if TYPE_CHECKING:
    from ui.controller import Controller

_PAGES = frozenset({OVERVIEW, CHARTS})
"""Pages beside the forms."""


class Navigator:
    """Works on the open filing; `key` is what is shown: the key of a form, or of a page beside the forms."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self.key = ""

    @property
    def on_form(self) -> bool:
        """Whether a form is shown, not a page beside the forms."""
        return self.key not in _PAGES

    def show(self, key: str) -> bool:
        """Show a page or a form; False when the open cell was refused and so stays, or there is no such form."""
        controller = self._controller
        if controller.page is None or not controller.commit():
            return False
        if key not in _PAGES and not controller.page.show_entry(key):
            return False
        self.key = key
        self._show_widgets()
        self.choose()
        self.show_again()
        return True

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
        return {OVERVIEW: self._controller.overview, CHARTS: self._controller.charts}

    def show_again(self) -> None:
        """Bring what is shown up to date: a page beside the forms, or the findings of a form."""
        controller = self._controller
        if self.key == OVERVIEW:
            controller.show_overview()
        elif self.key == CHARTS:
            controller.show_charts()
        else:
            controller.show_findings()

    def follow(self) -> None:
        """The form shown was replaced by another, its own being gone."""
        page = self._controller.page
        if page is not None and self.on_form and page.key != self.key:
            self.key = page.key
            self.choose()

    def choose(self) -> None:
        """Select in the list what is shown."""
        self._window.sidebar.choose(self.key)

    def show_project(self, project_id: str | None) -> bool:
        """Show a project's self-evaluation, or the list of projects."""
        return self.show(LIST if project_id is None else entry_key(project_id))

    def open_line(self, kind: str, key: str) -> None:
        """A line of the list was chosen."""
        if key == UNIT:
            self._controller.edit_unit()
            QTimer.singleShot(0, self.choose)  # not while the list still takes in the click
        elif kind in (EntryKind.PAGE, EntryKind.FORM, EntryKind.PROJECT) and not self.show(key):
            QTimer.singleShot(0, self.choose)

    def go_to(self, ref: FieldRef, *, dialogs: bool = True) -> None:
        """Make the cell of a value current: on the form shown, else on the one it belongs to; else its dialog."""
        session, page = self._controller.session, self._controller.page
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
        stops = [
            *self._pages.values(),
            page.view,
            page.reason.line,
            self._window.findings,
            self._window.sidebar.list,
        ]
        shown = [stop for stop in stops if stop.isVisible()]
        here = next((n for n, stop in enumerate(shown) if stop.hasFocus() or stop.isAncestorOf(_focused())), -1)
        shown[(here + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """The keyboard goes into what is shown."""
        page = self._controller.page
        if not self.on_form:
            self._pages[self.key].setFocus()
        elif page is not None:
            page.take_focus()


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()
