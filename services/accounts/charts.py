"""图1–图7 of the accounts' text with the figures of the published tables, so that drawing and table cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.accounts import fields as f
from services.accounts.ledger import column_title
from services.accounts.policy import AccountsPolicy, TableKind
from services.accounts.table import TOTAL
from services.accounts.tables import FinalTables, tables_of
from services.accounts.three_public_table import ACTUAL, ROW, column_key
from services.accounts.total_tables import AMOUNT, INCOME_KEYS
from services.charts.builders import (
    Labelled,
    TwoYears,
    appropriation_chart,
    expenditure_chart,
    general_budget_chart,
    income_chart,
    structure_chart,
    three_public_chart,
    totals_chart,
)
from services.charts.chart import CaptionRules, Chart, ChartRefused
from services.filing.filing import Filing

LAST_YEAR = "没有填上年数，不能与上年比较。请在“上年数”表中填写后再看。"
_KINDS = ("basic", "project", "superior", "operating", "affiliated")


@dataclass(frozen=True, slots=True)
class Charted:
    """The charts that can be drawn, and in words why another cannot."""

    charts: tuple[Chart, ...] = ()
    left_out: tuple[str, ...] = ()


def charts_of(filing: Filing) -> tuple[Chart, ...]:
    """图1–图7 of a filing; one without last year's figure, or with a negative part, is left out."""
    return charted(filing).charts


def charted(filing: Filing) -> Charted:
    """The charts of a filing, and what stands in the way of the others; nothing before the accounts have figures."""
    tables = tables_of(filing)
    if tables.ledger.empty:
        return Charted()
    drawn, left_out = list[Chart](), list[str]()
    for draw in _CHARTS:
        try:
            drawn.append(draw(tables))
        except ChartRefused as refused:
            left_out.append(str(refused))
    return Charted(tuple(drawn), tuple(left_out))


def _totals(tables: FinalTables) -> Chart:
    """公开01表 总计, of both sides; of last year one figure is known, for the sides were equal."""
    table, before = tables[TableKind.TOTALS], _known("图1", tables.ledger.last_year.total)
    income, expenditure = (table.amount(row, AMOUNT) for row in ("total_in", "total_out"))
    return totals_chart(tables.ledger.year, (before, income), (before, expenditure), caption=_caption(tables))


def _income(tables: FinalTables) -> Chart:
    """The eight sources of 公开01表, as the text lists them; 公开02表 has one column for all 财政拨款."""
    table = tables[TableKind.TOTALS]
    names = (column_title("subject_line", column) for column in f.INCOME)
    sources = [(name, table.amount(row, AMOUNT)) for name, row in zip(names, INCOME_KEYS, strict=True)]
    return income_chart(sources, places=_policy(tables).chart_places, caption=_caption(tables))


def _expenditure(tables: FinalTables) -> Chart:
    table = tables[TableKind.EXPENDITURE]
    kinds = [(table.columns[key].title, table.amount(TOTAL, key)) for key in _KINDS]
    return expenditure_chart(kinds, places=_policy(tables).chart_places, caption=_caption(tables))


def _appropriation(tables: FinalTables) -> Chart:
    table, before = tables[TableKind.APPROPRIATION], _known("图4", tables.ledger.last_year.appropriation)
    income: TwoYears = (before, table.amount("total_in", AMOUNT))
    expenditure: TwoYears = (before, table.amount("total_out", TOTAL))
    return appropriation_chart(tables.ledger.year, income, expenditure, caption=_caption(tables))


def _general(tables: FinalTables) -> Chart:
    spent = tables[TableKind.GENERAL].amount(TOTAL, TOTAL)
    before = _known("图5", tables.ledger.last_year.general)
    return general_budget_chart(tables.ledger.year, (before, spent), caption=_caption(tables))


def _structure(tables: FinalTables) -> Chart:
    return structure_chart(list(_classes(tables)), places=_policy(tables).chart_places, caption=_caption(tables))


def _classes(tables: FinalTables) -> Iterator[Labelled]:
    table = tables[TableKind.GENERAL]
    for row in table.rows.values():
        if row.level == 1:
            yield row.label.strip(), table.amount(row.key, TOTAL)


def _three_public(tables: FinalTables) -> Chart:
    table = tables[TableKind.THREE_PUBLIC]
    items = (table.amount(ROW, column_key(ACTUAL, item)) for item in ("abroad", "vehicles", "reception"))
    return three_public_chart(*items, places=_policy(tables).chart_places, caption=_caption(tables))


_CHARTS: tuple[Callable[[FinalTables], Chart], ...] = (
    _totals,
    _income,
    _expenditure,
    _appropriation,
    _general,
    _structure,
    _three_public,
)


def _known(number: str, figure: Decimal | None) -> Decimal:
    """Last year's figure. ChartRefused when there is none: a column of 0 would be a statement."""
    if figure is None:
        raise ChartRefused(f"{number}{LAST_YEAR}")
    return figure


def _policy(tables: FinalTables) -> AccountsPolicy:
    return tables.ledger.policy


def _caption(tables: FinalTables) -> CaptionRules:
    policy = _policy(tables)
    return CaptionRules(policy.caption_before, policy.caption_bracketed)
