"""图1–图7: numbers, titles, what is compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.charts.builders import totals_chart
from services.charts.chart import CaptionRules, ChartKind


@pytest.mark.parametrize(
    ("number", "kind", "title"),
    [
        ("图1", ChartKind.COLUMNS, "收、支决算总计变动情况图"),
        ("图2", ChartKind.PIE, "收入决算结构图"),
        ("图3", ChartKind.PIE, "支出决算结构图"),
        ("图4", ChartKind.COLUMNS, "财政拨款收、支决算总计变动情况"),
        ("图5", ChartKind.COLUMNS, "一般公共预算财政拨款支出决算变动情况"),
        ("图6", ChartKind.PIE, "一般公共预算财政拨款支出决算结构"),
        ("图7", ChartKind.PIE, "“三公”经费财政拨款支出结构"),
    ],
)
def test_the_seven_figures(figures, number, kind, title):
    assert (figures[number].kind, figures[number].title) == (kind, title)


@pytest.mark.parametrize(
    ("expenditure", "names"),
    [(("2762.63", "2113.98"), ["收、支总计"]), (("2762.63", "2113.97"), ["收入总计", "支出总计"])],
)
def test_equal_totals_are_one_row_of_columns(expenditure, names):
    income = (Decimal("2762.63"), Decimal("2113.98"))
    before, now = map(Decimal, expenditure)
    rules = CaptionRules(before=False, bracketed=False)
    chart = totals_chart(2022, income, (before, now), caption=rules)
    assert chart.categories == ("2021年", "2022年")
    assert [series.name for series in chart.series] == names
    assert chart.caption == "图1：收、支决算总计变动情况图"
