"""Two bars about how a filing stands: that it is fixed (above the form), and that a text is last year's (below it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from models.enums import FilingState
from services.filing.confirm import CONFIRM, all_to_confirm, confirmation, is_to_confirm
from services.filing.editor import Applied, FilingLocked
from services.filing.finalise import stamp
from services.filing.refs import Change, FieldRef
from services.forms.sheet import Cell
from ui.widgets import ElidedLabel, label, tool_button

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.form_page import FormPage
    from ui.session import Session


class LockBar(QFrame):
    """Shown while the filing is fixed: its version and check sum, and how to go on."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("lockbar")
        self.words = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 12, 4)
        row.addWidget(self.words, 1)
        row.addWidget(tool_button("校验", lambda: controller.run("verify"), "link", "内容是否还是定稿时的内容"))
        row.addWidget(tool_button("解除定稿…", lambda: controller.run("unlock"), "link"))
        self.hide()


class ConfirmBar(QFrame):
    """Shown while the current cell holds a text carried from last year."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.words = label()
        self.confirm = tool_button("确认", lambda: self._confirm(whole_form=False), "link", "这段文字今年仍然适用")
        self.confirm_all = tool_button("本表全部确认", lambda: self._confirm(whole_form=True), "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 4, 4)
        row.addWidget(self.words)
        row.addWidget(self.confirm)
        row.addWidget(self.confirm_all)
        row.addStretch(1)
        self._session: Session | None = None
        self._ref: FieldRef | None = None
        self.hide()

    def watch(self, session: Session) -> None:
        """Look after another filing."""
        self._session, self._ref = session, None
        self.hide()

    def show_cell(self, cell: Cell | None) -> None:
        """Ask about the text of a cell, if it is to be confirmed."""
        self._ref = cell.ref if cell is not None else None
        wanted = self._session is not None and self._ref is not None and is_to_confirm(self._session.filing, self._ref)
        if wanted:
            count = len(self._flags())
            self.words.setText("上年带来的文字，请确认；今年不同的请直接改写。")
            self.confirm_all.setText(f"本表全部确认（{count} 处）")
            self.confirm_all.setVisible(count > 1)
        self.setVisible(wanted)

    def _flags(self) -> list[FieldRef]:
        if self._session is None or self._ref is None:
            return []
        filing = self._session.filing
        project_id = filing.project_id_of(self._ref)
        return all_to_confirm(filing, [project_id] if project_id is not None else [])

    def _confirm(self, *, whole_form: bool) -> None:
        if self._session is None or self._ref is None:
            return
        every = [Change(flag, old=True, new=False) for flag in self._flags()]
        self._session.apply(every if whole_form else confirmation(self._session.filing, self._ref), CONFIRM)


class StandingBars:
    """Puts the bars into the window and keeps them to what is open."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self.lock, self.confirm = LockBar(controller), ConfirmBar()
        window = controller.window
        center = window.message.parentWidget()
        column = center.layout() if center is not None else None
        if isinstance(column, QBoxLayout):
            column.insertWidget(0, self.lock)
            column.insertWidget(column.indexOf(window.message), self.confirm)

        window.pages.currentChanged.connect(self._on_page)

    def _on_page(self) -> None:
        """A cell is asked about only while its form is in sight."""
        page = self._controller.page
        shown = page is not None and self._controller.window.pages.currentWidget() is page
        self.confirm.show_cell(page.view.current if page is not None and shown else None)

    def watch(self, session: Session, page: FormPage) -> None:
        """Look after another filing."""
        self.confirm.watch(session)
        page.view.set_unconfirmed(lambda ref: is_to_confirm(session.filing, ref))
        page.current_changed.connect(self.confirm.show_cell)
        session.refused.connect(self._controller.window.tell)
        session.applied.connect(lambda applied: self._on_applied(session, page, applied))
        self._show_lock(session, page)

    def _on_applied(self, session: Session, page: FormPage, applied: Applied) -> None:
        if any(change.ref.entity == "filing" for change in applied.changes):
            self._show_lock(session, page)
        self.confirm.show_cell(page.view.current)
        page.view.repaint_areas(None if any(c.ref.field.endswith("_to_confirm") for c in applied.changes) else [])

    def _show_lock(self, session: Session, page: FormPage) -> None:
        head = session.filing.head
        fixed = head.state is FilingState.FINAL
        page.view.locked = str(FilingLocked()) if fixed else ""
        when = f"定稿于 {head.finalised_at[:10]}，不能修改。"
        self.lock.words.setText(f"{head.state.value}　{stamp(session.filing)}　{when}")
        self.lock.setVisible(fixed)
