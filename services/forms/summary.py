"""F05a 项目自评结果汇总表 and F05b 转移支付自评结果汇总表: one generated row per project, from its own form.

Amounts keep their original precision (up to 分); scores have at most two places, no trailing zeros (forms.md F05).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.enums import AmountUnit, SummaryRow
from models.project import Project
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.results import Result, average_score, results_of, total_budget
from services.forms.blocks import computed_cell, unit_line
from services.forms.builder import SheetBuilder
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style
from services.values.money import format_amount, round_half_up
from services.values.numbers import format_points

OWN_CODE, OWN_TITLE = "F05a", "项目自评结果汇总表"
TRANSFER_CODE, TRANSFER_TITLE = "F05b", "转移支付自评结果汇总表"
OWN_NAMES, TRANSFER_NAMES = "项目名称", "转移支付资金（中央、省、市）项目名称"
WIDTHS: tuple[float, ...] = (11, 35, 66, 28, 15, 15)
_HEADERS = ("序号", "主管部门（单位）", "", "预算金额\n（调整后）", "自评\n得分", "自评\n等级")
_AVERAGES = {SummaryRow.SIMPLE: "合计／平均", SummaryRow.WEIGHTED: "合计／平均（按预算金额加权）"}


def build_own(filing: Filing) -> Sheet:
    """F05a: the projects of the unit's own budget."""
    return _summary(filing, OWN_CODE, OWN_TITLE, OWN_NAMES, filing.projects)


def build_transfers(filing: Filing) -> Sheet:
    """F05b: the transfer payments."""
    return _summary(filing, TRANSFER_CODE, TRANSFER_TITLE, TRANSFER_NAMES, filing.transfers)


@dataclass(frozen=True, slots=True)
class SummaryFrame:
    """What stands around the rows: the period, the unit of the amounts, the closing row, what the sheet is about."""

    period: str
    unit: AmountUnit
    closing: SummaryRow
    subject: FieldRef


def _summary(filing: Filing, code: str, title: str, name_header: str, projects: Sequence[Project]) -> Sheet:
    subject = FieldRef("filing", filing.id, "")
    frame = SummaryFrame(f"{filing.head.year}年度", filing.head.amount_unit, filing.scheme.summary_row, subject)
    return summary_sheet(frame, code, title, name_header, results_of(filing, projects))


def summary_sheet(frame: SummaryFrame, code: str, title: str, name_header: str, results: Sequence[Result]) -> Sheet:
    """F05a or F05b over any results: of one filing, or of many in a collection."""
    grid = SheetBuilder(WIDTHS)
    grid.heading(title, Style.TITLE, 34)
    grid.heading(f"（{frame.period}）", Style.SUBTITLE, 24)
    unit_line(grid, frame.unit)
    header = grid.row(RowRole.HEADER, 32)
    for col, text in enumerate(_HEADERS):
        grid.label(text or name_header, col)
    for number, result in enumerate(results, start=1):
        _result_row(frame, grid, number, result)
    _closing(frame, grid, results)
    return grid.sheet(code, title, frame.subject, header=range(header, header + 1))


def _result_row(frame: SummaryFrame, grid: SheetBuilder, number: int, result: Result) -> None:
    grid.row(RowRole.INDICATOR)
    grid.put(_text(str(number), Align.CENTER, Decimal(number)), 0, 0)
    grid.put(_text(result.project.department_name, Align.LEFT), 1, 1)
    grid.put(_text(result.project.name, Align.LEFT), 2, 2)
    grid.put(_amount(frame, result.budget, result.budget_how, f"{result.project.name} · 预算金额（调整后）"), 3, 3)
    grid.put(_score(result.score, result.score_how, f"{result.project.name} · 自评得分"), 4, 4)
    grid.put(_text(result.grade, Align.CENTER), 5, 5)


def _text(text: str, align: Align, number: Decimal | None = None) -> Cell:
    return Cell(0, 0, text, kind=CellKind.COMPUTED, style=Style.BODY, align=align, number=number)


def _amount(frame: SummaryFrame, value: Decimal | None, how: str, title: str) -> Cell:
    text = format_amount(value, frame.unit)
    return computed_cell(text, how, number=Decimal(text) if text else None, title=title)


def _score(value: Decimal | None, how: str, title: str) -> Cell:
    number = None if value is None else round_half_up(value, 2)
    return computed_cell(format_points(value), how, number=number, title=title, align=Align.CENTER)


def _closing(frame: SummaryFrame, grid: SheetBuilder, results: Sequence[Result]) -> None:
    kind = frame.closing
    if kind is SummaryRow.NONE:
        return
    total, average = total_budget(results), average_score(results, kind)
    grid.row(RowRole.CLOSING)
    grid.label(_AVERAGES[kind], 0, 2)
    grid.put(_amount(frame, total.value, total.how, "预算金额（调整后）合计"), 3, 3)
    grid.put(_score(average.value, average.how, "自评得分平均"), 4, 4)
    grid.blank(5)
