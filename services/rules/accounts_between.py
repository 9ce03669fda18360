"""Rules DX01–DX21, DX25 and DX26: the published tables of the final accounts against each other (checks.md §8).

A rule is silent where the scheme publishes only one of the two tables, and while one of them has not been begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from models.enums import FundNature, Severity
from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.lines import ONLY, line_ref
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.tables import FinalTables
from services.accounts.three_public_table import ROW
from services.filing.refs import FieldRef
from services.rules.accounts_identities import AT_LEAST, Formula, Identity, formula, register
from services.rules.catalogue import Hit

K = TableKind
_FUNDS = ("general", "fund", "capital")
_OTHER_INCOME = ("superior", "business", "operating", "affiliated", "other")
_ITEMS = {
    "abroad": ("30212",),
    "reception": ("30217",),
    "running": ("30231",),
    "purchase": ("30913", "31013"),
}
"""公开13表 items and the economic subjects they stand for (checks.md DX20)."""
_IN_BASIC = {"abroad": "30212", "reception": "30217", "running": "30231", "purchase": "31013"}
"""Those of them that basic expenditure may hold (DX25)."""


def _carried(fund: FundNature) -> Callable[[Ledger], Sequence[FieldRef]]:
    """The carry-over of a fund where it was typed beside what its subjects say."""

    def inputs(ledger: Ledger) -> Sequence[FieldRef]:
        sides = {"opening": ledger.opening(fund), "closing": ledger.closing(fund)}
        typed = {name: figure for name, figure in sides.items() if figure.typed is not None}
        wrong = [name for name, figure in typed.items() if figure.typed != (figure.derived or ZERO)]
        return [line_ref(ledger.filing.id, "carry_over", fund.name, name) for name in wrong]

    return inputs


def _three_public(ledger: Ledger) -> Sequence[FieldRef]:
    """The typed final amounts of 三公 that differ from the economic subjects."""
    wrong = [item for item in f.THREE_PUBLIC if ledger.three_public_figure(item).typed_over]
    return [line_ref(ledger.filing.id, "three_public", ONLY, item) for item in wrong]


def _balance(fund: str, kind: str) -> tuple[str, ...]:
    """年初, 收入 and 年末 of a fund in 公开04表 and in its own table."""
    return (
        f"appropriation.opening_{fund}.amount = {kind}.total.opening",
        f"appropriation.{fund}.amount = {kind}.total.income",
        f"appropriation.closing.{fund} = {kind}.total.closing",
    )


def _basic_three_public(tables: FinalTables) -> Iterator[Hit]:
    """Without 公开05表: basic expenditure on a subject of 三公 is not above its final amount in 公开13表."""
    if K.ECONOMIC in tables.ledger.policy.tables:
        return
    for item, code in _IN_BASIC.items():
        limit = formula(f"three_public.{ROW}.actual_{item} ≥ basic.{code}.amount")
        yield from limit.hits(tables, _three_public(tables.ledger))


def _row_by_row(tables: FinalTables) -> Iterator[Hit]:
    """公开06表 row by row = 公开03表 less the other funds; at most that when there is other money than 财政拨款."""
    others = [part for part in _other_funds(tables) if part]
    taken = "".join(f" - {part}" for part in others)
    added = "".join(f" + {part}" for part in others)
    if _only_appropriation(tables):
        form = formula(f"general.{{code}}.total = expenditure.{{code}}.total{taken}")
    else:
        form = formula(f"expenditure.{{code}}.total ≥ general.{{code}}.total{added}")
    yield from form.hits(tables)


def _other_funds(tables: FinalTables) -> Iterator[str]:
    """Cells of a subject's expenditure from the other two funds, of the tables that are published."""
    offered = tables.ledger.policy.tables
    if K.FUND in offered:
        yield "fund.{code}.expenditure"
    if K.CAPITAL_EXPENDITURE in offered:
        yield "capital_expenditure.{code}.total"
    elif K.CAPITAL in offered:
        yield "capital.{code}.expenditure"


def _only_appropriation(tables: FinalTables) -> bool:
    """Whether all money is 财政拨款: no other income, carry-over, surplus or expenditure."""
    totals, ledger = tables[K.TOTALS], tables.ledger
    shown = [totals.amount(key, "amount") for key in (*_OTHER_INCOME, "used_surplus")]
    spent = ledger.amount("", *f.SPENT_OF[FundNature.OTHER])
    return not any([*shown, spent, ledger.opening(FundNature.OTHER).value or ZERO])


def _not_above(tables: FinalTables) -> Iterator[Hit]:
    """A subject's expenditure from the three funds is not above all of its expenditure."""
    parts = " + ".join(["general.{code}.total", *_other_funds(tables)])
    yield from _limit(parts).hits(tables)


def _limit(parts: str) -> Formula:
    return formula(f"expenditure.{{code}}.total ≥ {parts}")


IDENTITIES = (
    Identity("DX01", "收入决算表合计与总表不等", ("income.total.total = totals.income_total.amount",)),
    Identity(
        "DX02",
        "财政拨款与总表三项不等",
        ("income.total.appropriation = totals.general.amount + totals.fund.amount + totals.capital.amount",),
    ),
    Identity(
        "DX03",
        "收入决算表各栏与总表不等",
        tuple(f"income.total.{key} = totals.{key}.amount" for key in _OTHER_INCOME),
    ),
    Identity("DX04", "支出决算表合计与总表不等", ("expenditure.total.total = totals.expenditure_total.amount",)),
    Identity("DX05", "支出决算表功能类与总表不等", ("expenditure.{class}.total = totals.{class}.amount",)),
    Identity(
        "DX06",
        "财政拨款总表收入与总表不等",
        tuple(f"appropriation.{key}.amount = totals.{key}.amount" for key in _FUNDS),
    ),
    Identity(
        "DX07",
        "拨款收入与收入决算表不等",
        ("appropriation.income_total.amount = income.total.appropriation",),
    ),
    Identity(
        "DX08",
        "一般公共预算两表不等",
        (
            "appropriation.expenditure_total.general = general.total.total",
            "appropriation.{class}.general = general.{class}.total",
        ),
    ),
    Identity(
        "DX09",
        "政府性基金支出两表不等",
        (
            "appropriation.expenditure_total.fund = fund.total.expenditure",
            "appropriation.{class}.fund = fund.{class}.expenditure",
        ),
    ),
    Identity(
        "DX10",
        "国有资本经营支出两表不等",
        (
            "appropriation.expenditure_total.capital = capital.total.expenditure",
            "appropriation.expenditure_total.capital = capital_expenditure.total.total",
        ),
    ),
    Identity("DX11", "政府性基金结转两表不等", _balance("fund", "fund"), inputs=_carried(FundNature.FUND)),
    Identity("DX12", "国有资本经营结转两表不等", _balance("capital", "capital"), inputs=_carried(FundNature.CAPITAL)),
    Identity(
        "DX13",
        "明细表合计与总表支出不等",
        tuple(f"economic.total.{key} = appropriation.expenditure_total.{key}" for key in ("total", *_FUNDS)),
        remedy="核对经济科目底表与功能科目底表的同一资金；已公开数录入有误的改正",
    ),
    Identity(
        "DX14",
        "明细表与支出表分项不等",
        tuple(f"economic.total.general_{kind} = general.total.{kind}" for kind in ("basic", "project")),
        remedy="核对经济科目底表与功能科目底表的基本支出、项目支出；已公开数录入有误的改正",
    ),
    Identity(
        "DX15",
        "明细宽表与支出表不等",
        ("detail.total.total = general.total.total", "detail.{code}.total = general.{code}.total"),
    ),
    Identity("DX16", "明细宽表各列与明细表不等", ("detail.total.{column} = economic.{column}.general",)),
    Identity(
        "DX17",
        "基本支出表与支出表不等",
        (
            "general.total.basic = basic.personnel.amount + basic.public.amount",
            "basic.{code}.amount = economic.{code}.general_basic",
        ),
    ),
    Identity(
        "DX18",
        "项目支出表与支出表项目栏不等",
        ("project.total.total = general.total.project", "project.{code}.total = general.{code}.project"),
    ),
    Identity(
        "DX19",
        "国资支出表与收支表不等",
        ("capital.total.expenditure = capital_expenditure.total.basic + capital_expenditure.total.project",),
    ),
    Identity(
        "DX20",
        "“三公”决算与经济科目不等",
        tuple(
            f"three_public.{ROW}.actual_{item} = {' + '.join(f'economic.{code}.total' for code in codes)}"
            for item, codes in _ITEMS.items()
        ),
        inputs=_three_public,
        severity=Severity.WARNING,
        remedy="核对“三公”决算数与经济科目；口径不同（例如含非财政拨款）的写明说明",
    ),
    Identity(
        "DX21",
        "财政拨款支出大于全部支出",
        kinds=(K.EXPENDITURE, K.GENERAL),
        more=_not_above,
        text=AT_LEAST,
    ),
    Identity(
        "DX25",
        "基本支出大于“三公”决算",
        kinds=(K.THREE_PUBLIC, K.BASIC),
        more=_basic_three_public,
        text=AT_LEAST,
    ),
    Identity(
        "DX26",
        "支出表与支出决算表逐行不符",
        kinds=(K.EXPENDITURE, K.GENERAL, K.TOTALS),
        more=_row_by_row,
        text="{left}＝{x}，与{right}＝{y} 不符（差 {d}），疑似错行{note}",
        remedy="逐行核对科目和金额是否错位",
    ),
)
for _identity in IDENTITIES:
    register(_identity)
