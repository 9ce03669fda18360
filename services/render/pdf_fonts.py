"""Fonts in the PDF: embedded subsets whose text can be searched and copied, rare characters (above U+FFFF) included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from services.render.fonts import FontFile

_BLOCK = 100
"""Most entries of one bfchar block (PDF 32000-1, 9.10.3)."""


class _Font(ttfonts.TTFont):  # type: ignore[misc]
    """A TrueType font that tells copies of its text right.

    reportlab writes a character above U+FFFF as five hexadecimal digits, which readers take for another character; here
    it is UTF-16 as the standard has it.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (name of reportlab)
        """Add the font's objects to the document, with our character map."""
        theirs = ttfonts.makeToUnicodeCMap
        ttfonts.makeToUnicodeCMap = _to_unicode
        try:
            super().addObjects(doc)
        finally:
            ttfonts.makeToUnicodeCMap = theirs


def register(font: FontFile) -> str:
    """Make a font known to reportlab; the name to draw with. OSError when the file cannot be read."""
    if font.name not in pdfmetrics.getRegisteredFontNames():
        made = _Font(font.name, str(font.path), subfontIndex=font.index, asciiReadable=0)
        pdfmetrics.registerFont(made)
    return font.name


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a subset: code in the subset to UTF-16."""
    codes = [chr(code).encode("utf-16-be", "surrogatepass").hex().upper() for code in subset]
    pairs = [f"<{i:02X}> <{code}>" for i, code in enumerate(codes)]
    blocks = (pairs[i : i + _BLOCK] for i in range(0, len(pairs), _BLOCK))
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
