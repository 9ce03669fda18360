"""One form on screen: its bar (title, form, unit, rows, zoom) and the form itself, connected to the session."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from models.enums import AmountUnit, Moment, Severity
from services.filing.editor import Applied
from services.filing.published_rows import table_of
from services.filing.refs import Change, FieldRef, Gesture, Origin
from services.forms import published_input
from services.forms.catalogue import FORMS, FormEntry, build_entry, entry_of
from services.forms.homes import cell_of, is_apart
from services.forms.project_list import CODE as LIST
from services.forms.project_list import build_project_list
from services.forms.sheet import Sheet
from services.render.fonts import font_set
from services.render.measure import Measurer
from services.reports.standing import OF_REPORTS
from ui.dialogs.refusals import ask_about_refusals
from ui.first_project import FirstProject
from ui.form.view import FormView
from ui.form_bar import FormBar
from ui.reason_bar import ReasonBar, needs_reason, note_ref
from ui.rows import row_changes
from ui.session import Session
from ui.subject_rows import asks_for_subject, subject_rows
from ui.suggestions import suggestions


class FormPage(QWidget):
    """Shows one entry of `forms_of` and sends what is typed to the session."""

    current_changed = Signal(object)
    asked = Signal(str)
    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.entry: FormEntry | None = None
        self._unscored = False
        self.view = FormView(Measurer(font_set()))
        self.bar = FormBar()
        self.reason = ReasonBar()
        self.first = FirstProject()
        self.pages = QStackedWidget()
        self._fill()
        self._connect()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.first)
        for widget in (self.bar, self.reason):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)

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
        view.zoom_changed.connect(lambda zoom: self.bar.zoom_text.setText(f"{zoom:.0%}"))
        view.make_room = self._make_room
        view.set_suggestions(lambda ref, text: suggestions(session.filing, ref, text))
        session.applied.connect(self._on_applied)
        session.checked.connect(self._on_checked)
        self.bar.row_command.connect(self._row_button)
        self.bar.zoomed.connect(self._zoom)
        self.bar.choose_form.connect(self._choose_form)
        self.bar.choose_unit.connect(self._choose_unit)
        self.bar.asked.connect(self.asked)
        self.first.add.connect(lambda: self.asked.emit("add_project"))
        self.reason.given.connect(self._give_reason)
        self.reason.left.connect(self.take_focus)

    # ---- what is shown

    @property
    def key(self) -> str:
        """Key of the entry shown; "" before the first one."""
        return "" if self.entry is None else self.entry.key

    @property
    def project_id(self) -> str | None:
        """The project whose form is shown; None on a sheet that belongs to no single one."""
        return None if self.entry is None else self.entry.project_id

    def show_entry(self, key: str) -> bool:
        """Show a form by its key; False when the open cell was refused and stays, or there is no such form."""
        entry = entry_of(self.session.filing, key)
        if entry is None or not self.view.session.commit():
            return False
        self.entry = entry
        self.reason.put_away()
        self.rebuild()
        self.show_marks()
        self.view.set_zoom(1.0)
        if self.view.sheet.landscape or self.view.placement.size[0] > self.view.viewport().width():
            self.view.fit_width()
        return True

    def take_focus(self) -> None:
        """Give the keyboard to the form, or to the button that adds the first project."""
        target = self.first.button if self.pages.currentWidget() is self.first else self.view
        target.setFocus()

    def rebuild(self) -> None:
        """Build the sheet anew from the filing and show it; a form that is gone gives way to the list of projects."""
        filing = self.session.filing
        self.entry = entry_of(filing, self.key) or entry_of(filing, LIST)
        self._unscored = self.key == LIST and self.session.checking
        self.view.set_sheet(build_project_list(filing, scored=False) if self._unscored else self.sheet())
        self._show_bar()

    def sheet(self) -> Sheet:
        """The sheet of what is shown."""
        if self.entry is None:
            raise LookupError("no form is open")
        return build_entry(self.session.filing, self.entry)

    def _show_bar(self) -> None:
        filing, entry = self.session.filing, self.entry
        if entry is None:
            return
        form = FORMS.get(entry.code)
        title = form.name if form else entry.name
        choosable = entry.code in filing.scheme.forms and len(filing.scheme.forms) > 1
        self.bar.show_form(title, form.short_name if form and choosable else "", filing.head.amount_unit.value)
        self.bar.show_acts(is_shown=self._has_targets())
        nothing = entry.key == LIST and not filing.projects
        self.pages.setCurrentWidget(self.first if nothing else self.view)

    def _has_targets(self) -> bool:
        """Whether the form shows a project whose targets are declared and approved here."""
        filing, entry = self.session.filing, self.entry
        if entry is None or entry.project_id is None or entry.moment is Moment.MONITORING:
            return False
        return bool(filing.form_at(filing.project(entry.project_id), Moment.DECLARATION))

    @property
    def is_apart(self) -> bool:
        """Whether the sheet is about values of its own, of no project: accounts, or what was published elsewhere."""
        return self.entry is not None and self.project_id is None and is_apart(self.entry)

    @property
    def name(self) -> str:
        """What is shown, in words: for the preview's title."""
        return self.bar.title.text()

    def show_marks(self) -> None:
        """Mark the cells that findings are about, the gravest first."""
        checker, shown = self.session.checker, self.view.sheet.by_ref
        marks: dict[FieldRef, Severity] = {}
        elsewhere, answered = shown.keys().isdisjoint, bool(self.session.filing.explanations)
        for finding in checker.findings(self.project_id):
            if elsewhere(finding.hit.fields):
                continue  # nearly all, on the list of a thousand projects
            ref = next(ref for ref in finding.hit.fields if ref in shown)
            if ref in marks:
                continue
            if not answered or finding.severity is Severity.ERROR or not checker.answer(finding):
                marks[ref] = finding.severity
        self.view.set_marks(marks)

    def shows(self, ref: FieldRef) -> bool:
        """Whether this form has a cell for a value."""
        return cell_of(self.view.sheet, ref) is not None

    def go_to(self, ref: FieldRef) -> bool:
        """Make the cell of a value current, or one of the same row; whether this form shows it."""
        shown = next((place for place in _places(self.view.sheet, ref) if place in self.view.sheet.by_ref), None)
        found = shown is not None and self.view.go_to(shown)
        if found:
            self.view.setFocus()
        return found

    def _on_checked(self) -> None:
        """The list, shown without scores while nothing was worked out yet, gets them."""
        if self._unscored:
            self.rebuild()
        self.show_marks()

    def _on_applied(self, applied: Applied) -> None:
        """Follow a change; the marks follow when the findings are current again."""
        if self.entry is None or all(change.ref.entity in OF_REPORTS for change in applied.changes):
            return
        project_ids = {self.session.filing.project_id_of(change.ref) for change in applied.changes}
        if self.project_id is None or applied.structural or project_ids & {self.project_id, None}:
            self.rebuild()
            if self.session.checking:
                self.show_marks()

    # ---- what is typed

    def _type(self, ref: FieldRef, text: str) -> None:
        reason = self.session.type_text(ref, text)
        if reason:
            self.view.refuse(ref, text, reason)
        else:
            self._ask_reason(ref)

    def _ask_reason(self, ref: FieldRef) -> None:
        """An official score may differ from the computed one, but the reason is to be written down."""
        cell = self.view.sheet.by_ref.get(ref)
        if cell is not None and needs_reason(cell):
            known = self.session.filing.value(note_ref(ref)) or ""
            if not known:
                self.reason.ask(cell, known)
        elif self.reason.ref == ref:
            self.reason.put_away()

    def _give_reason(self, ref: FieldRef, text: str) -> None:
        refused = self.session.type_text(ref, text)
        if refused:
            self.notice.emit(refused)
            return
        self.reason.put_away()
        self.take_focus()

    def _type_block(self, texts: list[tuple[FieldRef, str]], name: str) -> None:
        changes, refusals = self.session.read_block(texts)
        origin = Origin.PASTED if name.startswith("粘贴") else Origin.TYPED
        taken = not refusals or ask_about_refusals(self, self.session.filing, refusals, len(texts))
        if not taken or self.session.apply(changes, Gesture(name, origin)):
            self.rebuild()

    def _make_room(self, rows: int) -> None:
        """Before a paste: a table that grows at its end shows as many empty rows as the block may need."""
        cell = self.view.current
        row = self.view.sheet.rows[cell.row].record if cell is not None else None
        if self.key == published_input.CODE and row is not None and rows > 1:
            filing = self.session.filing
            self.view.set_sheet(published_input.build_published(filing, {table_of(filing, row): rows}))

    def _row_command(self, command: str, refs: list[FieldRef]) -> None:
        filing, entry = self.session.filing, self.entry
        if entry is None:
            return
        inserts = command.startswith("insert")
        if inserts and asks_for_subject(entry):
            changes, name = subject_rows(self, filing, entry)
        else:
            changes, name = row_changes(filing, entry, command, refs)
        if changes and not self.session.apply(changes, Gesture(name)) and inserts:
            fresh = next((c.ref for c in changes if c.is_record and c.old is None), None)
            self._begin_row(fresh)

    def _begin_row(self, row: FieldRef | None) -> None:
        """Go to where a new row is filled in first; a subject brings its name along."""
        if row is not None and row.entity != "subject_line":
            self.go_to(row._replace(field="name"))
        elif row is not None:
            first = next((r for r in self.view.sheet.by_ref if r.whole == row and r.field != "name"), None)
            if first is not None:
                self.go_to(first)

    def _row_button(self, command: str) -> None:
        cell = self.view.current
        record = None if cell is None else self.view.sheet.rows[cell.row].record
        self._row_command(command, [record] if record is not None else [])

    def _zoom(self, step: int | None) -> None:
        if step is None:
            self.view.fit_width()
        elif step == 0:
            self.view.set_zoom(1.0)
        else:
            self.view.zoom_by(step)

    # ---- choices

    def _choose_form(self) -> None:
        filing = self.session.filing
        codes = [code for code in filing.scheme.forms if code in FORMS]
        self._menu(
            self.bar.form_choice,
            [(FORMS[code].name + f"（{FORMS[code].short_name}）", code) for code in codes],
            "project_form",
            "换表样",
        )

    def _choose_unit(self) -> None:
        self._menu(self.bar.unit_choice, [(unit.value, unit) for unit in AmountUnit], "amount_unit", "换金额单位")

    def _menu(self, button: QWidget, choices: list[tuple[str, str]], field: str, name: str) -> None:
        head = self.session.filing.head
        ref = FieldRef("filing", head.id, field)
        menu = QMenu(self)
        for text, value in choices:
            change = Change(ref, getattr(head, field), value)
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, c=change: self.session.apply([c], Gesture(name)))
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()


def _places(sheet: Sheet, ref: FieldRef) -> Iterator[FieldRef]:
    """Where a value may be shown: its own cell, a part of it, the name of its row, any cell of its row."""
    own = cell_of(sheet, ref)
    if own is not None:
        yield own
    if ref.entity != "project":
        yield ref._replace(field="name")
        yield from (place for place in sheet.by_ref if place.whole == ref.whole)
