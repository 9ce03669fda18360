"""The same chart in PDF, as a PNG, and native in Excel."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image

from services.charts.builders import income_chart
from services.charts.chart import ChartKind, slices
from services.charts.draw_pdf import chart_pdf
from services.charts.geometry import lay_out_chart
from services.charts.native_xlsx import write_charts
from services.charts.paints import PAINTS
from services.charts.picture import chart_png
from services.charts.primitives import Text
from services.render.output import OutputRefused
from services.render.preview import PdfPages

NUMBERS = [f"图{i}" for i in range(1, 8)]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_text_can_be_found_in_the_pdf(figures, measurer, fonts, number):
    picture = lay_out_chart(figures[number], measurer)
    data = chart_pdf(picture, fonts)
    assert data == chart_pdf(picture, fonts)
    with PdfPages(data) as pages:
        assert pages.page_size(0) == pytest.approx((picture.width, picture.height), abs=0.01)
        found = bare(pages.text(0))
    for item in picture.items:
        if isinstance(item, Text):
            assert bare(item.placed.line.text) in found
    assert all(b"+NotoS" in name for name in re.findall(rb"/BaseFont /([\w+-]+)", data))


def test_png_has_the_resolution_of_print(figures, fonts):
    png = chart_png(figures["图3"], fonts)
    image = Image.open(BytesIO(png.data))
    assert image.format == "PNG"
    assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    assert image.size == pytest.approx((png.width / 72 * 200, png.height / 72 * 200), abs=1)
    assert png.alternative.startswith("图3 支出决算结构图（饼状图）")
    assert chart_png(figures["图3"], fonts, with_caption=True).height > png.height


def test_both_halves_of_a_pie_differ_as_greys(figures, fonts):
    """基本支出 lies at the right (dark), 项目支出 at the left (light)."""
    image = Image.open(BytesIO(chart_png(figures["图3"], fonts, dpi=72).data)).convert("L")
    width, height = image.size
    right = image.crop((width // 2 + 10, height // 2 - 10, width // 2 + 40, height // 2 + 10))
    left = image.crop((width // 2 - 40, height // 2 - 10, width // 2 - 10, height // 2 + 10))
    assert mean(left) - mean(right) > 60


def mean(image: Image.Image) -> float:
    counts = image.histogram()
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)


def parts_of(path) -> dict[str, ET.Element]:
    with ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        return {name: ET.fromstring(archive.read(name)) for name in names}  # noqa: S314 - our own


@pytest.fixture(scope="module")
def workbook(figures, tmp_path_factory):
    path = tmp_path_factory.mktemp("xlsx") / "图.xlsx"
    write_charts(list(figures.values()), path)
    return path


def test_every_chart_is_bound_to_cells_that_hold_its_figures(workbook, figures):
    data = load_workbook(workbook)["图表数据"]
    drawn = list(parts_of(workbook).values())
    assert len(drawn) == len(figures)
    for root, chart in zip(drawn, figures.values(), strict=True):
        kind = "pieChart" if chart.kind is ChartKind.PIE else "barChart"
        found = root.findall(f".//{CHART}{kind}/{CHART}ser")
        assert len(found) == len(chart.series)
        for ser, series in zip(found, chart.series, strict=True):
            values = [value for value in series.values if value or chart.kind is ChartKind.COLUMNS]
            assert cells(data, ser, "val") == pytest.approx([float(value) for value in values])
            labels = [part.label for part in slices(chart)] if chart.kind is ChartKind.PIE else list(chart.categories)
            assert cells(data, ser, "cat") == labels


def cells(data, ser: ET.Element, role: str) -> list[object]:
    formula = next(ser.find(f"{CHART}{role}").iter(f"{CHART}f")).text
    sheet, _mark, area = formula.partition("!")
    assert sheet == "'图表数据'"
    found = data[area.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def test_parts_are_hatched_in_excel(workbook):
    structure = parts_of(workbook)["xl/charts/chart6.xml"]
    points = structure.findall(f".//{CHART}dPt")
    assert len(points) == 4
    for point, look in list(zip(points, PAINTS, strict=False))[1:]:
        colours = [clr.get("val") for clr in point.find(f".//{DRAWING}pattFill").iter(f"{DRAWING}srgbClr")]
        assert colours == [look.line[1:], look.fill[1:]]


@pytest.mark.parametrize(("name", "legend"), [("chart2", False), ("chart6", True), ("chart7", False)])
def test_small_parts_are_named_in_a_legend(workbook, name, legend):
    root = parts_of(workbook)[f"xl/charts/{name}.xml"]
    assert (root.find(f".//{CHART}legend") is not None) is legend


@pytest.mark.parametrize(("count", "labelled"), [(8, 8), (9, 0)])
def test_many_parts_are_named_in_a_legend_only(tmp_path, pie, count, labelled):
    write_charts([pie(*["1"] * count)], tmp_path / "a.xlsx")
    (root,) = parts_of(tmp_path / "a.xlsx").values()
    assert count - len(root.findall(f".//{CHART}dLbl")) == labelled
    assert (root.find(f".//{CHART}legend") is None) is bool(labelled)


def test_captions_stand_over_their_charts(workbook, figures):
    shown = load_workbook(workbook)["图"]
    texts = [cell.value for (cell,) in shown.iter_rows(max_col=1) if cell.value]
    assert [text for text in texts if "：" in text and "单位" not in text] == [c.caption for c in figures.values()]
    assert len(shown.row_breaks.brk) == 3


def test_zero_charts_are_a_sentence_and_names_never_formulas(tmp_path, pie):
    path = tmp_path / "a.xlsx"
    write_charts([pie("0"), income_chart([("=1+1", Decimal(1))])], path)
    book = load_workbook(path)
    assert book["图"]["A4"].value == "本图各项均为 0 万元，没有可画的图形。"
    assert len(parts_of(path)) == 1
    (cell,) = [cell for row in book["图表数据"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_same_charts_same_bytes(workbook, figures, tmp_path):
    again = tmp_path / "again.xlsx"
    write_charts(list(figures.values()), again)
    assert again.read_bytes() == workbook.read_bytes()


def test_no_chart_no_file(tmp_path):
    with pytest.raises(OutputRefused, match="没有可导出的图"):
        write_charts([], tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
