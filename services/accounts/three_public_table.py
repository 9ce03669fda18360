"""公开13表 财政拨款“三公”经费支出决算表: budget and final amount of each item in one row."""

from __future__ import annotations

from decimal import Decimal

from services.accounts.ledger import Ledger
from services.accounts.policy import TableKind, ThreePublicLayout
from services.accounts.subject_rows import derived
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.filing.funds import Figure

VEHICLES = "公务用车购置及运行维护费"
COLUMNS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (TOTAL, (), "合计"),
    ("abroad", (), "因公出国（境）费"),
    ("vehicles", (VEHICLES,), "小计"),
    ("purchase", (VEHICLES,), "公务用车购置费"),
    ("running", (VEHICLES,), "公务用车运行维护费"),
    ("reception", (), "公务接待费"),
)
"""The six items: key, heading above, title."""
TITLES = {key: VEHICLES if key == "vehicles" else title for key, _, title in COLUMNS}
BUDGET, ACTUAL = "budget", "actual"
ROW = "amounts"
"""Key of the one row; its columns are “budget_reception”, “actual_total” …"""


def column_key(side: str, item: str) -> str:
    """Key of the column of an item on the budget or the actual side."""
    return f"{side}_{item}"


def three_public_table(ledger: Ledger) -> Table:
    """The table in the scheme's layout; the keys of its columns are the same in both."""
    figures = {
        column_key(side, item): figure for side in (BUDGET, ACTUAL) for item, figure in _figures(ledger, side).items()
    }
    blocks = ledger.policy.three_public is ThreePublicLayout.BLOCKS
    columns = _blocks() if blocks else _pairs()
    row = TableRow(ROW, "", figures=figures)
    side = Side((), tuple(columns), (row,))
    what = "使用财政拨款安排的“三公”经费预算和支出"
    note = f"注：本表反映部门本年度“三公”经费支出预决算情况。预算数为{ledger.policy.three_public_budget.value}。"
    nothing = f"说明：{ledger.filing.unit.name}{ledger.year}年度没有{what}，故本表无数据。"
    number = ledger.policy.number(TableKind.THREE_PUBLIC)
    title = "财政拨款“三公”经费支出决算表"
    return Table(ledger.filing.id, TableKind.THREE_PUBLIC.value, number, title, (side,), note, nothing)


def _figures(ledger: Ledger, side: str) -> dict[str, Figure]:
    """The items of one side; 车辆 is purchase and running, 合计 all."""
    items = ("abroad", "purchase", "running", "reception")
    amounts = {item: _amount(ledger, side, item) for item in items}
    figures = {item: Figure(None, value) for item, value in amounts.items()}
    vehicles = derived([(TITLES[item], amounts[item]) for item in ("purchase", "running")])
    parts = [(TITLES["abroad"], amounts["abroad"]), (VEHICLES, vehicles.derived or ZERO)]
    total = derived([*parts, (TITLES["reception"], amounts["reception"])])
    return {TOTAL: total, "vehicles": vehicles, **figures}


def _amount(ledger: Ledger, side: str, item: str) -> Decimal:
    if side == ACTUAL:
        return ledger.three_public_figure(item).value or ZERO
    return getattr(ledger.three_public, f"{item}_budget") or ZERO


def _blocks() -> list[Column]:
    """Six budget columns, then six final ones: 栏次 1–6 and 7–12."""
    sides = ((BUDGET, "预算数"), (ACTUAL, "决算数"))
    wanted = [(side, word, *column) for side, word in sides for column in COLUMNS]
    return [
        Column(column_key(side, key), title, (word, *heads), str(place))
        for place, (side, word, key, heads, title) in enumerate(wanted, start=1)
    ]


def _pairs() -> list[Column]:
    """Each item as 预算数 and 决算数: odd 栏次 budget, even final."""
    sides = ((BUDGET, "预算数"), (ACTUAL, "决算数"))
    wanted = [(side, word, *column) for column in COLUMNS for side, word in sides]
    return [
        Column(column_key(side, key), word, (*heads, title), str(place))
        for place, (side, word, key, heads, title) in enumerate(wanted, start=1)
    ]
