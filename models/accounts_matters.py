"""What the text of the final accounts tells beside the tables: 三公经费, other matters, and last year's figures."""

from __future__ import annotations

from decimal import Decimal

from models import columns
from models.enums import VehicleKind
from models.record import Record


class ThreePublic(Record):
    """“三公”经费 from 财政拨款: budget and final amount (万元) of each item, and the counts behind them.

    A final amount left blank is what the economic subjects 30212, 30913, 31013, 30231 and 30217 say.
    """

    filing_id: str = columns.link("filing")
    abroad_budget: Decimal | None = columns.money("因公出国（境）费预算数")
    abroad: Decimal | None = columns.money("因公出国（境）费决算数")
    purchase_budget: Decimal | None = columns.money("公务用车购置费预算数")
    purchase: Decimal | None = columns.money("公务用车购置费决算数")
    running_budget: Decimal | None = columns.money("公务用车运行维护费预算数")
    running: Decimal | None = columns.money("公务用车运行维护费决算数")
    reception_budget: Decimal | None = columns.money("公务接待费预算数")
    reception: Decimal | None = columns.money("公务接待费决算数")
    reception_foreign: Decimal | None = columns.money("其中外事接待费")
    groups: int | None = columns.count("因公出国（境）团组数")
    travellers: int | None = columns.count("因公出国（境）人次")
    abroad_note: str = columns.lines("出国（境）内容")
    batches: int | None = columns.count("国内公务接待批次")
    guests: int | None = columns.count("国内公务接待人次")
    foreign_batches: int | None = columns.count("外事接待批次")
    foreign_guests: int | None = columns.count("外事接待人次")


class ThreePublicRow(ThreePublic, table=True):
    """Table of 三公经费."""

    __tablename__ = "three_public"


class Vehicle(Record):
    """Official vehicles of one type: bought in the year, for how much (万元), and kept at its end."""

    filing_id: str = columns.link("filing")
    kind: VehicleKind = columns.choice("车型", VehicleKind.SEDAN)
    bought: int | None = columns.count("购置数量")
    cost: Decimal | None = columns.money("购置金额")
    kept: int | None = columns.count("年末保有量")


class VehicleRow(Vehicle, table=True):
    """Table of vehicles by type."""

    __tablename__ = "vehicle"


class Occasion(Record):
    """One reception (公务接待事项) named in the text."""

    filing_id: str = columns.link("filing")
    position: int = columns.number("顺序")
    name: str = columns.text("接待事项", 300)
    amount: Decimal | None = columns.money("金额")
    batches: int | None = columns.count("批次")
    guests: int | None = columns.count("人次")
    is_foreign: bool = columns.flag("外事接待")


class OccasionRow(Occasion, table=True):
    """Table of receptions."""

    __tablename__ = "occasion"


class Matter(Record):
    """Surplus, 机关运行经费, 政府采购 and 国有资产占用 of the year: figures said once (万元, 辆, 台套)."""

    filing_id: str = columns.link("filing")
    used_surplus: Decimal | None = columns.money("使用非财政拨款结余（含专用结余）")
    distributed: Decimal | None = columns.money("结余分配")
    running_cost: Decimal | None = columns.money("机关运行经费")
    goods: Decimal | None = columns.money("政府采购货物支出")
    works: Decimal | None = columns.money("政府采购工程支出")
    services: Decimal | None = columns.money("政府采购服务支出")
    small_medium: Decimal | None = columns.money("授予中小企业合同金额")
    micro: Decimal | None = columns.money("其中授予小微企业合同金额")
    purpose: str = columns.lines("政府采购主要用途")
    cars_leaders: int | None = columns.count("主要领导干部用车")
    cars_secret: int | None = columns.count("机要通信用车")
    cars_emergency: int | None = columns.count("应急保障用车")
    cars_law: int | None = columns.count("执法执勤用车")
    cars_special: int | None = columns.count("特种专业技术用车")
    cars_retired: int | None = columns.count("离退休干部用车")
    cars_other: int | None = columns.count("其他用车")
    big_equipment: int | None = columns.count("单价100万元以上设备（不含车辆）")


class MatterRow(Matter, table=True):
    """Table of other matters."""

    __tablename__ = "matter"


class LastYear(Record):
    """Last year's figures that the text and the charts compare with; typed, or taken from last year's filing."""

    filing_id: str = columns.link("filing")
    total: Decimal | None = columns.money("上年收、支总计")
    appropriation: Decimal | None = columns.money("上年财政拨款收、支总计")
    general: Decimal | None = columns.money("上年一般公共预算财政拨款支出")
    closing: Decimal | None = columns.money("上年年末结转和结余")
    abroad: Decimal | None = columns.money("上年因公出国（境）费")
    purchase: Decimal | None = columns.money("上年公务用车购置费")
    running: Decimal | None = columns.money("上年公务用车运行维护费")
    reception: Decimal | None = columns.money("上年公务接待费")
    running_cost: Decimal | None = columns.money("上年机关运行经费")
    subsidy_per_payer: Decimal | None = columns.money("上年城乡居保人均缴费补贴（元）")


class LastYearRow(LastYear, table=True):
    """Table of last year's figures."""

    __tablename__ = "last_year"
