"""The figures of a published self-evaluation report of a county bureau with fifteen project reports, as a filing.

Projects with their funds, indicators and texts; the list of project expenditure, the list of large projects; the
figures stated in the main report. Source 000 of the audit. Lines are matched to projects by hand, as a clerk would.
"""

from __future__ import annotations

from typing import Any

from models.enums import FundNature, FundSource, ProjectKind, PublishedTable, StatementTopic
from services.filing.filing import Filing
from tests.services.rules.casebook import Made, filing, funding, indicator, line, project, stated, total

_LEVELS = {"数": "产出指标/数量指标", "质": "产出指标/质量指标", "时": "产出指标/时效指标", "本": "产出指标/成本指标",
           "社": "效益指标/社会效益指标", "满": "满意度指标/服务对象满意度指标"}  # fmt: skip

EXPENDITURE = (
    ("行政事业单位科级及以下退休人员活动及管理经费", "174.12", "p01"),
    ("高校毕业生“三支一扶”经费上级补助资金", "681.31", "p02"),
    ("2023年度中央和省级财政就业创业补助资金", "145.36", "p10"),
    ("2023年和2024年东西协作项目“乐在浙里”劳务协作项目", "150.12", "p09+p11"),
    ("人社公共服务能力建设上级资金", "4.66", "p03"),
    ("2024年就业创业补助资金中省县", "403.1", "p12"),
    ("职业年金贴息", "52.15", "p08"),
    ("政府代缴困难群众城乡居民养老保险", "152.37", "p07"),
    ("财政对企业职工基本养老保险差额补助", "100", "p06"),
    ("企业退休职工管理工作经费", "19.74", ""),
    ("招聘会、农民工工作等经费", "6.79", "p14"),
    ("招工成本补贴", "1", "p13"),
    ("总部经济园建设", "7.9", "p05"),
    ("省管森工企业离退休人员社会化管理工作经费", "1.71", ""),
    ("2024年乡村振兴补助资金项目（省市县）", "372.44", "p15"),
    ("人事人才平台建设经费尾款", "58.8", "p04"),
)
LARGE = (
    ("行政事业单位科级及以下退休人员活动及管理经费", "174.12", "p01"),
    ("高校毕业生“三支一扶”经费上级补助资金", "681.31", "p02"),
    ("2023年度中央和省级财政就业创业补助资金", "145.36", "p10"),
    ("2东西协作项目“乐在浙里”劳务协作项目", "150.12", "p09+p11"),
    ("政府代缴困难群众城乡居民养老保险", "100.71", "p07"),
    ("高校毕业生“三支一扶”经费上级补助资金", "464.6", "p02"),
    ("财政对企业职工基本养老保险差额补助", "100", "p06"),
    ("2024年度中央就业创业补助资金", "356", "p12"),
    ("2024年乡村振兴补助资金项目（省级）", "280", "p15"),
)


def _rows(*rows: tuple[str, str, str, str]) -> list[tuple[str, dict[str, Any]]]:
    return [indicator(target, actual, name, _LEVELS[level]) for name, target, actual, level in rows]


def _report(key: str, name: str, budget: Any, spent: Any, *rows: Any, **texts: Any) -> Made:
    """A project report: name as in the list, title as printed in brackets, planned and spent money (万元)."""
    title = texts.pop("title", name)
    fields = {
        "department_name": "县人社局",
        "unit_name": "县人社局",
        "result": "已完成。",
        "goal": "按计划完成。",
        "report_title": f"项目支出绩效自评报告（{title}）",
        **texts,
    }
    money = rows if any(entity == "funding" for entity, _ in rows) else (total(None, budget, spent), *rows)
    return project(*money, id=key, name=name, **fields)


_FAIRS = "举办线上线下招聘会"
_TEMPLATE = "说明项目组织管理架构及具体实施流程……"
"""An instruction of the blank form that was left in the reports 10 to 15."""


def _reports() -> list[Made]:
    names = {key: name for name, _, key in EXPENDITURE}
    levels = [
        funding(FundSource.CENTRAL, None, "446.35", "446.35"),
        funding(FundSource.PROVINCE, None, "232.26", "232.26"),
    ]
    jobs = [
        funding(s, None, x, x)
        for s, x in ((FundSource.CENTRAL, 356), (FundSource.PROVINCE, 42), (FundSource.COUNTY, "5.1"))
    ]
    rural = [
        funding(s, None, x, x)
        for s, x in ((FundSource.PROVINCE, 280), (FundSource.CITY, 90), (FundSource.COUNTY, "2.44"))
    ]
    poor = [funding(s, None, x, x) for s, x in ((FundSource.PROVINCE, "51.66"), (FundSource.COUNTY, "100.71"))]
    slow = {"problems": "无。\n项目拨付率较低。"}
    return [
        _report("p01", names["p01"], "174.12", "174.12",
                *_rows(("满意度", "", "95%以上", "满"), ("全面完成", "2024年11月30日前", "2024年11月30日前", "时"))),
        _report("p02", names["p02"], "678.61", "678.61", *levels, result="本年无结余。"),
        _report("p03", names["p03"], "7.5", "4.66"),
        _report("p04", names["p04"], None, "58.8", title=names["p03"]),
        _report("p05", names["p05"], "15.8", "7.9", title="总部经济园建设可研报告", fund_nature=FundNature.FUND,
                problems="剩余50%服务费7.9万元至今未拨付。\n无。"),
        _report("p06", names["p06"], 100, 100, *_rows(
            ("补助人数", "1000人", "924人", "数"), ("建国初期参加革命工作干部补助标准", "515元/人/月", "515元/人/月", "本"),
            ("烤火费、降温费标准", "48元/人/月", "48元/人/月", "本"), ("补助准确率", "", "100%", "质"),
            ("服务对象满意度", "", "100%", "满")), title="财政对企业职工养老保险差额补助（按实）"),
        _report("p07", names["p07"], "152.37", "152.37", *poor, *_rows(
            ("代缴人数", "17166人", "15237人", "数"), ("人均代缴金额", "100元", "100元", "本"),
            ("代缴准确率", "", "100%", "质"), ("代缴群众满意度", "", "100%", "满"))),
        _report("p08", names["p08"], "52.15", "52.15", title="职业年金贴息（按实）"),
        _report("p09", "2023年东西协作项目“乐在浙里”劳务协作项目", "0.17", "0.17", *_rows(
            ("培训劳动力", "2人", "2人", "数"), ("服务对象满意度", "高于95以上", "100%", "满")),
            title="2023年东西协作资金", **slow),
        _report("p10", names["p10"], "209.71", "145.36", *_rows(
            ("补贴创业奖补人数", "15人以上", "16人", "数"), ("转移劳动力", "10000人以上", "48800人", "数"),
            ("增加就业人员和转移劳动力家庭人均收入", "300元以上", "", "社"), ("服务对象满意度", "高于98以上", "98%", "满")),
            title="2023年就业创业补助资金", result="资金支付与预算相符。",
            execution_note="支付进度慢主要是因为技能培训正在实施中", process=_TEMPLATE, **slow),
        _report("p11", "2024年东西协作项目“乐在浙里”劳务协作项目", 150, 150, *_rows(
            (_FAIRS, "5场以上", "8场", "数"), ("开展培训劳动力", "300人以上", "413人", "数"),
            ("转移就业农村劳动力", "1000人以上", "1320人", "数"), ("转移人员增收", "10000元", "10000元", "社"),
            ("服务对象满意度", "高于95以上", "98%", "满")), title="2024东西协作资金", process=_TEMPLATE),
        _report("p12", names["p12"], "403.1", "403.1", *jobs, *_rows(
            ("补贴创业奖补人数", "30人以上", "16人", "数"), ("补贴社会保险人数", "50人以上", "82人", "数"),
            ("开发公益性岗位人数", "800人以上", "899人", "数"), ("控制全县失业率", "5.5%以下", "4.8%以下", "社"),
            ("服务对象满意度", "高于95以上", "98%", "满")), title="2024就业创业补助资金中省县", total_score=98,
            problems="无。\n补贴创业奖补人数目标为30人，实际完成16人。", process=_TEMPLATE),
        _report("p13", names["p13"], 1, 1, *_rows(
            ("补贴招用新成长劳动力人次", "10人以上", "10人", "数"), ("提高企业对新成长劳动力招用", "10人", "10人", "社")),
            title="2024招工成本补贴", process=_TEMPLATE),
        _report("p14", names["p14"], "6.79", "6.79", *_rows(
            (_FAIRS, "10场以上", "27场", "数"), ("开展服务农民工人数", "2000人以上", "3000人", "数"),
            ("增加农民工就业人数", "500人以上", "546人", "社")), title="2024招聘会、农民工工作等经费", process=_TEMPLATE),
        _report("p15", names["p15"], "372.44", "372.44", *rural, *_rows(
            ("补助人数", "1000人以上", "7288人", "数"), ("务工人员增收", "200元/人", "200元以上/人", "社")),
            title="2024年乡村振兴补助资金项目省市县", process=_TEMPLATE,
            execution_note="支付进度主要是因为业务开展中还未进行补贴申请拨付"),
    ]  # fmt: skip


def county_report() -> Filing:
    """The whole report."""
    department = project(
        funding(FundSource.GENERAL, None, "3287.73", "3287.73"),
        funding(FundSource.FUND, None, "7.9", "7.9"),
        id="department",
        name="部门整体",
        kind=ProjectKind.DEPARTMENT,
        goal="做好就业和社会保障工作。",
        result="全面完成整体绩效目标，达到预期效果。本部门无结转结余。",
    )
    published = [
        *(line(PublishedTable.EXPENDITURE, name, value, project=key) for name, value, key in EXPENDITURE),
        *(line(PublishedTable.LARGE, name, value, project=key) for name, value, key in LARGE),
        stated(StatementTopic.EXPENDITURE_COUNT, 17, "二、（2）"),
        stated(StatementTopic.EXPENDITURE_TOTAL, "2331.57", "二、（2）"),
        stated(StatementTopic.FINAL_BASIC, "964.06", "二、（2）"),
        stated(StatementTopic.FINAL_PROJECT, "2331.57", "二、（2）"),
        stated(StatementTopic.FINAL_TOTAL, "3295.63", "二、（一）"),
        stated(StatementTopic.EVALUATED_COUNT, 15, "三、（3）"),
        stated(StatementTopic.SCORE, 97, "五、（一）"),
        stated(StatementTopic.SCORE, 98, "报告12 四", project="p12"),
    ]
    return filing(department, *_reports(), published=published, scheme="national-50", form="F02", year=2024)
