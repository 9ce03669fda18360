"""Two published reports, entered as forms: which of the inconsistencies an auditor listed are found.

Of the auditor's list every entry is here: found by a rule, about forms but not found, or about something else (a text,
its structure), each with the reason. None of the relations that hold may be reported.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from services.filing.filing import Filing
from services.rules.engine import Checker
from tests.services.rules.report_of_a_bureau import bureau_report
from tests.services.rules.report_of_a_county import county_report

REPORTS = {"000": county_report, "004": bureau_report}


class Told(NamedTuple):
    """A rule that speaks, and what its finding (place and message) holds."""

    rule: str
    words: tuple[str, ...]


def by(rule: str, *words: str) -> Told:
    return Told(rule, words)


FOUND: dict[str, Told] = {
    "000.project_count": by("XF20", "17 个", "16 个"),
    "000.reports_missing": by("XF11", "省管森工企业离退休人员社会化管理工作经费", "1.71", "没有这个项目的自评表"),
    "000.ew_items": by("XF02", "150.12", "0.17 + 150", "差 0.05"),
    "000.over100_total": by("XF21", "2452.22", "2331.57"),
    "000.over100_duplicate": by("XF21", "三支一扶", "681.31", "464.6", "两次"),
    "000.over100_pension": by("XF21", "100.71", "152.37"),
    "000.over100_jobs": by("XF21", "356", "403.1"),
    "000.over100_rural": by("XF21", "280", "372.44"),
    "000.over100_central": by("XF21", "464.6 万元，项目支出清单是 681.31"),
    "000.p02.spent": by("XF02", "681.31", "678.61", "2.7"),
    "000.p03.unspent": by("FI08", "人社公共服务能力建设上级资金", "4.66 ÷ 7.5"),
    "000.p04.title": by("FC16", "人社公共服务能力建设上级资金", "人事人才平台建设经费尾款"),
    "000.p04.no_funds": by("FI19", "人事人才平台建设经费尾款", "58.8"),
    "000.p06.name": by("FC16", "财政对企业职工养老保险差额补助(按实)", "财政对企业职工基本养老保险差额补助"),
    "000.p09.slow": by("FI20", "项目拨付率较低", "0.17"),
    "000.p10.claim": by("FI18", "资金支付与预算相符", "64.35"),
    "000.no_carry_over": by("XF22", "本部门无结转结余", "64.35"),
    "000.problem_none": by("FC14", "2023年度中央和省级财政就业创业补助资金", "项目拨付率较低"),
    "000.p12.score": by("SC06", "98 分", "92.3 分"),
    "000.p15.progress": by("FI20", "还未进行补贴申请拨付"),
    "000.p10.income": by("LC03", "增加就业人员和转移劳动力家庭人均收入"),
    "000.satisfaction_unit": by("IX03", "高于98以上"),
    "000.actual_as_range": by("SC19", "200元以上/人"),
    "000.score_table": by("XF17", "97 分", "还有指标没有得分"),
    "000.organisation_template": by("FC09", "说明项目组织管理架构"),
    "000.p06.ind01.unmet": by("SC08", "补助人数", "1000人", "924人"),
    "000.p07.ind01.unmet": by("SC08", "代缴人数", "17166人", "15237人"),
    "000.p10.ind02.over": by("SC09", "转移劳动力", "48800人"),
    "000.p11.ind01.over": by("SC09", "举办线上线下招聘会", "8场"),
    "000.p11.ind02.over": by("SC09", "开展培训劳动力", "413人"),
    "000.p11.ind03.over": by("SC09", "转移就业农村劳动力", "1320人"),
    "000.p12.ind01.unmet": by("SC08", "补贴创业奖补人数", "30人以上", "16人"),
    "000.p12.ind02.over": by("SC09", "补贴社会保险人数", "82人"),
    "000.p14.ind01.over": by("SC09", "举办线上线下招聘会", "27场"),
    "000.p14.ind02.over": by("SC09", "开展服务农民工人数", "3000人"),
    "000.p15.ind01.over": by("SC09", "补助人数", "7288人"),
    "004.no_basic": by("XF11", "33001.92", "没有留出基本支出"),
    "004.project_count": by("XF07", "46 个", "23 个", "13 个", "36 个"),
    "004.transfer_levels": by("XF05", "22680.96", "22860.96", "180"),
    "004.central": by("XF04", "19146.36", "18966.364944", "179.995056"),
    "004.whole_total": by("XF08", "33001.92", "33002.27", "0.35"),
    "004.t1.duplicate": by("XF21", "代发离休人员一次性生活慰问金", "9.82", "1.3992"),
    "004.t2.duplicate": by("XF21", "就业见习", "117.333766", "252"),
    "004.zero_amounts": by("SC17", "社保卡补卡换卡经费", "90 分"),
    "004.recruitment_target": by("SC17", "事业单位公开招聘经费", "90 分"),
    "004.all_excellent": by("SC18", "36 个", "100%"),
    "004.no_actuals": by("FC02", "部门整体", "实际完成情况"),
    "004.whole_score_basis": by("XF17", "99.03", "还有指标没有得分"),
    "004.misprints": by("IX01", "大于等天90%"),
}
"""Entries about forms, and the finding that tells of each."""

MISSED = {
    "004.adjustment": "调整 7.92%，低于 FI09 的 10%",
    "004.row12_place": "按名称看应在另一张表；没有规则读名称的含义",
    "000.p10.satisfaction": "完成值恰等于“高于98”；方案不为此扣分",
    "000.all_reached": "“全面完成”与三项未完成的指标：指标各有 SC08，这句话没有规则",
}
"""Entries about forms that no rule tells of."""

NOT_FORMS = {
    "一段文字里的推算或人数，不在任何表上": (
        "000.p01.standard", "000.p01.half_years", "000.p01.persons", "000.recruited", "000.p06.standard",
        "000.p07.persons", "000.same_16_persons", "000.p15.persons", "000.p15.amount", "000.carry_in",
    ),
    "用途、说法与别处不符，只在文字中": (
        "000.p03.use", "000.p05.lump_sum", "000.p08.verb", "000.p11.use", "000.p11.source", "000.p14.use",
        "000.p15.who", "000.item7", "004.city_scope", "004.problem",
    ),
    "报告的结构、编号、格式": (
        "000.p03.no_section4", "000.p05.section4_twice", "000.p06.heading", "000.section_numbers", "000.template_left", "000.artifact",
        "000.over100_typo", "000.staff", "004.attachments", "004.doc_numbers", "004.brackets", "004.decimals",
        "004.numbering",
    ),
}  # fmt: skip
"""Entries about texts: the rules on narratives (TX, NM) are for them."""

_SPENT = {
    "p01": "行政事业单位科级及以下退休人员活动及管理经费", "p03": "人社公共服务能力建设上级资金",
    "p04": "人事人才平台建设经费尾款", "p05": "总部经济园建设", "p06": "财政对企业职工基本养老保险差额补助",
    "p07": "政府代缴困难群众城乡居民养老保险", "p08": "职业年金贴息", "p10": "2023年度中央和省级财政就业创业补助资金",
    "p12": "2024年就业创业补助资金中省县", "p13": "招工成本补贴", "p14": "招聘会、农民工工作等经费",
    "p15": "2024年乡村振兴补助资金项目（省市县）",
}  # fmt: skip
_ARRIVED = {
    **_SPENT, "p02": "高校毕业生“三支一扶”经费上级补助资金", "p09": "2023年东西协作项目“乐在浙里”劳务协作项目",
    "p11": "2024年东西协作项目“乐在浙里”劳务协作项目",
}  # fmt: skip
_NO_RATE = ("p03", "p04", "p05")
_MET = {
    "p07.ind02": ("p07", "人均代缴金额"), "p09.ind01": ("p09", "培训劳动力"), "p09.ind02": ("p09", "服务对象满意度"),
    "p10.ind01": ("p10", "补贴创业奖补人数"), "p11.ind04": ("p11", "转移人员增收"), "p11.ind05": ("p11", "服务对象满意度"),
    "p12.ind03": ("p12", "开发公益性岗位人数"), "p12.ind04": ("p12", "控制全县失业率"), "p12.ind05": ("p12", "服务对象满意度"),
    "p13.ind01": ("p13", "补贴招用新成长劳动力人次"), "p13.ind02": ("p13", "提高企业对新成长劳动力招用"),
    "p14.ind03": ("p14", "增加农民工就业人数"), "p15.ind02": ("p15", "务工人员增收"),
}  # fmt: skip

HOLDS: dict[str, tuple[Told, ...]] = {
    "000.income_parts": (by("FI01", "部门整体"), by("FI02", "部门整体")),
    "000.income_eq_expenditure": (by("XF14"),),
    "000.projects_sum": (by("XF19"),),
    "000.ew_over_list": (by("XF21", "乐在浙里"),),
    "000.over100_part_jobs": (by("XF02", "2024年度中央就业创业补助资金"),),
    "000.over100_part_rural": (by("XF02", "（省级）"),),
    "000.over100_part_pension": (by("XF02", "100.71"),),
    **{f"000.{key}.spent_eq_list": (by("XF02", f"“{name}”"),) for key, name in _SPENT.items()},
    "000.p02.levels": (by("FI01", "三支一扶"), by("FI04", "三支一扶")),
    "000.p02.with_carry_over": (by("XF21", "678.61"),),
    "000.p05.paid_share": (by("FI05", "总部经济园建设"), by("FI07", "总部经济园建设")),
    "000.p05.fund": (by("XF09"), by("XF10")),
    "000.p07.levels": (by("FI01", "政府代缴困难群众"),),
    "000.p12.levels": (by("FI01", "2024年就业创业补助资金"),),
    "000.p15.levels": (by("FI01", "2024年乡村振兴补助资金"),),
    "000.job_fairs": (by("IX20", "招聘会"), by("XF18", "招聘会")),
    **{
        f"000.{key}.arrival_rate": tuple(by(rule, f"{name}：") for rule in ("FI05", "FI06", "FI07"))
        for key, name in _ARRIVED.items()
        if key not in _NO_RATE
    },
    **{
        f"000.{key}.use_rate": tuple(by(rule, f"{_SPENT[key]}：") for rule in ("FI05", "FI08", "FI18"))
        for key in ("p01", "p06", "p07", "p08")
    },
    **{
        f"000.{key}.met": tuple(
            by(rule, f"{_ARRIVED[own]}：{name}") for rule in ("SC07", "SC08", "SC09", "LC03", "IX08")
        )
        for key, (own, name) in _MET.items()
    },
    "004.whole_rate": tuple(by(rule, "部门整体") for rule in ("FI05", "FI07", "FI08", "FI18")),
    "004.transfer_table_sum": (by("XF04", "转移支付预算"),),
    "004.provincial": (by("XF04", "省级资金"),),
    "004.city": (by("XF04", "市级资金"),),
    "004.central_twice": (by("XF05", "一、（二）2"),),
    "004.provincial_twice": (by("XF05", "一、（二）2"),),
    "004.city_twice": (by("XF05", "一、（二）2"),),
    "004.transfer_count": (by("XF20", "转移支付项目数"),),
    "004.own_count": (by("XF20", "本级项目数"),),
    "004.own_table_sum": (by("XF04", "本级项目预算"),),
    "004.own_parts": (by("XF09", "本级项目预算"),),
    "004.own_part_counts": (by("XF09", "本级项目数"),),
    "004.social_rows": (by("XF09", "社会保险基金项目金额"),),
    "004.general_rows": (by("XF09", "一般公共预算项目金额"),),
    "004.general_row_count": (by("XF09", "一般公共预算项目数"),),
    "004.social_row_count": (by("XF09", "社会保险基金项目数"),),
    "004.t1.grade_rule": (by("XF03", "项目自评结果汇总表"), by("SC13")),
    "004.t2.grade_rule": (by("XF03", "转移支付自评结果汇总表"),),
    "004.t1.score_range": (by("XF01", "项目自评结果汇总表"), by("SC04")),
    "004.t2.score_range": (by("XF01", "转移支付自评结果汇总表"),),
    "004.excellent_own": (by("XF06", "一、（二）1", "评优率"),),
    "004.excellent_transfer": (by("XF06", "一、（二）2", "评优率"),),
    "004.grade_count_own": (by("XF06", "一、（二）1"),),
    "004.grade_count_transfer": (by("XF06", "一、（二）2"),),
    "004.whole_grade": (by("XF17", "等级"), by("SC13", "部门整体")),
}
"""Relations that hold, and the findings that would deny each."""

HOLDS_IN_TEXTS = (
    "000.goal_retired", "000.three_support_recruited", "000.p02.recruited", "000.moved_staff", "000.disputes_closed",
    "000.p03.uses", "000.p04.final_share", "000.p05.fee", "000.p07.standard", "000.moved_labour",
    "004.projects_rate", "004.whole_without_row12", "004.t1.sequence", "004.t2.sequence", "004.units", "004.dates",
)  # fmt: skip
"""Relations between figures that stand on no form, or that only explain an entry above."""


@cache
def findings(source: str) -> tuple[tuple[str, str], ...]:
    """What is found in a report: rule, and place with message."""
    on: Filing = REPORTS[source]()
    checker = Checker(on)
    checker.check_all()
    return tuple((found.rule.id, f"{checker.where(found)}\n{found.message}") for found in checker.findings())


def telling(entry: str, told: Told) -> list[str]:
    """The findings of a rule in an entry's report that hold all the words."""
    texts = [text for rule, text in findings(entry.partition(".")[0]) if rule == told.rule]
    return [text for text in texts if all(word in text for word in told.words)]


@pytest.mark.parametrize("entry", FOUND)
def test_inconsistency_is_found(entry: str) -> None:
    assert telling(entry, FOUND[entry]), [text for rule, text in findings(entry[:3]) if rule == FOUND[entry].rule]


@pytest.mark.parametrize("entry", HOLDS)
def test_relation_that_holds_is_not_reported(entry: str) -> None:
    assert [text for told in HOLDS[entry] for text in telling(entry, told)] == []


def test_how_many_of_each() -> None:
    texts = [entry for entries in NOT_FORMS.values() for entry in entries]
    every = [*FOUND, *MISSED, *texts]
    assert len(every) == len(set(every))
    assert Counter(entry[:3] for entry in FOUND) == {"000": 36, "004": 13}
    assert Counter(entry[:3] for entry in MISSED) == {"000": 2, "004": 2}
    assert Counter(entry[:3] for entry in texts) == {"000": 26, "004": 7}
    assert not set(HOLDS) & set(HOLDS_IN_TEXTS)
    assert Counter(entry[:3] for entry in (*HOLDS, *HOLDS_IN_TEXTS)) == {"000": 66, "004": 31}
