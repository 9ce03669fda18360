"""Tables over a collection of packages: F05a and F05b of all units, grade statistics, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.enums import AmountUnit, SummaryRow
from services.collection import Collection, Refused, Statistics
from services.filing.refs import FieldRef
from services.forms.blocks import computed_cell, unit_line
from services.forms.builder import SheetBuilder
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style
from services.forms.summary import (
    OWN_CODE,
    OWN_NAMES,
    OWN_TITLE,
    TRANSFER_CODE,
    TRANSFER_NAMES,
    TRANSFER_TITLE,
    SummaryFrame,
    summary_sheet,
)
from services.values.money import format_amount, round_half_up
from services.values.numbers import format_percent, format_points

STATISTICS_CODE, STATISTICS_TITLE = "STAT", "自评等级统计表"
REFUSED_CODE, REFUSED_TITLE = "REFUSED", "未计入的数据包"
_NOWHERE = FieldRef("filing", "", "")
_NAME_WIDTH, _COUNT_WIDTH, _SHARE_WIDTH, _AMOUNT_WIDTH = 58.0, 13.0, 18.0, 26.0


def collected_sheets(collection: Collection) -> list[Sheet]:
    """Every table that has rows, in the order in which they are exported."""
    sheets = [statistics_sheet(collection), own_sheet(collection)]
    if collection.lines(transfer=True):
        sheets.append(transfer_sheet(collection))
    return [*sheets, refused_sheet(collection.refused)] if collection.refused else sheets


def own_sheet(collection: Collection, closing: SummaryRow = SummaryRow.SIMPLE) -> Sheet:
    """F05a over all units."""
    results = [line.result for line in collection.lines(transfer=False)]
    return summary_sheet(_frame(collection, closing), OWN_CODE, OWN_TITLE, OWN_NAMES, results)


def transfer_sheet(collection: Collection, closing: SummaryRow = SummaryRow.SIMPLE) -> Sheet:
    """F05b over all units."""
    results = [line.result for line in collection.lines(transfer=True)]
    return summary_sheet(_frame(collection, closing), TRANSFER_CODE, TRANSFER_TITLE, TRANSFER_NAMES, results)


def _frame(collection: Collection, closing: SummaryRow) -> SummaryFrame:
    return SummaryFrame(collection.period, AmountUnit.WAN, closing, _NOWHERE)


def statistics_sheet(collection: Collection) -> Sheet:
    """How many projects of each unit have which grade, with averages and amounts (万元); the last row is the sum."""
    grades = collection.grades
    headers = ("单位", "项目数", *grades, "未评级", "评优率", "平均分", "预算金额\n（调整后）", "执行金额", "执行率")
    counts = len(grades) + 2
    widths = (_NAME_WIDTH, *([_COUNT_WIDTH] * counts), *([_SHARE_WIDTH] * 2), *([_AMOUNT_WIDTH] * 2), _SHARE_WIDTH)
    grid = SheetBuilder(widths)
    grid.heading(STATISTICS_TITLE, Style.TITLE, 34)
    grid.heading(f"（{collection.period}）", Style.SUBTITLE, 24)
    unit_line(grid, AmountUnit.WAN)
    header = _header(grid, headers)
    *units, total = collection.statistics()
    for statistics in units:
        grid.row(RowRole.INDICATOR)
        _statistics_row(grid, statistics, grades)
    grid.row(RowRole.CLOSING)
    _statistics_row(grid, total, grades)
    return grid.sheet(STATISTICS_CODE, STATISTICS_TITLE, _NOWHERE, landscape=True, header=header)


def _header(grid: SheetBuilder, texts: Sequence[str]) -> range:
    row = grid.row(RowRole.HEADER, 32)
    for col, text in enumerate(texts):
        grid.label(text, col)
    return range(row, row + 1)


def _statistics_row(grid: SheetBuilder, statistics: Statistics, grades: Sequence[str]) -> None:
    counts = [statistics.projects, *(statistics.graded[grade] for grade in grades), statistics.ungraded]
    cells = [_text(statistics.name)]
    cells += [_figure(str(number), Decimal(number)) for number in counts]
    cells.append(_percent(statistics.excellent, "评优率"))
    average = statistics.average
    number = None if average.value is None else round_half_up(average.value, 2)
    cells.append(computed_cell(format_points(average.value), average.how, number=number, title="平均分"))
    cells += [_amount(value) for value in (statistics.budget, statistics.executed)]
    cells.append(_percent(statistics.rate, "执行率"))
    for col, cell in enumerate(cells):
        grid.put(cell, col, col)


def refused_sheet(refused: Sequence[Refused]) -> Sheet:
    """The packages that are not in the tables, each with its reason."""
    grid = SheetBuilder((60.0, 110.0))
    grid.heading(REFUSED_TITLE, Style.TITLE, 34)
    header = _header(grid, ("文件", "原因"))
    for one in refused:
        grid.row(RowRole.INDICATOR)
        for col, text in enumerate((one.file, one.reason)):
            grid.put(_text(text), col, col)
    return grid.sheet(REFUSED_CODE, REFUSED_TITLE, _NOWHERE, header=header)


def _text(text: str) -> Cell:
    return Cell(0, 0, text, kind=CellKind.COMPUTED, align=Align.LEFT, style=Style.BODY)


def _figure(text: str, number: Decimal | None) -> Cell:
    return computed_cell(text, number=number)


def _percent(ratio: Decimal | None, title: str) -> Cell:
    number = None if ratio is None else round_half_up(ratio, 4)
    return computed_cell(format_percent(ratio), number=number, title=title, fmt="0.00%")


def _amount(value: Decimal | None) -> Cell:
    return _figure(format_amount(value, AmountUnit.WAN), value)
