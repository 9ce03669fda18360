"""F01 项目支出绩效自评表, the national form (财预〔2020〕10号 附件)."""

from __future__ import annotations

from decimal import Decimal

from models.enums import FundSource
from services.filing.funds import FundColumn
from services.forms.blocks import (
    DASH,
    LEVELS_OF_GOVERNMENT,
    FundLine,
    IndicatorColumn,
    Paper,
    amount_cell,
    fixed_cell,
    indicator_block,
    input_cell,
    level1_with_points,
    points_column,
    rate_cell,
    score_cell,
    target_column,
    text_column,
    title_block,
    unit_words,
    weight_column,
)
from services.forms.closing import change_notes, note_line, signature_block
from services.forms.goals import Goal, goals_block
from services.forms.sheet import Align, RowRole, Sheet, Style
from services.values.money import plain

CODE = "F01"
TITLE = "项目支出绩效自评表"
WIDTHS: tuple[float, ...] = (12, 17.5, 17.2, 15, 18, 18, 18, 10.5, 16.8, 27)
_GOALS = (Goal("预期目标", "goal", 1, 4), Goal("实际完成情况", "result", 5, 9))
NOTE = "F01.note"
LABELS = {
    "F01.total": "年度资金总额",
    "F01.appropriation": "其中：当年财政拨款",
    "F01.carry_over": "上年结转资金",
    "F01.other": "其他资金",
    NOTE: "",
}
"""The words a scheme may put differently; the note is else made of the points."""
_ELSEWHERE = (FundSource.SPECIAL_ACCOUNT, FundSource.OWN)


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, TITLE)
    _head(paper)
    _funds(paper)
    goals_block(paper, "年度\n总体\n目标", _GOALS, 48)
    header = _indicators(paper)
    _closing(paper)
    signature_block(paper, 4)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def _head(paper: Paper) -> None:
    grid = paper.grid
    grid.row()
    grid.label("项目名称", 0)
    grid.put(input_cell(paper, paper.ref("name")), 1, 9)
    grid.row()
    grid.label("主管部门", 0)
    grid.put(input_cell(paper, paper.ref("department_name")), 1, 4)
    grid.label("实施单位", 5)
    grid.put(input_cell(paper, paper.ref("unit_name")), 6, 9)


def _fund_lines(paper: Paper) -> tuple[FundLine, ...]:
    words = {key: paper.filing.scheme.label(key, usual) for key, usual in LABELS.items()}
    return (
        FundLine(FundSource.TOTAL, words["F01.total"]),
        FundLine(FundSource.APPROPRIATION, words["F01.appropriation"], LEVELS_OF_GOVERNMENT),
        FundLine(FundSource.CARRY_OVER, words["F01.carry_over"], with_rate=False),
        FundLine(FundSource.OTHER, words["F01.other"], _ELSEWHERE, with_rate=False),
    )


def _funds(paper: Paper) -> None:
    grid = paper.grid
    first = grid.row(RowRole.HEADER)
    grid.blank(1, 3)
    headers = ("年初\n预算数", "全年\n预算数（A）", "全年\n执行数（B）", "分值", "执行率\n（B/A）", "得分")
    for col, text in enumerate(headers, start=4):
        grid.label(text, col)
    for line in _fund_lines(paper):
        grid.row()
        grid.label(line.label, 1, 3, align=Align.CENTER if line.source is FundSource.TOTAL else Align.LEFT)
        for col, column in enumerate(FundColumn, start=4):
            grid.put(amount_cell(paper, line, column), col, col)
        _rate_and_score(paper, line)
    grid.side(f"项目\n资金\n{unit_words(paper.unit)}", 0, first, repeat=True)


def _rate_and_score(paper: Paper, line: FundLine) -> None:
    grid = paper.grid
    if line.source is not FundSource.TOTAL:
        grid.label(DASH, 7, style=Style.BODY)
        grid.put(rate_cell(paper, line), 8, 8) if line.with_rate else grid.blank(8)
        grid.label(DASH, 9, style=Style.BODY)
        return
    weight = paper.filing.scheme.execution_weight
    grid.put(fixed_cell(plain(weight), weight), 7, 7)
    grid.put(rate_cell(paper, line), 8, 8)
    score = score_cell(
        paper.ref("execution_score"), paper.a.project.execution_score, paper.a.execution_suggested, "执行率得分"
    )
    grid.put(score, 9, 9)


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 4, text_column("name")),
        IndicatorColumn("年度\n指标值", 5, 5, target_column),
        IndicatorColumn("实际\n完成值", 6, 6, text_column("actual", Align.CENTER)),
        IndicatorColumn("分值", 7, 7, weight_column),
        IndicatorColumn("得分", 8, 8, points_column),
        IndicatorColumn("偏差原因分析\n及改进措施", 9, 9, text_column("deviation")),
    )
    return indicator_block(paper, "绩效指标", (1, 2), columns, level1_with_points(paper.filing, paper.a))


def _closing(paper: Paper) -> None:
    grid = paper.grid
    grid.row(RowRole.CLOSING)
    grid.label("总分", 0, 6)
    grid.put(fixed_cell("100", Decimal(100)), 7, 7)
    grid.put(score_cell(paper.ref("total_score"), paper.a.project.total_score, paper.a.total_suggested, "总分"), 8, 8)
    grid.blank(9)
    note = paper.filing.scheme.label(NOTE, _note(paper))
    if note:
        note_line(grid, note)
    change_notes(paper)


def _note(paper: Paper) -> str:
    scheme = paper.filing.scheme
    parts = [f"{level.name}{plain(level.weight)}分" for level in scheme.level1 if level.weight is not None]
    rate = f"预算执行率{plain(scheme.execution_weight)}分"
    if not parts:
        return f"注：{rate}，绩效指标合计{plain(scheme.indicator_total)}分。"
    return f"注：分值统一设置为：{'、'.join([*parts, rate])}。"
