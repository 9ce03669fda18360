"""Draws a laid-out chart on a reportlab canvas: vectors, hatches clipped to their shapes, text that can be searched."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from services.charts.paints import INK, Paint
from services.charts.primitives import HATCH_LINE, OUTLINE, Box, Picture, PolyLine, Text, Wedge, hatch_lines
from services.forms.sheet import Style
from services.render.fonts import FontSet
from services.render.layout import Rect
from services.render.pdf_fonts import register
from services.render.pdf_text import Pen
from services.render.styles import STYLES


def draw_picture(canvas: Canvas, picture: Picture, x: float, top: float) -> None:
    """Draw with the left upper corner at (x, top), points, y upwards as PDF counts. Leaves the canvas as it was."""
    canvas.saveState()
    canvas.translate(x, top)
    pen = Pen(canvas)
    for item in picture.items:
        match item:
            case Box() | Wedge():
                _fill(canvas, item)
            case PolyLine():
                _draw_line(canvas, item)
            case Text():
                pen.draw(item.placed, 0.0, 0.0, item.size)
    canvas.setFillColor(INK)
    pen.finish()
    canvas.restoreState()


def chart_pdf(picture: Picture, fonts: FontSet) -> bytes:
    """The chart alone on a page of its own size; the same picture gives the same bytes."""
    file = BytesIO()
    first = register(fonts.chain(STYLES[Style.NOTE].role)[0])  # else reportlab names Helvetica, which is not embedded
    size = (picture.width, picture.height)
    canvas = Canvas(file, pagesize=size, initialFontName=first, invariant=1, pageCompression=1, lang="zh-CN")
    draw_picture(canvas, picture, 0.0, picture.height)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _fill(canvas: Canvas, item: Box | Wedge) -> None:
    """Ground, hatch, outline."""
    canvas.setFillColor(item.paint.fill)
    canvas.drawPath(_path(canvas, item), stroke=0, fill=1)
    _hatch(canvas, item, item.paint, item.bounds)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(OUTLINE)
    canvas.setLineJoin(1)  # else the tip of a thin wedge sticks out
    canvas.drawPath(_path(canvas, item), stroke=1, fill=0)


def _hatch(canvas: Canvas, item: Box | Wedge, paint: Paint, bounds: Rect) -> None:
    lines = [(a.x, -a.y, b.x, -b.y) for a, b in hatch_lines(bounds, paint.hatch)]
    if not lines:
        return
    canvas.saveState()
    canvas.clipPath(_path(canvas, item), stroke=0, fill=0)
    canvas.setStrokeColor(paint.line)
    canvas.setLineWidth(HATCH_LINE)
    canvas.lines(lines)
    canvas.restoreState()


def _path(canvas: Canvas, item: Box | Wedge) -> Any:
    path = canvas.beginPath()
    area = item.bounds
    left, low, right, high = area.x, -area.bottom, area.right, -area.y
    if isinstance(item, Box):
        path.rect(left, low, area.width, area.height)
    elif item.is_disc:
        path.ellipse(left, low, area.width, area.height)
    else:
        path.moveTo(item.centre.x, -item.centre.y)
        path.arcTo(left, low, right, high, 90 - item.start, -item.sweep)  # PDF turns the other way, from the right
        path.close()
    return path


def _draw_line(canvas: Canvas, item: PolyLine) -> None:
    canvas.setStrokeColor(item.colour)
    canvas.setLineWidth(item.weight)
    path = canvas.beginPath()
    first, *rest = item.points
    path.moveTo(first.x, -first.y)
    for point in rest:
        path.lineTo(point.x, -point.y)
    canvas.drawPath(path, stroke=1, fill=0)
