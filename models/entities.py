"""The entities of a filing by name: record class, table and owner, for everything that works on any of them."""

from __future__ import annotations

from dataclasses import dataclass

from models.explanation import Explanation, ExplanationRow
from models.filing import FilingHead, FilingRow
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
        Entity("summary_line", "汇总表行", SummaryLine, SummaryLineRow, "filing_id"),
        Entity("statement", "文中数字", Statement, StatementRow, "filing_id"),
        Entity("explanation", "说明", Explanation, ExplanationRow, "filing_id"),
    )
}
"""In the order in which owners come before what they own."""
