"""Sentences with the published figures of three reports stand in the texts: what is wrong in them is told, what is right
is not.

The auditor listed 50 inconsistencies of the kinds text_vs_table, count, rate, cross_form and sum in these reports. Every
one is here: told of when its sentence is written, or not, with the reason. The sentences are in our own words.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from models.enums import ProjectKind
from models.report import Passage
from services.filing.filing import Filing
from services.filing.report_rows import ReportKey
from services.reports.composer import Composer
from services.rules.engine import Checker, Finding
from tests.services.rules.casebook import FILING, Made, filing, indicator, project, total
from tests.services.rules.passages import accounts_saying, passage
from tests.services.rules.published_accounts import DEMO, shown
from tests.services.rules.report_of_a_bureau import bureau_report
from tests.services.rules.report_of_a_county import EXPENDITURE, county_report


class Said(NamedTuple):
    """A text at its place in a report: outline, passage, project."""

    text: str
    place: str = "N1 spending-text"
    project: str = ""
    form: str = ""
    """A form of FORMS that has the figure, where the published tables have none."""


_LARGE = "N1 targets-large-text"
_ITEMS = "；".join(f"{name}{amount}万元" for name, amount, _ in EXPENDITURE)
_GOAL = "N1 goal-text"

WRONG: dict[str, tuple[str, Said]] = {
    "000.project_count": ("TX30", Said(f"基本支出964.06万元，项目支出2331.57万元，涉及项目17个，具体支出为：{_ITEMS}。")),
    "000.ew_items": ("TX34", Said("2023年和2024年东西协作项目“乐在浙里”劳务协作项目150.12万元；")),
    "000.p02.spent": ("TX34", Said("支出中，高校毕业生“三支一扶”经费上级补助资金681.31万元。")),
    "000.over100_pension": ("TX34", Said("政府代缴困难群众城乡居民养老保险100.71万元；", _LARGE)),
    "000.over100_central": ("TX34", Said("高校毕业生“三支一扶”经费上级补助资金464.60万元；", _LARGE)),
    "000.over100_rural": ("TX34", Said("2024年乡村振兴补助资金项目（省级）280万元。", _LARGE)),
    "000.p01.standard": ("TX31", Said("退休人员2057名，每人每年800元，实际拨付174.12万元。", "N4 completion-result", "p01")),
    "000.p10.claim": (
        "TX32", Said("下达并到位资金209.71万元。\n实际支出145.36万元，支付依据合规，资金支付与预算相符。", "N4 use-note", "p10"),
    ),
    "000.recruited": ("TX34", Said("2024年招聘事业人员78人。", "N1 goal-text", form="recruited")),
    "000.p07.persons": ("TX34", Said("代缴困难群众城乡居民养老保险15214人。", "N1 work-text")),
    "000.p15.persons": ("TX34", Said("2024年发放补助4281人。", "N4 completion-result", "p15")),
    "000.p15.amount": ("TX34", Said("项目资金使用265.62万元，已全部兑现。", "N4 completion-result", "p15")),
    "000.no_carry_over": ("TX42", Said("本部门无结转结余。", "N1 left-text")),
    "002.general_includes_fund": ("TX10", Said("2022年一般公共预算财政拨款支出2113.98万元。", "N9 general-total-text")),
    "002.general_share": ("TX09", Said("一般公共预算财政拨款支出占本年支出合计的100.00%。", "N9 general-total-text")),
    "002.personnel_items": (
        "TX13",
        Said(
            "人员经费851.04万元，主要包括：基本工资197.39万元、津贴补贴302.61万元、奖金34.45万元、绩效工资80.35、"
            "养老保险缴费57.98万元、医疗保险缴费37.96万元、公务员医疗补助缴费4.83万元、其他社会保障缴费2.32万元、"
            "其他工资福利支出34.85万元、离休费16.26万元、生活补助4.89万元、奖励金0.15万元、住房公积金72.10万元、"
            "代缴社会保险费57.60万元、其他补助4.9万元等。",
            "N9 basic-text",
        ),
    ),
    "002.personnel_kind": ("TX13", Said("项目全年预算数2113.98万元，执行数2113.98万元，无资金结余。", "N2 personnel-text")),
    "002.units_financed": (
        "TX30", Said("保障了部门7家单位（局机关及所属二级预算单位）日常公用支出和单位基本运转。", "N2 operation-text"),
    ),
    "002.kinds_sum": (
        "TX43", Said("项目全年预算数2113.98万元，执行数2113.98万元，预算执行率100%。", "N2 personnel-text", form="kinds"),
    ),
    "002.pension_execution": (
        "TX44",
        Said("成本指标：区级财政补助51万元，年中调整为46.62万元，目标任务完成。", "N4 completion-result", "p", form="pension"),
    ),
    "002.wrong_unit": ("TX27", Said("其中，攀枝花市财政局部门整体绩效自评得分为94分。", "N9 performance-text")),
    "002.attachment_title": ("TX27", Said("《2022年省级部门整体绩效评价报告》见附件。", "N9 performance-text")),
    "002.staff": (
        "TX29", Said("年末在职70人，其中：行政6人，参公31人，非参公事业17人，聘用3人。年末退休12人，离休1人。", "N1 people-text"),
    ),
    "002.trained_persons": (
        "TX29", Said("开办技能培训28期，培训1366人次（其中劳务品牌21期、762人次，完成600人的127%；创业7期，203人次）。", _GOAL),
    ),
    "002.pension_rise": ("TX31", Said("为16422名退休人员提高养老金1539.44万元，人均涨幅135元，调整后人均月养老金达到2780元。", _GOAL)),
    "002.employment_amount": ("TX34", Said("资金支出1017.57万元，支付依据合法。", "N4 use-note", "p", form="jobs")),
    "002.cost_65": ("TX35", Said("成本指标：支出1020.74万元，完成目标65.54%。", "N4 completion-result", "p", form="jobs")),
    "002.paid_for_accounts": ("TX11", Said("财政代缴城乡居民基本养老保险费支出20.82万元。", "N1 work-text")),
    "002.goal_jobs": ("TX34", Said("计划城镇新增就业4000人。", _GOAL)),
    "002.goal_reemployed": ("TX34", Said("到2022年，实现失业人员再就业1600人。", _GOAL)),
    "002.goal_trainees": ("TX34", Said("新增青年就业见习25人。", _GOAL)),
    "004.project_count": ("TX23", Said("2023年本部门项目支出共计46个，均已自评。", "N8 money-projects")),
    "004.whole_total": ("TX34", Said("2023年项目支出共计安排的项目，年中调整后预算数为33001.92万元。", "N8 money-projects")),
    "004.transfer_levels": (
        "TX33", Said("转移支付资金22680.96万元，其中：中央18966.36万元；省级3474.6万元；市级420万元。", "N8 money-transfers"),
    ),
    "004.central": ("TX34", Said("其中中央转移支付资金19146.36万元。", "N8 money-transfers")),
}  # fmt: skip
"""Told of by the rule named when the sentence is written, where need be in the report of the project it is about."""

UNTOLD = {
    "要懂文字的含义（用途、单位职责、口径、抄错的句子）": (
        "000.p06.name", "000.p08.verb", "000.p11.use", "000.p14.use", "000.p15.who", "000.item7", "002.glossary",
        "004.city_scope", "004.recruitment_target", "002.pension_traceable",
    ),
    "上下半年人数不同、标准只适用于一部分人，口径未写明，不敢断定": ("000.p01.persons", "000.p01.half_years", "000.p06.standard"),
    "名称写明是中央资金，数也是自评表的中央资金": ("000.over100_jobs",),
    "自评表的规则 FI08 已说（未用完而没有写原因），文中的数没有错": ("000.p03.unspent",),
}  # fmt: skip
"""Not told of from the texts alone."""


@cache
def goals() -> Filing:
    """The project whose report has other goals than the department's text."""
    rows = [
        indicator("≥3300人", "3231人", "城镇新增就业人数"),
        indicator("≥1400人", "1750人", "失业人员再就业人数"),
        indicator("≥50人", "53人", "新增青年就业见习人数"),
    ]
    made = project(*rows, id="p", name="就业创业上级补助资金", kind=ProjectKind.SPECIFIC)
    return filing(made, year=2022)


FORMS: dict[str, tuple[Made, int]] = {
    "recruited": (
        project(indicator("≥60人", "67人", "招聘事业人员数"), id="d", kind=ProjectKind.DEPARTMENT, name="部门整体"), 2024,
    ),
    "pension": (
        project(indicator("51万元", "46.62万元", "区级财政补助", "产出指标/数量指标"), id="p", name="养老保险补助资金"), 2022,
    ),
    "jobs": (project(total(None, "1020.74", "1020.74"), id="p", name="就业创业上级补助资金"), 2022),
}  # fmt: skip
"""Forms of one project each, with the year."""
OTHER_KINDS = {
    "operation-text": "2022年度运转类项目全部为公用经费。项目全年预算数58.70万元，执行数58.70万元，预算执行率100%。",
    "specific-text": "项目全年预算数1204.24万元，执行数1204.24万元，预算执行率100%。",
}


def base_of(source: str, said: Said) -> Filing:
    if said.form == "kinds":
        return accounts_saying(*OTHER_KINDS.values(), keys=tuple(OTHER_KINDS), outline="N2")
    if said.form:
        made, year = FORMS[said.form]
        return filing(made, year=year)
    if source == "002":
        return goals() if said.place == _GOAL else shown(name="攀枝花市西区人力资源和社会保障局")
    return county_report() if source == "000" else bureau_report()


def written(base: Filing, said: Said) -> Filing:
    """The filing with this text written."""
    outline, _, key = said.place.partition(" ")
    row: Passage = passage(said.text, key, outline, said.project, DEMO if base.id == DEMO else FILING)
    return Filing(base.unit, base.head, base.scheme, [*base.all_records(), ("passage", row)])


def told(source: str, said: Said) -> list[Finding]:
    """What is told of the words of a text, not of texts that are missing beside it."""
    checker = Checker(written(base_of(source, said), said))
    checker.check_all()
    return [one for one in checker.findings() if one.ref.entity == "passage" and one.hit.span is not None]


@pytest.mark.parametrize("entry", WRONG)
def test_a_published_error_is_told(entry: str) -> None:
    rule, said = WRONG[entry]
    found = told(entry[:3], said)
    assert rule in {one.rule.id for one in found}, [one.message for one in found]
    hit = next(one.hit for one in found if one.rule.id == rule)
    assert hit.span is not None
    assert said.text[slice(*hit.span)]


def test_how_many_of_how_many() -> None:
    others = [entry for entries in UNTOLD.values() for entry in entries]
    every = [*WRONG, *others]
    assert len(every) == len(set(every)) == 50
    assert Counter(entry[:3] for entry in WRONG) == {"000": 13, "002": 18, "004": 4}


_RENAMED = {
    "高校毕业生“三支一扶”经费上级补助资金": "三支一扶资金（含上年结转）",
    "2023年和2024年东西协作项目“乐在浙里”劳务协作项目": "东西协作资金",
}
_WITH_CARRY_OVER = _ITEMS
for _name, _other in _RENAMED.items():
    _WITH_CARRY_OVER = _WITH_CARRY_OVER.replace(_name, _other)
"""681.31 and 150.12 万元 are right for the sum, wrong for the projects of those names."""
RIGHT = (
    ("000", Said("预算收入3295.63万元，其中：一般公共预算拨款收入3287.73万元，政府性基金预算拨款收入7.9万元。")),
    ("000", Said("基本支出964.06万元，项目支出2331.57万元。按程序调配干部71人，其中调出县外16人，县内调动55人。")),
    ("000", Said(f"项目支出2331.57万元，具体支出为：{_WITH_CARRY_OVER}。", "N1 projects-text")),
    ("000", Said("受理劳动关系案件141件，结案141件，结案率为100%，农村劳动力转移就业4.88万人。")),
    ("000", Said("财政对企业职工基本养老保险差额补助100万元；招工成本补贴1万元；总部经济园建设7.9万元。", _LARGE)),
    ("000", Said("下达上级资金共678.61万元，其中中央资金446.35万元、省级资金232.26万元。", "N4 approval-text", "p02")),
    ("000", Said("屋面维修0.76万元；资料印发1.50万元；办公椅0.22万元；服装费2.18万元，共计4.66万元。", "N4 use-note", "p03")),
    ("000", Said("中标金额196万元，2024年支出尾款58.8万元，为中标金额的30%。", "N4 use-note", "p04")),
    ("000", Said("服务费15.8万元，已支付50%服务费7.9万元，剩余50%服务费7.9万元。", "N4 use-note", "p05")),
    ("000", Said("预算152.37万元，其中县级资金100.71万元，省级资金51.66万元。资金到位152.37万元，到位比例100%。", "N4 arrival-text", "p07")),
    ("000", Said("代缴15237人，人均代缴金额100元，资金使用152.37万元，使用比例100%。", "N4 completion-result", "p07")),
    ("000", Said("资金403.1万元，其中：中央356万元，省级42万元，县级5.1万元。资金支付与预算相符。", "N4 approval-text", "p12")),
    ("000", Said("资金372.44万元，其中：省级280万元，市级90万元，县级2.44万元。", "N4 approval-text", "p15")),
    ("002", Said("2022年度收、支总计2113.98万元。与2021年2,762.63万元相比，收、支总计各减少648.65万元，下降23.48%。", "N9 total-text")),
    ("002", Said("本年收入合计2086.7万元，其中：一般公共预算财政拨款收入2076.76万元，占99.52%；政府性基金预算财政拨款收入9.94万元，占0.48%。", "N9 income-text")),
    ("002", Said("本年支出合计2113.98万元，其中：基本支出909.74万元，占43.03%；项目支出1204.24万元，占56.97%；经营支出0万元，占0%。", "N9 expenditure-text")),
    ("002", Said("本年收入合计2086.7万元，加上年初结转和结余27.28万元，收、支总计2113.98万元。", "N9 total-text")),
    ("002", Said("财政拨款收、支总计2113.98万元。与2021年2762.62万元相比，财政拨款收、支总计各减少648.64万元，下降23.48%。", "N9 appropriation-text")),
    ("002", Said("公用经费58.70万元，主要包括：办公费12.68万元、印刷费1.06万元、邮电费1.99万元、差旅费3.12万元、维修（护）费0.52万元、培训费0.41万元、公务接待费0.32万元、劳务费0.08万元、委托业务费0.08万元、工会经费8.33万元、福利费0.29万元、其他交通费27.3万元、其他商品和服务支出2.08万元、办公设备购置0.45万元。", "N9 basic-text")),
    ("002", Said("“三公”经费支出决算为0.32万元，完成预算100%，较上年减少0.05万元，下降13.51%。", "N9 three-total-text")),
    ("002", Said("国内公务接待3批次，25人次（不包括陪同人员），共计支出0.32万元，具体内容包括：就业调研0.13万元；创业督导0.06万元；平台建设调研0.13万元。", "N9 reception-text")),
    ("002", Said("机关运行经费支出58.7万元，比2021年185.28万元减少126.58万元，下降68.32%。", "N9 running-text")),
    ("002", Said("政府采购支出总额273.98万元，其中：政府采购货物支出0万元、政府采购工程支出0万元、政府采购服务支出273.98万元。授予中小企业合同金额273.98万元，占政府采购支出总额的100%。", "N9 procurement-text")),
    ("002", Said("下属二级单位5个，其中行政单位0个，参照公务员法管理的事业单位3个（监察大队、社保中心、就业中心），其他事业单位2个（仲裁院、人才中心）。", "N9 institutions-text")),
    ("002", Said("促进青年就业见习53人，完成目标任务50人的106%；发放创业担保贷款2011万元，完成目标任务2000万元的100.55%。", "N9 work-text")),
    ("002", Said("实现失业人员再就业1750人（完成全年指标1400人的125%）；就业困难人员再就业560人（完成全年指标350人的160%）；城镇登记失业率3.58%，低于4.2%的控制目标。", _GOAL)),
    ("002", Said("代缴2082名困难群众养老保险20.82万元，每人100元。", "N9 work-text")),
    ("004", Said("本部门整体年初预算安排35841.57万元，年中调整后预算数为33001.92万元，决算数33001.92万元，支出率达100%。", "N8 money-whole")),
    ("004", Said("涉及转移支付资金13项，转移支付资金22680.96万元，省级转移支付资金3474.6万元，市级转移支付240万元。", "N8 money-transfers")),
    ("004", Said("涉及项目23个，预算资金10321.31万元。其中，一般公共预算项目16个，涉及资金229.85万元，占一般公共预算项目支出总额的100%；政府性基金预算项目0个，涉及资金0万元，占0%；社保基金预算项目7个，涉及资金10091.46万元，占社保基金预算项目支出总额的100%。", "N8 own-text")),
    ("004", Said("评价等级为“优”项目23个，“良”项目0个，“中”项目0个，“差”项目0个，评优率为100%。", "N8 own-text")),
    ("004", Said("评价等级为“优”项目13个，“良”项目0个，“中”项目0个，“差”项目0个，评优率为100%。", "N8 transfers-text")),
    ("004", Said("局属预算单位2个，包括就业服务中心、养老保险服务中心。", "N8 evaluation-how")),
)  # fmt: skip
"""Relations that the auditor found to hold, written as sentences."""


@pytest.mark.parametrize(
    ("source", "said"), RIGHT, ids=[f"{source}-{place}" for place, (source, _) in enumerate(RIGHT)]
)
def test_what_holds_is_not_told(source: str, said: Said) -> None:
    assert [(one.rule.id, one.message) for one in told(source, said)] == []


def test_the_generated_text_rewritten_word_for_word_is_right() -> None:
    base = shown()
    views = [view for section in Composer(base, ReportKey("N9")).sections() for view in section.passages if view.text]
    rows = [("passage", passage(view.text, view.key, "N9", filing=DEMO)) for view in views]
    checker = Checker(Filing(base.unit, base.head, base.scheme, [*base.all_records(), *rows]))
    checker.check_all()
    assert len(rows) > 20
    assert [one.message for one in checker.findings() if one.ref.entity == "passage"] == []
