"""The PDF of one form, for preview and print."""

from __future__ import annotations

from services.forms.sheet import Sheet
from services.render.fonts import font_set
from services.render.pdf import pdf_bytes


def form_pdf(sheet: Sheet) -> bytes:
    """The PDF that is shown, printed and exported."""
    return pdf_bytes([sheet], fonts=font_set(), title=sheet.name)
