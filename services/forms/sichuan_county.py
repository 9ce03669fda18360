"""F02 项目（政策）绩效自评表, the Sichuan county form."""

from __future__ import annotations

from dataclasses import replace

from models.enums import FundSource
from services.filing.funds import FundColumn
from services.forms.blocks import (
    LEVELS_OF_GOVERNMENT,
    FundLine,
    IndicatorColumn,
    Paper,
    amount_cell,
    change_notes,
    indicator_block,
    input_cell,
    level_words,
    rate_cell,
    score_cell,
    signature_block,
    target_column,
    text_column,
    title_block,
)
from services.forms.sheet import Align, Cell, RowRole, Sheet
from services.values.numbers import format_points

CODE = "F02"
TITLE = "项目（政策）支出绩效自评表"
WIDTHS: tuple[float, ...] = (17, 18.5, 21.5, 38.2, 23.8, 23.8, 27.2)
_ELSEWHERE = (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN)


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, paper.filing.unit.region + TITLE)
    county_head(paper)
    _funds(paper)
    _goals(paper)
    header = _indicators(paper)
    _closing(paper)
    change_notes(paper)
    signature_block(paper, 3)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def county_head(paper: Paper) -> None:
    """Name, department and unit, over the whole width of the grid."""
    grid = paper.grid
    grid.row()
    grid.label("项目（政策）名称", 0, 1)
    grid.put(input_cell(paper, paper.ref("name")), 2, grid.last_col)
    grid.row()
    grid.label("主管部门", 0, 1)
    grid.put(coded_cell(paper, "department"), 2, 3)
    grid.label("实施单位", 4)
    grid.put(coded_cell(paper, "unit"), 5, grid.last_col)


def coded_cell(paper: Paper, owner: str) -> Cell:
    """A name printed after its code, “323－某部门”; the code is edited among the project's properties."""
    code = getattr(paper.a.project, f"{owner}_code")
    return input_cell(paper, paper.ref(f"{owner}_name"), prefix=f"{code}－" if code else "")


def county_lines() -> tuple[FundLine, ...]:
    """The rows of the funds block."""
    return (
        FundLine(FundSource.TOTAL, "年度资金总额"),
        FundLine(FundSource.APPROPRIATION, "（一）财政拨款小计", LEVELS_OF_GOVERNMENT),
        FundLine(FundSource.GENERAL, "　1.一般公共预算"),
        FundLine(FundSource.FUND, "　2.政府性基金"),
        FundLine(FundSource.CAPITAL, "　3.国有资本经营预算"),
        FundLine(FundSource.OTHER, "（二）其他资金", _ELSEWHERE),
    )


def _funds(paper: Paper) -> None:
    grid = paper.grid
    unit = paper.unit.value
    first = grid.row(RowRole.HEADER)
    grid.label(f"年度预算数（{unit}）", 1, 2)
    for col, text in enumerate(("年初预算数", "全年预算数", "全年执行数", "执行率"), start=3):
        grid.label(text, col)
    for line in county_lines():
        grid.row()
        grid.label(line.label, 1, 2, align=Align.LEFT)
        for col, column in enumerate(FundColumn, start=3):
            grid.put(amount_cell(paper, line, column), col, col)
        grid.put(rate_cell(paper, line), 6, 6)
    grid.side(f"项目\n（政策）\n资金\n（{unit}）", 0, first, repeat=True)


def _goals(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row()
    grid.label("预期目标", 1, 3)
    grid.label("全年实际完成情况", 4, 6)
    grid.row(height=48)
    grid.put(input_cell(paper, paper.ref("goal"), align=Align.TOP_LEFT), 1, 3)
    grid.put(input_cell(paper, paper.ref("result"), align=Align.TOP_LEFT), 4, 6)
    grid.side("年度总体目标", 0, first)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        IndicatorColumn("年度指标值", 4, 4, target_column),
        IndicatorColumn("实际完成值", 5, 5, text_column("actual", Align.CENTER)),
        IndicatorColumn("偏差原因分析\n及改进措施", 6, 6, text_column("deviation")),
    )
    return indicator_block(paper, "绩效指标", (1, 2), columns, level_words)


def _closing(paper: Paper) -> None:
    paper.grid.row(RowRole.CLOSING, 24)
    typed, suggested = paper.a.project.total_score, paper.a.total_suggested
    cell = score_cell(paper.ref("total_score"), typed, suggested, "自评得分")
    text = f"自评得分：{format_points(paper.a.total_score)}分"
    paper.grid.put(replace(cell, text=text, number=None, number_format="", align=Align.LEFT), 0, 6)
