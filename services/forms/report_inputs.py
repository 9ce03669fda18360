"""Input sheets for what only reports tell: money as it arrived by project, and the department's posts and people.

Nothing to hand in: the texts of the reports draw on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.project import Project
from models.report import Arrival, Organisation
from services.filing.assess import assess
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.filing.report_rows import arrival_ref
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import MoneyLook, figure_cell, value_cell
from services.forms.keys import name_shown
from services.forms.labelled_page import LabelledPage, count_cell, grid_title, label
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style
from services.reports.figures_unit import QUOTAS, STAFF, organisation, subordinates
from services.values.numbers import format_percent

GROUP = "报告资料"
ARRIVAL_CODE, ARRIVAL_TITLE = "RPT-ARRIVAL", "资金到位情况表"
ORGANISATION_CODE, ORGANISATION_TITLE = "RPT-ORGANISATION", "机构和人员表"
_ARRIVAL_WIDTHS: tuple[float, ...] = (12, 78, 26, 26, 20, 34, 74)
_ARRIVAL_HEADS = ("序号", "项目名称", "全年预算数", "到位资金", "到位率", "截至日期", "下达文件（一行一份）")
_ARRIVED = ("arrived", "until", "documents")
_MARGINS = (15.0, 15.0, 15.0, 15.0)
_THIRDS = (60.0, 60.0, 60.0)
_PEOPLE = (
    ("行政人员", "quota_admin", "staff_admin"),
    ("参公人员", "quota_public", "staff_public"),
    ("事业人员", "quota_institution", "staff_institution"),
    ("工勤人员", "quota_worker", "staff_worker"),
    ("编制外聘用人员", "", "staff_contract"),
)
_LEFT = (("退休人员", "retired"), ("离休人员", "cadres"))
_EVALUATION = ("evaluated_on", "assessed_before", "approved_on", "published_on")


def build_arrival(filing: Filing) -> Sheet:
    """资金到位情况表: what arrived for each project and transfer payment, until when, by which documents."""
    grid = SheetBuilder(_ARRIVAL_WIDTHS)
    grid_title(grid, filing, ARRIVAL_TITLE)
    header = grid.row(RowRole.HEADER, 26)
    for col, text in enumerate(_ARRIVAL_HEADS):
        grid.label(text, col)
    for number, project in enumerate([*filing.projects, *filing.transfers], start=1):
        _arrival_row(filing, grid, number, project)
    subject = FieldRef("filing", filing.id, "")
    heads = range(header, header + 1)
    return grid.sheet(ARRIVAL_CODE, ARRIVAL_TITLE, subject, landscape=True, header=heads, margins_mm=_MARGINS)


def _arrival_row(filing: Filing, grid: SheetBuilder, number: int, project: Project) -> None:
    name = name_shown(project.name)
    budget, row = assess(filing, project.id).budget, filing.record("arrival", arrival_ref(project.id, "").id)
    arrived = row.arrived if isinstance(row, Arrival) else None
    look = MoneyLook(filing.head.amount_unit, zero="0", places=None)
    money, until, documents = (_arrival_cell(filing, project, field) for field in _ARRIVED)
    cells = (
        Cell(0, 0, str(number), style=Style.BODY),
        Cell(0, 0, name, align=Align.LEFT, style=Style.BODY),
        figure_cell(look, Figure(None, budget), None, f"{name} · 全年预算数"),
        money,
        Cell(0, 0, _rate(arrived, budget), style=Style.BODY),
        until,
        documents,
    )
    grid.row(RowRole.INDICATOR)
    for col, cell in enumerate(cells):
        grid.put(cell, col, col)


def _arrival_cell(filing: Filing, project: Project, field: str) -> Cell:
    cell = value_cell(filing, arrival_ref(project.id, field))
    return cell._replace(title=f"{name_shown(project.name)} · {cell.title}")


def _rate(arrived: Decimal | None, budget: Decimal | None) -> str:
    """到位率 = 到位资金 ÷ 全年预算数; “” where there is nothing to divide by."""
    return format_percent(arrived / budget) if arrived is not None and budget else ""


def build_organisation(filing: Filing) -> Sheet:
    """机构和人员表: posts and people at the year's end, offices, units below, and how the year was evaluated."""
    page = LabelledPage(filing, ORGANISATION_TITLE, _THIRDS, money=False)
    _people(page)
    page.part("二、内设机构（一行一个）")
    page.text("organisation", "offices")
    _units(page)
    page.part("四、自评和公开")
    page.text("organisation", "basis")
    for name in _EVALUATION:
        page.line("organisation", name)
    return page.sheet(ORGANISATION_CODE)


def _people(page: LabelledPage) -> None:
    page.part("一、编制和人员（年末）")
    page.heads("类别", "编制数（名）", "人数（人）")
    for title, quota, staff in _PEOPLE:
        page.cells(label(title), _person(page, quota), _person(page, staff))
    known = organisation(page.filing)
    page.cells(label("在职合计"), _total(known, QUOTAS), _total(known, STAFF))
    for title, field in _LEFT:
        page.cells(label(title), label(""), _person(page, field))


def _person(page: LabelledPage, field: str) -> Cell:
    return page.value("organisation", field) if field else label("")


def _total(known: Organisation, fields: Sequence[str]) -> Cell:
    return _sum([getattr(known, field) for field in fields])


def _sum(counts: Sequence[int | None]) -> Cell:
    """The sum of what was entered; blank where nothing was."""
    known = [count for count in counts if count is not None]
    return count_cell(sum(known)) if known else label("")


def _units(page: LabelledPage) -> None:
    page.part("三、下属预算单位")
    page.heads("单位名称", "单位性质", "在职人数（人）")
    rows = subordinates(page.filing)
    for row in rows:
        refs = (FieldRef("subordinate", row.id, field) for field in ("name", "nature", "staff"))
        cells = (value_cell(page.filing, ref) for ref in refs)
        page.cells(*cells, record=FieldRef("subordinate", row.id, ""), role=RowRole.INDICATOR)
    page.cells(label("合计"), count_cell(len(rows)), _sum([row.staff for row in rows]))
