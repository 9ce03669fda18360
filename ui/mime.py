"""Mime data for the clipboard that outlives Python."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QStandardItem, QStandardItemModel


def mime_data() -> QMimeData:
    """Empty mime data made by Qt itself.

    The clipboard keeps it beyond the end of Python; made in Python it would call back there and crash at exit.
    """
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data
