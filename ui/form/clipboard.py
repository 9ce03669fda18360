"""Puts a table on the system's clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from ui.mime import mime_data


def put_on_clipboard(text: str, html: str) -> None:
    """Offer the same cells as text and as an HTML table."""
    data = mime_data()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
