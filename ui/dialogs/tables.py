"""Tables in dialogs: chosen row by row, not typed into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


def row_table(headers: Sequence[str], widths: Sequence[int], name: str) -> QTableWidget:
    """A table of whole rows; the last column takes the room that is left. `name` is for screen readers."""
    table = QTableWidget(0, len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(len(headers) - 1, QHeaderView.ResizeMode.Stretch)
    for col, width in enumerate(widths):
        table.setColumnWidth(col, width)
    return table


def add_row(table: QTableWidget, texts: Sequence[str], *, tick: bool | None = None) -> int:
    """Add a row of texts, each told whole by its tooltip; with `tick` the first cell can be ticked. Its number."""
    row = table.rowCount()
    table.insertRow(row)
    for col, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        table.setItem(row, col, item)
    if tick is not None:
        set_ticked(table, row, on=tick)
    return row


def is_ticked(table: QTableWidget, row: int) -> bool:
    """Whether the first cell of a row is ticked."""
    item = table.item(row, 0)
    return item is not None and item.checkState() is Qt.CheckState.Checked


def set_ticked(table: QTableWidget, row: int, *, on: bool) -> None:
    """Tick the first cell of a row, or not; it can be ticked from then on."""
    item = table.item(row, 0)
    if item is not None:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def chosen_row(table: QTableWidget) -> int | None:
    """The selected row."""
    rows = table.selectionModel().selectedRows()
    return rows[0].row() if rows else None
