"""F06a 项目支出绩效目标申报表, the national layout: 实施期 at the left and 年度 at the right of each indicator."""

from __future__ import annotations

from decimal import Decimal

from models.enums import ProjectOrigin
from services.filing.approvals import declared_figure
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.blocks import (
    IndicatorColumn,
    Paper,
    indicator_block,
    input_cell,
    level_words,
    money_cell,
    target_column,
    text_column,
    title_block,
    unit_words,
)
from services.forms.closing import change_notes, signature_block
from services.forms.goals import Goal, goals_block
from services.forms.indicator_cells import mirror_column, mirror_levels, term_target_column
from services.forms.sheet import Align, Cell, Sheet
from services.forms.sichuan_county import coded_cell

CODE = "F06a"
TITLE = "项目支出绩效目标申报表"
WIDTHS: tuple[float, ...] = (11.5, 18.3, 18.3, 31.5, 25, 18.3, 31.5, 25.5)
SIGN_OFF = {"filler": "填报人：", "phone": "联系电话：", "unit_head": "单位负责人：", "": "填报日期："}
"""Who signs a declaration; its date is written by hand, the project's own is that of the self-evaluation."""
_AMOUNTS = (
    ("term_appropriation", "declared_appropriation", "其中：财政拨款"),
    ("term_other", "declared_other", "其他资金"),
)
_BOX = {True: "■", False: "□"}


def build(paper: Paper) -> Sheet:
    """The sheet of one project."""
    title_block(paper, TITLE)
    _head(paper)
    _funds(paper)
    goals_block(paper, "总体\n目标", (Goal("实施期目标", "term_goal", 1, 4), Goal("年度目标", "goal", 5, 7)))
    header = _indicators(paper)
    change_notes(paper)
    signature_block(paper, 4, SIGN_OFF)
    return paper.grid.sheet(CODE, paper.a.project.name or TITLE, paper.ref(""), header=header)


def _head(paper: Paper) -> None:
    grid = paper.grid
    grid.row()
    grid.label("项目名称", 0, 1)
    grid.put(input_cell(paper, paper.ref("name")), 2, 7)
    grid.row()
    grid.label("主管部门及代码", 0, 1)
    grid.put(coded_cell(paper, "department"), 2, 4)
    grid.label("实施单位", 5)
    grid.put(coded_cell(paper, "unit"), 6, 7)
    grid.row()
    grid.label("项目属性", 0, 1)
    grid.put(_origin_cell(paper), 2, 4)
    grid.label("项目期\n（起止时间）", 5)
    grid.put(input_cell(paper, paper.ref("start"), title="项目期 · 开始日期"), 6, 6)
    until = input_cell(paper, paper.ref("end"), prefix="至" if paper.a.project.end else "", title="项目期 · 结束日期")
    grid.put(until, 7, 7)


def _origin_cell(paper: Paper) -> Cell:
    """项目属性 as boxes; the chosen one is filled."""
    chosen = paper.a.project.origin
    boxes = (f"{_BOX[word is chosen]}{word.value}" for word in ProjectOrigin)
    return input_cell(paper, paper.ref("origin"))._replace(text="　".join(boxes), align=Align.CENTER)


def _funds(paper: Paper) -> None:
    grid, project = paper.grid, paper.a.project
    terms = [Figure(getattr(project, name), None) for name, _, _ in _AMOUNTS]
    years = [declared_figure(project, paper.a.funds, name) for _, name, _ in _AMOUNTS]
    first = grid.row()
    _amount(paper, "实施期资金总额", _total(terms), None, (1, 2, 3, 4))
    _amount(paper, "年度资金总额", _total(years), None, (5, 6, 7, 7))
    for (term_name, year_name, label), term, year in zip(_AMOUNTS, terms, years, strict=True):
        grid.row()
        _amount(paper, label, term, paper.ref(term_name), (1, 2, 3, 4))
        _amount(paper, label, year, paper.ref(year_name), (5, 6, 7, 7))
    grid.side(f"项目\n资金\n{unit_words(paper.unit)}", 0, first)


def _total(parts: list[Figure]) -> Figure:
    known = [(name, part.value) for (_, _, name), part in zip(_AMOUNTS, parts, strict=True)]
    given = tuple((name.removeprefix("其中："), value) for name, value in known if value is not None)
    return Figure(None, sum((value for _, value in given), Decimal(0)) if given else None, given)


def _amount(paper: Paper, label: str, figure: Figure, ref: FieldRef | None, cols: tuple[int, int, int, int]) -> None:
    paper.grid.label(label, cols[0], cols[1], align=Align.CENTER if ref is None else Align.LEFT)
    title = label if ref is None else input_cell(paper, ref).title
    paper.grid.put(money_cell(paper, figure.value, figure, ref, title), cols[2], cols[3])


def _indicators(paper: Paper) -> range:
    columns = (
        IndicatorColumn("三级指标", 3, 3, text_column("name")),
        IndicatorColumn("指标值\n（实施期）", 4, 4, term_target_column),
        IndicatorColumn("二级指标", 5, 5, None),
        IndicatorColumn("三级指标", 6, 6, mirror_column("name")),
        IndicatorColumn("指标值\n（年度）", 7, 7, target_column),
    )
    header = indicator_block(paper, "绩效\n指标", (1, 2), columns, level_words)
    mirror_levels(paper, header.stop, 5)
    return header
