"""FormView: a Sheet as white pages, painted like the paper and typed into. It changes no data: it says what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from models.enums import Severity
from services.filing.refs import FieldRef
from services.forms.sheet import Cell, Row, Sheet
from services.render.layout import lay_out
from services.render.measure import Measurer
from services.render.paged import Fragment
from services.render.pages import paginate
from services.render.styles import TextStyle
from ui import tokens
from ui.form import accessible, commands
from ui.form.editing import EditSession
from ui.form.grid import Area, Grid, Place
from ui.form.header_band import HeaderBand
from ui.form.ime import ImeBridge
from ui.form.painting import FormPainter, PaintState, paint_frame
from ui.form.placement import LEAST_ZOOM, MOST_ZOOM, Placement, changed_areas, fitting_zoom

_ZOOM_STEPS: Final = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_NOTHING: Final = Sheet("", "", (1.0,), (Row(),), (Cell(0, 0, border=False),), FieldRef("", "", ""))
_SLACK: Final = 12
"""Pixels kept visible around the current cell."""
Suggest = Callable[[FieldRef, str], list[str]]


class FormView(QAbstractScrollArea):
    """Shows one sheet.

    What the clerk does is told by signals; the window answers with a new sheet (`set_sheet`) or `refuse`:
    `edit_committed(FieldRef, text)`; `block_typed([(FieldRef, text)], name)` for paste, fill and clear;
    `row_command(command, [FieldRef])` with insert_above, insert_below, delete, move_up, move_down and the records;
    `current_changed(Cell)`, `explain_requested(Cell)`, `undo_requested()`, `redo_requested()`; `notice(text)`, a
    sentence for the status line; `zoom_changed(zoom)`.
    """

    edit_committed = Signal(object, str)
    block_typed = Signal(list, str)
    row_command = Signal(str, list)
    current_changed = Signal(object)
    explain_requested = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    notice = Signal(str)
    zoom_changed = Signal(float)

    def __init__(self, measurer: Measurer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _describe_forms()
        self.measurer = measurer
        self.painter = FormPainter()
        self.suggest: Suggest | None = None
        self.grid = Grid(_NOTHING)
        self.placement = Placement(paginate(lay_out(_NOTHING, measurer)), 1.0, 100.0)
        self.place: Place | None = None
        self._anchor: Place | None = None
        self._part = 0
        self._fitting = False
        self._set_up_widget()
        self.band = HeaderBand(self)
        self.session = EditSession(self)
        self.accessible = accessible.FormAccessible(self)
        self._ime = ImeBridge(self)

    def _set_up_widget(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, tokens.FRAME)
        self.setPalette(palette)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_StaticContents, on=False)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(30)

    # ---- the sheet

    @property
    def sheet(self) -> Sheet:
        """The sheet shown; an empty one at first."""
        return self.grid.sheet

    @property
    def current(self) -> Cell | None:
        """The current cell."""
        return self.grid.cell(self.place) if self.place is not None else None

    def set_sheet(self, sheet: Sheet) -> None:
        """Show a sheet: another form from its first input, the same form built anew where the clerk is."""
        same = (sheet.code, sheet.subject) == (self.sheet.code, self.sheet.subject)
        if not same:
            self.session.close()
        before, old, kept = self.current, self.placement, self.place
        self.grid = Grid(sheet)
        paged = paginate(lay_out(sheet, self.measurer, old.paged.layout), old.paged)
        self.placement = Placement(paged, old.zoom, old.view_width)
        self._arrange()
        if same:
            self._stay(before, kept)
            self.session.sheet_changed()
        else:
            self._begin()
        self._select()
        areas = changed_areas(old, self.placement) if same else None
        self._repaint(areas)
        if self.current is not None and (not same or self.current != before):
            self._tell_current()

    def _begin(self) -> None:
        """Stand at the first input of a form just opened."""
        self.place = self._anchor = self.grid.first()
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
        self._repaint([self.placement.rect_of(part) for cell in cells for part in self._parts(cell)])

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
        self._repaint(self._parts_rects(before))
        self.place, self._part = place, (len(self._parts(cell)) - 1 if last_part else part)
        self._anchor = self._anchor if extend and self._anchor is not None else place
        self._select()
        self._repaint(self._parts_rects(cell))
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
            self._repaint(None)

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
            self._repaint(None)

    def _tell_current(self) -> None:
        self.current_changed.emit(self.current)
        self.updateMicroFocus()
        accessible.announce_current(self)

    # ---- geometry

    def scrolled(self) -> QPointF:
        """What of the content is at the view's upper left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def rect_of(self, cell: Cell, part: int = 0) -> QRectF:
        """A part of a cell in the viewport."""
        parts = self._parts(cell)
        if not parts:
            return QRectF()
        return self.placement.rect_of(parts[min(part, len(parts) - 1)]).translated(-self.scrolled())

    def current_rect(self) -> QRectF:
        """The part of the current cell that the clerk is at, in the viewport."""
        return self.rect_of(self.current, self._part) if self.current is not None else QRectF()

    def style_of(self, cell: Cell) -> TextStyle:
        """How a cell is set."""
        return self._parts(cell)[0].style

    def cell_at_global(self, x: int, y: int) -> Cell | None:
        """The cell under a point of the screen."""
        found = self._fragment_at(QPointF(self.viewport().mapFromGlobal(QPoint(x, y))))
        return found.cell if found is not None else None

    def _fragment_at(self, point: QPointF) -> Fragment | None:
        return self.placement.fragment_at(point + self.scrolled())

    def _parts(self, cell: Cell) -> tuple[Fragment, ...]:
        return self.placement.paged.fragments_of(cell)

    def _parts_rects(self, cell: Cell | None) -> list[QRectF]:
        return [self.placement.rect_of(part) for part in self._parts(cell)] if cell is not None else []

    # ---- zoom and scrolling

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper at 96 dpi."""
        return self.placement.zoom

    def set_zoom(self, zoom: float) -> None:
        """Show at a zoom (0.5–3); the current cell stays visible."""
        self._fitting = False
        self._rezoom(min(max(zoom, LEAST_ZOOM), MOST_ZOOM))

    def fit_width(self) -> None:
        """Zoom so that a page fills the view, and keep it so when the view changes its size."""
        self._fitting = True
        self._rezoom(fitting_zoom(self.placement.paged.page_size[0], self.viewport().width()))

    def zoom_by(self, step: int) -> None:
        """The next larger (1) or smaller (-1) of the usual zooms."""
        further = [zoom for zoom in _ZOOM_STEPS if (zoom - self.zoom) * step > 0.005]
        if further:
            self.set_zoom(further[0] if step > 0 else further[-1])

    def _rezoom(self, zoom: float) -> None:
        changed = zoom != self.zoom
        self.placement = Placement(self.placement.paged, zoom, self.viewport().width())
        self._arrange()
        self.session.restyle()
        self.show_current()
        self._repaint(None)
        if changed:
            self.zoom_changed.emit(zoom)

    def _arrange(self) -> None:
        """Ranges of the scroll bars for the pages as placed."""
        if self._fitting:
            zoom = fitting_zoom(self.placement.paged.page_size[0], self.viewport().width())
            self.placement = Placement(self.placement.paged, zoom, self.viewport().width())
        room = self.viewport().size()
        sides = (self.horizontalScrollBar(), room.width()), (self.verticalScrollBar(), room.height())
        for (bar, length), size in zip(sides, self.placement.size, strict=True):
            bar.setRange(0, max(0, round(size) - length))
            bar.setPageStep(length)
        self.band.follow()

    def show_current(self) -> None:
        """Scroll so that the current cell can be seen, beside the header band too."""
        rect = self.current_rect()
        room = QRectF(self.viewport().rect())
        cell, header = self.current, self.sheet.header
        below_header = cell is not None and header is not None and cell.row >= header.stop
        covered = sum(self.rect_of(part).height() for part in self._header_column()) if below_header else 0.0
        for bar, first, last, low, high in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), room.top() + covered, room.bottom()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.left(), room.right()),
        ):
            if first - _SLACK < low or last - first > high - low:
                bar.setValue(int(bar.value() + min(first - _SLACK - low, 0 if first - _SLACK < low else first - low)))
            elif last + _SLACK > high:
                bar.setValue(int(bar.value() + last + _SLACK - high))

    def _header_column(self) -> list[Cell]:
        header = self.sheet.header or range(0)
        cells = (self.grid.cell((row, len(self.sheet.widths) - 1)) for row in header)
        return list(dict.fromkeys(cell for cell in cells if cell is not None))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The content moves under the view."""
        self.viewport().update()
        self.band.follow()
        self.session.place()
        self.updateMicroFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages stay in the middle, or fill the view."""
        super().resizeEvent(event)
        self.placement = Placement(self.placement.paged, self.zoom, self.viewport().width())
        before = self.zoom
        self._arrange()
        self.session.restyle()
        if self.zoom != before:
            self.zoom_changed.emit(self.zoom)

    # ---- painting

    def _repaint(self, areas: list[QRectF] | None) -> None:
        """Have areas of the content painted again, with their lines and frames; None for everything."""
        if areas is None:
            self.viewport().update()
            return
        for area in areas:
            self.viewport().update(area.translated(-self.scrolled()).toAlignedRect().adjusted(-3, -3, 3, 3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages, and the frame of the current cell over them."""
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        scrolled = self.scrolled()
        painter.translate(-scrolled)
        self.painter.paint_pages(painter, self.placement, QRectF(event.rect()).translated(scrolled))
        painter.translate(scrolled)
        if self.current is not None:
            open_over = self.session.is_open and self.session.editor.isVisible()
            frame = QRectF(self.session.editor.geometry()).adjusted(-1, -1, 1, 1) if open_over else self.current_rect()
            paint_frame(painter, frame, tokens.ERROR if self.session.reason else tokens.ACCENT)

    # ---- keyboard, input method, mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A command, or a character typed over the current cell."""
        if self.session.is_open and self.session.editor.isVisible():
            self.session.editor.setFocus()
            self.session.editor.keyPressEvent(event)
            return
        command = commands.command_for(event.key(), event.modifiers())
        if command is not None:
            command(self)
        elif event.text().isprintable() and event.text() and self.session.open(""):
            self.session.editor.keyPressEvent(event)
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
        self._repaint(self._parts_rects(self.current))
        accessible.announce_current(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese typed on a closed cell."""
        self._ime.handle(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Where the candidate window belongs."""
        return self._ime.query(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell under the pointer; with Shift select up to it."""
        found = self._fragment_at(event.position())
        if found is None:
            self.session.commit()
            return
        inside = self.area is not None and self.area.holds(found.cell.row, found.cell.col)
        if event.button() == Qt.MouseButton.LeftButton or not inside:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go_to_fragment(found, extend=extend)

    def _go_to_fragment(self, found: Fragment, *, extend: bool) -> None:
        parts = self._parts(found.cell)
        self.go((found.cell.row, found.cell.col), extend=extend, part=parts.index(found))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while dragging."""
        found = self._fragment_at(event.position())
        dragging = event.buttons() & Qt.MouseButton.LeftButton and not self.session.is_open
        if dragging and found is not None and found.cell != self.current:
            self._go_to_fragment(found, extend=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell under the pointer."""
        found = self._fragment_at(event.position())
        if found is not None and found.cell == self.current:
            commands.edit(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands of the current cell."""
        at_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        here = self.viewport().mapToGlobal(self.current_rect().bottomLeft().toPoint())
        commands.context_menu(self, here if at_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """A tool tip says how a computed figure comes about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._fragment_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip_of(found.cell) if found is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)


def tip_of(cell: Cell) -> str:
    """How a cell comes about, and for a figure typed over what was computed."""
    over = f"程序算得 {cell.suggested}，现为手工填写的 {cell.text}" if cell.typed_over and cell.suggested else ""
    return "\n".join(filter(None, (cell.how, over)))


@cache
def _describe_forms() -> None:
    accessible.install(FormView)
