"""Report 报告: what a clerk wrote in a report, and the facts on the unit that only reports tell.

Generated sentences are not stored: they follow from the figures. A passage is stored when it was written or rewritten.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models import columns
from models.enums import UnitNature
from models.record import Record


class Report(Record):
    """What is settled once for a report: whether it is wanted though the scheme does not offer it, and its date.

    `outline` is the id of its outline (N1–N9), `project` the project it is about ("" = the filing).
    """

    filing_id: str = columns.link("filing")
    outline: str = columns.text("报告提纲", 20)
    project: str = columns.text("项目", 40)
    wanted: bool = columns.flag("编写本报告")
    unwanted: bool = columns.flag("不编写本报告")
    dated: date | None = columns.day("成文日期")


class ReportRow(Report, table=True):
    """Table of reports."""

    __tablename__ = "report"


class Passage(Record):
    """The text of one passage as written or rewritten; inserted figures stand in it as ⟦key⟧ and stay bound.

    A blank text leaves the generated one in place; `omitted` leaves the passage out of the report.
    """

    filing_id: str = columns.link("filing")
    outline: str = columns.text("报告提纲", 20)
    project: str = columns.text("项目", 40)
    key: str = columns.text("段落", 80)
    text: str = columns.lines("文字")
    omitted: bool = columns.flag("不写这一段")


class PassageRow(Passage, table=True):
    """Table of written passages."""

    __tablename__ = "passage"


class Organisation(Record):
    """机构和人员 of the department at the year's end, and facts on how its self-evaluation was carried out.

    `quota_` are posts (编制), `staff_` people in them; `offices` has one office (内设机构) a line.
    """

    filing_id: str = columns.link("filing")
    offices: str = columns.lines("内设机构")
    quota_admin: int | None = columns.count("行政编制")
    quota_public: int | None = columns.count("参公编制")
    quota_institution: int | None = columns.count("事业编制")
    quota_worker: int | None = columns.count("工勤编制")
    staff_admin: int | None = columns.count("在职行政人员")
    staff_public: int | None = columns.count("在职参公人员")
    staff_institution: int | None = columns.count("在职事业人员")
    staff_worker: int | None = columns.count("在职工勤人员")
    staff_contract: int | None = columns.count("编制外聘用人员")
    retired: int | None = columns.count("退休人员")
    cadres: int | None = columns.count("离休人员")
    basis: str = columns.lines("自评依据的文件")
    evaluated_on: date | None = columns.day("自评完成日期")
    published_on: date | None = columns.day("上年决算公开日期")
    assessed_before: int | None = columns.count("事前绩效评估项目数")
    approved_on: date | None = columns.day("决算批复日期")


class OrganisationRow(Organisation, table=True):
    """Table of organisations."""

    __tablename__ = "organisation"


class Subordinate(Record):
    """One budget unit below the department (二级预算单位)."""

    filing_id: str = columns.link("filing")
    position: int = columns.number("顺序")
    name: str = columns.text("单位名称")
    nature: UnitNature = columns.choice("单位性质", UnitNature.INSTITUTION)
    staff: int | None = columns.count("在职人数")


class SubordinateRow(Subordinate, table=True):
    """Table of subordinate units."""

    __tablename__ = "subordinate"


class Arrival(Record):
    """Money of a project as it arrived (资金到位, 万元) until a day, and the documents that gave it."""

    project_id: str = columns.link("project")
    arrived: Decimal | None = columns.money("到位资金")
    until: date | None = columns.day("截至日期")
    documents: str = columns.lines("下达文件")


class ArrivalRow(Arrival, table=True):
    """Table of arrivals."""

    __tablename__ = "arrival"
