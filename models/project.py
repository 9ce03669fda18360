"""Project 项目 with its Funding 资金, Management 资金管理情况 and Indicator 绩效指标 rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models import columns
from models.columns import FieldKind
from models.enums import Duration, FundNature, FundSource, ManagementTopic, Outlook, ProjectKind, ProjectOrigin
from models.record import Record

POSITION_GAP = 1024
"""Distance between neighbours when rows are numbered, so that a row can be put between two others."""


class Project(Record):
    """A budget project and the texts of its self-evaluation form."""

    filing_id: str = columns.link("filing")
    position: int = columns.number("顺序")
    name: str = columns.text("项目名称", 300)
    code: str = columns.text("项目编码", 60)
    kind: ProjectKind = columns.choice("项目类别", ProjectKind.SPECIFIC)
    fund_nature: FundNature = columns.choice("资金性质", FundNature.GENERAL)
    duration: Duration = columns.choice("项目期限", Duration.RECURRING)
    start: date | None = columns.day("开始日期")
    end: date | None = columns.day("结束日期")
    department_name: str = columns.text("主管部门")
    department_code: str = columns.text("主管部门编码", 40)
    unit_name: str = columns.text("实施单位")
    unit_code: str = columns.text("实施单位编码", 40)
    goal: str = columns.lines("预期目标")
    result: str = columns.lines("实际完成情况")
    process: str = columns.lines("项目实施内容及过程概述")
    adjustment_note: str = columns.lines("预算调整说明")
    execution_note: str = columns.lines("执行率原因说明")
    overspend_approved: bool = columns.flag("经批准超支")
    execution_rate: Decimal | None = columns.ratio("执行率")
    execution_score: Decimal | None = columns.points("执行率得分")
    total_score: Decimal | None = columns.points("自评总分")
    score_note: str = columns.lines("改分理由")
    grade: str = columns.text("自评等级", 20)
    conclusion: str = columns.lines("评价结论")
    problems: str = columns.lines("存在问题")
    measures: str = columns.lines("改进措施")
    report_title: str = columns.text("自评报告标题", 300)
    central_department: str = columns.text("中央主管部门")
    finance_office: str = columns.text("财政处室", 60)
    contact: str = columns.text("部门联系人", 40)
    initial_goal: str = columns.lines("年初绩效目标")
    term_goal: str = columns.lines("实施期目标")
    origin: ProjectOrigin = columns.choice("项目属性", ProjectOrigin.CONTINUED)
    term_appropriation: Decimal | None = columns.money("实施期财政拨款")
    term_other: Decimal | None = columns.money("实施期其他资金")
    declared_appropriation: Decimal | None = columns.money("申报年度财政拨款")
    declared_other: Decimal | None = columns.money("申报年度其他资金")
    goal_to_confirm: bool = columns.flag("上年带来的文字待确认")
    source_filing: str = columns.text("来自哪份编报", 40)
    previous_project: str = columns.text("上年项目", 40)
    filler: str = columns.text("填表人", 40)
    phone: str = columns.text("联系电话", 40)
    unit_head: str = columns.text("单位负责人", 40)
    project_head: str = columns.text("项目负责人", 40)
    finance_head: str = columns.text("财务负责人", 40)
    filled_on: date | None = columns.day("填报日期")


class ProjectRow(Project, table=True):
    """Table of projects."""

    __tablename__ = "project"


class Funding(Record):
    """Money of one source: 年初预算数, 全年预算数, 全年执行数 in 万元.

    A row for a total or subtotal exists only when its figure was typed over the sum of its parts.
    """

    project_id: str = columns.link("project")
    source: FundSource = columns.choice("资金来源", FundSource.TOTAL)
    initial: Decimal | None = columns.money("年初预算数")
    budget: Decimal | None = columns.money("全年预算数")
    executed: Decimal | None = columns.money("全年执行数")
    monitored: Decimal | None = columns.money("监控期执行数")
    expected: Decimal | None = columns.money("全年预计执行数")


class FundingRow(Funding, table=True):
    """Table of funding rows."""

    __tablename__ = "funding"


class Management(Record):
    """How the money of a transfer payment was managed under one aspect (资金管理情况)."""

    project_id: str = columns.link("project")
    topic: ManagementTopic = columns.choice("资金管理情况", ManagementTopic.ALLOCATION)
    note: str = columns.lines("情况说明")
    measures: str = columns.lines("存在问题和改进措施")


class ManagementRow(Management, table=True):
    """Table of fund management notes."""

    __tablename__ = "management"


class Indicator(Record):
    """A third-level indicator with target, actual, weight and score (分)."""

    project_id: str = columns.link("project")
    position: int = columns.number("顺序")
    level1: str = columns.text("一级指标", 40)
    level2: str = columns.text("二级指标", 40)
    name: str = columns.text("三级指标", 300)
    target: str = columns.literal(FieldKind.TARGET, "年度指标值")
    actual: str = columns.literal(FieldKind.ACTUAL, "实际完成值")
    weight: Decimal | None = columns.points("分值")
    score: Decimal | None = columns.points("得分")
    coefficient: Decimal | None = columns.ratio("定性系数")
    score_note: str = columns.lines("改分理由")
    deviation: str = columns.lines("偏差原因分析及改进措施")
    last_actual: str = columns.literal(FieldKind.ACTUAL, "上年完成值")
    is_core: bool = columns.flag("核心指标")
    approved: str = columns.literal(FieldKind.TARGET, "批复指标值")
    term_target: str = columns.literal(FieldKind.TARGET, "实施期指标值")
    monitored: str = columns.literal(FieldKind.ACTUAL, "监控期执行情况")
    expected: str = columns.literal(FieldKind.ACTUAL, "全年预计完成情况")
    outlook: Outlook | None = columns.choice("完成目标可能性", None)
    cause_funding: bool = columns.flag("经费保障")
    cause_system: bool = columns.flag("制度保障")
    cause_staff: bool = columns.flag("人员保障")
    cause_equipment: bool = columns.flag("硬件条件保障")
    cause_other: bool = columns.flag("其他")
    monitor_note: str = columns.lines("监控原因说明")
    remark: str = columns.text("备注")
    deviation_to_confirm: bool = columns.flag("上年带来的说明待确认")


class IndicatorRow(Indicator, table=True):
    """Table of indicators."""

    __tablename__ = "indicator"


class TargetChange(Record):
    """An approved change of an indicator's target: what it was, what it is, when and by which document."""

    project_id: str = columns.link("project")
    indicator: str = columns.text("指标", 40)
    old: str = columns.literal(FieldKind.TARGET, "调整前")
    new: str = columns.literal(FieldKind.TARGET, "调整后")
    approved_on: date | None = columns.day("批准日期")
    document: str = columns.text("批准文号")


class TargetChangeRow(TargetChange, table=True):
    """Table of approved target changes."""

    __tablename__ = "target_change"
