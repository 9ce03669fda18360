"""F08a and F08b 城乡居民基本养老保险财政补助: both tables typed on paper; what they share is one value.

The advance of F08b is the advance of F08a; sums and what is paid out are computed.
"""

from __future__ import annotations

from collections.abc import Callable

from models.pension import PensionLine
from services.accounts.pension_tables import ALLOCATION_KEY, BUDGET_KEY, ITEMS, PEOPLE, row_key
from services.accounts.table import Column, Table, TableRow
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import COUNT, MoneyLook, figure_cell, value_cell
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style
from services.forms.table_head import head, paths_of

BUDGET_CODE, BUDGET_TITLE = "F08a", "财政补助预算明细表"
PAID_CODE, PAID_TITLE = "F08b", "财政补助资金分配总表"
_COUNTY, _MONEY, _REMARK = 22.0, 20.0, 22.0
_MARGINS = (15.0, 15.0, 15.0, 15.0)
_STORED_IN_PAID = {f"settled_{item}": f"settled_{item}" for item in ITEMS} | {f"advance_{item}": item for item in ITEMS}
"""Columns of F08b that are stored values, and the field of each."""


def build_budget(filing: Filing) -> Sheet:
    """F08a: people and the advance of the year by county."""
    table = tables_of(filing)[BUDGET_KEY]
    stored = {name: name for name in (*PEOPLE, *ITEMS)}
    return _sheet(filing, table, (BUDGET_CODE, BUDGET_TITLE), stored, "单位：人、", remark=True)


def build_paid(filing: Filing) -> Sheet:
    """F08b: settlement, advance and what is paid out by county."""
    table = tables_of(filing)[ALLOCATION_KEY]
    return _sheet(filing, table, (PAID_CODE, PAID_TITLE), _STORED_IN_PAID, "单位：", remark=False)


def _sheet(
    filing: Filing, table: Table, form: tuple[str, str], stored: dict[str, str], unit: str, *, remark: bool
) -> Sheet:
    side = table.sides[0]
    grid = SheetBuilder((_COUNTY, *[_MONEY] * len(side.columns), *([_REMARK] if remark else [])))
    grid.heading(table.title, Style.TITLE, 34)
    grid.heading(unit + filing.head.amount_unit.value, Style.NOTE, 15, Align.RIGHT)
    paths = [side.heads, *paths_of(side.columns), *([("备注",)] if remark else [])]
    header = head(grid, paths, 26)
    lines = {row_key(line): line for line in tables_of(filing).ledger.pension_lines}
    cell = _cells(filing, table, stored, lines)
    for row in side.rows:
        line = lines.get(row.key)
        grid.row(RowRole.INDICATOR, record=FieldRef("pension_line", line.id, "") if line else None)
        grid.put(_county(filing, row, line), 0, 0)
        for col, column in enumerate(side.columns, start=1):
            grid.put(cell(row, column), col, col)
        if remark:
            grid.put(_remark(filing, line), grid.last_col, grid.last_col)
    subject = FieldRef("filing", filing.id, "")
    return grid.sheet(form[0], form[1], subject, landscape=True, header=header, margins_mm=_MARGINS)


def _cells(
    filing: Filing, table: Table, stored: dict[str, str], lines: dict[str, PensionLine]
) -> Callable[[TableRow, Column], Cell]:
    """What makes the cell of a row and a column: a stored value, or a computed figure that may be typed over."""
    unit = filing.head.amount_unit
    money = MoneyLook(unit, zero="0.00")

    def cell(row: TableRow, column: Column) -> Cell:
        line, name = lines.get(row.key), table.cell_name(row.key, column.key)
        look = COUNT if column.key in PEOPLE else money
        if line is not None and column.key in stored:
            typed = Figure(row.figures[column.key].derived, None)
            return figure_cell(look, typed, FieldRef("pension_line", line.id, stored[column.key]), name)
        style = Style.STRONG if row.strong else Style.BODY
        return figure_cell(look, row.figures[column.key], table.ref(row.key, column.key), name, style=style)

    return cell


def _county(filing: Filing, row: TableRow, line: PensionLine | None) -> Cell:
    if line is None:
        return Cell(0, 0, row.label, style=Style.STRONG)
    return value_cell(filing, FieldRef("pension_line", line.id, "county"), align=Align.CENTER)


def _remark(filing: Filing, line: PensionLine | None) -> Cell:
    return Cell(0, 0) if line is None else value_cell(filing, FieldRef("pension_line", line.id, "remark"))
