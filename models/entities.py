"""The entities of a filing by name: record class, table and owner, for everything that works on any of them."""

from __future__ import annotations

from dataclasses import dataclass

from models.accounts import (
    CarryOver,
    CarryOverRow,
    DetailLine,
    DetailLineRow,
    EconomicLine,
    EconomicLineRow,
    SubjectLine,
    SubjectLineRow,
    TableOverride,
    TableOverrideRow,
)
from models.accounts_matters import (
    LastYear,
    LastYearRow,
    Matter,
    MatterRow,
    Occasion,
    OccasionRow,
    ThreePublic,
    ThreePublicRow,
    Vehicle,
    VehicleRow,
)
from models.explanation import Explanation, ExplanationRow
from models.filing import FilingHead, FilingRow
from models.pension import PensionLine, PensionLineRow
from models.project import (
    Funding,
    FundingRow,
    Indicator,
    IndicatorRow,
    Management,
    ManagementRow,
    Project,
    ProjectRow,
    TargetChange,
    TargetChangeRow,
)
from models.published import Statement, StatementRow, SummaryLine, SummaryLineRow
from models.record import Record
from models.report import (
    Arrival,
    ArrivalRow,
    Organisation,
    OrganisationRow,
    Passage,
    PassageRow,
    Report,
    ReportRow,
    Subordinate,
    SubordinateRow,
)
from models.unit import Unit, UnitRow


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record: its class without and with a table, and the field that names its owner."""

    name: str
    title: str
    record: type[Record]
    row: type[Record]
    owner: str | None = None


ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        Entity("unit", "单位", Unit, UnitRow),
        Entity("filing", "年度编报", FilingHead, FilingRow, "unit_id"),
        Entity("project", "项目", Project, ProjectRow, "filing_id"),
        Entity("funding", "资金", Funding, FundingRow, "project_id"),
        Entity("management", "资金管理情况", Management, ManagementRow, "project_id"),
        Entity("indicator", "绩效指标", Indicator, IndicatorRow, "project_id"),
        Entity("target_change", "指标值调整", TargetChange, TargetChangeRow, "project_id"),
        Entity("arrival", "资金到位情况", Arrival, ArrivalRow, "project_id"),
        Entity("summary_line", "汇总表行", SummaryLine, SummaryLineRow, "filing_id"),
        Entity("statement", "文中数字", Statement, StatementRow, "filing_id"),
        Entity("subject_line", "功能科目决算", SubjectLine, SubjectLineRow, "filing_id"),
        Entity("economic_line", "经济科目决算", EconomicLine, EconomicLineRow, "filing_id"),
        Entity("detail_line", "功能科目经济明细", DetailLine, DetailLineRow, "filing_id"),
        Entity("carry_over", "结转和结余", CarryOver, CarryOverRow, "filing_id"),
        Entity("three_public", "“三公”经费", ThreePublic, ThreePublicRow, "filing_id"),
        Entity("vehicle", "公务用车", Vehicle, VehicleRow, "filing_id"),
        Entity("occasion", "公务接待事项", Occasion, OccasionRow, "filing_id"),
        Entity("matter", "决算其他事项", Matter, MatterRow, "filing_id"),
        Entity("last_year", "上年决算数", LastYear, LastYearRow, "filing_id"),
        Entity("pension_line", "城乡居保补助", PensionLine, PensionLineRow, "filing_id"),
        Entity("table_override", "决算表改数", TableOverride, TableOverrideRow, "filing_id"),
        Entity("organisation", "机构和人员", Organisation, OrganisationRow, "filing_id"),
        Entity("subordinate", "下属预算单位", Subordinate, SubordinateRow, "filing_id"),
        Entity("report", "报告", Report, ReportRow, "filing_id"),
        Entity("passage", "报告段落", Passage, PassageRow, "filing_id"),
        Entity("explanation", "说明", Explanation, ExplanationRow, "filing_id"),
    )
}
"""In the order in which owners come before what they own."""
