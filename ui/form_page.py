"""One form on screen: its bar (title, form, unit, rows, zoom) and the form itself, connected to the session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.enums import AmountUnit, Severity
from services.filing import gestures
from services.filing.editor import Applied
from services.filing.refs import Change, FieldRef, Gesture, Origin
from services.forms.catalogue import FORMS, build_form
from services.forms.project_list import CODE as LIST_CODE
from services.forms.project_list import build_project_list
from services.forms.sheet import Cell, Sheet
from services.render.fonts import font_set
from services.render.measure import Measurer
from ui.dialogs.refusals import ask_about_refusals
from ui.form.view import FormView
from ui.rows import row_changes
from ui.session import Session
from ui.suggestions import suggestions
from ui.widgets import divider, label, tool_button

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class FormPage(QWidget):
    """Shows the project list or one project's form and sends what is typed to the session."""

    current_changed = Signal(object)
    asked = Signal(str)
    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.project_id: str | None = None
        self.view = FormView(Measurer(font_set()))
        self.title = label(name="formtitle")
        self.form_choice = tool_button("", self._choose_form, "pill", "换一种表样显示和打印")
        self.unit_choice = tool_button("", self._choose_unit, "pill", "金额单位：万元或元")
        self.zoom_text = tool_button("100%", lambda: self.view.set_zoom(1.0), "link", "恢复 100%")
        self._fill()
        self._connect()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setObjectName("formbar")
        bar.setFixedHeight(40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(6)
        for widget in (self.title, self.form_choice, self.unit_choice):
            row.addWidget(widget)
        row.addStretch(1)
        self.row_buttons = [tool_button(text, self._row_asker(name), tip=tip) for text, name, tip in _ROW_BUTTONS]
        for button in self.row_buttons:
            row.addWidget(button)
        row.addWidget(divider())
        row.addWidget(tool_button("适合宽度", self.view.fit_width, tip="Ctrl+0"))
        row.addWidget(self.zoom_text)
        row.addWidget(tool_button("＋", lambda: self.view.zoom_by(1), tip="放大 Ctrl+="))
        row.addWidget(tool_button("－", lambda: self.view.zoom_by(-1), tip="缩小 Ctrl+-"))
        column.addWidget(bar)
        column.addWidget(self.view, 1)

    def _row_asker(self, name: str) -> Callable[[], None]:
        return lambda: self._row_button(name)

    def _connect(self) -> None:
        view, session = self.view, self.session
        view.edit_committed.connect(self._type)
        view.block_typed.connect(self._type_block)
        view.row_command.connect(self._row_command)
        view.current_changed.connect(self.current_changed)
        view.undo_requested.connect(session.undo)
        view.redo_requested.connect(session.redo)
        view.explain_requested.connect(lambda _cell: self.asked.emit("why"))
        view.notice.connect(self.notice)
        view.zoom_changed.connect(lambda zoom: self.zoom_text.setText(f"{zoom:.0%}"))
        view.set_suggestions(lambda ref, text: suggestions(session.filing, ref, text))
        session.applied.connect(self._on_applied)
        session.checked.connect(self.show_marks)

    # ---- what is shown

    def show_project(self, project_id: str | None) -> None:
        """Show a project's form, or the project list when None."""
        self.project_id = project_id
        self.rebuild()
        if self.view.sheet.landscape:
            self.view.fit_width()
        else:
            self.view.set_zoom(1.0)

    def rebuild(self) -> None:
        """Build the sheet anew from the filing and show it."""
        filing = self.session.filing
        if self.project_id is not None and filing.record("project", self.project_id) is None:
            self.project_id = None
        self.view.set_sheet(self.sheet())
        self._show_bar()
        self.show_marks()

    def sheet(self) -> Sheet:
        """The sheet of what is shown."""
        filing = self.session.filing
        return build_project_list(filing) if self.project_id is None else build_form(filing, self.project_id)

    def _show_bar(self) -> None:
        filing = self.session.filing
        code = LIST_CODE if self.project_id is None else filing.form_of(filing.project(self.project_id))
        form = FORMS.get(code)
        self.title.setText(form.name if form else "项目清单")
        self.form_choice.setText(f"{form.short_name} ▾" if form else "")
        self.form_choice.setVisible(form is not None)
        self.unit_choice.setText(f"{filing.head.amount_unit.value} ▾")

    def show_marks(self) -> None:
        """Mark the cells that findings are about, the gravest first."""
        checker = self.session.checker
        marks: dict[FieldRef, Severity] = {}
        for finding in sorted(checker.findings(self.project_id), key=lambda f: -_RANK[f.severity]):
            if finding.severity is Severity.ERROR or not checker.answer(finding):
                marks[finding.ref] = finding.severity
        self.view.set_marks(marks)

    def go_to(self, ref: FieldRef) -> bool:
        """Make the cell of a value current; whether this form shows it."""
        found = self.view.go_to(ref)
        if found:
            self.view.setFocus()
        return found

    def _on_applied(self, applied: Applied) -> None:
        project_ids = {self.session.filing.project_id_of(change.ref) for change in applied.changes}
        if self.project_id is None or applied.structural or project_ids & {self.project_id, None}:
            self.rebuild()

    # ---- what is typed

    def _type(self, ref: FieldRef, text: str) -> None:
        reason = self.session.type_text(ref, text)
        if reason:
            self.view.refuse(ref, text, reason)

    def _type_block(self, texts: list[tuple[FieldRef, str]], name: str) -> None:
        changes, refusals = self.session.read_block(texts)
        if refusals and not ask_about_refusals(self, self.session.filing, refusals, len(texts)):
            return
        origin = Origin.PASTED if name.startswith("粘贴") else Origin.TYPED
        self.session.apply(changes, Gesture(name, origin))

    def _row_command(self, command: str, refs: list[FieldRef]) -> None:
        changes, name = row_changes(self.session.filing, self.project_id, command, refs)
        self.session.apply(changes, Gesture(name))
        fresh = [c.ref for c in changes if c.is_record and c.old is None]
        if fresh:
            QTimer.singleShot(0, lambda: self.go_to(fresh[-1]._replace(field="name")))

    def _row_button(self, command: str) -> None:
        cell = self.view.current
        record = None if cell is None else self.view.sheet.rows[cell.row].record
        self._row_command(command, [record] if record is not None else [])

    # ---- choices

    def _choose_form(self) -> None:
        filing = self.session.filing
        codes = [code for code in filing.scheme.forms if code in FORMS]
        self._menu(self.form_choice, [(FORMS[code].name + f"（{FORMS[code].short_name}）", code) for code in codes], "project_form", "换表样")

    def _choose_unit(self) -> None:
        self._menu(self.unit_choice, [(unit.value, unit) for unit in AmountUnit], "amount_unit", "换金额单位")

    def _menu(self, button: QWidget, choices: list[tuple[str, str]], field: str, name: str) -> None:
        head = self.session.filing.head
        ref = FieldRef("filing", head.id, field)
        menu = QMenu(self)
        for text, value in choices:
            change = Change(ref, getattr(head, field), value)
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, c=change: self.session.apply([c], Gesture(name)))
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))


_ROW_BUTTONS = (
    ("插入行", "insert_below", "在当前行下面插入一行 Insert"),
    ("删除行", "delete", "删除当前行 Ctrl+Delete"),
    ("↑", "move_up", "上移一行 Alt+↑"),
    ("↓", "move_down", "下移一行 Alt+↓"),
)


def current_title(cell: Cell | None) -> str:
    """What the status line says about the current cell."""
    return f"当前格：{cell.title}" if cell is not None and cell.title else ""
