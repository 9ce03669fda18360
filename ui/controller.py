"""Controller: what the commands of the window do with the open store and filing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from services.accounts.charts import charted
from services.filing.editor import Applied
from services.filing.package import PackageError
from services.filing.refs import Change, FieldRef
from services.find import find
from services.forms.catalogue import FormEntry, forms_of
from services.forms.project_list import CODE as LIST
from services.forms.sheet import Cell
from services.forms.standing import Standing, State
from services.overview import overview
from services.readers.unreadable import UnreadableFileError
from services.render.output import OutputError
from services.reports.catalogue import reports_of
from services.rules.engine import Finding
from services.store.errors import StoreError
from services.store.glance import LAST
from services.store.store import Store
from services.subject_files import CatalogueRefused
from services.workspace import AlreadyThere, NoFiling, Workspace, choose_filing
from ui.charts_page import ChartsPage
from ui.commands import commands_of
from ui.contents import OVERVIEW, contents, line_states
from ui.finding_actions import FindingActions
from ui.form_page import FormPage
from ui.navigator import Navigator
from ui.overview import OverviewPage
from ui.project_actions import ProjectActions
from ui.report.desk import ReportDesk
from ui.search import SearchList
from ui.session import Session
from ui.standing_bars import StandingBars
from ui.states import States
from ui.year_actions import REFUSALS

if TYPE_CHECKING:
    from ui.window import MainWindow

log = logging.getLogger(__name__)
_HOUR_MS = 3_600_000
_OF_A_FORM = frozenset({"preview", "print"})
_BESIDE_EDITING = frozenset({"zoom_in", "zoom_out", "zoom_fit", "why", "help"})
"""Commands that leave an open cell open."""
_REFUSED = (
    StoreError, PackageError, OutputError, AlreadyThere, NoFiling, CatalogueRefused, UnreadableFileError, *REFUSALS,
)  # fmt: skip
"""What commands raise when something cannot be done; str() says why in the clerk's words."""


class Controller:
    """Holds the store and the open filing; every command of the top bar ends here."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        self.window, self.store = window, store
        self.session: Session | None = None
        self.page: FormPage | None = None
        self.forms: list[FormEntry] = []
        self._states: States | None = None
        self.matches = SearchList(window.topbar.search_box, window)
        self.overview, self.charts = OverviewPage(), ChartsPage()
        for page in (self.overview, self.charts):
            window.pages.addWidget(page)
        self.navigator = Navigator(self)
        self._projects, self._findings = ProjectActions(self), FindingActions(self)
        self.reports = ReportDesk(self)
        self._commands = commands_of(self, self._projects, self._findings)
        self._bars = StandingBars(self)
        self._hourly = QTimer()
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self._back_up)
        self._hourly.start()
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.topbar.command.connect(self.run)
        window.welcome.chosen.connect(self.run)
        window.topbar.search.connect(self._search)
        window.sidebar.list.opened.connect(self.navigator.open_line)
        window.sidebar.list.entered.connect(self.navigator.take_focus)
        window.sidebar.list.asked.connect(self._projects.ask)
        window.sidebar.entry_model.renamed.connect(self._projects.rename)
        window.findings.go.connect(self._findings.go)
        window.findings.act.connect(self._findings.act)
        window.findings.next_one.connect(self._findings.next)
        self.matches.chosen.connect(self.go_to)
        self.matches.left.connect(self.navigator.take_focus)
        self.overview.opened.connect(self.navigator.show_project)
        self.overview.go.connect(self._findings.go)
        self.overview.act.connect(self._findings.act)
        self.overview.asked.connect(self.run)

    def run(self, command: str) -> None:
        """Do what a command says; what cannot be done is told in words. The open cell is taken over first."""
        if command not in _BESIDE_EDITING and not self.commit():
            return
        if command in _OF_A_FORM and self.shown_form is None and not self.reports.shown:
            self.window.tell("请先在左边的列表中打开一张表。")
            return
        self.guarded(self.reports.commands().get(command, self._commands[command]))

    def guarded(self, act: Callable[[], object]) -> None:
        """Do something that may fail for reasons the clerk can understand."""
        try:
            act()
        except _REFUSED as error:
            log.warning("not done", exc_info=error)
            self.window.warn(str(error))

    # ---- filings

    def begin(self, wanted: str) -> None:
        """Open the filing wanted, or the last one, or show how to begin."""
        self.guarded(lambda: self._begin(wanted))
        if self.session is None:
            self._show_welcome()
        if self.store.backup_problem is not None:
            self.window.tell(f"没有做成自动备份：{self.store.backup_problem}")

    def _begin(self, wanted: str) -> None:
        ids = [listing.filing_id for listing in self.store.filings()]
        last = self.store.setting(LAST, "")
        if wanted:
            self.open_filing(choose_filing(self.store, wanted))
        elif ids:
            self.open_filing(last if last in ids else ids[0])

    def _show_welcome(self) -> None:
        self.window.set_open(is_open=False)
        self.window.topbar.set_filing("绩效编报")
        self.window.setWindowTitle("绩效编报")
        self.window.pages.setCurrentWidget(self.window.welcome)
        self.window.welcome.buttons["new"].setFocus()

    def open_filing(self, filing_id: str) -> None:
        """Load a filing and show its overview; an empty one shows how to begin."""
        if not self.commit():
            return
        workspace = Workspace.open(self.store, filing_id)
        self.close_page()
        self.session = Session(workspace, self.window)
        self.page = FormPage(self.session)
        self._states = States(Standing(self.session.checker), self._show_states)
        self.window.pages.addWidget(self.page)
        self.session.applied.connect(self._on_applied)
        self.session.checked.connect(self._on_checked)
        self.session.trouble.connect(self._on_trouble)
        self.page.current_changed.connect(self._on_current)
        self.page.notice.connect(self.window.tell)
        self.page.asked.connect(self.run)
        self._bars.watch(self.session, self.page)
        self.store.set_setting(LAST, filing_id)
        self.session.check()
        self._show_filing()
        self.navigator.show(OVERVIEW if self.session.filing.evaluations() else LIST)
        self.navigator.take_focus()

    def close_page(self) -> None:
        """Take the open filing off the screen."""
        self.reports.close()
        if self.page is not None:
            self.window.pages.removeWidget(self.page)
            self.page.deleteLater()
        if self.session is not None:
            self.session.stop()
            self.session.deleteLater()
        if self._states is not None:
            self._states.stop()
        self.page = self.session = self._states = None

    def _show_filing(self) -> None:
        if self.session is None:
            return
        filing = self.session.filing
        self.window.set_open(is_open=True, with_findings=self.navigator.on_form)
        self.window.topbar.set_filing(
            f"{filing.head.year} 年度 · {filing.unit.name or '未命名单位'}　{filing.head.state.value}"
        )
        self.window.setWindowTitle(f"绩效编报　{filing.unit.name} {filing.head.year}年度")
        self.window.show_saved()
        self.show_entries()
        self._show_undo()
        self.show_backup()

    def show_backup(self) -> None:
        """Say in the status line when the last backup was made."""
        backups = self.store.backups()
        self.window.backup.setText(f"最近备份 {backups[0].when:%m-%d %H:%M}" if backups else "还没有备份")

    def _back_up(self) -> None:
        """Every hour: a program that stays open for days must not go without backups."""
        self.store.roll_backup()
        if self.store.backup_problem is not None:
            self.window.tell(f"没有做成自动备份：{self.store.backup_problem}")
        self.guarded(self.show_backup)

    def show_entries(self) -> None:
        """Fill the list at the left: the outline of the report shown, else everything there is."""
        if self.session is None:
            return
        filing = self.session.filing
        self.forms = forms_of(filing)
        lines = self.reports.lines() if self.reports.shown else contents(filing, self.forms, reports_of(filing))
        self.window.sidebar.set_entries(lines)
        self.window.topbar.set_addable(there=self._projects.there())
        self._ask_states()
        self.navigator.choose()

    def show_page(self, project_id: str | None) -> bool:
        """Show a project's self-evaluation, or the list; False when the open cell was refused and so stays."""
        return self.navigator.show_project(project_id)

    @property
    def shown_form(self) -> FormEntry | None:
        """The form on the screen; None on a page beside the forms."""
        return self.page.entry if self.page is not None and self.navigator.on_form else None

    def show_findings(self) -> None:
        """Bring the findings panel up to date with the form shown."""
        if self.session is None or self.page is None or not self.navigator.on_form:
            return
        page = self.page
        about = page.view.sheet.by_ref if page.is_apart else None
        self.window.findings.show_findings(self.session.checker, page.project_id, about)

    def show_overview(self) -> None:
        """Bring the overview up to date; while nothing was checked yet it says so."""
        if self.session is not None and self.session.checking:
            self.overview.show_waiting()
        elif self.session is not None:
            checker = self.session.checker
            self.overview.show_overview(overview(self.session.filing, checker), checker)

    def show_charts(self) -> None:
        """Bring the charts of the final accounts up to date."""
        if self.session is not None:
            self.charts.show_charts(charted(self.session.filing))

    # ---- what the session tells

    def _on_trouble(self, text: str) -> None:
        self.window.show_unsaved()
        self.window.warn(text)

    def _on_applied(self, applied: Applied) -> None:
        self.window.show_saved()
        self.window.tell("")
        self._show_undo()
        if any(_reshapes_list(change) for change in applied.changes):
            self._show_filing()
        elif self.session is not None:
            for change in applied.changes:
                if change.ref.entity == "project" and change.ref.field == "name":
                    self.window.sidebar.rename_project(change.ref.id, change.new or "未命名项目")

    def _on_checked(self) -> None:
        if self.session is None or self.page is None:
            return
        self.navigator.follow()
        self.navigator.show_again()
        if self.navigator.on_form:
            self._on_current(self.page.view.current)
        self._ask_states()

    def _ask_states(self) -> None:
        """A little after the last edit: how every form stands, for a change in one may mend another."""
        if self.session is not None and not self.session.checking and self._states is not None:
            self._states.ask(self.forms)

    def _show_states(self, states: dict[str, State]) -> None:
        sidebar = self.window.sidebar
        if not self.reports.shown:
            sidebar.show_states(line_states(sidebar.lines, states | self.reports.states()))

    def _on_current(self, cell: Cell | None) -> None:
        self.window.show_cell(cell)
        if cell is not None and cell.ref is not None:
            self.window.findings.mark_current(cell.ref)

    def _show_undo(self) -> None:
        if self.session is not None:
            editor = self.session.workspace.editor
            self.window.topbar.set_undo(editor.undo_name, editor.redo_name)

    def act_on_finding(self, act: str, finding: Finding) -> None:
        """Do what a link of a finding says."""
        self._findings.act(act, finding)

    # ---- going places

    def go_to(self, ref: FieldRef, *, dialogs: bool = True) -> None:
        """Open the form of a value and make its cell current; a value without a cell opens its dialog."""
        self.navigator.go_to(ref, dialogs=dialogs)

    def edit_project(self, project_id: str) -> None:
        """The dialog of a project's properties."""
        self._projects.properties(project_id)

    def edit_unit(self) -> None:
        """The dialog of the unit."""
        if self.commit():
            self._projects.unit()

    def why(self) -> None:
        """Say how the figure in the current cell comes about."""
        cell = self.page.view.current if self.page is not None else None
        if cell is not None:
            self.window.tell(cell.how or f"“{cell.title}”由您填写。")

    def find(self) -> None:
        """The keyboard goes into the search box."""
        self.window.topbar.search_box.setFocus()
        self.window.topbar.search_box.selectAll()

    def _search(self, text: str) -> None:
        if self.session is not None:
            passages, values = self.reports.find(text), find(self.session.filing, text)
            found = [*passages, *values] if self.reports.shown else [*values, *passages]
            self.matches.show_matches(found, text)

    def write_reason(self) -> None:
        """The keyboard goes to the reason of a figure typed over, if one is asked for."""
        if self.page is not None and self.page.reason.isVisible():
            self.page.reason.line.setFocus()

    def commit(self) -> bool:
        """Take over the open cell; False when it was refused and so stays open."""
        return self.reports.commit() and (self.page is None or self.page.view.session.commit())

    def finish(self) -> bool:
        """Commit the open cell and close the store; False when the open cell was refused."""
        if not self.commit():
            self.window.tell("这一格的内容没有被接受：请改好，或按 Esc 放弃这一格，然后再关闭程序。")
            return False
        self._hourly.stop()
        self.close_page()
        self.store.close()
        return True


_ROWS = frozenset(
    {"funding", "management", "indicator", "target_change", "explanation", "summary_line", "statement"}
    | {"passage", "organisation", "subordinate", "arrival"}
)
"""Entities of which a record more or less never adds or removes a form."""


def _reshapes_list(change: Change) -> bool:
    """Whether the list at the left or the heading may have to look different."""
    ref = change.ref
    if ref.entity == "project":
        return change.is_record or ref.field in {"position", "kind"}
    if ref.entity == "report":
        return change.is_record or ref.field in {"wanted", "unwanted"}
    return ref.entity in {"unit", "filing"} or (change.is_record and ref.entity not in _ROWS)
