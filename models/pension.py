"""County subsidies to the basic pension of residents (城乡居民基本养老保险财政补助), one line a county."""

from __future__ import annotations

from decimal import Decimal

from models import columns
from models.record import Record


class PensionLine(Record):
    """One county (县区): people, the advance of the year (预拨) and the settlement of the year before (结算).

    Both tables are made from it (forms.md F08a, F08b): the advance is typed once, what is paid out is their sum.
    """

    filing_id: str = columns.link("filing")
    position: int = columns.number("顺序")
    county: str = columns.text("县区", 60)
    payers: int | None = columns.count("缴费人数（含政府代缴）")
    paid_for: int | None = columns.count("特殊人员代缴人数")
    person_times: int | None = columns.count("享受待遇人次数")
    subsidy: Decimal | None = columns.money("预拨 · 缴费补贴")
    gov_paid: Decimal | None = columns.money("预拨 · 政府代缴")
    basic_pension: Decimal | None = columns.money("预拨 · 基础养老金")
    funeral: Decimal | None = columns.money("预拨 · 丧葬费和抚恤金")
    settled_subsidy: Decimal | None = columns.money("结算 · 缴费补贴")
    settled_gov_paid: Decimal | None = columns.money("结算 · 政府代缴")
    settled_basic_pension: Decimal | None = columns.money("结算 · 基础养老金")
    settled_funeral: Decimal | None = columns.money("结算 · 丧葬费和抚恤金")
    remark: str = columns.text("备注")


class PensionLineRow(PensionLine, table=True):
    """Table of counties."""

    __tablename__ = "pension_line"
