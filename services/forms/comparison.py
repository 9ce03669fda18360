"""The comparison of two filings as a sheet: shown, printed and exported like every form."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from services.filing.compare import Comparison
from services.filing.compare_values import Difference
from services.filing.refs import FieldRef
from services.forms.blocks import unit_line
from services.forms.builder import SheetBuilder
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style

CODE = "COMPARE"
TITLE = "编报对照表"
WIDTHS: tuple[float, ...] = (40, 38, 38, 57, 57, 33)


def comparison_sheet(comparison: Comparison) -> Sheet:
    """One row per difference; what belongs to one project stands together. Amounts in the newer filing's unit."""
    grid = SheetBuilder(WIDTHS)
    grid.heading(f"{comparison.unit_name}{TITLE}", Style.TITLE, 34)
    grid.heading(f"（{comparison.old_title}与{comparison.new_title}）", Style.SUBTITLE, 24)
    unit_line(grid, comparison.amount_unit)
    header = grid.row(RowRole.HEADER, 26)
    heads = ("项目", "绩效指标", "内容", comparison.old_title, comparison.new_title, "增减")
    for col, text in enumerate(heads):
        grid.label(text, col)
    _rows(grid, comparison)
    return grid.sheet(CODE, TITLE, FieldRef("filing", "", ""), landscape=True, header=range(header, header + 1))


def _rows(grid: SheetBuilder, comparison: Comparison) -> None:
    if not comparison.rows:
        grid.row()
        grid.put(_cell("两份编报没有不同。", Align.CENTER), 0, grid.last_col)
    for project, group in groupby(comparison.rows, key=lambda row: row.project):
        first = len(grid.rows)
        for row in group:
            _row(grid, row)
        rows = len(grid.rows) - first
        grid.cells.append(Cell(first, 0, project, rows=rows, style=Style.BODY, align=Align.LEFT, repeat=True))


def _row(grid: SheetBuilder, row: Difference) -> None:
    grid.row(RowRole.INDICATOR)
    for col, text in enumerate((row.indicator, row.title, row.old, row.new), start=1):
        grid.put(_cell(text, Align.LEFT), col, col)
    grid.put(_cell(row.difference, Align.RIGHT, _number(row.difference)), grid.last_col, grid.last_col)


def _cell(text: str, align: Align, number: Decimal | None = None) -> Cell:
    fmt = "General" if number is not None else ""
    return Cell(0, 0, text, kind=CellKind.COMPUTED, align=align, style=Style.BODY, number=number, number_format=fmt)


def _number(text: str) -> Decimal | None:
    """The difference as a number for Excel; one in percentage points stays text."""
    return Decimal(text) if text and not text.endswith("点") else None
