"""图1–图7 show the figures of the tables; what cannot be drawn is left out and said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from services.accounts.charts import Charted, charted, charts_of
from services.accounts.gestures import publish_figure
from services.accounts.ledger import ledger_of
from services.accounts.lines import ONLY, line_ref
from services.accounts.policy import TableKind as K
from services.accounts.tables import tables_of
from services.charts.chart import CaptionRules, Chart
from services.filing.filing import Filing
from services.filing.gestures import set_value
from tests.services.accounts.books import book, demo, ledgers

NUMBERS = [f"图{n}" for n in range(1, 8)]


def by_number(filing: Filing) -> dict[str, Chart]:
    return {chart.number: chart for chart in charts_of(filing)}


def change(filing: Filing, entity: str, name: str, value: Any) -> None:
    for step in set_value(filing, line_ref(filing.id, entity, ONLY, name), value):
        filing.put(step)


def parts(chart: Chart) -> dict[str, Decimal]:
    return dict(zip(chart.categories, chart.series[0].values, strict=True))


def test_the_demonstration_has_all_seven() -> None:
    assert list(by_number(demo())) == NUMBERS


@pytest.mark.parametrize(
    ("number", "table", "this_year", "last_year"),
    [
        ("图1", K.TOTALS, ("total_in", "amount"), "total"),
        ("图4", K.APPROPRIATION, ("total_in", "amount"), "appropriation"),
        ("图5", K.GENERAL, ("total", "total"), "general"),
    ],
)
def test_columns_are_last_years_figure_and_the_tables(number, table, this_year, last_year) -> None:
    filing = demo()
    tables = tables_of(filing)
    expected = (getattr(ledger_of(filing).last_year, last_year), tables[table].value(*this_year))
    assert {series.values for series in by_number(filing)[number].series} == {expected}


@pytest.mark.parametrize(
    ("number", "table", "total"),
    [
        ("图2", K.INCOME, ("total", "total")),
        ("图3", K.EXPENDITURE, ("total", "total")),
        ("图6", K.GENERAL, ("total", "total")),
        ("图7", K.THREE_PUBLIC, ("amounts", "actual_total")),
    ],
)
@given(records=ledgers())
def test_parts_add_up_to_the_total_of_their_table(number: str, table: K, total: tuple[str, str], records) -> None:
    filing = book(records)
    chart = by_number(filing).get(number)
    assert (chart is None) == ledger_of(filing).empty
    if chart is not None:
        assert sum(parts(chart).values()) == tables_of(filing)[table].amount(*total)


def test_names_are_those_of_the_tables() -> None:
    charts = by_number(demo())
    assert parts(charts["图2"])["一般公共预算财政拨款收入"] == Decimal("2076.76")
    assert parts(charts["图3"]) == {
        "基本支出": Decimal("909.74"),
        "项目支出": Decimal("1204.24"),
        "上缴上级支出": 0,
        "经营支出": 0,
        "对附属单位补助支出": 0,
    }
    assert parts(charts["图6"])["卫生健康支出"] == Decimal("42.79")


@pytest.mark.parametrize(("field", "number"), [("total", "图1"), ("appropriation", "图4"), ("general", "图5")])
def test_without_last_years_figure_its_chart_is_left_out_and_said(field: str, number: str) -> None:
    filing = demo()
    change(filing, "last_year", field, None)
    assert list(by_number(filing)) == [one for one in NUMBERS if one != number]
    (reason,) = charted(filing).left_out
    assert reason.startswith(number)
    assert "上年数" in reason


def test_a_negative_part_leaves_its_chart_out() -> None:
    filing = demo()
    change(filing, "three_public", "reception", Decimal("-0.32"))
    assert "图7" not in by_number(filing)
    assert "公务接待费" in charted(filing).left_out[0]


def test_a_published_figure_is_the_one_drawn() -> None:
    filing = demo()
    for step in publish_figure(filing, K.EXPENDITURE, "total", "basic", Decimal(900)):
        filing.put(step)
    assert parts(by_number(filing)["图3"])["基本支出"] == 900


def test_before_the_accounts_have_figures_there_is_nothing() -> None:
    assert charted(book()) == Charted()


def test_the_scheme_says_how_captions_and_shares_look() -> None:
    filing = demo()
    policy = replace(filing.scheme.accounts, caption_before=False, caption_bracketed=False, chart_places=1)
    filing.scheme = replace(filing.scheme, accounts=policy)
    charts = charts_of(filing)
    assert {chart.caption_rules for chart in charts} == {CaptionRules(before=False, bracketed=False)}
    assert {chart.places for chart in charts if chart.number in {"图2", "图3", "图6", "图7"}} == {1}
