"""F06b 项目支出绩效目标执行监控表 (财预〔2019〕136号 附件), up to the month the filing is monitored at."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace

from models.enums import FundSource, Outlook
from services.filing.fields import field_spec
from services.filing.funds import FundColumn, MonitorColumn
from services.filing.refs import FieldRef
from services.forms.blocks import (
    LEVELS_OF_GOVERNMENT,
    FundLine,
    IndicatorColumn,
    Paper,
    amount_cell,
    indicator_block,
    input_cell,
    level_words,
    share_cell,
    target_column,
    text_column,
    title_block,
    unit_words,
)
from services.forms.indicator_cells import flag_column, outlook_column
from services.forms.sheet import Align, RowRole, Sheet, Style
from services.forms.sichuan_county import coded_cell

CODE = "F06b"
TITLE = "项目支出绩效目标执行监控表"
WIDTHS: tuple[float, ...] = (13, 18.8, 18.8, 35, 23, 22.5, 22.5, *(10.5,) * 5, 28, *(10.5,) * 3, 16)
MARGINS = (15.0, 12.0, 15.0, 18.0)
"""Narrower than the self-evaluation's, so that eight indicators with their ticks stay on one page."""
CAUSES = ("cause_funding", "cause_system", "cause_staff", "cause_equipment", "cause_other")
_ELSEWHERE = (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN)
_BY_BUDGET = (FundSource.GENERAL, FundSource.FUND, FundSource.CAPITAL)


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, TITLE)
    _month(paper)
    _head(paper)
    _funds(paper)
    paper.grid.row(height=32)
    paper.grid.label("年度总体目标", 0, 1)
    paper.grid.put(input_cell(paper, paper.ref("goal"), align=Align.TOP_LEFT, title="年度总体目标"), 2, 16)
    name, header = paper.a.project.name or TITLE, _indicators(paper)
    return paper.grid.sheet(CODE, name, paper.ref(""), landscape=True, header=header, margins_mm=MARGINS)


def months(month: int) -> str:
    """The months up to one, as the headers write them: 1—7月."""
    return f"1—{month}月" if month > 1 else "1月"


def _month(paper: Paper) -> None:
    """“（截至7月31日）” at the right; typing a month there moves the whole filing's monitoring."""
    head = paper.filing.head
    day = monthrange(head.year, head.monitor_month)[1]
    cell = input_cell(paper, FieldRef("filing", head.id, "monitor_month"), align=Align.RIGHT)
    paper.grid.row(RowRole.TITLE, 18)
    text = f"（截至{head.monitor_month}月{day}日）"
    paper.grid.put(cell._replace(text=text, style=Style.NOTE, border=False), 12, 16)


def _head(paper: Paper) -> None:
    grid = paper.grid
    grid.row()
    grid.label("项目名称", 0, 1)
    grid.put(input_cell(paper, paper.ref("name")), 2, 16)
    grid.row()
    grid.label("主管部门及代码", 0, 1)
    grid.put(coded_cell(paper, "department"), 2, 5)
    grid.label("实施单位", 6)
    grid.put(coded_cell(paper, "unit"), 7, 16)


def _fund_lines(paper: Paper) -> tuple[FundLine, ...]:
    """Where the budgets are told apart, 一般公共预算 alone stands in its row; else all appropriations do."""
    apart = any(paper.a.funds.used(source) for source in _BY_BUDGET)
    general = FundLine(FundSource.GENERAL, "其中：本年一般公共预算拨款", LEVELS_OF_GOVERNMENT)
    if not apart:
        general = replace(general, source=FundSource.APPROPRIATION)
    other = (*_ELSEWHERE, FundSource.FUND, FundSource.CAPITAL) if apart else _ELSEWHERE
    return (
        FundLine(FundSource.TOTAL, "年度资金总额"),
        general,
        FundLine(FundSource.OTHER, "　　　其他资金", other),
    )


def _funds(paper: Paper) -> None:
    grid, span = paper.grid, months(paper.filing.head.monitor_month)
    first = grid.row(RowRole.HEADER)
    grid.blank(1, 3)
    for text, cols in zip(("年初预算数", f"{span}执行数", f"{span}执行率", "全年预计执行数"), _FUND_SPANS, strict=True):
        grid.label(text, *cols)
    for line in _fund_lines(paper):
        grid.row()
        grid.label(line.label, 1, 3, align=Align.CENTER if line.source is FundSource.TOTAL else Align.LEFT)
        cells = (
            amount_cell(paper, line, FundColumn.INITIAL),
            amount_cell(paper, line, MonitorColumn.MONITORED),
            share_cell(paper, line, MonitorColumn.MONITORED, FundColumn.INITIAL, f"{span}执行率"),
            amount_cell(paper, line, MonitorColumn.EXPECTED),
        )
        for cell, cols in zip(cells, _FUND_SPANS, strict=True):
            grid.put(cell, *cols)
    grid.side(f"项目资金\n{unit_words(paper.unit)}", 0, first)


_FUND_SPANS = ((4, 5), (6, 8), (9, 12), (13, 16))


def _indicators(paper: Paper) -> range:
    span, reasons, likely = months(paper.filing.head.monitor_month), "偏差原因分析", "完成目标可能性"
    causes = [(field_spec("indicator", name).title, flag_column(name)) for name in CAUSES]
    outlooks = [(word.value, outlook_column(word)) for word in Outlook]
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        IndicatorColumn("年度\n指标值", 4, 4, target_column),
        IndicatorColumn(f"{span}\n执行情况", 5, 5, text_column("monitored", Align.CENTER)),
        IndicatorColumn("全年预计\n完成情况", 6, 6, text_column("expected", Align.CENTER)),
        *(IndicatorColumn(title, col, col, make, reasons) for col, (title, make) in enumerate(causes, start=7)),
        IndicatorColumn("原因说明", 12, 12, text_column("monitor_note"), reasons),
        *(IndicatorColumn(title, col, col, make, likely) for col, (title, make) in enumerate(outlooks, start=13)),
        IndicatorColumn("备注", 16, 16, text_column("remark")),
    )
    return indicator_block(paper, "绩效指标", (1, 2), columns, level_words)
