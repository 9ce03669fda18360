"""Enumerations shared by the tables: each value is the word printed on the forms."""

from __future__ import annotations

from enum import StrEnum


class AmountUnit(StrEnum):
    """Unit in which amounts are typed and shown; storage is always 分."""

    WAN = "万元"
    YUAN = "元"


class UnitNature(StrEnum):
    """Legal nature of a budget unit (单位性质)."""

    ADMINISTRATIVE = "行政单位"
    CIVIL_SERVICE_LIKE = "参照公务员法管理的事业单位"
    INSTITUTION = "事业单位"
    OTHER = "其他"


class ProjectKind(StrEnum):
    """Budget project class (项目类别); 部门整体 carries the department's own evaluation."""

    PERSONNEL = "人员类"
    OPERATION = "运转类"
    SPECIFIC = "特定目标类"
    TRANSFER = "转移支付"
    DEPARTMENT = "部门整体"


class FundNature(StrEnum):
    """Which budget the money belongs to (资金性质)."""

    GENERAL = "一般公共预算"
    FUND = "政府性基金预算"
    CAPITAL = "国有资本经营预算"
    INSURANCE = "社会保险基金预算"
    OTHER = "其他"


class Duration(StrEnum):
    """Whether a project recurs every year or ends (项目期限)."""

    RECURRING = "常年项目"
    STAGED = "阶段性项目"
    ONCE = "一次性项目"


class FundSource(StrEnum):
    """Origin of one funding row; the fold order between them is in services/filing/funds.py."""

    TOTAL = "年度资金总额"
    APPROPRIATION = "财政拨款"
    GENERAL = "一般公共预算"
    FUND = "政府性基金"
    CAPITAL = "国有资本经营预算"
    CARRY_OVER = "上年结转资金"
    SPECIAL_ACCOUNT = "财政专户管理资金"
    OWN = "单位资金"
    OTHER = "其他资金"
    CENTRAL = "中央财政资金"
    PROVINCE = "省级财政资金"
    CITY = "市级财政资金"
    COUNTY = "县级财政资金"


class ManagementTopic(StrEnum):
    """The seven aspects of fund management (资金管理情况) on a transfer payment's form (forms.md F04)."""

    ALLOCATION = "分配科学性"
    RELEASE = "下达及时性"
    DISBURSEMENT = "拨付合规性"
    USE = "使用规范性"
    EXECUTION = "执行准确性"
    PERFORMANCE = "预算绩效管理情况"
    RESPONSIBILITY = "支出责任履行情况"


class FilingState(StrEnum):
    """Where a filing stands (编报状态)."""

    DRAFT = "编报中"
    FINAL = "已定稿"


class Severity(StrEnum):
    """How much a finding weighs: 错误 blocks 定稿, 警告 may stay explained, 提示 informs."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"
    OFF = "不审核"
