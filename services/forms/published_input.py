"""Input sheet for what other documents say: lines of published tables, and figures stated in texts.

Not a statutory form: what is entered here is only compared with the forms (rules XF). Every table ends with an empty
row that exists once something is typed there.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.enums import PublishedTable, StatementTopic
from models.published import Statement
from services.filing.filing import Filing
from services.filing.published_rows import next_ids, published_rows
from services.filing.refs import FieldRef
from services.filing.stated import show_figure, unit_of
from services.forms.blocks import unit_line
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import value_cell
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style

CODE = "PUBLISHED"
TITLE = "外部表格与文中数字"
WIDTHS: tuple[float, ...] = (12, 50, 74, 32, 24, 18)
MARGINS = (15.0, 15.0, 15.0, 15.0)
Room = Mapping[PublishedTable | None, int]
"""How many empty rows a table (None: the stated figures) ends with, where it is not one."""
_LINE = ("department_name", "name", "amount", "score", "grade")
_LINE_HEADS = ("序号", "主管部门（单位）", "项目名称", "金额", "自评得分", "自评等级")
_STATED = ("topic", "document", "figure", "", "words")
_STATED_HEADS = ("序号", "说的是什么", "文件和位置", "数字", "单位", "文字")


def build_published(filing: Filing, room: Room | None = None) -> Sheet:
    """Every published table and the stated figures one below the other."""
    grid = SheetBuilder(WIDTHS)
    grid.heading(TITLE, Style.TITLE, 34)
    grid.heading(
        "只用来与本编报的各表核对：照着已经公开或上报的表格、报告原样填写或粘贴，不一致的地方会标出来。", Style.NOTE, 18
    )
    unit_line(grid, filing.head.amount_unit)
    for table in (*PublishedTable, None):
        _table(filing, grid, table, 1 if room is None else room.get(table, 1))
    subject = FieldRef("filing", filing.id, "")
    return grid.sheet(CODE, TITLE, subject, landscape=True, margins_mm=MARGINS)


def _table(filing: Filing, grid: SheetBuilder, table: PublishedTable | None, empty: int) -> None:
    grid.heading(table.value if table else "报告和说明里写的数字", Style.STRONG, 28, Align.LEFT)
    grid.row(RowRole.HEADER, 22)
    for col, text in enumerate(_LINE_HEADS if table else _STATED_HEADS):
        grid.label(text, col)
    ids = [*(row.id for row in published_rows(filing, table)), *next_ids(filing, table, empty)]
    for number, row_id in enumerate(ids, start=1):
        entity = "summary_line" if table else "statement"
        grid.row(RowRole.INDICATOR, record=FieldRef(entity, row_id, ""))
        grid.put(Cell(0, 0, str(number), style=Style.BODY), 0, 0)
        for col, name in enumerate(_LINE if table else _STATED, start=1):
            ref = FieldRef(entity, row_id, name)
            grid.put(_line_cell(filing, ref) if table else _stated_cell(filing, ref), col, col)


def _line_cell(filing: Filing, ref: FieldRef) -> Cell:
    spot = Align.CENTER if ref.field in {"score", "grade"} else None
    return value_cell(filing, ref, align=spot)


def _stated_cell(filing: Filing, ref: FieldRef) -> Cell:
    known = filing.record("statement", ref.id)
    row = known if isinstance(known, Statement) else None
    unit = filing.head.amount_unit
    topic = row.topic if row else StatementTopic.PROJECT_COUNT
    if not ref.field:
        return Cell(0, 0, unit_of(topic, unit) if row else "", style=Style.BODY)
    if row is None:
        return value_cell(filing, ref)._replace(text="", edit="")
    if ref.field != "figure":
        return value_cell(filing, ref)
    shown = show_figure(topic, row.figure, unit)
    cell = value_cell(filing, ref, title=topic.value)
    return cell._replace(text=shown, edit=shown, number=None, number_format="")
