"""Charts on screen: as tall as they need, readable by screen readers, drawn as in the PDF."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from services.charts.builders import expenditure_chart, three_public_chart
from services.charts.draw_pdf import chart_pdf
from services.charts.geometry import LEAST_WIDTH, lay_out_chart
from services.render.fonts import font_set
from services.render.measure import Measurer
from services.render.preview import PdfPages
from ui.chart_view import ChartView, PicturePainter

FONTS = font_set(prefer_installed=False)
MEASURER = Measurer(FONTS)
HALVES = expenditure_chart([("基本支出", Decimal("909.74")), ("项目支出", Decimal("1204.24"))])


@pytest.fixture
def view(qtbot):
    view = ChartView(MEASURER)
    qtbot.addWidget(view)
    view.resize(600, 300)
    return view


def test_a_chart_tells_what_it_shows_and_takes_its_room(view):
    view.show_chart(HALVES)
    assert view.accessibleName() == "图3 支出决算结构图"
    assert "基本支出 909.74，占 43.03%" in view.accessibleDescription()
    tall = view.height()
    view.show_chart(three_public_chart(*[Decimal(0)] * 3))
    assert view.height() < tall
    assert view.accessibleDescription().endswith("没有可画的图形。")


def test_a_chart_fills_the_width_there_is(view):
    view.show_chart(HALVES)
    view.show()
    view.resize(QSize(900, 300))
    assert view.picture.width == 900 * 0.75
    view.resize(QSize(10, 300))
    assert view.picture.width >= LEAST_WIDTH


def test_nothing_is_painted_before_a_chart_is_given(view):
    image = view.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("white")


@pytest.mark.parametrize("chart", [HALVES, three_public_chart(Decimal(0), Decimal(1), Decimal(0))])
def test_screen_and_pdf_show_the_same(qapp, chart):
    """Average difference of the greys of both drawings, over pieces of eight by eight pixels."""
    picture = lay_out_chart(chart, MEASURER)
    with PdfPages(chart_pdf(picture, FONTS)) as pages:
        pixels = pages.render(0, 2.0)
    printed = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    painted = QImage(printed.size(), QImage.Format.Format_RGB32)
    painted.fill(QColor("white"))
    painter = QPainter(painted)
    painter.scale(2.0, 2.0)
    PicturePainter().paint(painter, picture)
    painter.end()
    assert max(differences(printed, painted)) < 40


def differences(one: QImage, other: QImage) -> list[int]:
    small = QSize(one.width() // 8, one.height() // 8)
    first, second = (shrunk(image, small) for image in (one, other))
    return [
        abs(first.pixelColor(x, y).lightness() - second.pixelColor(x, y).lightness())
        for x in range(small.width())
        for y in range(small.height())
    ]


def shrunk(image: QImage, size: QSize) -> QImage:
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
