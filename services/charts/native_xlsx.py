"""Charts as Excel draws them: a worksheet with the figures, a worksheet with charts bound to those cells.

The labels of a pie are cells too: Excel writes percentages in a label without decimals, and they need not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED

from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.series import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from services.charts.chart import Chart, ChartKind, axis, slices
from services.charts.paints import FAINT, INK, Hatch, Paint, paint
from services.forms.sheet import Style
from services.render.font_names import FONT_NAMES
from services.render.output import OutputRefused, atomic_output
from services.render.styles import STYLES
from services.render.xlsx import empty_workbook, worksheet_name
from services.steady_zip import SteadyZip

_PATTERN: Final = {
    Hatch.RISING: "wdUpDiag",
    Hatch.FALLING: "wdDnDiag",
    Hatch.CROSS: "openDmnd",
    Hatch.HORIZONTAL: "horz",
    Hatch.VERTICAL: "vert",
    Hatch.GRID: "lgGrid",
}
_CM_SIZE: Final = (16.0, 8.5)
_ROWS: Final = 20
"""Worksheet rows a chart takes, with its caption and a blank one."""
_ON_A_PAGE: Final = 2
_SMALL: Final = Decimal(4)
"""Per cent below which parts stand so close that Excel would print their labels over each other."""
_MOST_LABELS: Final = 8
_WHOLE: Final = Decimal(100)
_OUTLINE: Final = 7620
"""0.6 points in the units of drawings."""
_COLUMNS_WIDTH: Final = (30.0, 16.0, 16.0, 44.0)


class _Block(NamedTuple):
    """Where the figures of a chart are: first row with figures, their number, and the column of the categories."""

    first: int
    rows: int
    categories: int


def write_charts(charts: Sequence[Chart], path: Path) -> None:
    """Write a workbook with the charts alone, all or nothing; OutputError tells the clerk what to do."""
    if not charts:
        raise OutputRefused("没有可导出的图。")
    book = empty_workbook()
    add_charts(book, charts)
    with atomic_output(path) as temporary, SteadyZip(temporary, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def add_charts(book: Workbook, charts: Sequence[Chart], taken: set[str] | None = None) -> None:
    """Add the worksheets 图 and 图表数据 to a workbook; `taken` are worksheet names not to use, in lower case."""
    names = {name.casefold() for name in book.sheetnames} if taken is None else taken
    shown = book.create_sheet(worksheet_name("图", names))
    data = book.create_sheet(worksheet_name("图表数据", names))
    for letter, width in zip("ABCD", _COLUMNS_WIDTH, strict=True):
        data.column_dimensions[letter].width = width
    _set_page(shown)
    for place, chart in enumerate(charts):
        if place and place % _ON_A_PAGE == 0:
            shown.row_breaks.append(Break(id=place * _ROWS))
        _show(shown, chart, _write_data(data, chart), data, place * _ROWS + 1)


def _set_page(ws: Worksheet) -> None:
    ws.sheet_view.showGridLines = False
    ws.page_setup.paperSize = "9"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_options.horizontalCentered = True


def _show(ws: Worksheet, chart: Chart, block: _Block, data: Worksheet, row: int) -> None:
    """Caption, unit, chart or sentence, note."""
    before = chart.caption_rules.before
    _centred(ws, row if before else row + _ROWS - 2, chart.caption, Style.BODY)
    _centred(ws, row + 1, f"{chart.unit_line}　{chart.note}".strip(), Style.NOTE)
    if chart.is_empty:
        _centred(ws, row + 3, chart.empty_text, Style.BODY)
        return
    native = _pie(chart, block, data) if chart.kind is ChartKind.PIE else _bars(chart, block, data)
    native.width, native.height = _CM_SIZE
    native.roundedCorners = False
    native.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    ws.add_chart(native, f"A{row + 2}")


def _centred(ws: Worksheet, row: int, text: str, style: Style) -> None:
    """A text over the width of a chart; nine columns of the usual width are about as wide."""
    ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
    _put(ws, row, 1, text, style).alignment = Alignment(horizontal="center", vertical="center")


def _put(ws: Worksheet, row: int, column: int, value: str | Decimal, style: Style = Style.BODY) -> Any:
    """Write a cell; a text stays a text whatever it begins with."""
    cell = ws.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(name=FONT_NAMES[STYLES[style].role], sz=STYLES[style].size)
    return cell


def _write_data(ws: Worksheet, chart: Chart) -> _Block:
    """The figures of a chart below those of the last: caption, heads, one row for every category drawn."""
    row = ws.max_row + 2 if ws.max_row > 1 else 1
    _put(ws, row, 1, f"{chart.number}：{chart.title}（{chart.unit}）", Style.STRONG)
    rows = _pie_rows(chart) if chart.kind is ChartKind.PIE else _bar_rows(chart)
    for below, cells in enumerate(rows, row + 1):
        for column, value in enumerate(cells, 1):
            align = "left" if column in {1, 4} else "right"
            _put(ws, below, column, value).alignment = Alignment(horizontal=align)
    categories = 4 if chart.kind is ChartKind.PIE else 1
    return _Block(row + 2, len(rows) - 1, categories)


def _pie_rows(chart: Chart) -> list[tuple[str | Decimal, ...]]:
    heads: tuple[str | Decimal, ...] = ("项目", "金额", "占比", "图中文字")
    if chart.is_empty:
        return [(chart.empty_text,)]
    return [heads, *((part.name, part.value, part.share_text, part.label) for part in slices(chart))]


def _bar_rows(chart: Chart) -> list[tuple[str | Decimal, ...]]:
    heads: tuple[str | Decimal, ...] = ("年度", *(series.name for series in chart.series))
    figures = zip(chart.categories, *(series.values for series in chart.series), strict=True)
    return [heads, *figures]


def _pie(chart: Chart, block: _Block, data: Worksheet) -> PieChart:
    """The parts with their labels; when several are small, or there are many, they are named in a legend instead."""
    native = PieChart()
    native.varyColors = True
    last = block.first + block.rows - 1
    native.add_data(Reference(data, min_col=2, min_row=block.first - 1, max_row=last), titles_from_data=True)
    native.set_categories(Reference(data, min_col=block.categories, min_row=block.first, max_row=last))
    native.title = None
    (series,) = native.series
    parts = slices(chart)
    for place, part in enumerate(parts):
        series.dPt.append(DataPoint(idx=place, spPr=_look(part.paint)))
    series.dLbls = DataLabelList(**_shown("showCatName"), dLblPos="outEnd")
    limit = _SMALL if len(parts) <= _MOST_LABELS else _WHOLE
    small = [place for place, part in enumerate(parts) if part.share < limit]
    if len(small) > 1:
        series.dLbls.dLbl = [DataLabel(idx=place, **_shown()) for place in small]
        native.legend.position = "b"
    else:
        native.legend = None
    return native


def _bars(chart: Chart, block: _Block, data: Worksheet) -> BarChart:
    native = BarChart()
    native.type, native.grouping, native.gapWidth = "col", "clustered", 120
    last = block.first + block.rows - 1
    columns = Reference(data, min_col=2, max_col=1 + len(chart.series), min_row=block.first - 1, max_row=last)
    native.add_data(columns, titles_from_data=True)
    native.set_categories(Reference(data, min_col=1, min_row=block.first, max_row=last))
    for place, series in enumerate(native.series):
        series.spPr = _look(paint(place))
        series.dLbls = DataLabelList(**_shown("showVal"), dLblPos="outEnd")
    native.title = None
    if len(chart.series) == 1:
        native.legend = None
    else:
        native.legend.position = "b"
    _set_axes(native, chart)
    return native


def _set_axes(native: BarChart, chart: Chart) -> None:
    """The same axis as on paper; openpyxl hides axes unless told."""
    scale = axis(chart)
    native.x_axis.delete = native.y_axis.delete = False
    native.y_axis.scaling.min, native.y_axis.scaling.max = 0, float(scale.maximum)
    native.y_axis.majorUnit = float(scale.step)
    native.y_axis.number_format = "General"
    native.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=FAINT[1:], w=_OUTLINE))


def _shown(*wanted: str) -> dict[str, bool]:
    """What a label shows: what is named and nothing else; programs differ in what they show unless told."""
    every = ("showVal", "showCatName", "showSerName", "showPercent", "showLegendKey", "showBubbleSize")
    return {name: name in wanted for name in every}


def _look(look: Paint) -> GraphicalProperties:
    """Ground, hatch and outline of a part."""
    outline = LineProperties(solidFill=INK[1:], w=_OUTLINE)
    if look.hatch is Hatch.NONE:
        return GraphicalProperties(solidFill=look.fill[1:], ln=outline)
    colours = {"fgClr": ColorChoice(srgbClr=look.line[1:]), "bgClr": ColorChoice(srgbClr=look.fill[1:])}
    return GraphicalProperties(pattFill=PatternFillProperties(prst=_PATTERN[look.hatch], **colours), ln=outline)
