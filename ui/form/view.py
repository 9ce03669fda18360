"""FormView: a Sheet as white pages, painted like the paper and typed into. It changes no data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from models.enums import Severity
from services.filing.refs import FieldRef
from services.forms.sheet import Cell, RowRole, Sheet
from services.render.measure import Measurer
from services.render.paged import Fragment
from ui import tokens
from ui.form import accessible, commands
from ui.form.cell_editor import PASSING
from ui.form.editing import EditSession, is_tick
from ui.form.grid import Area, Grid, Place
from ui.form.ime import ImeBridge
from ui.form.painting import PaintState, paint_frame
from ui.form.paper_view import PaperView

Suggest = Callable[[FieldRef, str], list[str]]


class FormView(PaperView):
    """Shows one sheet.

    What the clerk does is told by signals; the window answers with a new sheet (`set_sheet`) or `refuse`:
    `edit_committed(FieldRef, text)`; `block_typed([(FieldRef, text)], name)` for paste, fill and clear;
    `row_command(command, [FieldRef])` with insert_above, insert_below, delete, move_up, move_down and the records;
    `current_changed(Cell)`, `explain_requested(Cell)`, `undo_requested()`, `redo_requested()`; `notice(text)`, a
    sentence for the status line.
    """

    edit_committed = Signal(object, str)
    block_typed = Signal(list, str)
    row_command = Signal(str, list)
    current_changed = Signal(object)
    explain_requested = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    notice = Signal(str)

    def __init__(self, measurer: Measurer, parent: QWidget | None = None) -> None:
        super().__init__(measurer, parent)
        _describe_forms()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.suggest: Suggest | None = None
        self.make_room: Callable[[int], None] | None = None
        """Called before a block of so many rows is pasted at the current cell: a form may then show more rows."""
        self.locked = ""
        """Why nothing may be typed here now; "" when it may."""
        self.grid = Grid(self.sheet)
        self.place: Place | None = None
        self._anchor: Place | None = None
        self._part = 0
        self.session = EditSession(self)
        self.accessible = accessible.FormAccessible(self)
        self._ime = ImeBridge(self)

    # ---- the sheet

    @property
    def current(self) -> Cell | None:
        """The current cell."""
        return self.grid.cell(self.place) if self.place is not None else None

    def set_sheet(self, sheet: Sheet) -> None:
        """Show a sheet: another form from its first input, the same form built anew where the clerk is."""
        same = (sheet.code, sheet.subject) == (self.sheet.code, self.sheet.subject)
        if not same:
            self.session.close()
        before, kept = self.current, self.place
        changed = self._lay_out(sheet)
        self.grid = Grid(sheet)
        if same:
            self._stay(before, kept)
            self.session.sheet_changed()
        else:
            self._begin()
        self._select()
        self.repaint_areas(changed if same and self.place == kept else None)
        if self.current is not None and (not same or self.current != before):
            self._tell_current()

    def _begin(self) -> None:
        """Stand at the first input of a form just opened, below what stands over the table."""
        rows = self.sheet.rows
        first = next((cell for cell in self.grid.inputs if rows[cell.row].role is not RowRole.TITLE), None)
        self.place = self._anchor = (first.row, first.col) if first is not None else self.grid.first()
        self._part = 0
        self.verticalScrollBar().setValue(0)

    def _stay(self, before: Cell | None, kept: Place | None) -> None:
        """Stand at the same address though rows came or went above it, else at the same place."""
        found = self.sheet.by_ref.get(before.ref) if before is not None and before.ref is not None else None
        if before is not None and found is not None and kept is not None:
            down, right = found.row - before.row, found.col - before.col
            moved = (kept[0] + down, kept[1] + right)
            self.place = moved if self.grid.cell(moved) == found else (found.row, found.col)
            alone = self._anchor == kept or self._anchor is None
            self._anchor = self.place if alone or (down, right) != (0, 0) else self._anchor
            return
        if kept is None or self.grid.cell(kept) is None:
            self.place = self._anchor = self.grid.first()
        elif self._anchor is None or self.grid.cell(self._anchor) is None:
            self._anchor = kept

    def set_marks(self, marks: Mapping[FieldRef, Severity]) -> None:
        """Mark the cells with findings, each with the worst severity found there."""
        old, self.painter.state.marks = self.painter.state.marks, dict(marks)
        changed = {ref for ref in old.keys() | marks.keys() if old.get(ref) != marks.get(ref)}
        cells = [self.sheet.by_ref[ref] for ref in changed if ref in self.sheet.by_ref]
        self.repaint_areas([area for cell in cells for area in self.areas_of(cell)])

    def set_unconfirmed(self, unconfirmed: Callable[[FieldRef], bool]) -> None:
        """Mark the cells whose text came from last year; asked for each cell that is painted."""
        self.painter.unconfirmed = unconfirmed
        self.repaint_areas(None)

    def set_suggestions(self, suggest: Suggest | None) -> None:
        """Offer words while a cell is typed into: called with its address and the text so far."""
        self.suggest = suggest

    def refuse(self, ref: FieldRef, text: str, reason: str) -> None:
        """The answer to a text that cannot be taken over: it stays in the cell's editor, with the reason under it."""
        if self.current is None or self.current.ref != ref:
            self.session.close()
            self.go_to(ref)
        if self.current is not None and self.current.ref == ref:
            self.session.refuse(text, reason)

    # ---- where the clerk is

    def go_to(self, ref: FieldRef) -> bool:
        """Make the cell of an address current and visible; False when this form has none."""
        cell = self.sheet.by_ref.get(ref)
        return cell is not None and self.go((cell.row, cell.col))

    def go(self, place: Place, *, extend: bool = False, part: int = 0, last_part: bool = False) -> bool:
        """Move to a place; False when the open editor's text was refused and so stays where it is."""
        if not self.session.commit():
            return False
        cell, before = self.grid.cell(place), self.current
        if cell is None:
            return False
        self.repaint_areas(self.areas_of(before))
        self.place, self._part = place, (len(self.parts_of(cell)) - 1 if last_part else part)
        self._anchor = self._anchor if extend and self._anchor is not None else place
        self._select()
        self.repaint_areas(self.areas_of(cell))
        self.show_current()
        if cell != before:
            self._tell_current()
        return True

    def leave(self, way: str) -> None:
        """After an edit or on a closed cell: "down", "up" the column, "next", "previous" input; "stay"."""
        if self.place is None:
            return
        if way in ("down", "up"):
            self.go(self.grid.along(self.place, 1 if way == "down" else -1), last_part=way == "up")
        elif way in ("next", "previous") and (place := self.grid.tab(self.place, 1 if way == "next" else -1)):
            self.go(place)

    def turn_page(self, step: int, *, extend: bool) -> None:
        """A view's height up or down, in the same column."""
        if self.place is None:
            return
        wanted = self.current_rect().center().y() + step * (self.viewport().height() - self.band.covers() - 60)
        place = self.place
        while (further := self.grid.step(place, step, 0)) != place:
            place = further
            cell = self.grid.cell(place)
            if cell is not None and (self.rect_of(cell).center().y() - wanted) * step >= 0:
                break
        self.go(place, extend=extend)

    def select_all(self) -> None:
        """Select every cell of the table."""
        whole = self.grid.whole()
        if self.session.commit() and self.current is not None:
            self._anchor = (whole.top, whole.left)
            self.place = (whole.bottom - 1, whole.right - 1)
            self._select()
            self.repaint_areas(None)

    @property
    def area(self) -> Area | None:
        """The selection: at least the current cell."""
        if self.place is None or self._anchor is None:
            return None
        return self.grid.area(self._anchor, self.place)

    def _select(self) -> None:
        """Work out which cells are tinted; a single current cell is not."""
        area, state = self.area, self.painter.state
        cells = list(self.grid.cells(area)) if area is not None and self._anchor != self.place else []
        selected = frozenset((cell.row, cell.col) for cell in cells) if len(cells) > 1 else frozenset()
        if selected != state.selected:
            self.painter.state = PaintState(state.marks, selected)
            self.repaint_areas(None)

    def current_rect(self) -> QRectF:
        """The part of the current cell that the clerk is at, in the viewport."""
        return self.rect_of(self.current, self._part) if self.current is not None else QRectF()

    def show_current(self) -> None:
        """Scroll so that the current cell can be seen."""
        cell, header = self.current, self.sheet.header
        if cell is not None:
            self.show_rect(self.current_rect(), under_header=header is not None and cell.row >= header.stop)

    def _moved(self) -> None:
        self.session.place()
        self.updateMicroFocus()

    def _resized(self) -> None:
        self.session.restyle()
        self.show_current()

    def _tell_current(self) -> None:
        self.current_changed.emit(self.current)
        self.updateMicroFocus()
        accessible.announce_current(self)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages, and the frame of the current cell over them."""
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), QColor(tokens.FRAME))
        scrolled = self.scrolled()
        painter.translate(-scrolled)
        self.painter.paint_pages(painter, self.placement, _areas(event.region(), scrolled))
        painter.translate(scrolled)
        if self.current is not None:
            open_over = self.session.is_open and self.session.editor.isVisible()
            frame = QRectF(self.session.editor.geometry()).adjusted(-1, -1, 1, 1) if open_over else self.current_rect()
            paint_frame(painter, frame, tokens.ERROR if self.session.reason else tokens.ACCENT)

    # ---- keyboard, input method, mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A command, or a character typed over the current cell."""
        if self.session.take_key(event):
            return
        command = commands.command_for(event.key(), event.modifiers())
        if command is not None:
            command(self)
        elif _types(event) and is_tick(self.current):
            self.session.open(event.text())
        elif _types(event) and self.session.open(""):
            self.session.take_key(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001
        """Tab goes through the inputs, and leaves the form at either end."""
        if not self.session.commit():
            return True
        place = self.grid.tab(self.place, 1 if forward else -1) if self.place is not None else None
        return self.go(place) if place is not None else super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame of the current cell and the input method follow the focus."""
        super().focusInEvent(event)
        self.repaint_areas(self.areas_of(self.current))
        accessible.announce_current(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A text composed on a cell is taken over when the clerk turns to something else than its editor."""
        super().focusOutEvent(event)
        editors = (self.session.editor, self.session.choices)
        if event.reason() not in PASSING and QApplication.focusWidget() not in editors:
            self.session.commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese typed on a closed cell."""
        self._ime.handle(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Where the candidate window belongs."""
        return self._ime.query(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell under the pointer; with Shift select up to it."""
        found = self.fragment_at(event.position())
        if found is None:
            self.session.commit()
            return
        inside = self.area is not None and self.area.holds(found.cell.row, found.cell.col)
        if event.button() == Qt.MouseButton.LeftButton or not inside:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go_to_fragment(found, extend=extend)

    def _go_to_fragment(self, found: Fragment, *, extend: bool) -> None:
        parts = self.parts_of(found.cell)
        self.go((found.cell.row, found.cell.col), extend=extend, part=parts.index(found))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while dragging."""
        found = self.fragment_at(event.position())
        dragging = event.buttons() & Qt.MouseButton.LeftButton and not self.session.is_open
        if dragging and found is not None and found.cell != self.current:
            self._go_to_fragment(found, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a selection by dragging."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell under the pointer."""
        found = self.fragment_at(event.position())
        if found is not None and found.cell == self.current:
            commands.edit(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands of the current cell."""
        at_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        here = self.viewport().mapToGlobal(self.current_rect().bottomLeft().toPoint())
        commands.context_menu(self, here if at_key else event.globalPos())

    def tip(self, cell: Cell) -> str:
        """What is to be known of a cell."""
        carried = "上年带来的文字，请确认" if cell.ref is not None and self.painter.unconfirmed(cell.ref) else ""
        return "\n".join(filter(None, (tip_of(cell), carried)))

    def viewportEvent(self, event: QEvent) -> bool:
        """A tool tip says how a computed figure comes about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.fragment_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tip(found.cell) if found is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)


def _areas(region: QRegion, scrolled: QPointF) -> list[QRectF]:
    """The rectangles of a region of the viewport, in the content."""
    rects = cast("Iterable[QRect]", region)  # the stubs do not know that a region can be gone through
    return [QRectF(rect).translated(scrolled) for rect in rects]


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes a character (AltGr counts as Ctrl+Alt, Alt alone opens menus).

    Not `& ~ShiftModifier`: on Windows PySide6's `~` takes Ctrl, Alt and Meta away too, the mask being negative there.
    """
    held = event.modifiers()
    with_alt = held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
    alt_only = with_alt == Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not alt_only


def tip_of(cell: Cell) -> str:
    """How a cell comes about, and for a figure typed over what was computed."""
    over = f"程序算得 {cell.suggested}，现为手工填写的 {cell.text}" if cell.typed_over and cell.suggested else ""
    return "\n".join(filter(None, (cell.how, over)))


@cache
def _describe_forms() -> None:
    accessible.install(FormView)
