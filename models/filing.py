"""FilingHead: the head of a Filing 年度编报 (one unit, one year)."""

from __future__ import annotations

from models import columns
from models.enums import AmountUnit, FilingState
from models.record import Record


class FilingHead(Record):
    """What is said once for the whole filing; the data hang below it."""

    unit_id: str = columns.link("unit")
    year: int = columns.number("年度")
    scheme: str = columns.text("方案", 60)
    project_form: str = columns.text("项目表样", 20)
    amount_unit: AmountUnit = columns.choice("金额单位", AmountUnit.WAN)
    monitor_month: int = columns.number("监控截至月份", 7, ge=1, le=12)
    version: int = columns.number("定稿版本")
    finalised_at: str = columns.text("定稿时间", 40)
    checksum: str = columns.text("校验码", 80)
    previous_filing: str = columns.text("上年编报", 40)
    state: FilingState = columns.choice("编报状态", FilingState.DRAFT)


class FilingRow(FilingHead, table=True):
    """Table of filings."""

    __tablename__ = "filing"
