"""Puts a table on the system's clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel


def put_on_clipboard(text: str, html: str) -> None:
    """Offer the same cells as text and as an HTML table."""
    data = _mime_data()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def _mime_data() -> QMimeData:
    """Mime data made by Qt itself.

    The clipboard keeps it beyond the end of Python; made in Python it would call back there and crash at exit.
    """
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data
