"""Which columns of the lines make up which figure of the final accounts (forms.md F07, checks.md DI and DX)."""

from __future__ import annotations

from collections.abc import Mapping

from models.enums import FundNature

INCOME = (
    "income_general",
    "income_fund",
    "income_capital",
    "income_superior",
    "income_business",
    "income_operating",
    "income_affiliated",
    "income_other",
)
"""The eight sources of 本年收入, in the order of 公开01表."""
APPROPRIATION_INCOME = INCOME[:3]
BASIC = ("general_basic", "fund_basic", "capital_basic", "other_basic")
PROJECT = ("general_project", "fund_project", "capital_project", "other_project")
OUTSIDE = ("to_superior", "operating", "to_affiliated")
"""Expenditure that is neither basic nor project."""
EXPENDITURE = (*BASIC, *PROJECT, *OUTSIDE)
GENERAL = ("general_basic", "general_project")
FUND = ("fund_basic", "fund_project")
CAPITAL = ("capital_basic", "capital_project")
ECONOMIC = (*GENERAL, *FUND, *CAPITAL)
"""Columns of an economic line: 财政拨款 only."""
APPROPRIATION_SPENT = ECONOMIC
SUBJECT_COLUMNS = (*INCOME, *EXPENDITURE, "budget", "opening_fund", "opening_capital")

FUNDS = (FundNature.GENERAL, FundNature.FUND, FundNature.CAPITAL)
"""The three kinds of 财政拨款."""
CARRIED = (*FUNDS, FundNature.OTHER)
"""Money whose carry-over is kept apart."""
OPENING: Mapping[FundNature, str] = {FundNature.FUND: "opening_fund", FundNature.CAPITAL: "opening_capital"}
INCOME_OF: Mapping[FundNature, tuple[str, ...]] = {
    FundNature.GENERAL: ("income_general",),
    FundNature.FUND: ("income_fund",),
    FundNature.CAPITAL: ("income_capital",),
    FundNature.OTHER: INCOME[3:],
}
SPENT_OF: Mapping[FundNature, tuple[str, ...]] = {
    FundNature.GENERAL: GENERAL,
    FundNature.FUND: FUND,
    FundNature.CAPITAL: CAPITAL,
    FundNature.OTHER: ("other_basic", "other_project", *OUTSIDE),
}
DETAIL_OF: Mapping[str, str] = {"general_basic": "basic", "general_project": "project"}
"""Columns that may follow from the details, and the detail's column."""

PERSONNEL = ("301", "303")
"""Economic classes of 人员经费; every other class is 公用经费."""
THREE_PUBLIC: Mapping[str, tuple[str, ...]] = {
    "abroad": ("30212",),
    "purchase": ("30913", "31013"),
    "running": ("30231",),
    "reception": ("30217",),
}
"""Economic subjects of each item of 三公经费 (checks.md DX20)."""
