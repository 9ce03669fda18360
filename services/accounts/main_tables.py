"""公开02, 03, 06, 09–12表: the tables by functional subject (forms.md F07)."""

from __future__ import annotations

from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.policy import TableKind
from services.accounts.subject_rows import Measure, subject_table
from services.accounts.table import TOTAL, Table

_KIND_HEADS = ("本年支出",)


def income_table(ledger: Ledger) -> Table:
    """公开02表 收入决算表: income by subject and source."""
    sources = ("superior", "business", "operating", "affiliated", "other")
    titles = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    rest = zip(sources, titles, f.INCOME[3:], strict=True)
    measures = (
        Measure(TOTAL, "本年收入合计", f.INCOME),
        Measure("appropriation", "财政拨款收入", f.APPROPRIATION_INCOME),
        *(Measure(key, title, (column,)) for key, title, column in rest),
    )
    note = "注：本表反映部门本年度取得的各项收入情况。"
    return subject_table(ledger, TableKind.INCOME, "收入决算表", measures, note, _nothing(ledger, "收入"))


def expenditure_table(ledger: Ledger) -> Table:
    """公开03表 支出决算表: expenditure by subject and kind."""
    measures = (
        Measure(TOTAL, "本年支出合计", f.EXPENDITURE),
        Measure("basic", "基本支出", f.BASIC),
        Measure("project", "项目支出", f.PROJECT),
        Measure("superior", "上缴上级支出", f.OUTSIDE[:1]),
        Measure("operating", "经营支出", f.OUTSIDE[1:2]),
        Measure("affiliated", "对附属单位补助支出", f.OUTSIDE[2:]),
    )
    note = "注：本表反映部门本年度各项支出情况。"
    return subject_table(ledger, TableKind.EXPENDITURE, "支出决算表", measures, note, _nothing(ledger, "支出"))


def general_table(ledger: Ledger) -> Table:
    """公开06表 一般公共预算财政拨款支出决算表."""
    measures = (Measure(TOTAL, "合计", f.GENERAL), *_kinds(f.GENERAL))
    what = "一般公共预算财政拨款支出"
    note = f"注：本表反映部门本年度{what}情况。"
    return subject_table(ledger, TableKind.GENERAL, f"{what}决算表", measures, note, _nothing(ledger, what))


def project_table(ledger: Ledger) -> Table:
    """公开09表 一般公共预算财政拨款项目支出决算表, in its short form: one column."""
    what = "一般公共预算财政拨款项目支出"
    note = f"注：本表反映部门本年度{what}情况。"
    measures = (Measure(TOTAL, "项目支出", f.GENERAL[1:]),)
    return subject_table(ledger, TableKind.PROJECT, f"{what}决算表", measures, note, _nothing(ledger, what))


def fund_table(ledger: Ledger) -> Table:
    """公开10表 政府性基金预算财政拨款收入支出决算表: opening + income − expenditure = closing, row by row."""
    what = "政府性基金预算财政拨款收入"
    note = f"注：本表反映部门本年度{what}、支出及结转和结余情况。"
    measures = _balance("opening_fund", "income_fund", f.FUND, split=True)
    nothing = _nothing(ledger, f"{what}和支出")
    return subject_table(ledger, TableKind.FUND, "政府性基金预算财政拨款收入支出决算表", measures, note, nothing)


def capital_table(ledger: Ledger) -> Table:
    """公开11表 国有资本经营预算财政拨款收入支出决算表, of four columns (Sichuan) or six (Shanghai)."""
    what = "国有资本经营预算财政拨款收入"
    note = f"注：本表反映部门本年度{what}、支出及结转和结余情况。"
    split = ledger.policy.capital_columns > 4
    measures = _balance("opening_capital", "income_capital", f.CAPITAL, split=split)
    nothing = _nothing(ledger, f"{what}和支出")
    return subject_table(ledger, TableKind.CAPITAL, "国有资本经营预算财政拨款收入支出决算表", measures, note, nothing)


def capital_expenditure_table(ledger: Ledger) -> Table:
    """公开12表 国有资本经营预算财政拨款支出决算表."""
    what = "国有资本经营预算财政拨款支出"
    note = f"注：本表反映部门本年度{what}情况。"
    measures = (Measure(TOTAL, "合计", f.CAPITAL), *_kinds(f.CAPITAL))
    return subject_table(ledger, TableKind.CAPITAL_EXPENDITURE, f"{what}决算表", measures, note, _nothing(ledger, what))


def _kinds(columns: tuple[str, ...], heads: tuple[str, ...] = ()) -> tuple[Measure, Measure]:
    basic, project = columns
    return Measure("basic", "基本支出", (basic,), heads=heads), Measure("project", "项目支出", (project,), heads=heads)


def _balance(opening: str, income: str, spent: tuple[str, ...], *, split: bool) -> tuple[Measure, ...]:
    expenditure: tuple[Measure, ...] = (Measure("expenditure", "本年支出", spent),)
    if split:
        expenditure = (Measure("expenditure", "小计", spent, heads=_KIND_HEADS), *_kinds(spent, _KIND_HEADS))
    return (
        Measure("opening", "年初结转和结余", (opening,)),
        Measure("income", "本年收入", (income,)),
        *expenditure,
        Measure("closing", "年末结转和结余", (opening, income), spent),
    )


def _nothing(ledger: Ledger, what: str) -> str:
    """The sentence under an empty table (Shanghai's template of 2024)."""
    return f"说明：{ledger.filing.unit.name}{ledger.year}年度没有{what}，故本表无数据。"
