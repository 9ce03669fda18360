"""Navigator: which page is shown, and the ways from one to another: the list, a value, the next project, the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from models.enums import Moment
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.forms.homes import home_of, project_of
from services.forms.keys import LIST, entry_key
from ui.contents import OVERVIEW, UNIT
from ui.entries import EntryKind

if TYPE_CHECKING:
    from ui.controller import Controller


class Navigator:
    """Works on the open filing; `key` is what is shown: “overview” or the key of a form."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self.key = ""

    def show(self, key: str) -> bool:
        """Show the overview or a form; False when the open cell was refused and so stays, or there is no such form."""
        controller = self._controller
        if controller.page is None or not controller.commit():
            return False
        if key != OVERVIEW and not controller.page.show_entry(key):
            return False
        self.key = key
        self._show_widgets()
        self.choose()
        controller.show_findings()
        return True

    def _show_widgets(self) -> None:
        """The overview has the whole width: its findings are in it."""
        window, page = self._window, self._controller.page
        on_overview = self.key == OVERVIEW
        window.findings.setVisible(not on_overview)
        window.pages.setCurrentWidget(self._controller.overview if on_overview or page is None else page)
        if on_overview:
            window.show_cell(None)
            self._controller.show_overview()

    def follow(self) -> None:
        """The form shown was replaced by another, its own being gone."""
        page = self._controller.page
        if page is not None and self.key != OVERVIEW and page.key != self.key:
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
        """Make the cell of a value current: on the form shown, else on the one it belongs to; without one its dialog."""
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
        if session is None or page is None or self.key == OVERVIEW:
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
        known = page.project_id in ids and self.key != OVERVIEW
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
            self._controller.overview,
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
        if self.key == OVERVIEW:
            self._controller.overview.setFocus()
        elif page is not None:
            page.take_focus()


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()
