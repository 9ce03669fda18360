"""The project list: every project of a filing on one sheet, with what it was given, spent and scored."""

from __future__ import annotations

from decimal import Decimal

from models.enums import FundSource
from models.project import Project
from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.forms.blocks import FundLine, Paper, amount_cell, computed_cell, input_cell, rate_cell, unit_line
from services.forms.builder import SheetBuilder
from services.forms.keys import LIST
from services.forms.sheet import Align, Cell, Row, RowRole, Sheet, Style
from services.values.numbers import format_points

CODE = LIST
TITLE = "项目清单"
WIDTHS: tuple[float, ...] = (10, 85, 24, 30, 24, 24, 24, 18, 12, 12)
_ROWS = "list rows"
_TOTAL = FundLine(FundSource.TOTAL, "年度资金总额")
_HEADERS = (
    "序号",
    "项目名称",
    "项目类别",
    "资金性质",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "得分",
    "等级",
)


def build_project_list(filing: Filing, *, scored: bool = True) -> Sheet:
    """One row per project, in order; amounts in the filing's unit.

    Without scores it is there at once even for 1,000 projects: no indicator has to be read.
    """
    grid = SheetBuilder(WIDTHS)
    grid.heading(f"{filing.unit.name}{TITLE}", Style.TITLE, 34)
    grid.heading(f"（{filing.head.year}年度）", Style.SUBTITLE, 24)
    unit_line(grid, filing.head.amount_unit)
    header = grid.row(RowRole.HEADER, 26)
    for col, text in enumerate(_HEADERS):
        grid.label(text, col)
    for number, project in enumerate(filing.projects, start=1):
        _put_row(filing, grid, number, project, scored=scored)
    subject = FieldRef("filing", filing.id, "")
    return grid.sheet(CODE, TITLE, subject, landscape=True, header=range(header, header + 1))


def _put_row(filing: Filing, grid: SheetBuilder, number: int, project: Project, *, scored: bool) -> None:
    """Put a project's row, made anew only when its project or what concerns all has changed: a list may be long."""
    state = (number, scored, filing.version(project.id), filing.version(filing.id))
    rows: dict[str, tuple[object, Row, list[Cell]]] = filing.derived.setdefault(_ROWS, {})
    known = rows.get(project.id)
    if known is not None and known[0] == state:
        grid.rows.append(known[1])
        grid.cells += known[2]
        return
    grid.row(RowRole.INDICATOR, record=FieldRef("project", project.id, ""))
    first = len(grid.cells)
    _project_row(filing, grid, number, project)
    if scored:
        _score(assess(filing, project.id), grid)
    else:
        grid.blank(8)
        grid.blank(9)
    rows[project.id] = (state, grid.rows[-1], grid.cells[first:])


def _project_row(filing: Filing, grid: SheetBuilder, number: int, project: Project) -> None:
    paper = Paper(filing, assess(filing, project.id), grid)
    grid.put(_centred(computed_cell(str(number), number=Decimal(number))), 0, 0)
    for col, name in enumerate(("name", "kind", "fund_nature"), start=1):
        title = f"{project.name} · {_HEADERS[col]}"
        align = Align.LEFT if col == 1 else Align.CENTER
        grid.put(input_cell(paper, paper.ref(name), align=align, title=title), col, col)
    for col, column in enumerate(FundColumn, start=4):
        grid.put(amount_cell(paper, _TOTAL, column), col, col)
    grid.put(rate_cell(paper, _TOTAL), 7, 7)


def _score(a: Assessment, grid: SheetBuilder) -> None:
    score = a.total_score
    grid.put(_centred(computed_cell(format_points(score), a.total_suggested.how, number=score)), 8, 8)
    grid.put(_centred(computed_cell(a.grade)), 9, 9)


def _centred(cell: Cell) -> Cell:
    return cell._replace(align=Align.CENTER)
