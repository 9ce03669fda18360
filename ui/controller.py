"""Controller: what the commands of the window do with the open store and filing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from services.filing import gestures
from services.filing.editor import Applied
from services.filing.package import PackageError
from services.filing.refs import FieldRef, Gesture
from services.find import find
from services.forms.sheet import Cell
from services.render.output import OutputError
from services.rules.engine import Finding
from services.store.errors import StoreError
from services.store.store import Store
from services.workspace import AlreadyThere, Workspace
from ui.dialogs.explain import ask_for_explanation
from ui.dialogs.fields import FieldsDialog, project_dialog, unit_dialog
from ui.file_actions import FileActions
from ui.form_page import FormPage
from ui.rows import row_changes
from ui.search import SearchList
from ui.session import Session
from ui.sidebar import Entry, EntryKind

if TYPE_CHECKING:
    from ui.window import MainWindow

log = logging.getLogger(__name__)
_LIST, _UNIT = "list", "unit"
_LAST = "last_filing"


class Controller:
    """Holds the store and the open filing; every command of the top bar ends here."""

    def __init__(self, window: MainWindow, store: Store) -> None:
        self.window, self.store = window, store
        self.session: Session | None = None
        self.page: FormPage | None = None
        self.matches = SearchList(window.topbar.search_box, window)
        self._commands = self._make_commands(FileActions(self))
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
            "check": self._check,
            "undo": lambda: self.session and self.session.undo(),
            "redo": lambda: self.session and self.session.redo(),
            "next": self._next,
            "find": self._find,
            "why": self._why,
            "zoom_in": lambda: self.page and self.page.view.zoom_by(1),
            "zoom_out": lambda: self.page and self.page.view.zoom_by(-1),
            "zoom_fit": lambda: self.page and self.page.view.fit_width(),
        }

    def _connect(self) -> None:
        window = self.window
        window.topbar.command.connect(self.run)
        window.welcome.chosen.connect(self.run)
        window.topbar.search.connect(self._search)
        window.sidebar.opened.connect(self._open_entry)
        window.sidebar.asked.connect(self._ask_entry)
        window.findings.go.connect(self._go_to_finding)
        window.findings.act.connect(self._act_on_finding)
        window.findings.next_one.connect(self._next)
        self.matches.chosen.connect(self.go_to)

    def run(self, command: str) -> None:
        """Do what a command says; what cannot be done is told in words."""
        try:
            self._commands[command]()
        except (StoreError, PackageError, OutputError, AlreadyThere) as error:
            log.warning("command %s", command, exc_info=error)
            self.window.warn(str(error))

    # ---- filings

    def begin(self, wanted: str) -> None:
        """Open the filing wanted, or the last one, or show how to begin."""
        if self.store.backup_problem is not None:
            self.window.tell(f"没有做成自动备份：{self.store.backup_problem}")
        listings = self.store.filings()
        last = self.store.setting(_LAST, "")
        ids = [listing.filing_id for listing in listings]
        named = [x.filing_id for x in listings if wanted and wanted == f"{x.unit_name}:{x.year}"]
        if not ids:
            self._show_welcome()
            return
        self.open_filing((named or ([last] if last in ids else ids))[0])

    def _show_welcome(self) -> None:
        self.window.set_open(is_open=False)
        self.window.topbar.set_filing("绩效编报")
        self.window.pages.setCurrentWidget(self.window.welcome)

    def open_filing(self, filing_id: str) -> None:
        """Load a filing and show its project list."""
        workspace = Workspace.open(self.store, filing_id)
        self.close_page()
        self.session = Session(workspace, self.window)
        self.page = FormPage(self.session)
        self.window.pages.addWidget(self.page)
        self.window.pages.setCurrentWidget(self.page)
        self.session.applied.connect(self._on_applied)
        self.session.checked.connect(self._on_checked)
        self.session.trouble.connect(self.window.warn)
        self.page.current_changed.connect(self._on_current)
        self.page.notice.connect(self.window.tell)
        self.page.asked.connect(self.run)
        self.store.set_setting(_LAST, filing_id)
        self.session.check()
        self._show_filing()
        self.show_page(None)

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
        backups = self.store.backups()
        self.window.backup.setText(f"最近备份 {backups[0].when:%m-%d %H:%M}" if backups else "还没有备份")

    def _show_entries(self) -> None:
        if self.session is None:
            return
        filing, checker = self.session.filing, self.session.checker
        ready = not self.session.checking
        projects = filing.projects
        entries = [
            Entry(EntryKind.PAGE, _UNIT, "单位信息"),
            Entry(EntryKind.HEADING, "heading", "绩效自评"),
            Entry(EntryKind.PAGE, _LIST, f"项目清单（{len(projects)}）"),
        ]
        entries += [
            Entry(EntryKind.PROJECT, p.id, p.name or "未命名项目", checker.verdict(p.id) if ready else None) for p in projects
        ]
        self.window.sidebar.entry_model.set_entries(entries)
        self._choose_entry()

    def _choose_entry(self) -> None:
        if self.page is not None:
            self.window.sidebar.choose(self.page.project_id or _LIST)

    def show_page(self, project_id: str | None) -> None:
        """Show a project's form, or the list."""
        if self.page is None or self.session is None:
            return
        self.page.show_project(project_id)
        self._choose_entry()
        self.window.findings.show_findings(self.session.checker, project_id)
        self.page.view.setFocus()

    # ---- what the session tells

    def _on_applied(self, applied: Applied) -> None:
        self.window.show_saved()
        self.window.tell("")
        self._show_undo()
        listed = any(c.is_record and c.ref.entity == "project" or c.ref.entity in {"unit", "filing"} for c in applied.changes)
        if listed or any(c.ref.field in {"position", "kind"} and c.ref.entity == "project" for c in applied.changes):
            self._show_filing()
            return
        if self.session is not None:
            for project_id in {self.session.filing.project_id_of(c.ref) for c in applied.changes} - {None}:
                self._update_entry(project_id or "")

    def _update_entry(self, project_id: str) -> None:
        if self.session is not None and self.session.filing.record("project", project_id) is not None:
            name = self.session.filing.project(project_id).name or "未命名项目"
            self.window.sidebar.entry_model.update_entry(project_id, name, self.session.checker.verdict(project_id))

    def _on_checked(self) -> None:
        if self.session is None or self.page is None:
            return
        self.window.findings.show_findings(self.session.checker, self.page.project_id)
        self._on_current(self.page.view.current)
        entries = self.window.sidebar.entry_model.entries
        for key in [e.key for e in entries if e.kind is EntryKind.PROJECT and e.verdict is None]:
            self._update_entry(key)

    def _on_current(self, cell: Cell | None) -> None:
        self.window.show_cell(cell)
        if cell is not None and cell.ref is not None:
            self.window.findings.mark_current(cell.ref)

    def _show_undo(self) -> None:
        if self.session is not None:
            editor = self.session.workspace.editor
            self.window.topbar.set_undo(editor.undo_name, editor.redo_name)

    # ---- going places

    def go_to(self, ref: FieldRef) -> None:
        """Open the form of a value and make its cell current; a value without a cell opens its dialog."""
        if self.session is None or self.page is None:
            return
        project_id = self.session.filing.project_id_of(ref)
        if project_id is None and ref.entity == "funding":
            project_id = ref.id.rsplit(":", 1)[0]
        if project_id is not None and project_id != self.page.project_id:
            self.show_page(project_id)
        if not self.page.go_to(ref) and project_id is not None:
            self._properties(project_id)

    def _go_to_finding(self, finding: Finding) -> None:
        self.go_to(finding.ref)

    def _next(self) -> None:
        cards = self.window.findings.cards()
        if cards and self.page is not None:
            current = self.page.view.current
            refs = [card.finding.ref for card in cards if card.finding is not None]
            here = refs.index(current.ref) if current is not None and current.ref in refs else -1
            self.go_to(refs[(here + 1) % len(refs)])
        elif self.session is not None and self.session.checker.findings():
            self._go_to_finding(self.session.checker.findings()[0])

    def _act_on_finding(self, act: str, finding: Finding) -> None:
        if self.session is None:
            return
        if act == "adopt" and finding.hit.adopt is not None:
            self.session.adopt(*finding.hit.adopt)
        elif act == "explain":
            self._explain(finding)
        else:
            rule = finding.rule
            self.window.tell(f"{rule.id}　{rule.title}　依据：{rule.basis}。{rule.remedy}")

    def _explain(self, finding: Finding) -> None:
        if self.session is None:
            return
        checker = self.session.checker
        known = checker.answer(finding) or checker.former_answer(finding)
        text = ask_for_explanation(self.window, finding, known)
        if text is not None:
            changes = gestures.explain(self.session.filing, finding.rule.id, finding.key, finding.message, text)
            self.session.apply(changes, Gesture(f"写说明 {finding.rule.id}"))

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

    # ---- entries of the sidebar

    def _open_entry(self, kind: str, key: str) -> None:
        if kind == EntryKind.PROJECT or key == _LIST:
            self.show_page(key if kind == EntryKind.PROJECT else None)
        elif key == _UNIT and self.session is not None:
            self._edit_fields(unit_dialog(self.window, self.session.filing), "修改单位信息")
            self._choose_entry()

    def _ask_entry(self, command: str, key: str) -> None:
        if self.session is None:
            return
        ref = FieldRef("project", key, "")
        if command == "properties":
            self._properties(key)
        elif command == "add_project":
            self._apply_rows("insert_below", [])
        elif command == "delete_project":
            name = self.session.filing.project(key).name or "未命名项目"
            if self.window.ask(f"删除项目“{name}”和它的全部内容？删除后可以撤销。", "删除"):
                self._apply_rows("delete", [ref])
        else:
            self._apply_rows(f"move_{command}", [ref])

    def _apply_rows(self, command: str, refs: list[FieldRef]) -> None:
        if self.session is None:
            return
        changes, name = row_changes(self.session.filing, None, command, refs)
        self.session.apply(changes, Gesture(name))
        fresh = [c.ref.id for c in changes if c.is_record and c.ref.entity == "project" and c.old is None]
        if fresh:
            self.show_page(fresh[0])
            self.go_to(FieldRef("project", fresh[0], "name"))

    def _properties(self, project_id: str) -> None:
        if self.session is not None:
            self._edit_fields(project_dialog(self.window, self.session.filing, project_id), "修改项目属性")

    def _edit_fields(self, dialog: FieldsDialog, name: str) -> None:
        while self.session is not None and dialog.exec() == QDialog.DialogCode.Accepted:
            changes, refusals = self.session.read_block(dialog.texts())
            reason = refusals[0].reason if refusals else self.session.apply(changes, Gesture(name))
            if not reason:
                return
            dialog.complain(reason)

    def _check(self) -> None:
        if self.session is not None:
            self.session.check()

    def finish(self) -> bool:
        """Commit the open cell and close the store; False when the open cell was refused."""
        if self.page is not None and not self.page.view.session.commit():
            return False
        self.close_page()
        self.store.close()
        return True
