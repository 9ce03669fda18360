"""F03 部门整体支出绩效目标自评表, the department's own evaluation on the Sichuan county form.

Amounts not typed are rolled up from the projects and transfer payments.
"""

from __future__ import annotations

from itertools import groupby

from services.filing.assess import IndicatorView
from services.forms.blocks import (
    CellMaker,
    IndicatorColumn,
    Paper,
    indicator_block,
    level_words,
    target_column,
    text_column,
    title_block,
)
from services.forms.closing import change_notes, score_row, signature_block
from services.forms.goals import Goal, goals_block
from services.forms.sheet import Align, Cell, Sheet, Style
from services.forms.sichuan_county import county_funds, owners_row

CODE = "F03"
TITLE = "部门整体支出绩效目标自评表"
WIDTHS: tuple[float, ...] = (17, 17, 23, 16.5, 29, 21, 21, 25.5)
_AMOUNTS = ((3, 4), (5, 5), (6, 6), (7, 7))
_GOALS = (Goal("年度目标", "goal", 1, 4), Goal("完成情况", "result", 5, 7))


def build(paper: Paper) -> Sheet:
    """The sheet of the department."""
    title_block(paper, paper.filing.unit.region + TITLE)
    owners_row(paper, 5)
    county_funds(paper, _AMOUNTS, "执行率（%）")
    goals_block(paper, "整体目标", _GOALS)
    header = _indicators(paper)
    score_row(paper)
    change_notes(paper)
    signature_block(paper, 4)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("", 3, 3, _number_column(paper), group="三级指标"),
        IndicatorColumn("", 4, 4, text_column("name"), group="三级指标"),
        IndicatorColumn("年度指标值", 5, 5, target_column),
        IndicatorColumn("实际完成值", 6, 6, text_column("actual", Align.CENTER)),
        IndicatorColumn("偏差原因分析\n及改进措施", 7, 7, text_column("deviation")),
    )
    return indicator_block(paper, "部门整体\n绩效指标", (1, 2), columns, level_words)


def _number_column(paper: Paper) -> CellMaker:
    """“指标1：”, counted anew within each second level."""
    numbers = {
        view.row.id: number
        for _, same in groupby(paper.a.indicators, key=lambda view: (view.row.level1, view.row.level2))
        for number, view in enumerate(same, start=1)
    }

    def make(_paper: Paper, view: IndicatorView) -> Cell:
        return Cell(0, 0, f"指标{numbers[view.row.id]}：", style=Style.BODY)

    return make
