"""F03b 部门整体绩效自评表, the department's own evaluation in Chongqing.

The indicators stand without their levels; a target has an initial and an adjusted value (年初指标值, 调整指标值).
"""

from __future__ import annotations

from decimal import Decimal

from models.enums import FundSource
from services.filing.assess import IndicatorView
from services.filing.fields import PART, show_text
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.filing.target_parts import TargetPart, literal_part
from services.forms.blocks import (
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
from services.forms.closing import change_notes
from services.forms.goals import Goal, goals_block
from services.forms.indicator_cells import part_column
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style
from services.values.money import plain, round_half_up

CODE = "F03b"
TITLE = "部门整体绩效自评表"
WIDTHS: tuple[float, ...] = (24, 54, 20, 22, 24, 24, 26, 22, 20, 20, 21)
_TOTAL = FundLine(FundSource.TOTAL, "年度资金总额")
_GOALS = (
    Goal("年初绩效目标", "initial_goal", 1, 2),
    Goal("全年（调整）绩效目标", "goal", 3, 6),
    Goal("全年目标实际完成情况", "result", 7, 10),
)


def build(paper: Paper) -> Sheet:
    """The sheet of the department; who answers for it stands in its head, there is no sign-off line."""
    title_block(paper, TITLE)
    _head(paper)
    _funds(paper)
    goals_block(paper, "当年绩效\n目标", _GOALS, 84)
    header = _indicators(paper)
    change_notes(paper)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), landscape=True, header=header)


def _head(paper: Paper) -> None:
    grid = paper.grid
    grid.row()
    grid.label("主管部门", 0)
    grid.put(input_cell(paper, paper.ref("department_name")), 1, 2)
    grid.label("财政处室", 3, 4)
    grid.put(input_cell(paper, paper.ref("finance_office")), 5, 7)
    grid.label("自评总分（分）", 8, 9)
    score = score_cell(paper.ref("total_score"), paper.a.project.total_score, paper.a.total_suggested, "自评总分")
    grid.put(score, 10, 10)
    grid.row()
    grid.label("部门联系人", 0)
    grid.put(input_cell(paper, paper.ref("contact")), 1, 2)
    grid.label("联系电话", 3, 4)
    grid.put(input_cell(paper, paper.ref("phone")), 5, 10)


def _funds(paper: Paper) -> None:
    weight = paper.filing.scheme.execution_weight
    typed, suggested = paper.a.project.execution_score, paper.a.execution_suggested
    cells = (
        ("年初预算数", 1, 2, amount_cell(paper, _TOTAL, FundColumn.INITIAL)),
        ("全年（调整）预算数", 3, 4, amount_cell(paper, _TOTAL, FundColumn.BUDGET)),
        ("全年执行数", 5, 6, amount_cell(paper, _TOTAL, FundColumn.EXECUTED)),
        ("执行率（%）", 7, 7, rate_cell(paper, _TOTAL)),
        ("执行率权重", 8, 8, fixed_cell(plain(weight), weight)),
        ("执行率得分（分）", 9, 10, score_cell(paper.ref("execution_score"), typed, suggested, "执行率得分")),
    )
    grid = paper.grid
    first = grid.row(RowRole.HEADER)
    for header, left, right, _cell in cells:
        grid.label(header, left, right)
    grid.row(height=26)
    for _header, left, right, cell in cells:
        grid.put(cell, left, right)
    grid.side(f"部门预算\n执行情况\n（{paper.unit.value}）", 0, first)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("指标名称", 1, 1, text_column("name")),
        IndicatorColumn("计量单位", 2, 2, part_column(TargetPart.UNIT, "计量单位")),
        IndicatorColumn("指标性质", 3, 3, part_column(TargetPart.OPERATOR, "指标性质")),
        IndicatorColumn("年初指标值", 4, 4, _initial_column),
        IndicatorColumn("调整指标值", 5, 5, part_column(TargetPart.VALUE, "调整指标值")),
        IndicatorColumn("全年完成值", 6, 6, text_column("actual", Align.CENTER)),
        IndicatorColumn("得分系数\n（%）", 7, 7, _coefficient_column),
        IndicatorColumn("指标权重\n（分）", 8, 8, weight_column),
        IndicatorColumn("指标得分\n（分）", 9, 9, points_column),
        IndicatorColumn("是否核心\n指标", 10, 10, text_column("is_core", Align.CENTER)),
    )
    return indicator_block(paper, "绩效指标", (), columns, level_words)


def _initial_column(_paper: Paper, view: IndicatorView) -> Cell:
    """The approved value; while none was recorded the target stands unchanged since the beginning of the year."""
    ref = FieldRef("indicator", view.row.id, f"approved{PART}{TargetPart.VALUE.value}")
    approved = view.row.approved
    text = literal_part(approved or view.row.target, TargetPart.VALUE)
    title = f"{view.row.name or '未命名指标'} · 年初指标值"
    cell = Cell(0, 0, text, kind=CellKind.INPUT, ref=ref, style=Style.BODY, title=title)
    return cell if approved else cell._replace(kind=CellKind.COMPUTED, how="年内没有调整，与调整指标值相同", edit="")


def _coefficient_column(paper: Paper, view: IndicatorView) -> Cell:
    """Score as a share of the weight; a qualitative indicator's share may be typed."""
    ref = FieldRef("indicator", view.row.id, "coefficient")
    ratio = view.score / view.weight if view.score is not None and view.weight else None
    text = "" if ratio is None else f"{plain(round_half_up(ratio * Decimal(100), 2))}%"
    kind = CellKind.COMPUTED if view.row.coefficient is None else CellKind.INPUT
    title = f"{view.row.name or '未命名指标'} · 得分系数"
    edit = show_text(ref, view.row.coefficient, paper.unit)
    how = "得分系数 = 指标得分 ÷ 指标权重" if text else ""
    return Cell(0, 0, text, kind=kind, ref=ref, style=Style.BODY, how=how, title=title, edit=edit)
