"""图1–图7 of the accounts' text, each from plain figures (万元): which table gives them is the caller's part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from services.charts.chart import CaptionRules, Chart, ChartKind, Series

Labelled = tuple[str, Decimal]
"""A name as the table prints it, and its amount in 万元."""
TwoYears = tuple[Decimal, Decimal]
"""Last year's figure and this year's, 万元."""

_STANDARD = CaptionRules()


def totals_chart(
    year: int, income: TwoYears, expenditure: TwoYears, *, note: str = "", caption: CaptionRules = _STANDARD
) -> Chart:
    """图1: totals of income and expenditure (公开01表 总计) of two years; as one row of columns when they are equal."""
    return _both_sides("图1", "收、支决算总计变动情况图", year, income, expenditure, note, caption)


def income_chart(sources: Sequence[Labelled], *, places: int = 2, caption: CaptionRules = _STANDARD) -> Chart:
    """图2: income of the year by source (the eight of 公开01表)."""
    return _pie("图2", "收入决算结构图", sources, places, caption)


def expenditure_chart(kinds: Sequence[Labelled], *, places: int = 2, caption: CaptionRules = _STANDARD) -> Chart:
    """图3: expenditure by kind (公开03表 合计 row): 基本, 项目, 上缴上级, 经营, 对附属单位补助."""
    return _pie("图3", "支出决算结构图", kinds, places, caption)


def appropriation_chart(
    year: int, income: TwoYears, expenditure: TwoYears, *, note: str = "", caption: CaptionRules = _STANDARD
) -> Chart:
    """图4: totals of fiscal appropriations (公开04表 总计) of two years; one row of columns when they are equal."""
    return _both_sides("图4", "财政拨款收、支决算总计变动情况", year, income, expenditure, note, caption)


def general_budget_chart(year: int, spent: TwoYears, *, note: str = "", caption: CaptionRules = _STANDARD) -> Chart:
    """图5: general-budget expenditure (公开06表 合计) of two years."""
    rows = (Series("一般公共预算财政拨款支出", spent),)
    return _columns("图5", "一般公共预算财政拨款支出决算变动情况", year, rows, note, caption)


def structure_chart(classes: Sequence[Labelled], *, places: int = 2, caption: CaptionRules = _STANDARD) -> Chart:
    """图6: general-budget expenditure by functional class (类 of 公开06表)."""
    return _pie("图6", "一般公共预算财政拨款支出决算结构", classes, places, caption)


def three_public_chart(
    abroad: Decimal, vehicles: Decimal, reception: Decimal, *, places: int = 2, caption: CaptionRules = _STANDARD
) -> Chart:
    """图7: the three public expenses (公开13表, columns 8, 9 and 12)."""
    items = (
        ("因公出国（境）费", abroad),
        ("公务用车购置及运行维护费", vehicles),
        ("公务接待费", reception),
    )
    return _pie("图7", "“三公”经费财政拨款支出结构", items, places, caption)


def _both_sides(
    number: str, title: str, year: int, income: TwoYears, expenditure: TwoYears, note: str, caption: CaptionRules
) -> Chart:
    rows: tuple[Series, ...] = (Series("收入总计", income), Series("支出总计", expenditure))
    if income == expenditure:
        rows = (Series("收、支总计", income),)
    return _columns(number, title, year, rows, note, caption)


def _columns(number: str, title: str, year: int, rows: tuple[Series, ...], note: str, caption: CaptionRules) -> Chart:
    years = (f"{year - 1}年", f"{year}年")
    return Chart(ChartKind.COLUMNS, number, title, years, rows, note=note, caption_rules=caption)


def _pie(number: str, title: str, parts: Sequence[Labelled], places: int, caption: CaptionRules) -> Chart:
    names = tuple(name for name, _value in parts)
    values = Series(title, tuple(value for _name, value in parts))
    return Chart(ChartKind.PIE, number, title, names, (values,), places=places, caption_rules=caption)
