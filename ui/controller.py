"""Controller: what the commands of the window do with the open store and filing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from services.filing.editor import Applied
from services.filing.gestures import name_of
from services.filing.package import PackageError
from services.filing.refs import Change, FieldRef
from services.find import find
from services.forms.sheet import Cell
from services.render.output import OutputError
from services.rules.standing import verdicts
from services.store.errors import StoreError
from services.store.store import Store
from services.workspace import AlreadyThere, NoFiling, Workspace, choose_filing
from ui.entries import Entry, EntryKind
from ui.file_actions import FileActions
from ui.finding_actions import FindingActions
from ui.form_page import FormPage
from ui.lock_actions import LockActions
from ui.project_actions import ProjectActions
from ui.rows import form_of
from ui.search import SearchList
from ui.session import Session
from ui.standing_bars import StandingBars
from ui.year_actions import REFUSALS, YearActions

if TYPE_CHECKING:
    from ui.window import MainWindow

log = logging.getLogger(__name__)
_LIST, _UNIT = "list", "unit"
_LAST = "last_filing"
_STATES_MS, _HOUR_MS = 150, 3_600_000
_BESIDE_EDITING = frozenset({"zoom_in", "zoom_out", "zoom_fit", "why", "help"})
"""Commands that leave an open cell open."""


class Controller:
    """Holds the store and the open filing; every command of the top bar ends here."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        self.window, self.store = window, store
        self.session: Session | None = None
        self.page: FormPage | None = None
        self.matches = SearchList(window.topbar.search_box, window)
        self._projects, self._findings = ProjectActions(self), FindingActions(self)
        self._commands = self._make_commands(FileActions(self))
        self._bars = StandingBars(self)
        self._states = _timer(_STATES_MS, self._show_states, once=True)
        self._hourly = _timer(_HOUR_MS, self._back_up)
        self._hourly.start()
        self._connect()

    def _make_commands(self, files: FileActions) -> dict[str, Callable[[], object]]:
        return {
            "filings": files.show_filings,
            "new": files.new,
            "demo": files.demo,
            "import": files.import_package,
            "export_package": files.export_package,
            "delete_filing": files.delete_filing,
            "preview": files.preview,
            "print": files.print_form,
            "export": files.export_forms,
            "history": files.history,
            "backup": files.backups,
            "help": files.help,
            **YearActions(self).commands(),
            **LockActions(self).commands(),
            "check": lambda: self.session and self.session.check(),
            "undo": lambda: self.session and self.session.undo(),
            "redo": lambda: self.session and self.session.redo(),
            "next": self._findings.next,
            "find": self._find,
            "why": self._why,
            "add_project": self._projects.add,
            "next_project": lambda: self._step_project(1),
            "previous_project": lambda: self._step_project(-1),
            "open_row": self._open_row,
            "pane": self._next_pane,
            "reason": self._write_reason,
            "zoom_in": lambda: self.page and self.page.view.zoom_by(1),
            "zoom_out": lambda: self.page and self.page.view.zoom_by(-1),
            "zoom_fit": lambda: self.page and self.page.view.fit_width(),
        }

    def _connect(self) -> None:
        window = self.window
        window.topbar.command.connect(self.run)
        window.welcome.chosen.connect(self.run)
        window.topbar.search.connect(self._search)
        window.sidebar.list.opened.connect(self._open_entry)
        window.sidebar.list.entered.connect(lambda: self.page and self.page.take_focus())
        window.sidebar.list.asked.connect(self._projects.ask)
        window.sidebar.entry_model.renamed.connect(self._projects.rename)
        window.findings.go.connect(self._findings.go)
        window.findings.act.connect(self._findings.act)
        window.findings.next_one.connect(self._findings.next)
        self.matches.chosen.connect(self.go_to)
        self.matches.left.connect(lambda: self.page and self.page.take_focus())

    def run(self, command: str) -> None:
        """Do what a command says; what cannot be done is told in words. The open cell is taken over first."""
        if command not in _BESIDE_EDITING and not self.commit():
            return
        self.guarded(self._commands[command])

    def guarded(self, act: Callable[[], object]) -> None:
        """Do something that may fail for reasons the clerk can understand."""
        try:
            act()
        except (StoreError, PackageError, OutputError, AlreadyThere, NoFiling, *REFUSALS) as error:
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
        last = self.store.setting(_LAST, "")
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
        """Load a filing and show its project list."""
        if not self.commit():
            return
        workspace = Workspace.open(self.store, filing_id)
        self.close_page()
        self.session = Session(workspace, self.window)
        self.page = FormPage(self.session)
        self.window.pages.addWidget(self.page)
        self.window.pages.setCurrentWidget(self.page)
        self.session.applied.connect(self._on_applied)
        self.session.checked.connect(self._on_checked)
        self.session.trouble.connect(self._on_trouble)
        self.page.current_changed.connect(self._on_current)
        self.page.notice.connect(self.window.tell)
        self.page.asked.connect(self.run)
        self._bars.watch(self.session, self.page)
        self.store.set_setting(_LAST, filing_id)
        self.session.check()
        self._show_filing()
        self.show_page(None)
        self.page.take_focus()

    def close_page(self) -> None:
        """Take the open filing off the screen."""
        if self.page is not None:
            self.window.pages.removeWidget(self.page)
            self.page.deleteLater()
        if self.session is not None:
            self.session.deleteLater()
        self.page = self.session = None

    def _show_filing(self) -> None:
        if self.session is None:
            return
        filing = self.session.filing
        self.window.set_open(is_open=True)
        self.window.topbar.set_filing(f"{filing.head.year} 年度 · {filing.unit.name or '未命名单位'}　{filing.head.state.value}")
        self.window.setWindowTitle(f"绩效编报　{filing.unit.name} {filing.head.year}年度")
        self.window.show_saved()
        self._show_entries()
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

    def _show_entries(self) -> None:
        if self.session is None:
            return
        projects = self.session.filing.projects
        states = {} if self.session.checking else verdicts(self.session.checker)
        entries = [
            Entry(EntryKind.PAGE, _UNIT, "单位信息"),
            Entry(EntryKind.HEADING, "heading", "绩效自评"),
            Entry(EntryKind.PAGE, _LIST, f"项目清单（{len(projects)}）"),
        ]
        entries += [Entry(EntryKind.PROJECT, p.id, p.name or "未命名项目", states.get(p.id)) for p in projects]
        self.window.sidebar.set_entries(entries)
        self._choose_entry()

    def _choose_entry(self) -> None:
        if self.page is not None:
            self.window.sidebar.choose(self.page.project_id or _LIST)

    def show_page(self, project_id: str | None) -> bool:
        """Show a project's form, or the list; False when the open cell was refused and so stays."""
        if self.page is None or self.session is None:
            return False
        shown = self.page.show_project(project_id)
        self._choose_entry()
        if shown:
            self.window.findings.show_findings(self.session.checker, project_id)
        return shown

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
                    self.window.sidebar.rename_entry(change.ref.id, change.new or "未命名项目")

    def _on_checked(self) -> None:
        if self.session is None or self.page is None:
            return
        self.window.findings.show_findings(self.session.checker, self.page.project_id)
        self._on_current(self.page.view.current)
        self._states.start()

    def _show_states(self) -> None:
        """A little after the last edit: how every project stands, for a change in one may mend another."""
        if self.session is None or self.session.checking:
            return
        for project_id, verdict in verdicts(self.session.checker).items():
            self.window.sidebar.show_state(project_id, verdict)

    def _on_current(self, cell: Cell | None) -> None:
        self.window.show_cell(cell)
        if cell is not None and cell.ref is not None:
            self.window.findings.mark_current(cell.ref)

    def _show_undo(self) -> None:
        if self.session is not None:
            editor = self.session.workspace.editor
            self.window.topbar.set_undo(editor.undo_name, editor.redo_name)

    # ---- going places

    def go_to(self, ref: FieldRef, *, dialogs: bool = True) -> None:
        """Open the form of a value and make its cell current; a value without a cell opens its dialog."""
        if self.session is None or self.page is None:
            return
        project_id = form_of(self.session.filing, ref)
        if project_id is not None and project_id != self.page.project_id and not self.show_page(project_id):
            return
        if self.page.go_to(ref):
            return
        if not dialogs:
            self.window.tell(f"“{name_of(self.session.filing, ref)}”不在这张表上，请在左边的列表中用“项目属性”填写。")
        elif project_id is not None:
            self._projects.properties(project_id)
        elif ref.entity == "unit":
            self._projects.unit()
        else:
            self.window.tell("这一条没有对应的格子。")

    def _why(self) -> None:
        cell = self.page.view.current if self.page is not None else None
        if cell is not None:
            self.window.tell(cell.how or f"“{cell.title}”由您填写。")

    def _find(self) -> None:
        self.window.topbar.search_box.setFocus()
        self.window.topbar.search_box.selectAll()

    def _search(self, text: str) -> None:
        if self.session is not None:
            self.matches.show_matches(find(self.session.filing, text), text)

    def _open_entry(self, kind: str, key: str) -> None:
        if kind == EntryKind.PROJECT or key == _LIST:
            if not self.show_page(key if kind == EntryKind.PROJECT else None):
                QTimer.singleShot(0, self._choose_entry)
        elif key == _UNIT:
            if self.commit():
                self._projects.unit()
            QTimer.singleShot(0, self._choose_entry)  # not while the list still takes in the click

    def _step_project(self, step: int) -> None:
        """The form of the next or previous project."""
        if self.session is None or self.page is None:
            return
        ids = [None, *(project.id for project in self.session.filing.projects)]
        place = ids.index(self.page.project_id) + step if self.page.project_id in ids else 0
        if 0 <= place < len(ids) and self.show_page(ids[place]):
            self.page.take_focus()

    def _open_row(self) -> None:
        """From the project list to the form of the project in the current row."""
        cell = self.page.view.current if self.page is not None and self.page.project_id is None else None
        record = self.page.view.sheet.rows[cell.row].record if cell is not None and self.page is not None else None
        if record is not None and self.show_page(record.id) and self.page is not None:
            self.page.take_focus()

    def _next_pane(self) -> None:
        """F6: form → reason → findings → list → form."""
        if self.page is None:
            return
        stops = [self.page.view, self.page.reason.line, self.window.findings, self.window.sidebar.list]
        shown = [stop for stop in stops if stop.isVisible()]
        here = next((n for n, stop in enumerate(shown) if stop.hasFocus() or stop.isAncestorOf(_focused())), -1)
        target = shown[(here + 1) % len(shown)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _write_reason(self) -> None:
        if self.page is not None and self.page.reason.isVisible():
            self.page.reason.line.setFocus()

    def commit(self) -> bool:
        """Take over the open cell; False when it was refused and so stays open."""
        return self.page is None or self.page.view.session.commit()

    def finish(self) -> bool:
        """Commit the open cell and close the store; False when the open cell was refused."""
        if not self.commit():
            self.window.tell("这一格的内容没有被接受：请改好，或按 Esc 放弃这一格，然后再关闭程序。")
            return False
        self._hourly.stop()
        self.close_page()
        self.store.close()
        return True


def _reshapes_list(change: Change) -> bool:
    """Whether the list at the left or the heading may have to look different."""
    ref = change.ref
    if ref.entity == "project":
        return change.is_record or ref.field in {"position", "kind"}
    return ref.entity in {"unit", "filing"}


def _timer(interval: int, act: Callable[[], None], *, once: bool = False) -> QTimer:
    timer = QTimer()
    timer.setSingleShot(once)
    timer.setInterval(interval)
    timer.timeout.connect(act)
    return timer


def _focused() -> QWidget:
    return QApplication.focusWidget() or QWidget()
