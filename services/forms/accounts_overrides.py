"""The figures published otherwise than derived, one row each, with the reason for the difference."""

from __future__ import annotations

from services.accounts.lines import override_ref
from services.accounts.overrides import differing
from services.accounts.sums import ZERO
from services.accounts.table import Table
from services.accounts.tables import DERIVED, tables_of
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.accounts_input import exact
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import figure_cell, value_cell
from services.forms.labelled_page import grid_title
from services.forms.sheet import Align, Cell, RowRole, Sheet, Style

CODE, TITLE = "F07-B1", "公开数与生成数对照表"
_WIDTHS = (20.0, 80.0, 26.0, 26.0, 22.0, 70.0)
_HEADS = ("表", "单元格", "生成数", "公开数", "差额", "差异说明")


def differences(filing: Filing) -> list[tuple[Table, str, str]]:
    """Every cell whose published figure differs, in the order of the tables."""
    tables = tables_of(filing)
    typed = tables.ledger.overrides
    return differing([tables[key] for key in DERIVED if key in typed])


def build(filing: Filing) -> Sheet:
    """One row per difference; the published figure and its reason are typed here too."""
    grid = SheetBuilder(_WIDTHS)
    grid_title(grid, filing, TITLE)
    header = grid.row(RowRole.HEADER, 24)
    for col, text in enumerate(_HEADS):
        grid.label(text, col)
    for table, row, column in differences(filing):
        note = override_ref(filing.id, table.key, row, column, "note")
        grid.row(RowRole.INDICATOR, record=note.whole)
        for col, cell in enumerate(_cells(filing, table, row, column, note)):
            grid.put(cell, col, col)
    subject = FieldRef("filing", filing.id, "")
    return grid.sheet(CODE, TITLE, subject, landscape=True, header=range(header, header + 1))


def _cells(filing: Filing, table: Table, row: str, column: str, note: FieldRef) -> tuple[Cell, ...]:
    figure, look = table.figure(row, column), exact(filing)
    name = table.cell_name(row, column)
    gap = (figure.value or ZERO) - (figure.derived or ZERO)
    return (
        Cell(0, 0, table.code or table.key, style=Style.BODY),
        Cell(0, 0, name.removeprefix(table.short), align=Align.LEFT, style=Style.BODY),
        figure_cell(look, Figure(None, figure.derived, figure.parts), None, f"{name} · 生成数"),
        figure_cell(look, figure, table.ref(row, column), f"{name} · 公开数"),
        figure_cell(look, Figure(None, gap), None, f"{name} · 差额"),
        value_cell(filing, note, title=f"{name} · 差异说明"),
    )
