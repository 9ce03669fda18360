"""F04 转移支付（项目）绩效目标自评表: money by level of government, seven notes on its management, indicators.

Which rows the money has is the scheme's: 中央 and 地方, or 中央, 省, 市 and 县 under the names used there.
"""

from __future__ import annotations

import re

from models.enums import FundSource, ManagementTopic
from services.filing.funds import FundColumn
from services.filing.gestures import management_id
from services.filing.refs import FieldRef
from services.forms.blocks import (
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
from services.forms.sheet import Align, RowRole, Sheet

CODE = "F04"
TITLE = "转移支付（项目）绩效目标自评表"
WIDTHS: tuple[float, ...] = (17, 17.5, 26, 36, 21, 22, 30.5)
_GOALS = (Goal("总体目标", "goal", 1, 3), Goal("全年实际完成情况", "result", 4, 6))
_FOLDED = {
    FundSource.OTHER: (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN),
    FundSource.LOCAL: (FundSource.APPROPRIATION,),
    FundSource.COUNTY: (FundSource.APPROPRIATION,),
}
"""Sources without a row: 其他资金 includes own money and carry-over; state money of no stated level is local."""
_FIRST, _NEXT = "　其中：", "　　　　"
_SEVERAL = re.compile("[；;]")
"""Between departments, each printed on a line of its own."""


def build(paper: Paper) -> Sheet:
    """The sheet of one transfer payment."""
    title_block(paper, TITLE)
    _head(paper)
    _funds(paper)
    _management(paper)
    goals_block(paper, "总体目标\n完成情况", _GOALS)
    header = _indicators(paper)
    if paper.filing.scheme.transfer_score:
        score_row(paper)
    change_notes(paper)
    signature_block(paper, 3)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def _head(paper: Paper) -> None:
    grid = paper.grid
    grid.row()
    grid.label("转移支付（项目）\n名称", 0, 1)
    grid.put(input_cell(paper, paper.ref("name")), 2, 6)
    grid.row()
    grid.label("中央主管部门", 0, 1)
    grid.put(input_cell(paper, paper.ref("central_department")), 2, 6)
    grid.row()
    grid.label("地方主管部门", 0, 1)
    departments = input_cell(paper, paper.ref("department_name"), title="地方主管部门")
    grid.put(departments._replace(text="\n".join(_SEVERAL.split(departments.text))), 2, 3)
    grid.label("资金使用\n单位", 4)
    grid.put(input_cell(paper, paper.ref("unit_name"), title="资金使用单位"), 5, 6)


def fund_lines(paper: Paper) -> tuple[FundLine, ...]:
    """The total, then a row for each source of the scheme under its own name (label “F04.city”)."""
    scheme = paper.filing.scheme
    lines = [FundLine(FundSource.TOTAL, "年度资金总额：")]
    for place, source in enumerate(scheme.transfer_sources):
        label = scheme.label(f"{CODE}.{source.name.lower()}", source.value)
        lines.append(FundLine(source, (_NEXT if place else _FIRST) + label, _FOLDED.get(source, ())))
    return tuple(lines)


def _funds(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row(RowRole.HEADER, 30)
    grid.blank(1, 2)
    grid.label("全年预算数（A）", 3)
    grid.label("全年执行数（B）", 4, 5)
    grid.label("预算执行率\n（B/A×100%）", 6)
    for line in fund_lines(paper):
        grid.row()
        grid.label(line.label.replace("（", "\n（"), 1, 2, align=Align.LEFT)
        grid.put(amount_cell(paper, line, FundColumn.BUDGET), 3, 3)
        grid.put(amount_cell(paper, line, FundColumn.EXECUTED), 4, 5)
        grid.put(rate_cell(paper, line), 6, 6)
    grid.side(f"资金投入\n情况\n（{paper.unit.value}）", 0, first)


def _management(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row(RowRole.HEADER)
    grid.blank(1, 2)
    grid.label("情况说明", 3, 4)
    grid.label("存在问题和改进措施", 5, 6)
    for topic in ManagementTopic:
        grid.row(height=30)
        grid.label(topic.value, 1, 2)
        for name, title, span in (("note", "情况说明", (3, 4)), ("measures", "存在问题和改进措施", (5, 6))):
            ref = FieldRef("management", management_id(paper.a.project.id, topic), name)
            grid.put(input_cell(paper, ref, title=f"{topic.value} · {title}"), *span)
    grid.side("资金管理\n情况", 0, first)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        IndicatorColumn("指标值", 4, 4, target_column),
        IndicatorColumn("全年实际\n完成值", 5, 5, text_column("actual", Align.CENTER)),
        IndicatorColumn("未完成原因\n和改进措施", 6, 6, text_column("deviation")),
    )
    return indicator_block(paper, "绩效指标", (1, 2), columns, level_words)
