"""Draws the lines of the layout glyph by glyph with the layout's own advances: the same lines as on paper."""

from __future__ import annotations

from collections import OrderedDict
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun, QPainter

from services.render.measure import Line, Run
from ui.fonts import raw_font

_KEPT: Final = 20_000


class GlyphCache:
    """Glyph runs made once per (text, font, size); sizes are points, the painter is scaled."""

    def __init__(self) -> None:
        self._runs: OrderedDict[tuple[str, str, float], QGlyphRun] = OrderedDict()

    def draw(self, painter: QPainter, line: Line, size: float, x: float, baseline: float) -> None:
        """Draw a line from x on its baseline, in the painter's pen."""
        for run in line.runs:
            painter.drawGlyphRun(QPointF(x + run.x, baseline), self._run(run, size))

    def _run(self, run: Run, size: float) -> QGlyphRun:
        key = (run.text, run.font.name, size)
        known = self._runs.get(key)
        if known is None:
            known = self._runs[key] = glyph_run(run, size)
            if len(self._runs) > _KEPT:
                self._runs.popitem(last=False)
        return known


def glyph_run(run: Run, size: float) -> QGlyphRun:
    """The glyphs of a run, one per character, at the places the layout gives."""
    font = raw_font(run.font, size)
    glyphs = QGlyphRun()
    glyphs.setRawFont(font)
    text = "".join(max(char, " ") for char in run.text)
    glyphs.setGlyphIndexes(font.glyphIndexesForString(text))
    places = (0.0, *accumulate(run.advances))
    glyphs.setPositions([QPointF(x, 0) for x in places[: len(text)]])
    return glyphs
