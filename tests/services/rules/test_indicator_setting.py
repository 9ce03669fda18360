"""IX09–IX13, IX17–IX20: level, direction, ambition and agreement of indicators."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.rules.casebook import Case, case, findings, indicator, project

SATISFACTION = "满意度指标/服务对象满意度指标"
QUALITY = "产出指标/质量指标"
COUNT = "产出指标/数量指标"
TIME = "产出指标/时效指标"
COST = "产出指标/成本指标"
ECONOMY = "效益指标/经济效益指标"
SOCIETY = "效益指标/社会效益指标"


def one(rule: str, kind: str, name: str, level: str, target: str, says: Any = None, **fields: Any) -> Any:
    return case(rule, kind, project(indicator(target, fields.pop("actual", ""), name, level, **fields)), says=says)


def twins(kind: str, one: tuple[str, str, str], other: tuple[str, str, str], says: Any = None, **more: Any) -> Any:
    """The same thing told in two projects: (name, target, actual) each."""
    made = [project(indicator(t, a, n), id=f"p{i}", name=f"项目{i}") for i, (n, t, a) in enumerate((one, other), 1)]
    return case("IX20", kind, *made, says=says, **more)


def pair(kind: str, name: str, other: str, says: Any = None) -> Any:
    rows = indicator(name=name), indicator(name=other, level=SOCIETY)
    return case("IX10", kind, project(*rows), says=says)


JOBS = "确保城镇新增就业人数"


@pytest.mark.parametrize(
    "case",
    [
        one("IX09", "passing", "服务对象满意度", SATISFACTION, "≥95%"),
        one("IX09", "failing", "服务对象满意度", SATISFACTION, "100%", ["“服务对象满意度”", "“100%”"]),
        one("IX09", "failing", "服务对象满意度", SATISFACTION, "≥79.9%", ["低于 80%"]),
        one("IX09", "boundary", "服务对象满意度", SATISFACTION, "≥80%"),
        one("IX09", "boundary", "群众不满意率", SATISFACTION, "≤5%"),
        one("IX09", "blank", "服务对象满意度", SATISFACTION, ""),
        pair("passing", "群众满意度", "企业满意度"),
        pair("failing", "满意度", "满意 度", ["“满意 度”", "“数量指标”", "“社会效益指标”"]),
        pair("boundary", "满意度", "满意度(企业)"),
        pair("blank", "", ""),
        one("IX11", "passing", "支付成功率", QUALITY, "100%"),
        one("IX11", "failing", "支付成功率（%）", QUALITY, "100%", ["“支付成功率（%）”", "“%”"]),
        one("IX11", "failing", "工作经费(万元))", COST, "≤70万元", ["“万元”"]),
        one("IX11", "boundary", "发放人数（人）", COUNT, "≥43人次"),
        one("IX11", "boundary", "入职率（入职人数/考录总人数）", QUALITY, "≥90%"),
        one("IX11", "blank", "支付成功率（%）", QUALITY, ""),
        one("IX12", "passing", "培训合格率", QUALITY, "≥95%"),
        one("IX12", "passing", "农民收入增长比例", ECONOMY, "≥5%"),
        one("IX12", "failing", "求职创业补贴比例", ECONOMY, "≥95%", ["“经济效益指标”", "“质量指标”"]),
        one("IX12", "failing", "求职创业补贴比例", COUNT, "≥95%", ["“数量指标”", "“质量指标”"]),
        one("IX12", "failing", "发放补贴人数", QUALITY, "≥90人", ["“数量指标”"]),
        one("IX12", "failing", "补贴发放及时率", COUNT, "≥90%", ["“时效指标”"]),
        one("IX12", "failing", "群众满意度", SOCIETY, "≥90%", ["“满意度指标”"]),
        one("IX12", "boundary", "发放(缴纳)覆盖率", COUNT, "=100%"),
        one("IX12", "boundary", "群众满意度", "满意度/满意度", "≥90%"),
        one("IX12", "blank", "群众满意度", SOCIETY, ""),
        one("IX13", "passing", "城镇登记失业率（失业人口/劳动力人口）", SOCIETY, "≤4%"),
        one("IX13", "passing", "劳动保障监察举报投诉案件结案率", QUALITY, "≥95%"),
        one("IX13", "passing", "受理投诉次数", COUNT, "≥100次"),
        one("IX13", "passing", "采购成本节约率", COST, "≥0%"),
        one("IX13", "failing", "城镇登记失业率", SOCIETY, "≥4%", ["“城镇登记失业率”", "“≥4%”"]),
        one("IX13", "failing", "信息系统运维费用", COST, "≥20万元", ["“≥20万元”"]),
        one("IX13", "boundary", "城镇登记失业率", SOCIETY, "4%"),
        one("IX13", "boundary", "补助标准", COST, "≥500元/人/月"),
        one("IX13", "blank", "城镇登记失业率", SOCIETY, ""),
        one("IX17", "passing", "高校毕业生就业率", SOCIETY, "≥80%"),
        one(
            "IX17",
            "failing",
            "高校毕业生就业率稳步提升",
            SOCIETY,
            "定性好差",
            ["“高校毕业生就业率稳步提升”", "“定性好差”"],
        ),
        one("IX17", "boundary", "提高办事效率", SOCIETY, "优良中差"),
        one("IX17", "boundary", "做好参保人员工作", SOCIETY, "优良中差"),
        one("IX17", "blank", "高校毕业生就业率", SOCIETY, ""),
        one("IX18", "passing", "完成时限", TIME, "12月31日前"),
        one("IX18", "failing", "完成年度主要任务时限", TIME, "≤1年", ["“≤1年”"]),
        one("IX18", "failing", "享受人员的核定、发放时间", TIME, "＝12月", ["“＝12月”"]),
        one("IX18", "boundary", "故障响应时间", TIME, "≤2小时"),
        one("IX18", "boundary", "设备质保期和工期", TIME, "≤6个月"),
        one("IX18", "blank", "完成时限", TIME, ""),
        one("IX19", "passing", "档案数量", COUNT, "≥9000卷册", last_actual="10050卷册"),
        one("IX19", "failing", "档案数量", COUNT, "≥800卷册", ["“≥800卷册”", "“10050册”"], last_actual="10050册"),
        one("IX19", "boundary", "档案数量", COUNT, "≥700卷册", last_actual="1000卷册"),
        one("IX19", "failing", "档案数量", COUNT, "≥699卷册", ["“≥699卷册”"], last_actual="1000卷册"),
        one("IX19", "boundary", "失业率", SOCIETY, "≤1%", last_actual="4%"),
        one("IX19", "blank", "档案数量", COUNT, "≥800卷册", last_actual=""),
        twins("passing", (JOBS, "≥1300人", "1651人"), (JOBS, "≥0.13万人", "0.1651万人")),
        twins("boundary", (JOBS, "≥1300人", "1651人"), (JOBS, "≥1300人", "1651")),
        twins(
            "failing", (JOBS, "≥1300人", "1651人"), (JOBS, "≥1300人", "1994人"), ["项目1", "1651人", "项目2", "1994人"]
        ),
        twins("failing", (JOBS, "≥1300人", "1651人"), (JOBS, "≥1600人", "1651人"), ["≥1300人", "≥1600人"]),
        twins("boundary", ("发放生活补助人数", "≥36人", "36人"), ("发放生活补助人数", "≥40人", "40人")),
        twins("boundary", ("资金在规定时间内下达率", "≥95%", "98%"), ("资金在规定时间内下达率", "=100%", "100%")),
        twins("boundary", ("服务对象满意度", "≥95%", "98%"), ("服务对象满意度", "≥90%", "91%")),
        twins("blank", (JOBS, "≥1300人", "1651人"), (JOBS, "≥1300人", "")),
    ],
)
def test_case(case: Case) -> None:
    case.check()


def test_unit_is_taken_out_of_the_name() -> None:
    [found] = findings("IX11", project(indicator("100%", "", "支付成功率（%）")))
    assert found.hit.adopt is not None
    assert found.hit.adopt[1] == "支付成功率"


def test_direction_is_turned_round() -> None:
    [found] = findings("IX13", project(indicator("≥4.0%", "", "城镇登记失业率")))
    assert found.hit.adopt is not None
    assert found.hit.adopt[1] == "≤4%"


def test_a_name_with_many_versions_is_not_one_fact() -> None:
    made = [project(indicator(f"≥{n}00人", "", JOBS), id=f"p{n}", name=f"项目{n}") for n in range(1, 5)]
    assert len(findings("IX20", *made[:3])) == 2
    assert findings("IX20", *made) == []


def test_what_can_be_counted_is_not_asked_for_levels_as_well() -> None:
    vague = project(indicator("保持稳定", "保持稳定", "年末高校毕业生总体就业率"))
    assert findings("IX17", vague)
    assert findings("IX14", vague) == []
