"""F08a and F08b: county subsidies to the residents' basic pension (城乡居民基本养老保险), one row a county and 合计.

Advance (预拨), settlement (结算) and what is paid out (实拨 = 结算 + 预拨) come from the same lines, so that the two
tables cannot disagree. People are counted in whole persons, money in 万元.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.pension import PensionLine
from services.accounts.ledger import Ledger
from services.accounts.lines import key_of
from services.accounts.subject_rows import TOTAL_LABEL, derived
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.filing.funds import Figure

BUDGET_KEY, ALLOCATION_KEY = "F08a", "F08b"
ITEMS = {"subsidy": "缴费补贴", "gov_paid": "政府代缴", "basic_pension": "基础养老金", "funeral": "丧葬费和抚恤金"}
PEOPLE = ("payers", "paid_for", "person_times")
"""Columns that count people."""
_ENTRY, _EXIT = ("gov_paid", "subsidy"), ("basic_pension", "funeral")
_BUDGET_COLUMNS = (
    Column("payers", "缴费人数（含政府代缴）"),
    Column("paid_for", "特殊人员代缴人数"),
    Column("advance", "预拨资金合计"),
    Column("entry", "合计", ("入口补助",)),
    Column("gov_paid", "政府代缴", ("入口补助",)),
    Column("subsidy", "缴费补贴", ("入口补助",)),
    Column("person_times", "享受待遇人次数"),
    Column("exit", "合计", ("出口补助",)),
    Column("basic_pension", "基础养老金", ("出口补助",)),
    Column("funeral", "丧葬费和抚恤金", ("出口补助",)),
)


def pension_budget_table(ledger: Ledger) -> Table:
    """F08a: the advance of the year by county, what comes in (入口) and what goes out (出口)."""
    rows = [TableRow(row_key(line), line.county, figures=_budget_figures(line)) for line in ledger.pension_lines]
    side = Side(("县区",), _BUDGET_COLUMNS, (*rows, _total(rows, _BUDGET_COLUMNS)))
    title = f"{ledger.year}年{ledger.filing.unit.region}城乡居民基础养老保险县（区）财政补助预算明细表"
    return Table(ledger.filing.id, BUDGET_KEY, None, title, (side,))


def row_key(line: PensionLine) -> str:
    """Key of a county's row: the end of its record's id."""
    return key_of(line.id)


def _budget_figures(line: PensionLine) -> dict[str, Figure]:
    figures = {name: Figure(None, _decimal(getattr(line, name))) for name in (*PEOPLE, *ITEMS)}
    figures["entry"] = _sum(figures, _ENTRY)
    figures["exit"] = _sum(figures, _EXIT)
    names = {"entry": "入口补助", "exit": "出口补助"}
    figures["advance"] = derived([(names[key], figures[key].derived or Decimal(0)) for key in names])
    return figures


def _sum(figures: dict[str, Figure], keys: Sequence[str]) -> Figure:
    return derived([(ITEMS[key], figures[key].derived or Decimal(0)) for key in keys])


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def pension_paid_table(ledger: Ledger) -> Table:
    """F08b: settlement of the year before, advance of the year, and what is paid out."""
    year = ledger.year
    blocks = (("settled", f"{year - 1}年结算"), ("advance", f"{year}年预拨"), ("paid", f"{year}年实拨"))
    columns = [Column(f"{key}_{item}", title, (head,)) for key, head in blocks for item, title in ITEMS.items()]
    columns.append(Column("paid_total", "合计", (blocks[-1][1],)))
    rows = [TableRow(row_key(line), line.county, figures=_paid_figures(line)) for line in ledger.pension_lines]
    side = Side(("县（区）",), tuple(columns), (*rows, _total(rows, columns)))
    title = "城乡居民基本养老保险县（区）级财政补助资金分配总表"
    return Table(ledger.filing.id, ALLOCATION_KEY, None, title, (side,))


def _paid_figures(line: PensionLine) -> dict[str, Figure]:
    settled = {item: getattr(line, f"settled_{item}") for item in ITEMS}
    advance = {item: getattr(line, item) for item in ITEMS}
    paid = {
        item: derived([("结算", settled[item] or Decimal(0)), ("预拨", advance[item] or Decimal(0))]) for item in ITEMS
    }
    figures = {f"settled_{item}": Figure(None, value) for item, value in settled.items()}
    figures |= {f"advance_{item}": Figure(None, value) for item, value in advance.items()}
    figures |= {f"paid_{item}": figure for item, figure in paid.items()}
    figures["paid_total"] = derived([(ITEMS[item], figure.derived or Decimal(0)) for item, figure in paid.items()])
    return figures


def _total(rows: Sequence[TableRow], columns: Sequence[Column]) -> TableRow:
    figures = {}
    for column in columns:
        values = [(row.label, row.figures[column.key].derived or Decimal(0)) for row in rows]
        figures[column.key] = derived(values)
    return TableRow(TOTAL, TOTAL_LABEL, strong=True, figures=figures)
