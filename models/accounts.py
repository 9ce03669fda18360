"""Final accounts 部门决算 as typed: one record per line of an input grid, money columns in 万元.

What the thirteen published tables show is derived from these lines (services/accounts); nothing of a table is stored
but the figures typed over it (`TableOverride`).
"""

from __future__ import annotations

from decimal import Decimal

from models import columns
from models.enums import FundNature
from models.record import Record


class SubjectLine(Record):
    """One functional subject (支出功能分类科目): its income by source, expenditure by fund, budget and carry-over.

    `name` is kept only where a document prints another name than the catalogue of the year. Basic and project
    expenditure of the general budget left blank are the sums of the subject's detail lines.
    """

    filing_id: str = columns.link("filing")
    code: str = columns.text("科目编码", 20)
    name: str = columns.text("科目名称")
    income_general: Decimal | None = columns.money("一般公共预算财政拨款收入")
    income_fund: Decimal | None = columns.money("政府性基金预算财政拨款收入")
    income_capital: Decimal | None = columns.money("国有资本经营预算财政拨款收入")
    income_superior: Decimal | None = columns.money("上级补助收入")
    income_business: Decimal | None = columns.money("事业收入")
    income_operating: Decimal | None = columns.money("经营收入")
    income_affiliated: Decimal | None = columns.money("附属单位上缴收入")
    income_other: Decimal | None = columns.money("其他收入")
    general_basic: Decimal | None = columns.money("一般公共预算 · 基本支出")
    general_project: Decimal | None = columns.money("一般公共预算 · 项目支出")
    fund_basic: Decimal | None = columns.money("政府性基金预算 · 基本支出")
    fund_project: Decimal | None = columns.money("政府性基金预算 · 项目支出")
    capital_basic: Decimal | None = columns.money("国有资本经营预算 · 基本支出")
    capital_project: Decimal | None = columns.money("国有资本经营预算 · 项目支出")
    other_basic: Decimal | None = columns.money("其他资金 · 基本支出")
    other_project: Decimal | None = columns.money("其他资金 · 项目支出")
    to_superior: Decimal | None = columns.money("上缴上级支出")
    operating: Decimal | None = columns.money("经营支出")
    to_affiliated: Decimal | None = columns.money("对附属单位补助支出")
    budget: Decimal | None = columns.money("财政拨款全年预算数")
    opening_fund: Decimal | None = columns.money("政府性基金年初结转和结余")
    opening_capital: Decimal | None = columns.money("国有资本经营年初结转和结余")


class SubjectLineRow(SubjectLine, table=True):
    """Table of functional subjects."""

    __tablename__ = "subject_line"


class EconomicLine(Record):
    """Expenditure from 财政拨款 on one economic subject (部门预算支出经济分类款) by fund, basic and project.

    The columns of the general budget left blank are the sums of the detail lines.
    """

    filing_id: str = columns.link("filing")
    code: str = columns.text("经济科目编码", 20)
    general_basic: Decimal | None = columns.money("一般公共预算 · 基本支出")
    general_project: Decimal | None = columns.money("一般公共预算 · 项目支出")
    fund_basic: Decimal | None = columns.money("政府性基金预算 · 基本支出")
    fund_project: Decimal | None = columns.money("政府性基金预算 · 项目支出")
    capital_basic: Decimal | None = columns.money("国有资本经营预算 · 基本支出")
    capital_project: Decimal | None = columns.money("国有资本经营预算 · 项目支出")


class EconomicLineRow(EconomicLine, table=True):
    """Table of economic subjects."""

    __tablename__ = "economic_line"


class DetailLine(Record):
    """Expenditure from the general budget on one functional and one economic subject; optional, feeds 公开07表."""

    filing_id: str = columns.link("filing")
    code: str = columns.text("科目编码", 20)
    economic: str = columns.text("经济科目编码", 20)
    basic: Decimal | None = columns.money("基本支出")
    project: Decimal | None = columns.money("项目支出")


class DetailLineRow(DetailLine, table=True):
    """Table of functional × economic details."""

    __tablename__ = "detail_line"


class CarryOver(Record):
    """Carry-over of one fund (结转和结余) at the year's beginning and end.

    The opening of 政府性基金 and 国有资本经营 is the sum over the subjects, the closing follows from income and
    expenditure; a figure typed here stands beside the derived one.
    """

    filing_id: str = columns.link("filing")
    fund: FundNature = columns.choice("资金性质", FundNature.GENERAL)
    opening: Decimal | None = columns.money("年初结转和结余")
    closing: Decimal | None = columns.money("年末结转和结余")


class CarryOverRow(CarryOver, table=True):
    """Table of carry-over."""

    __tablename__ = "carry_over"


class TableOverride(Record):
    """A figure published elsewhere that stands in one cell of a derived table, and why it differs.

    `cell` is “row:column” by the keys of services/accounts/table.py; a blank figure leaves the derived one in place.
    """

    filing_id: str = columns.link("filing")
    table: str = columns.text("表", 20)
    cell: str = columns.text("单元格", 60)
    figure: Decimal | None = columns.money("已公开的数")
    note: str = columns.lines("差异说明")


class TableOverrideRow(TableOverride, table=True):
    """Table of figures typed over derived tables."""

    __tablename__ = "table_override"
