"""F06a 绩效目标申报表, the Sichuan county layout: F02 before the year begins, with targets and weights as in F02b."""

from __future__ import annotations

from services.filing.funds import FundColumn
from services.forms.blocks import (
    IndicatorColumn,
    Paper,
    amount_cell,
    computed_cell,
    indicator_block,
    input_cell,
    level_words,
    text_column,
    title_block,
    weight_column,
)
from services.forms.closing import change_notes, signature_block
from services.forms.declaration import SIGN_OFF
from services.forms.indicator_cells import split_target_columns
from services.forms.sheet import Align, RowRole, Sheet
from services.forms.sichuan_county import county_head, county_lines
from services.values.money import plain

CODE = "F06a-sc"
TITLE = "项目（政策）绩效目标申报表"
WIDTHS: tuple[float, ...] = (17, 19, 22, 52, 16, 24, 20, 14)


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, paper.filing.unit.region + TITLE)
    county_head(paper)
    _funds(paper)
    _goal(paper)
    header = _indicators(paper)
    _closing(paper)
    change_notes(paper)
    signature_block(paper, 3, SIGN_OFF)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def _funds(paper: Paper) -> None:
    grid, unit = paper.grid, paper.unit.value
    first = grid.row(RowRole.HEADER)
    grid.label(f"年度预算数（{unit}）", 1, 3)
    grid.label("年初预算数", 4, 7)
    for line in county_lines():
        grid.row()
        grid.label(line.label, 1, 3, align=Align.LEFT)
        grid.put(amount_cell(paper, line, FundColumn.INITIAL), 4, 7)
    grid.side(f"项目\n（政策）\n资金\n（{unit}）", 0, first)


def _goal(paper: Paper) -> None:
    paper.grid.row(height=64)
    paper.grid.label("年度总体目标", 0)
    paper.grid.put(input_cell(paper, paper.ref("goal"), align=Align.TOP_LEFT, title="年度总体目标"), 1, 7)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        *split_target_columns(4),
        IndicatorColumn("权重", 7, 7, weight_column),
    )
    side = f"绩效指标\n（{plain(paper.filing.scheme.indicator_total)}分）"
    return indicator_block(paper, side, (1, 2), columns, level_words)


def _closing(paper: Paper) -> None:
    grid, total = paper.grid, paper.a.weight_sum
    grid.row(RowRole.CLOSING)
    grid.label("合计", 0, 6)
    how = f"各指标权重之和，应为 {plain(paper.filing.scheme.indicator_total)} 分"
    grid.put(computed_cell(plain(total), how, number=total, title="权重合计", align=Align.CENTER), 7, 7)
