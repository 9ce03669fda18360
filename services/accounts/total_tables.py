"""公开01表 and 公开04表: income and expenditure of the whole, side by side (forms.md F07).

行次 run down the left side and on down the right; they follow from the number of function rows, not from the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from models.enums import FundNature
from services.accounts import fields as f
from services.accounts.class_rows import chinese, class_labels
from services.accounts.ledger import Ledger, column_title
from services.accounts.policy import TableKind
from services.accounts.subject_rows import derived
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.filing.funds import Figure

AMOUNT = "amount"
INCOME_KEYS = ("general", "fund", "capital", "superior", "business", "operating", "affiliated", "other")
FUND_KEYS = {FundNature.GENERAL: "general", FundNature.FUND: "fund", FundNature.CAPITAL: "capital"}
FUND_TITLES = {
    FundNature.GENERAL: "一般公共预算财政拨款",
    FundNature.FUND: "政府性基金预算财政拨款",
    FundNature.CAPITAL: "国有资本经营预算财政拨款",
}
_ROWS_AFTER = 3
"""Empty rows between 年末 and 总计 on the right of 公开04表: the left lists three funds there."""


def totals_table(ledger: Ledger) -> Table:
    """公开01表 收入支出决算总表."""
    labels = class_labels(ledger)
    left = [_item(key, title, value) for key, title, value in _income_items(ledger)]
    left += [_blank()] * (len(labels) - len(left))
    left += _income_end(ledger)
    right = [_item(code, label, ledger.amount(code, *f.EXPENDITURE)) for code, label in labels]
    right += _expenditure_end(ledger)
    sides = (
        Side(("项目",), (Column(AMOUNT, "金额", number="1"),), tuple(left), "收入"),
        Side(("项目（按功能分类）",), (Column(AMOUNT, "金额", number="2"),), tuple(right), "支出"),
    )
    note = "注：本表反映部门本年度的总收支和年初、年末结转结余情况。"
    return _table(ledger, TableKind.TOTALS, "收入支出决算总表", sides, note)


def _income_items(ledger: Ledger) -> Iterable[tuple[str, str, Decimal]]:
    for place, (key, column) in enumerate(zip(INCOME_KEYS, f.INCOME, strict=True), start=1):
        yield key, f"{chinese(place)}、{column_title('subject_line', column)}", ledger.amount("", column)


def _income_end(ledger: Ledger) -> list[TableRow]:
    items = list(_income_items(ledger))
    income = derived([(title, value) for _, title, value in items])
    used = derived([(ledger.policy.surplus_label, ledger.matter.used_surplus or ZERO)])
    opening = derived([(fund.value, ledger.opening(fund).value or ZERO) for fund in f.CARRIED])
    return _closed(
        ("income_total", "本年收入合计", income),
        ("used_surplus", ledger.policy.surplus_label, used),
        ("opening", "年初结转和结余", opening),
        "total_in",
    )


def _expenditure_end(ledger: Ledger) -> list[TableRow]:
    labels = [(label, ledger.amount(code, *f.EXPENDITURE)) for code, label in class_labels(ledger)]
    shared = derived([("结余分配", ledger.matter.distributed or ZERO)])
    closing = derived([(fund.value, ledger.closing(fund).value or ZERO) for fund in f.CARRIED])
    return _closed(
        ("expenditure_total", "本年支出合计", derived(labels)),
        ("distributed", "结余分配", shared),
        ("closing", "年末结转和结余", closing),
        "total_out",
    )


def _closed(*rows: tuple[str, str, Figure] | str) -> list[TableRow]:
    """The closing rows of a side and their 总计, whose key comes last."""
    items = [row for row in rows if not isinstance(row, str)]
    made = [
        TableRow(key, label, strong=place == 0, figures={AMOUNT: figure})
        for place, (key, label, figure) in enumerate(items)
    ]
    total = derived([(label, figure.derived or ZERO) for _, label, figure in items])
    return [*made, TableRow(str(rows[-1]), "总计", strong=True, figures={AMOUNT: total})]


def appropriation_table(ledger: Ledger) -> Table:
    """公开04表 财政拨款收入支出决算总表."""
    labels = class_labels(ledger)
    heads = ("支出",)
    columns = (
        Column(TOTAL, "合计", heads, "2"),
        *(Column(FUND_KEYS[fund], FUND_TITLES[fund], heads, str(n)) for n, fund in enumerate(f.FUNDS, start=3)),
    )
    left = _appropriation_income(ledger, len(labels))
    right = [_fund_row(code, label, _spent(ledger, code)) for code, label in labels]
    right += _appropriation_end(ledger)
    sides = (
        Side(("项目",), (Column(AMOUNT, "金额", number="1"),), tuple(left), "收入"),
        Side(("项目",), tuple(replace(column, heads=()) for column in columns), tuple(right), "支出"),
    )
    note = "注：本表反映部门本年度财政拨款总收支和年初、年末结转结余情况。"
    nothing = f"说明：{ledger.filing.unit.name}{ledger.year}年度没有财政拨款收入和支出，故本表无数据。"
    return replace(_table(ledger, TableKind.APPROPRIATION, "财政拨款收入支出决算总表", sides, note), nothing=nothing)


def _appropriation_income(ledger: Ledger, height: int) -> list[TableRow]:
    income = [(fund, ledger.amount("", *f.INCOME_OF[fund])) for fund in f.FUNDS]
    rows = [_item(FUND_KEYS[fund], _ordinal(fund), value) for fund, value in income]
    rows += [_blank()] * (height - len(rows))
    total = derived([(FUND_TITLES[fund], value) for fund, value in income])
    opening = [(fund, ledger.opening(fund).value or ZERO) for fund in f.FUNDS]
    carried = derived([(FUND_TITLES[fund], value) for fund, value in opening])
    rows.append(TableRow("income_total", "本年收入合计", strong=True, figures={AMOUNT: total}))
    rows.append(TableRow("opening", "年初财政拨款结转和结余", figures={AMOUNT: carried}))
    rows += [_item(f"opening_{FUND_KEYS[fund]}", _ordinal(fund), value) for fund, value in opening]
    both = derived([("本年收入合计", total.derived or ZERO), ("年初财政拨款结转和结余", carried.derived or ZERO)])
    return [*rows, TableRow("total_in", "总计", strong=True, figures={AMOUNT: both})]


def _ordinal(fund: FundNature) -> str:
    return f"{chinese(f.FUNDS.index(fund) + 1)}、{FUND_TITLES[fund]}"


def _spent(ledger: Ledger, code: str) -> dict[FundNature, Decimal]:
    return {fund: ledger.amount(code, *f.SPENT_OF[fund]) for fund in f.FUNDS}


def _appropriation_end(ledger: Ledger) -> list[TableRow]:
    spent = _spent(ledger, "")
    closing = {fund: ledger.closing(fund).value or ZERO for fund in f.FUNDS}
    total = {fund: spent[fund] + closing[fund] for fund in f.FUNDS}
    return [
        replace(_fund_row("expenditure_total", "本年支出合计", spent), strong=True),
        _fund_row("closing", "年末财政拨款结转和结余", closing),
        *[_blank()] * _ROWS_AFTER,
        replace(_fund_row("total_out", "总计", total), strong=True),
    ]


def _fund_row(key: str, label: str, amounts: dict[FundNature, Decimal]) -> TableRow:
    """A row of 合计 and the three funds."""
    figures = {FUND_KEYS[fund]: Figure(None, value) for fund, value in amounts.items()}
    total = derived([(FUND_TITLES[fund], value) for fund, value in amounts.items()])
    return TableRow(key, label, _code(key), figures={TOTAL: total, **figures})


def _item(key: str, label: str, value: Decimal) -> TableRow:
    return TableRow(key, label, _code(key), figures={AMOUNT: Figure(None, value)})


def _code(key: str) -> str:
    return key if key.isdecimal() else ""


def _blank() -> TableRow:
    return TableRow("", "")


def _table(ledger: Ledger, kind: TableKind, title: str, sides: Sequence[Side], note: str) -> Table:
    """The sides with their 行次, one run down the left and on down the right."""
    done: list[Side] = []
    first = 1
    for side in sides:
        rows = tuple(replace(row, number=str(place)) for place, row in enumerate(side.rows, start=first))
        done.append(replace(side, rows=rows))
        first += len(rows)
    return Table(ledger.filing.id, kind.value, ledger.policy.number(kind), title, tuple(done), note)
