"""Rules DI01–DI23: the published tables of the final accounts, each within itself (checks.md §7).

The identities are formulas over the shown figures (accounts_identities.py); what no formula says stands before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.lines import line_ref
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Table
from services.accounts.tables import FinalTables
from services.accounts.three_public_table import ACTUAL, BUDGET, ROW
from services.accounts.total_tables import INCOME_KEYS
from services.filing.refs import FieldRef
from services.rules.accounts_identities import (
    Identity,
    cell,
    compared,
    register,
)
from services.rules.catalogue import Hit

K = TableKind
_FUNDS = ("general", "fund", "capital")
_CLASS = 3


def _rollup(*kinds: TableKind) -> Callable[[FinalTables], Iterator[Hit]]:
    """合计 = Σ类, 类 = Σ款, 款 = Σ项 in every column."""

    def check(tables: FinalTables) -> Iterator[Hit]:
        """A row with rows below it is their sum, in every column."""
        for kind in kinds:
            yield from _rolled_up(tables.ledger, tables[kind])

    return check


def _rolled_up(ledger: Ledger, table: Table) -> Iterator[Hit]:
    shown = table.amounts
    for key, inner in children(table).items():
        rows = [shown[row] for row in inner]
        for column, value in shown[key].items():
            if sum([row.get(column, ZERO) for row in rows], ZERO) == value:
                continue
            called = f"{table.short}下级 {len(inner)} 行之和"
            terms = [cell(table, row, column) for row in inner]
            hit = compared(ledger, cell(table, key, column), terms, called=called)
            if hit is not None:
                yield hit


def children(table: Table) -> dict[str, list[str]]:
    """Keys of the rows right below each row by code: the longest code above counts."""
    codes = {row.code for row in table.rows.values() if row.code}
    found: dict[str, list[str]] = {}
    for code in codes:
        above = next((code[:end] for end in range(len(code) - 1, _CLASS - 1, -1) if code[:end] in codes), TOTAL)
        if above in table.rows:
            found.setdefault(above, []).append(code)
    return {key: sorted(inner) for key, inner in sorted(found.items())}


def _wide(tables: FinalTables) -> Iterator[Hit]:
    """公开07表 across (合计 = Σ小计, 小计 = Σ款) and down (合计 = Σ类, 类 = Σ款, 款 = Σ项)."""
    table = tables[K.DETAIL]
    shown, groups = table.amounts, _column_groups(table)
    typed = any(figure.typed_over for figure in table.rows[TOTAL].figures.values())
    across = shown if table.complete else {TOTAL: shown[TOTAL]} if typed else {}
    for row, figures in across.items():
        for total, parts in groups.items():
            if sum([figures.get(part, ZERO) for part in parts], ZERO) == figures[total]:
                continue
            terms = [cell(table, row, part) for part in parts]
            called = f"该行 {len(parts)} 个{'经济类小计' if total == TOTAL else '款'}之和"
            hit = compared(tables.ledger, cell(table, row, total), terms, called=called)
            if hit is not None:
                yield hit
    if table.complete:
        yield from _rolled_up(tables.ledger, table)


def _column_groups(table: Table) -> dict[str, list[str]]:
    """Columns by the column that is their sum: the classes for 合计, the 款 for each class that has any."""
    classes = [key for key in table.columns if len(key) == _CLASS]
    inner = {cls: [key for key in table.columns if key.startswith(cls) and key != cls] for cls in classes}
    return {TOTAL: classes, **{cls: keys for cls, keys in inner.items() if keys}}


def _fund_split(tables: FinalTables) -> Iterator[Hit]:
    """The version of six columns: 本年支出 = 基本支出 + 项目支出."""
    table = tables[K.CAPITAL]
    for key in table.rows if "basic" in table.columns else ():
        terms = [cell(table, key, "basic"), cell(table, key, "project")]
        hit = compared(tables.ledger, cell(table, key, "expenditure"), terms)
        if hit is not None:
            yield hit


def _closing_inputs(ledger: Ledger) -> tuple[FieldRef, ...]:
    """The typed closing balances that do not follow from opening, income and expenditure."""
    wrong = [fund for fund in f.CARRIED if ledger.closing(fund).typed_over]
    return tuple(line_ref(ledger.filing.id, "carry_over", fund.name, "closing") for fund in wrong)


_INCOME = INCOME_KEYS
_FOUR = (TOTAL, *_FUNDS)


def _plus(table: str, row: str, columns: str) -> str:
    return " + ".join(f"{table}.{row}.{column}" for column in columns.split())


IDENTITIES = (
    Identity(
        "DI01",
        "收入合计不等于八项之和",
        (f"totals.income_total.amount = {' + '.join(f'totals.{key}.amount' for key in _INCOME)}",),
    ),
    Identity("DI02", "本年支出合计不等于功能类之和", ("totals.expenditure_total.amount = totals.Σclass.amount",)),
    Identity(
        "DI03",
        "收入总计不平",
        ("totals.total_in.amount = totals.income_total.amount + totals.used_surplus.amount + totals.opening.amount",),
    ),
    Identity(
        "DI04",
        "支出总计不平",
        (
            "totals.total_out.amount = "
            + " + ".join(f"totals.{key}.amount" for key in ("expenditure_total", "distributed", "closing")),
        ),
    ),
    Identity(
        "DI05",
        "收支总计不相等",
        ("totals.total_in.amount = totals.total_out.amount",),
        inputs=_closing_inputs,
        remedy="核对年末结转和结余：年初结转＋本年收入－本年支出（其他资金另加使用结余、减结余分配）",
    ),
    Identity(
        "DI06",
        "收入决算表横向不平",
        (
            "income.{row}.total = "
            + _plus("income", "{row}", "appropriation superior business operating affiliated other"),
        ),
    ),
    Identity("DI07", "收入决算表与下级之和不等", kinds=(K.INCOME,), more=_rollup(K.INCOME)),
    Identity(
        "DI08",
        "支出决算表横向不平",
        ("expenditure.{row}.total = " + _plus("expenditure", "{row}", "basic project superior operating affiliated"),),
    ),
    Identity("DI09", "支出决算表与下级之和不等", kinds=(K.EXPENDITURE,), more=_rollup(K.EXPENDITURE)),
    Identity(
        "DI10",
        "财政拨款收入侧不平",
        (
            f"appropriation.income_total.amount = {' + '.join(f'appropriation.{key}.amount' for key in _FUNDS)}",
            f"appropriation.opening.amount = {' + '.join(f'appropriation.opening_{key}.amount' for key in _FUNDS)}",
            "appropriation.total_in.amount = appropriation.income_total.amount + appropriation.opening.amount",
        ),
    ),
    Identity(
        "DI11",
        "支出与三种资金之和不等",
        ("appropriation.{row}.total = " + _plus("appropriation", "{row}", "general fund capital"),),
    ),
    Identity(
        "DI12",
        "财政拨款支出合计或总计不平",
        (
            *(f"appropriation.expenditure_total.{key} = appropriation.Σclass.{key}" for key in _FOUR),
            *(
                f"appropriation.total_out.{key} = appropriation.expenditure_total.{key} + appropriation.closing.{key}"
                for key in _FOUR
            ),
        ),
    ),
    Identity(
        "DI13",
        "财政拨款收支总计不等",
        ("appropriation.total_in.amount = appropriation.total_out.total",),
        inputs=_closing_inputs,
    ),
    Identity(
        "DI14",
        "分资金收支不平",
        tuple(
            f"appropriation.total_out.{key} = appropriation.{key}.amount + appropriation.opening_{key}.amount"
            for key in _FUNDS
        ),
        inputs=_closing_inputs,
    ),
    Identity(
        "DI15",
        "明细表经济科目横向不平",
        (
            "economic.{row}.total = " + _plus("economic", "{row}", "general fund capital"),
            *(
                f"economic.{{row}}.{key} = economic.{{row}}.{key}_basic + economic.{{row}}.{key}_project"
                for key in _FUNDS
            ),
        ),
    ),
    Identity("DI16", "明细表经济类与款之和不等", kinds=(K.ECONOMIC,), more=_rollup(K.ECONOMIC)),
    Identity(
        "DI17",
        "一般公共预算支出表不平",
        ("general.{row}.total = general.{row}.basic + general.{row}.project",),
        kinds=(K.GENERAL,),
        more=_rollup(K.GENERAL),
    ),
    Identity("DI18", "明细宽表行列汇总不平", kinds=(K.DETAIL,), more=_wide),
    Identity(
        "DI19",
        "人员、公用经费合计与明细不等",
        (
            "basic.personnel.amount = basic.301.amount + basic.303.amount",
            "basic.public.amount = basic.Σpublic.amount",
        ),
        kinds=(K.BASIC,),
        more=_rollup(K.BASIC),
    ),
    Identity(
        "DI20",
        "政府性基金结转或支出分项不平",
        (
            "fund.{row}.expenditure = fund.{row}.basic + fund.{row}.project",
            "fund.{row}.closing = fund.{row}.opening + fund.{row}.income - fund.{row}.expenditure",
        ),
    ),
    Identity(
        "DI21",
        "国有资本经营结转不平",
        ("capital.{row}.closing = capital.{row}.opening + capital.{row}.income - capital.{row}.expenditure",),
        kinds=(K.CAPITAL,),
        more=_fund_split,
    ),
    Identity(
        "DI22",
        "国有资本经营支出横向不平",
        ("capital_expenditure.{row}.total = capital_expenditure.{row}.basic + capital_expenditure.{row}.project",),
    ),
    Identity(
        "DI23",
        "“三公”合计或小计不平",
        tuple(
            f"three_public.{ROW}.{side}_{total} = " + _plus("three_public", ROW, " ".join(f"{side}_{p}" for p in parts))
            for side in (BUDGET, ACTUAL)
            for total, parts in ((TOTAL, ("abroad", "vehicles", "reception")), ("vehicles", ("purchase", "running")))
        ),
    ),
)
for _identity in IDENTITIES:
    register(_identity)
