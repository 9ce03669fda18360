from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from models.enums import Severity
from tests.ui.form.sheets import VALUES, f01, indicator_ref, long_form
from ui import tokens
from ui.form.view import FormView

SCORE = indicator_ref(0, "score")


def shot(view) -> QImage:
    return view.viewport().grab().toImage()


def pixel(view, point: QPoint) -> str:
    image = shot(view)
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(point.x() * ratio), round(point.y() * ratio)).name().upper()


def rect(view, place) -> QRect:
    return view.rect_of(view.grid.cell(place)).toAlignedRect()


@pytest.mark.parametrize(
    ("place", "ground"),
    [((7, 1), tokens.FORM_LABEL), ((9, 8), tokens.FORM_INPUT), ((4, 3), tokens.FORM_COMPUTED), ((0, 0), tokens.PAPER)],
)
def test_grounds(view, place, ground):
    assert pixel(view, rect(view, place).topLeft() + QPoint(4, 4)) == ground.upper()


@pytest.mark.parametrize(
    ("severity", "corner", "ground"),
    [
        (Severity.ERROR, tokens.ERROR, tokens.ERROR_TINT),
        (Severity.WARNING, tokens.WARNING, tokens.WARNING_TINT),
        (Severity.HINT, tokens.SECONDARY, tokens.PAPER),
    ],
)
def test_marks_are_a_corner_and_a_tint(view, severity, corner, ground):
    view.set_marks({SCORE: severity})
    cell = rect(view, (8, 7))
    assert pixel(view, cell.topRight() + QPoint(-2, 2)) == corner.upper()
    assert pixel(view, cell.bottomLeft() + QPoint(4, -4)) == ground.upper()
    view.set_marks({})
    assert pixel(view, cell.topRight() + QPoint(-3, 3)) == tokens.PAPER


def test_a_figure_typed_over_is_marked(view):
    cells = tuple(cell._replace(typed_over=True) if cell.ref == SCORE else cell for cell in f01().cells)
    view.set_sheet(replace(f01(), cells=cells))
    assert pixel(view, rect(view, (8, 7)).bottomRight() + QPoint(-2, -2)) == tokens.FORM_COMPUTED_INK


def test_the_current_cell_has_a_frame_of_two_pixels(view):
    view.go_to(SCORE)
    cell = rect(view, (8, 7))
    middle = cell.center().y()
    colors = [pixel(view, QPoint(cell.left() + x, middle)) for x in (-1, 0, 1)]
    assert colors.count(tokens.ACCENT) == 2


def test_selected_cells_are_tinted(view):
    view.go((8, 8))
    view.go((10, 8), extend=True)
    assert pixel(view, rect(view, (9, 8)).center()) not in (tokens.PAPER, tokens.FORM_LABEL)
    view.go((8, 8))
    assert pixel(view, rect(view, (9, 8)).center()) == tokens.PAPER


@pytest.mark.parametrize(
    ("ratio", "zoom"), [(1.0, 1.0), (1.0, 0.9), (1.25, 1.0), (1.25, 1.1), (1.5, 1.0), (1.5, 0.67), (2.0, 0.75)]
)
def test_lines_are_one_device_pixel_at_every_scale(qtbot, measurer, ratio, zoom):
    view = FormView(measurer)
    qtbot.addWidget(view)
    view.resize(860, 640)
    view.set_sheet(f01())
    view.set_zoom(zoom)
    image = QImage(round(860 * ratio), round(640 * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(tokens.FRAME))
    painter = QPainter(image)
    view.painter.paint_pages(painter, view.placement, [view.placement.page_rect(0)])
    painter.end()
    line = QColor(tokens.FORM_LINE)
    y = round(view.placement.rect_of(view.parts_of(view.grid.cell((9, 8)))[0]).center().y() * ratio)
    row = [image.pixelColor(x, y) == line for x in range(image.width())]
    runs = "".join("#" if hit else " " for hit in row).split()
    assert len(runs) >= 6
    assert {len(run) for run in runs} == {1}


def test_text_is_drawn_where_the_layout_says(view):
    empty, filled = rect(view, (8, 8)), rect(view, (9, 3))
    image = shot(view)
    ratio = image.devicePixelRatio()

    def inked(area):
        area = area.adjusted(3, 3, -3, -3)
        return any(
            image.pixelColor(round(x * ratio), round(y * ratio)).lightness() < 140
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
        )

    assert (inked(empty), inked(filled)) == (False, True)


def test_an_edit_repaints_only_what_changed(view, qtbot):
    view.set_sheet(f01())
    asked = []
    original = view.repaint_areas
    view.repaint_areas = lambda areas: (asked.append(areas), original(areas))
    view.set_sheet(f01(VALUES | {(2, "actual"): "900人"}))
    ((area,),) = [areas for areas in asked if areas]
    assert area == view.placement.rect_of(view.parts_of(view.sheet.by_ref[indicator_ref(2, "actual")])[0])


def test_the_same_sheet_again_repaints_nothing(view):
    asked = []
    view.repaint_areas = asked.append
    view.set_sheet(f01())
    assert all(areas == [] for areas in asked)


@pytest.mark.parametrize("zoom", [1.0, 1.1, 1.25])
def test_lines_of_the_header_band_meet_those_of_the_page(view, zoom):
    view.set_sheet(long_form())
    view.set_zoom(zoom)
    view.verticalScrollBar().setValue(800)
    image, line = shot(view), QColor(tokens.FORM_LINE)
    ratio = image.devicePixelRatio()

    def lines(y):
        return [x for x in range(image.width()) if image.pixelColor(x, round(y * ratio)) == line]

    band = view.band.height()
    rows = [view.rect_of(cell) for cell in view.sheet.cells if cell.col == 8 and cell.row > 8]
    below = next(rect for rect in rows if rect.top() > band)
    assert len(lines(below.center().y())) == len(lines(3)) == 10
    assert lines(3) == lines(below.center().y())
