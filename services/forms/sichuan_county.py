"""F02 项目（政策）绩效自评表, the Sichuan county form, and the blocks that its sister forms share with it."""

from __future__ import annotations

from collections.abc import Sequence

from models.enums import FundSource
from services.filing.funds import FundColumn
from services.forms.blocks import (
    LEVELS_OF_GOVERNMENT,
    FundLine,
    IndicatorColumn,
    Paper,
    amount_cell,
    indicator_block,
    input_cell,
    level_words,
    rate_cell,
    target_column,
    text_column,
    title_block,
)
from services.forms.closing import change_notes, score_row, signature_block
from services.forms.goals import Goal, goals_block
from services.forms.sheet import Align, Cell, RowRole, Sheet

CODE = "F02"
TITLE = "项目（政策）支出绩效自评表"
WIDTHS: tuple[float, ...] = (17, 17, 23, 38.2, 23.8, 23.8, 27.2)
_AMOUNTS = ((3, 3), (4, 4), (5, 5), (6, 6))
_GOALS = (Goal("预期目标", "goal", 1, 3), Goal("全年实际完成情况", "result", 4, 6))
_ELSEWHERE = (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN)

Span = tuple[int, int]
"""First and last grid column."""


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, paper.filing.unit.region + TITLE)
    county_head(paper)
    county_funds(paper, _AMOUNTS, "执行率")
    goals_block(paper, "年度\n总体目标", _GOALS)
    header = _indicators(paper)
    score_row(paper)
    change_notes(paper)
    signature_block(paper, 3)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def county_head(paper: Paper) -> None:
    """Name, department and unit, over the whole width of the grid."""
    paper.grid.row()
    paper.grid.label("项目（政策）名称", 0, 1)
    paper.grid.put(input_cell(paper, paper.ref("name")), 2, paper.grid.last_col)
    owners_row(paper, 4)


def owners_row(paper: Paper, middle: int) -> None:
    """Department and unit; the label of the unit stands in grid column `middle`."""
    grid = paper.grid
    grid.row()
    grid.label("主管部门", 0, 1)
    grid.put(coded_cell(paper, "department"), 2, middle - 1)
    grid.label("实施单位", middle)
    grid.put(coded_cell(paper, "unit"), middle + 1, grid.last_col)


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


def county_funds(paper: Paper, spans: Sequence[Span], rate_header: str) -> None:
    """The funds block; `spans` are the grid columns of the three amounts and the rate."""
    grid, unit = paper.grid, paper.unit.value
    first = grid.row(RowRole.HEADER)
    grid.label(f"年度预算数（{unit}）", 1, 2)
    for text, span in zip(("年初预算数", "全年预算数", "全年执行数", rate_header), spans, strict=True):
        grid.label(text, *span)
    for line in county_lines():
        grid.row()
        grid.label(line.label, 1, 2, align=Align.LEFT)
        for column, span in zip(FundColumn, spans[:-1], strict=True):
            grid.put(amount_cell(paper, line, column), *span)
        grid.put(rate_cell(paper, line), *spans[-1])
    grid.side(f"项目\n（政策）\n资金\n（{unit}）", 0, first)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        IndicatorColumn("年度指标值", 4, 4, target_column),
        IndicatorColumn("实际完成值", 5, 5, text_column("actual", Align.CENTER)),
        IndicatorColumn("偏差原因分析\n及改进措施", 6, 6, text_column("deviation")),
    )
    return indicator_block(paper, "绩效指标", (1, 2), columns, level_words)
