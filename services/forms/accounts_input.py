"""Input grids of the final accounts: income, expenditure and budget by functional subject; economic items; details.

Rows are subjects; rows of functional subjects come by choosing a subject (`add_subject_line`), every economic subject
has its row at once. What follows from other cells is computed in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.accounts import fields as f
from services.accounts.ledger import Ledger, column_title, ledger_of
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Column
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.forms.builder import SheetBuilder
from services.forms.figure_cells import MoneyLook, figure_cell, value_cell
from services.forms.labelled_page import grid_title
from services.forms.sheet import Align, Cell, CellKind, RowRole, Sheet, Style
from services.forms.table_head import head, paths_of
from services.values.numbers import format_percent

_CODE, _NAME, _MONEY = 22.0, 60.0, 22.0
_MARGINS = (15.0, 15.0, 15.0, 15.0)
CellOf = Callable[[str], Cell]
"""Makes the cell of a row from its key."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a grid: its headings, the cell of a row, and the total of all rows."""

    column: Column
    cell: CellOf
    total: Callable[[], Cell]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: key, label cells, the record it stands for, and whether its figures are sums of rows below."""

    key: str
    labels: tuple[Cell, ...]
    record: FieldRef | None = None


def exact(filing: Filing) -> MoneyLook:
    """Input grids show what was typed, to the last 分."""
    return MoneyLook(filing.head.amount_unit, zero="0", places=None)


def grid_sheet(
    filing: Filing,
    code: str,
    title: str,
    labels: Sequence[tuple[str, float]],
    columns: Sequence[GridColumn],
    rows: Iterable[GridRow],
) -> Sheet:
    """A grid of rows by columns with a 合计 row on top."""
    grid = SheetBuilder((*(width for _, width in labels), *[_MONEY] * len(columns)))
    grid_title(grid, filing, title)
    paths = [*((text,) for text, _ in labels), *paths_of([column.column for column in columns])]
    header = head(grid, paths)
    grid.row(RowRole.INDICATOR)
    grid.label("合计", 0, len(labels) - 1, style=Style.STRONG)
    for place, column in enumerate(columns, start=len(labels)):
        grid.put(column.total(), place, place)
    for row in rows:
        grid.row(RowRole.INDICATOR, record=row.record)
        for place, cell in enumerate((*row.labels, *(column.cell(row.key) for column in columns))):
            grid.put(cell, place, place)
    subject = FieldRef("filing", filing.id, "")
    return grid.sheet(code, title, subject, landscape=True, header=header, margins_mm=_MARGINS)


# ---------------------------------------------------------------- by functional subject


class _Subjects:
    """Cells of the grids by functional subject."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.ledger: Ledger = ledger_of(filing)
        self.look = exact(filing)

    def rows(self) -> list[GridRow]:
        """Every subject that has a line or a detail."""
        return [GridRow(code, self._labels(code), self._record(code)) for code in self.ledger.codes]

    def typed(self, column: str, heads: tuple[str, ...] = (), title: str = "") -> GridColumn:
        """A column typed into."""
        shown = title or column_title("subject_line", column)
        return GridColumn(
            Column(column, shown, heads),
            lambda code: self._cell(code, column),
            lambda: self.sum_cell(TOTAL, (column,), f"合计 · {shown}"),
        )

    def summed(self, key: str, title: str, columns: tuple[str, ...]) -> GridColumn:
        """A column that adds others up."""
        return GridColumn(
            Column(key, title),
            lambda code: self.sum_cell(code, columns, f"{self.ledger.name(code)} · {title}"),
            lambda: self.sum_cell(TOTAL, columns, f"合计 · {title}"),
        )

    def sum_cell(self, code: str, columns: tuple[str, ...], title: str) -> Cell:
        """A sum of columns at a subject, or of all subjects."""
        line = [self.ledger.subject_figure(code, column).value for column in columns]
        value = self.ledger.amount("", *columns) if code == TOTAL else sum(filter(None, line), ZERO)
        return figure_cell(self.look, Figure(None, value), None, title)

    def _cell(self, code: str, column: str) -> Cell:
        title = f"{self.ledger.name(code) or code} · {column_title('subject_line', column)}"
        figure = self.ledger.subject_figure(code, column)
        return figure_cell(self.look, figure, self.ledger.ref("subject_line", code, column), title)

    def _labels(self, code: str) -> tuple[Cell, Cell]:
        ref = self.ledger.ref("subject_line", code, "name")
        typed = str(self.filing.value(ref) or "")
        kind = CellKind.INPUT if typed else CellKind.COMPUTED
        name = self.ledger.name(code)
        shown = Cell(0, 0, name, kind=kind, ref=ref, align=Align.LEFT, style=Style.BODY, title="科目名称", edit=typed)
        return Cell(0, 0, code, align=Align.LEFT, style=Style.BODY), shown

    def _record(self, code: str) -> FieldRef:
        return self.ledger.ref("subject_line", code, "")


_SUBJECT_LABELS = (("科目编码", _CODE), ("科目名称", _NAME))
INCOME_CODE, INCOME_TITLE = "F07-A1", "收入决算录入表"
EXPENDITURE_CODE, EXPENDITURE_TITLE = "F07-A2", "支出决算录入表"
BUDGET_CODE, BUDGET_TITLE = "F07-A3", "科目预算和年初结转录入表"
ECONOMIC_CODE, ECONOMIC_TITLE = "F07-A4", "经济科目支出录入表"
DETAIL_CODE, DETAIL_TITLE = "F07-A5", "功能科目经济明细录入表"


def build_income(filing: Filing) -> Sheet:
    """Income by functional subject and source."""
    cells = _Subjects(filing)
    columns = [cells.summed(TOTAL, "本年收入合计", f.INCOME), *map(cells.typed, f.INCOME)]
    return grid_sheet(filing, INCOME_CODE, INCOME_TITLE, _SUBJECT_LABELS, columns, cells.rows())


_FUND_HEADS = (
    (f.GENERAL, "一般公共预算"),
    (f.FUND, "政府性基金预算"),
    (f.CAPITAL, "国有资本经营预算"),
    (("other_basic", "other_project"), "其他资金"),
)
_KINDS = ("基本支出", "项目支出")


def build_expenditure(filing: Filing) -> Sheet:
    """Expenditure by functional subject, fund and kind."""
    cells = _Subjects(filing)
    columns = [cells.summed(TOTAL, "本年支出合计", f.EXPENDITURE)]
    for pair, fund in _FUND_HEADS:
        columns += [cells.typed(column, (fund,), kind) for column, kind in zip(pair, _KINDS, strict=True)]
    columns += map(cells.typed, f.OUTSIDE)
    return grid_sheet(filing, EXPENDITURE_CODE, EXPENDITURE_TITLE, _SUBJECT_LABELS, columns, cells.rows())


def build_budget(filing: Filing) -> Sheet:
    """Budget of each subject with how much of it was spent, and the opening carry-over of the funds kept by subject."""
    cells = _Subjects(filing)
    ledger = cells.ledger
    rate = GridColumn(
        Column("rate", "完成预算"),
        lambda code: _rate(ledger.completion(code), ledger.name(code)),
        lambda: _rate(ledger.completion(""), "合计"),
    )
    spent = cells.summed("spent", "财政拨款支出", f.APPROPRIATION_SPENT)
    columns = [cells.typed("budget"), spent, rate, *map(cells.typed, f.OPENING.values())]
    return grid_sheet(filing, BUDGET_CODE, BUDGET_TITLE, _SUBJECT_LABELS, columns, cells.rows())


def _rate(ratio: Decimal | None, name: str) -> Cell:
    text = format_percent(ratio)
    title = f"{name} · 完成预算"
    return Cell(0, 0, text, kind=CellKind.COMPUTED, align=Align.RIGHT, style=Style.BODY, title=title)


# ---------------------------------------------------------------- by economic subject


def build_economic(filing: Filing) -> Sheet:
    """Expenditure from 财政拨款 by economic subject; classes are the sums of their 款."""
    ledger = ledger_of(filing)
    columns = [_economic_sum(ledger, TOTAL, "合计", f.ECONOMIC)]
    for pair, fund in _FUND_HEADS[:3]:
        columns += [_economic(ledger, column, fund, kind) for column, kind in zip(pair, _KINDS, strict=True)]
    codes = sorted({subject.code for subject in ledger.economic} | set(ledger.economic_codes))
    rows = [GridRow(code, _economic_labels(ledger, code)) for code in codes]
    labels = (("经济科目编码", _CODE), ("科目名称", _NAME))
    return grid_sheet(filing, ECONOMIC_CODE, ECONOMIC_TITLE, labels, columns, rows)


def _economic(ledger: Ledger, column: str, fund: str, kind: str) -> GridColumn:
    return GridColumn(
        Column(column, kind, (fund,)),
        lambda code: _economic_cell(ledger, code, column),
        lambda: _economic_amount(ledger, "", (column,), f"合计 · {fund} · {kind}"),
    )


def _economic_sum(ledger: Ledger, key: str, title: str, columns: tuple[str, ...]) -> GridColumn:
    return GridColumn(
        Column(key, title),
        lambda code: _economic_amount(ledger, code, columns, f"{ledger.economic.name(code)} · {title}"),
        lambda: _economic_amount(ledger, "", columns, f"合计 · {title}"),
    )


def _economic_cell(ledger: Ledger, code: str, column: str) -> Cell:
    title = f"{ledger.economic.name(code) or code} · {column_title('economic_line', column)}"
    if not ledger.economic.is_leaf(code):
        return _economic_amount(ledger, code, (column,), title)
    ref = ledger.ref("economic_line", code, column)
    return figure_cell(exact(ledger.filing), ledger.economic_figure(code, column), ref, title)


def _economic_amount(ledger: Ledger, code: str, columns: tuple[str, ...], title: str) -> Cell:
    value = ledger.economic_amount(code, *columns)
    return figure_cell(exact(ledger.filing), Figure(None, value or None), None, title)


def _economic_labels(ledger: Ledger, code: str) -> tuple[Cell, Cell]:
    leaf = ledger.economic.is_leaf(code)
    style, indent = (Style.BODY, "　") if leaf else (Style.STRONG, "")
    name = f"{indent}{ledger.economic.name(code)}"
    return Cell(0, 0, code, align=Align.LEFT, style=style), Cell(0, 0, name, align=Align.LEFT, style=style)


# ---------------------------------------------------------------- functional × economic


def build_detail(filing: Filing) -> Sheet:
    """Expenditure of the general budget by functional and economic subject: one row per pair."""
    ledger = ledger_of(filing)
    records = {row.id: row for row in ledger.details}
    typed = [_detail(filing, column) for column in ("basic", "project")]

    def both(row_id: str) -> Cell:
        row = records[row_id]
        return _sum_cell(filing, [row.basic, row.project], "合计")

    total = GridColumn(Column(TOTAL, "合计"), both, lambda: _details_total(ledger, ("basic", "project")))
    rows = [
        GridRow(row.id, _detail_labels(ledger, row.code, row.economic), FieldRef("detail_line", row.id, ""))
        for row in ledger.details
    ]
    labels = (("科目编码", _CODE), ("科目名称", _NAME), ("经济科目编码", _CODE), ("经济科目名称", _NAME))
    return grid_sheet(filing, DETAIL_CODE, DETAIL_TITLE, labels, [total, *typed], rows)


def _detail(filing: Filing, column: str) -> GridColumn:
    return GridColumn(
        Column(column, column_title("detail_line", column)),
        lambda row_id: value_cell(filing, FieldRef("detail_line", row_id, column)),
        lambda: _details_total(ledger_of(filing), (column,)),
    )


def _details_total(ledger: Ledger, columns: tuple[str, ...]) -> Cell:
    return _sum_cell(ledger.filing, [ledger.detail_amount("", "", *columns)], "合计")


def _sum_cell(filing: Filing, values: Sequence[Decimal | None], title: str) -> Cell:
    known = [value for value in values if value is not None]
    return figure_cell(exact(filing), Figure(None, sum(known, ZERO) if known else None), None, title)


def _detail_labels(ledger: Ledger, code: str, economic: str) -> tuple[Cell, ...]:
    texts = (code, ledger.name(code), economic, ledger.economic.name(economic))
    return tuple(Cell(0, 0, text, align=Align.LEFT, style=Style.BODY) for text in texts)
