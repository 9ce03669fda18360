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
    LOCAL = "地方财政资金"


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


class Moment(StrEnum):
    """When in the year a project's form is filled in; the three forms share the same indicator rows."""

    DECLARATION = "申报"
    MONITORING = "监控"
    EVALUATION = "自评"


class SummaryRow(StrEnum):
    """What stands under a table of results: nothing, or 合计 with the average score, simple or weighted by money."""

    NONE = "none"
    SIMPLE = "simple"
    WEIGHTED = "weighted"


class ProjectOrigin(StrEnum):
    """Whether a project is declared for the first time (项目属性 of 绩效目标申报表)."""

    NEW = "新增项目"
    CONTINUED = "延续项目"


class Outlook(StrEnum):
    """How likely a target is to be met, judged in the mid-year monitoring (完成目标可能性)."""

    SURE = "确定能"
    MAYBE = "有可能"
    NOT = "完全不可能"


class VehicleKind(StrEnum):
    """Type of an official vehicle (公务用车) as the text of the final accounts counts them."""

    SEDAN = "轿车"
    OFF_ROAD = "越野车"
    VAN = "小型载客汽车"
    BUS = "大中型载客汽车"
    OTHER = "其他车型"


class PublishedTable(StrEnum):
    """A table of projects as printed elsewhere, entered to be compared with the forms."""

    OWN = "项目自评结果汇总表"
    TRANSFER = "转移支付自评结果汇总表"
    EXPENDITURE = "项目支出清单"
    LARGE = "100万元以上项目清单"


class StatementTopic(StrEnum):
    """What a figure stated in a text or another document is about; amounts in 万元, counts plain, rates as ratios."""

    PROJECT_COUNT = "项目总数"
    OWN_COUNT = "本级项目数"
    TRANSFER_COUNT = "转移支付项目数"
    DECLARED_COUNT = "编制绩效目标项目数"
    MONITORED_COUNT = "绩效运行监控项目数"
    EVALUATED_COUNT = "绩效自评项目数"
    TOTAL_BUDGET = "项目预算总额"
    OWN_BUDGET = "本级项目预算"
    TRANSFER_BUDGET = "转移支付预算"
    CENTRAL = "中央资金"
    PROVINCE = "省级资金"
    CITY = "市级资金"
    COUNTY = "县级资金"
    GENERAL_COUNT = "一般公共预算项目数"
    FUND_COUNT = "政府性基金项目数"
    INSURANCE_COUNT = "社会保险基金项目数"
    CAPITAL_COUNT = "国有资本经营项目数"
    GENERAL_BUDGET = "一般公共预算项目金额"
    FUND_BUDGET = "政府性基金项目金额"
    INSURANCE_BUDGET = "社会保险基金项目金额"
    CAPITAL_BUDGET = "国有资本经营项目金额"
    GRADE_1_COUNT = "优的个数"
    GRADE_2_COUNT = "良的个数"
    GRADE_3_COUNT = "中的个数"
    GRADE_4_COUNT = "差的个数"
    EXCELLENT_RATE = "评优率"
    EXPENDITURE_COUNT = "项目支出清单个数"
    EXPENDITURE_TOTAL = "项目支出总额"
    SCORE = "得分"
    GRADE = "等级"
    FINAL_BASIC = "决算基本支出"
    FINAL_PROJECT = "决算项目支出"
    FINAL_TOTAL = "决算本年支出合计"
    FINAL_BUDGET = "决算说明中的全年预算数"
    GLOSSARY = "名词解释"
