"""The form for screen readers: a table of cells with name, value, place and focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor

from services.forms.sheet import Cell, CellKind

if TYPE_CHECKING:
    from ui.form.view import FormView


class FormAccessible(QAccessibleInterface):
    """The table: its children are the cells of the sheet, in the sheet's order."""

    def __init__(self, view: FormView) -> None:
        super().__init__()
        self._view = view
        self._cells: dict[int, CellAccessible] = {}

    @property
    def view(self) -> FormView:
        """The view it speaks for."""
        return self._view

    def isValid(self) -> bool:
        """Always, until the view is gone."""
        return True

    def object(self) -> QObject:
        """The view."""
        return self._view

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The interface of the widget around the view."""
        around = self._view.parentWidget()
        return QAccessible.queryAccessibleInterface(around) if around is not None else None

    def childCount(self) -> int:
        """Number of cells."""
        return len(self._view.sheet.cells)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A cell."""
        if not 0 <= index < self.childCount():
            return None
        return self._cells.setdefault(index, CellAccessible(self, index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Index of a cell, -1 for a stranger."""
        return child.index if isinstance(child, CellAccessible) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The cell under a point of the screen."""
        cell = self._view.cell_at_global(x, y)
        return self.child(self._view.sheet.cells.index(cell)) if cell is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The current cell."""
        return self.child(self.current_index())

    def current_index(self) -> int:
        """Index of the current cell, -1 without one."""
        current = self._view.current
        return self._view.sheet.cells.index(current) if current is not None else -1

    def rect(self) -> QRect:
        """The view on the screen."""
        area = self._view.viewport().rect()
        return QRect(self._view.viewport().mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        """A table."""
        return QAccessible.Role.Table

    def state(self) -> QAccessible.State:
        """Focusable, and whether it has the keyboard."""
        state = QAccessible.State()
        state.focusable = True  # type: ignore[attr-defined]
        state.focused = self._view.hasFocus()  # type: ignore[attr-defined]
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """The name of the form."""
        return self._view.sheet.name if kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """A form has no text of its own."""


class CellAccessible(QAccessibleInterface):
    """One cell: its name is its title, else the labels of its row and column."""

    def __init__(self, table: FormAccessible, index: int) -> None:
        super().__init__()
        self._table = table
        self.index = index

    @property
    def cell(self) -> Cell:
        """The cell as it now is."""
        return self._table.view.sheet.cells[self.index]

    def isValid(self) -> bool:
        """Whether the sheet still has such a cell."""
        return self.index < self._table.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]
        """A cell is no object of Qt."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The table."""
        return self._table

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """None."""
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def rect(self) -> QRect:
        """The first part of the cell on the screen."""
        view = self._table.view
        area = view.rect_of(self.cell).toAlignedRect()
        return QRect(view.viewport().mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        """A cell, or the label of a row or column."""
        label = self.cell.kind is CellKind.LABEL
        return QAccessible.Role.StaticText if label else QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        """Selected, focused, read only."""
        state = QAccessible.State()
        view, cell = self._table.view, self.cell
        state.focusable = state.selectable = True  # type: ignore[attr-defined]
        state.readOnly = not cell.editable  # type: ignore[attr-defined]
        state.editable = cell.editable  # type: ignore[attr-defined]
        state.focused = cell == view.current and view.hasFocus()  # type: ignore[attr-defined]
        state.selected = (cell.row, cell.col) in view.painter.state.selected  # type: ignore[attr-defined]
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Name: what the cell is about; value: what stands in it; description: how a computed one comes about."""
        cell = self.cell
        if kind == QAccessible.Text.Name:
            return cell.title or labels_of(self._table.view, cell) or cell.text
        if kind == QAccessible.Text.Value:
            return cell.text
        return cell.how if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A reader may set the value, as if it were typed."""
        if kind == QAccessible.Text.Value and self.cell.ref is not None:
            self._table.view.edit_committed.emit(self.cell.ref, text)

    def foregroundColor(self) -> QColor:
        """The colour of text on the form."""
        return self._table.view.palette().text().color()

    def backgroundColor(self) -> QColor:
        """The colour of paper."""
        return self._table.view.palette().base().color()


def labels_of(view: FormView, cell: Cell) -> str:
    """The nearest label to the left in the row and the nearest above in the column: “年度资金总额 全年预算数”."""
    grid = view.grid
    row = (grid.cell((cell.row, col)) for col in range(cell.col - 1, -1, -1))
    column = (grid.cell((above, cell.col)) for above in range(cell.row - 1, -1, -1))
    words = [next((c.text for c in line if c and c.kind is CellKind.LABEL and c.text), "") for line in (row, column)]
    return " ".join(word.replace("\n", "") for word in words if word)


def install(kind: type[FormView]) -> None:
    """Let Qt know how to describe forms of a class; once, after the application exists.

    Qt holds no reference to the interfaces: each view keeps its own as `accessible`.
    """

    def describe(_key: str, of: QObject) -> QAccessibleInterface | None:
        return of.accessible if isinstance(of, kind) else None

    QAccessible.installFactory(describe)


def announce_current(view: FormView) -> None:
    """Tell a listening screen reader that another cell has the focus."""
    if QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(view.accessible.current_index())
        QAccessible.updateAccessibility(event)
