"""Text on a PDF page: its operators written directly, because every advance is known already.

reportlab's own text object measures each string once more and splits and escapes the same label thousands of times;
here a string is encoded once for a document. The bytes are those reportlab would write.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from services.render.fonts import FontFile
from services.render.layout import PlacedLine
from services.render.pdf_fonts import register

_LEADING = 1.2
"""Distance of lines that reportlab names with a font; no line is ever begun by it."""
_BEGIN = "BT 1 0 0 1 0 0 Tm"

Shown = tuple[tuple[str, str], ...]
"""A string as the document shows it: names of font subsets, and what is shown in each."""


class Encoder:
    """What strings look like in one document, each worked out once."""

    def __init__(self, canvas: Canvas) -> None:
        self._doc = canvas._doc  # noqa: SLF001 - reportlab's fonts ask for the document and give no other way to it
        self._known: dict[str, dict[str, Shown]] = {}

    def of(self, font: FontFile) -> dict[str, Shown]:
        """The strings of a font known so far."""
        known = self._known.get(font.name)
        return self._known.setdefault(register(font), {}) if known is None else known

    def shown(self, font: FontFile, text: str) -> Shown:
        """Give the characters their codes in the document; those that are new to it join a subset."""
        face: Any = getFont(font.name)
        parts = face.splitString(text, self._doc)
        made = tuple(
            (face.getSubsetInternalName(number, self._doc), f"({escapePDF(part)}) Tj") for number, part in parts
        )
        self.of(font)[text] = made
        return made


class Pen:
    """Draws lines as one text object, naming a font only when it changes."""

    def __init__(self, canvas: Canvas, encoder: Encoder | None = None) -> None:
        """An `encoder` shared by all pages of a document saves work."""
        self._canvas = canvas
        self._encoder = encoder or Encoder(canvas)
        self._code = [_BEGIN]
        self._font: FontFile | None = None
        self._size = 0.0
        self._subset = ""
        self._spacing = 0.0
        self._known: dict[str, Shown] = {}

    def draw(self, placed: PlacedLine, x: float, top: float, size: float) -> None:
        """A line, run by run; `top` is the upper edge of its cell, measured upwards as PDF does."""
        left, y, code = x + placed.x, top - placed.baseline, self._code
        for run in placed.line.runs:
            if run.font is not self._font or size != self._size:
                self._change(run.font, size)
            if run.spacing != self._spacing:
                self._spacing = run.spacing
                code.append(f"{fp_str(run.spacing)} Tc")
            code.append(f"1 0 0 1 {fp_str(left + run.x, y)} Tm")
            for subset, shown in self._known.get(run.text) or self._encoder.shown(run.font, run.text):
                if subset != self._subset:
                    self._subset = subset
                    code.append(f"{subset} {fp_str(size)} Tf {fp_str(size * _LEADING)} TL")
                code.append(shown)

    def _change(self, font: FontFile, size: float) -> None:
        if font != self._font or size != self._size:
            self._subset = ""
        self._font, self._size = font, size
        self._known = self._encoder.of(font)

    def finish(self) -> None:
        """Put the text on the page."""
        self._canvas.drawText(self)

    def getCode(self) -> str:  # noqa: N802 (name of reportlab)
        """The text object as the page's content has it; spacing would else outlive it."""
        return f"{' '.join(self._code)}{' 0 Tc' if self._spacing else ''} ET"
