"""Project actions: what the list at the left asks for: add, rename, properties, move, delete; and the unit's data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from models.enums import ProjectKind
from services.accounts.gestures import add_pension_line, begin_accounts, repeat_subjects
from services.accounts.ledger import ledger_of
from services.filing import gestures
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef, Gesture
from services.forms import accounts_input, pension
from services.others import previous_filing
from services.workspace import NoFiling
from ui.dialogs.base import kept
from ui.dialogs.fields import FieldsDialog, project_dialog, unit_dialog
from ui.rows import new_project, noun_of

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.session import Session
_STEPS = {"up": -1, "down": 1}


class ProjectActions:
    """Works on the open filing; does nothing while none is open or the open cell was refused."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    @property
    def _session(self) -> Session | None:
        return self._controller.session

    def ask(self, command: str, key: str) -> None:
        """Do what the list's keys or context menu asked for."""
        if self._session is None or not self._controller.commit():
            return
        ref = FieldRef("project", key, "")
        if command == "properties":
            self.properties(key)
        elif command == "delete_project":
            self._delete(ref)
        elif command == "put_report_aside":
            self._controller.reports.put_aside(key)
        elif command in _STEPS:
            self._move(ref, _STEPS[command])
        else:
            self._controller.run(command)

    def add(self, kind: ProjectKind = ProjectKind.SPECIFIC) -> None:
        """A new project, transfer payment or department's evaluation at the end; its form is opened at the name."""
        if self._session is None or not self._controller.commit():
            return
        changes = new_project(self._session.filing, kind)
        if self._session.apply(changes, Gesture(f"新增{noun_of(kind)}")):
            return
        fresh = next(c.ref for c in changes if c.is_record and c.ref.entity == "project")
        page = self._controller.page
        if self._controller.navigator.show_project(fresh.id) and page is not None:
            page.go_to(fresh._replace(field="name"))
            page.take_focus()

    def begin_accounts(self) -> None:
        """Begin the final accounts: their input grids appear with last year's subjects, the first is opened."""
        self._begin(self._accounts_begun, "新增部门决算", accounts_input.INCOME_CODE)

    def _accounts_begun(self, filing: Filing) -> list[Change]:
        """What begins the accounts; the subjects of last year's where it is in the store, to be filled in."""
        begun = begin_accounts(filing)
        with suppress(NoFiling):
            begun += repeat_subjects(filing, previous_filing(self._controller.store, filing))
        return begun

    def begin_pension(self) -> None:
        """Begin the pension subsidy with its first county."""
        self._begin(add_pension_line, "新增城乡居保补助表", pension.BUDGET_CODE)

    def _begin(self, begin: Callable[[Filing], list[Change]], name: str, key: str) -> None:
        if self._session is not None and not self._session.apply(begin(self._session.filing), Gesture(name)):
            self._controller.navigator.show(key)
            self._controller.navigator.take_focus()

    def there(self) -> frozenset[str]:
        """Commands that add what the filing has already and can have only once."""
        if self._session is None:
            return frozenset()
        filing = self._session.filing
        ledger = ledger_of(filing)
        have = {
            "add_department": filing.department is not None,
            "begin_accounts": ledger.begun,
            "begin_pension": bool(ledger.pension_lines),
        }
        return frozenset(command for command, is_there in have.items() if is_there)

    def _delete(self, ref: FieldRef) -> None:
        if self._session is None:
            return
        project = self._session.filing.project(ref.id)
        name = f"{noun_of(project.kind)}“{project.name or '未命名项目'}”"
        if self._controller.window.ask(f"删除{name}和它的全部内容？删除后可以撤销。", "删除"):
            changes = gestures.delete_rows(self._session.filing, [ref])
            self._session.apply(changes, Gesture(f"删除{name}"))

    def _move(self, ref: FieldRef, step: int) -> None:
        if self._session is not None:
            name = "上移项目" if step < 0 else "下移项目"
            self._session.apply(gestures.move_row(self._session.filing, ref, step), Gesture(name))

    def rename(self, key: str, text: str) -> None:
        """A name typed over in the list."""
        if self._session is not None:
            reason = self._session.type_text(FieldRef("project", key, "name"), text)
            if reason:
                self._controller.window.tell(f"没有改名：{reason}")

    def properties(self, project_id: str) -> None:
        """What a project is, beyond what its form shows."""
        if self._session is not None:
            self._edit(project_dialog(self._controller.window, self._session.filing, project_id), "修改项目属性")

    def unit(self) -> None:
        """The unit as it signs its forms."""
        if self._session is not None:
            self._edit(unit_dialog(self._controller.window, self._session.filing), "修改单位信息")

    def _edit(self, dialog: FieldsDialog, name: str) -> None:
        with kept(dialog):
            while self._session is not None and dialog.exec() == QDialog.DialogCode.Accepted:
                changes, refusals = self._session.read_block(dialog.texts())
                reason = refusals[0].reason if refusals else self._session.apply(changes, Gesture(name))
                if not reason:
                    return
                dialog.complain(reason, refusals[0].ref if refusals else None)
