"""F02b 部门预算项目支出绩效自评表, report 510000_0013zp of the Sichuan integrated system.

The target is shown in three columns (指标性质, 指标值, 度量单位) but stays one stored value.
"""

from __future__ import annotations

from decimal import Decimal

from models.enums import FundSource
from services.filing.funds import FundColumn
from services.forms.blocks import (
    LEVELS_OF_GOVERNMENT,
    FundLine,
    IndicatorColumn,
    Paper,
    amount_cell,
    fixed_cell,
    indicator_block,
    input_cell,
    level_words,
    points_column,
    rate_cell,
    score_cell,
    text_column,
    title_block,
    weight_column,
)
from services.forms.closing import change_notes, signature_block
from services.forms.indicator_cells import split_target_columns
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style
from services.values.money import plain

CODE = "F02b"
TITLE = "部门预算项目支出绩效自评表"
REPORT_NUMBER = "报表编号：510000_0013zp"
WIDTHS: tuple[float, ...] = (18, 22, 26, 44, 16, 20, 22, 22, 14, 14, 39)
NOT_SCORED = "/"
_STATE_MONEY = (*LEVELS_OF_GOVERNMENT, FundSource.CARRY_OVER)


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    paper.grid.heading(REPORT_NUMBER, Style.NOTE, 18, Align.LEFT)
    title_block(paper, TITLE)
    _head(paper)
    _basics(paper)
    _funds(paper)
    header = _indicators(paper)
    _closing(paper)
    change_notes(paper)
    signature_block(paper, 4)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), landscape=True, header=header)


def _head(paper: Paper) -> None:
    grid = paper.grid
    code = paper.a.project.code
    grid.row()
    grid.label("项目名称", 0, 1)
    grid.put(input_cell(paper, paper.ref("name"), prefix=f"{code}－" if code else ""), 2, 10)
    grid.row()
    grid.label("主管部门", 0, 1)
    grid.put(input_cell(paper, paper.ref("department_name")), 2, 4)
    grid.label("实施单位（盖章）", 5, 6)
    grid.put(input_cell(paper, paper.ref("unit_name")), 7, 10)


def _basics(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row()
    grid.label("项目年度目标", 3, 6)
    grid.label("年度目标完成情况", 7, 10)
    grid.row(height=52)
    grid.put(input_cell(paper, paper.ref("goal"), align=Align.TOP_LEFT), 3, 6)
    grid.put(input_cell(paper, paper.ref("result"), align=Align.TOP_LEFT), 7, 10)
    grid.cells.append(Cell(first, 1, "1.项目年度目标完成情况", rows=2, cols=2))
    grid.row(height=42)
    grid.label("2.项目实施内容及过程概述", 1, 2)
    grid.put(input_cell(paper, paper.ref("process"), align=Align.TOP_LEFT), 3, 10)
    grid.side("项目基本\n情况", 0, first)


def _fund_lines() -> tuple[FundLine, ...]:
    return (
        FundLine(FundSource.TOTAL, "总额"),
        FundLine(FundSource.APPROPRIATION, "其中：财政资金", _STATE_MONEY),
        FundLine(FundSource.SPECIAL_ACCOUNT, "财政专户管理资金"),
        FundLine(FundSource.OWN, "单位资金"),
        FundLine(FundSource.OTHER, "其他资金（社会投入、银行贷款）"),
    )


def _funds(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row(RowRole.HEADER)
    grid.label(f"年度预算数（{paper.unit.value}）", 1, 2)
    grid.label("年初预算", 3)
    grid.label("调整后预算数", 4, 5)
    for col, text in enumerate(("预算执行数", "预算执行率", "权重", "得分", "原因"), start=6):
        grid.label(text, col)
    lines = _fund_lines()
    for line in lines:
        grid.row()
        grid.label(line.label, 1, 2, align=Align.LEFT)
        for column, span in zip(FundColumn, ((3, 3), (4, 5), (6, 6)), strict=True):
            grid.put(amount_cell(paper, line, column), *span)
        grid.put(rate_cell(paper, line), 7, 7)
        _weight_and_score(paper, line)
    reason = input_cell(paper, paper.ref("execution_note"), align=Align.TOP_LEFT)
    grid.cells.append(reason._replace(row=first + 1, col=10, rows=len(lines)))
    grid.side(f"预算执行\n情况\n（{plain(paper.filing.scheme.execution_weight)}分）", 0, first, repeat=True)


def _weight_and_score(paper: Paper, line: FundLine) -> None:
    grid = paper.grid
    if line.source is not FundSource.TOTAL:
        grid.label(NOT_SCORED, 8, style=Style.BODY)
        grid.label(NOT_SCORED, 9, style=Style.BODY)
        return
    weight = paper.filing.scheme.execution_weight
    typed, suggested = paper.a.project.execution_score, paper.a.execution_suggested
    grid.put(fixed_cell(plain(weight), weight), 8, 8)
    grid.put(score_cell(paper.ref("execution_score"), typed, suggested, "执行率得分"), 9, 9)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        *split_target_columns(4),
        IndicatorColumn("完成值", 7, 7, text_column("actual", Align.CENTER)),
        IndicatorColumn("权重", 8, 8, weight_column),
        IndicatorColumn("得分", 9, 9, points_column),
        IndicatorColumn("未完成原因分析", 10, 10, text_column("deviation")),
    )
    side = f"绩效指标\n（{plain(paper.filing.scheme.indicator_total)}分）"
    return indicator_block(paper, side, (1, 2), columns, level_words)


def _closing(paper: Paper) -> None:
    grid = paper.grid
    grid.row(RowRole.CLOSING)
    grid.label("合计", 0, 7)
    grid.put(fixed_cell("100", Decimal(100)), 8, 8)
    grid.put(score_cell(paper.ref("total_score"), paper.a.project.total_score, paper.a.total_suggested, "合计"), 9, 9)
    grid.blank(10)
    for name, label in (("conclusion", "评价结论"), ("problems", "存在问题"), ("measures", "改进措施")):
        grid.row(RowRole.PLAIN, 42)
        grid.label(label, 0)
        grid.put(input_cell(paper, paper.ref(name), align=Align.TOP_LEFT), 1, 10)
