"""The seven figures of a published text, and pies of any parts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from services.charts.builders import (
    appropriation_chart,
    expenditure_chart,
    general_budget_chart,
    income_chart,
    structure_chart,
    three_public_chart,
    totals_chart,
)
from services.charts.chart import Chart
from services.render.fonts import FontSet, font_set
from services.render.measure import Measurer

ZERO = Decimal(0)


def amounts(**parts: str) -> list[tuple[str, Decimal]]:
    return [(name, Decimal(value)) for name, value in parts.items()]


@pytest.fixture(scope="session")
def figures() -> dict[str, Chart]:
    """图1–图7 with the figures of a county bureau's final accounts of 2022."""
    totals = (Decimal("2762.63"), Decimal("2113.98"))
    spent = (Decimal("2762.62"), Decimal("2113.98"))
    income = amounts(
        一般公共预算财政拨款收入="2076.76", 政府性基金预算财政拨款收入="9.94", 上级补助收入="0", 其他收入="0"
    )
    kinds = amounts(基本支出="909.74", 项目支出="1204.24", 上缴上级支出="0", 经营支出="0", 对附属单位补助支出="0")
    classes = amounts(城乡社区支出="9.94", 社会保障和就业支出="1989.15", 卫生健康支出="42.79", 住房保障支出="72.1")
    charts = (
        totals_chart(2022, totals, totals),
        income_chart(income),
        expenditure_chart(kinds),
        appropriation_chart(2022, spent, (Decimal("2700.5"), Decimal("2113.98"))),
        general_budget_chart(2022, spent),
        structure_chart(classes),
        three_public_chart(ZERO, ZERO, Decimal("0.32")),
    )
    return {chart.number: chart for chart in charts}


@pytest.fixture(scope="session")
def pie() -> Callable[..., Chart]:
    """A pie of parts with long and short names."""
    names = ("社会保障和就业支出", "国防支出", "文化旅游体育与传媒支出", "政府性基金预算财政拨款收入")

    def make(*values: str) -> Chart:
        return structure_chart([(f"{names[i % 4]}{i}", Decimal(value)) for i, value in enumerate(values)])

    return make


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """Bundled fonts only: the same on every PC."""
    return font_set(prefer_installed=False)


@pytest.fixture(scope="session")
def measurer(fonts: FontSet) -> Measurer:
    return Measurer(fonts)
