"""Rules on names, time and private data in written passages: passing, failing, boundary, blank."""

from __future__ import annotations

from datetime import date

import pytest

from models.report import Organisation, Report
from services.filing.filing import Filing
from services.filing.report_rows import ReportKey, organisation_ref, report_ref
from services.reports.passages import written_passages
from services.rules.catalogue import all_rules
from services.rules.text_called import short_names
from tests.services.rules.casebook import Case, case, filing, findings, missing_kinds, project
from tests.services.rules.passages import accounts_saying as saying
from tests.services.rules.passages import passage
from tests.services.rules.published_accounts import DEMO, shown


def dated(approved: date | None, published: date | None) -> Filing:
    organisation = Organisation(id=organisation_ref(DEMO, "").id, filing_id=DEMO, approved_on=approved)
    report = Report(id=report_ref(DEMO, ReportKey("N9"), "").id, filing_id=DEMO, outline="N9", dated=published)
    return shown(None, organisation, report)


def naming(text: str, *names: str) -> Filing:
    """A filing with projects of these names and a passage in the report on the whole."""
    made = [project(id=f"p{place}", name=name) for place, name in enumerate(names)]
    return filing(*made, accounts=[passage(text)])


def begun(whole: str, projects: str, *, omitted: bool = False) -> Filing:
    """A filing with these two passages of 整体绩效自评工作报告, all that it asks for."""
    first, second = (
        passage(text, f"quality-{name}-text", "N8") for name, text in (("whole", whole), ("projects", projects))
    )
    return filing(accounts=[first, second.model_copy(update={"omitted": omitted})])


PENSION = "财政对企业职工基本养老保险差额补助（按实）"
CASES = [
    case("TX45", "passing", begun("质量较好。", "指标齐全。")),
    case("TX45", "failing", begun("质量较好。", ""), says=["1 段", "项目支出绩效目标设定情况"]),
    case("TX45", "boundary", begun("质量较好。", "", omitted=True)),
    case("TX45", "blank", begun("", "")),
    case("TX46", "passing", saying("预计补助人数1000人，实际补助1000人。")),
    case("TX46", "failing", saying("预计补助人数1000人，实际补助924人。"), says=["目标 1000人", "完成 924人", "92.4%"]),
    case("TX46", "failing", saying("成本指标包含失业率控制在5%以内，完成失业率5.6%。"), says=["不超过 5%", "5.6%"]),
    case("TX46", "boundary", saying("预计补助人数1000人，实际补助924人，主要原因是人员减少。")),
    case("TX46", "boundary", saying("截至9月底，预计补助人数1000人，实际补助924人。")),
    case("TX46", "boundary", saying("本级财政计划补助100万元，实际补助92万元；培训1366人次，目标已完成，其中线上培训203人次。")),
    case("TX46", "blank", saying("各项目标已完成。")),
    case("TX47", "passing", saying("数量指标包含招聘会5场以上，培训300人，任务完成招聘会6场，培训390人。")),
    case("TX47", "failing", saying("数量指标包含招聘会5场以上，培训300人，任务完成招聘会8场，培训391人。"),
         each=[["招聘会", "不少于 5场", "8场", "160%"], ["培训", "300人", "391人"]]),
    case("TX47", "boundary", saying("指标包含合格率60%，实际合格率95%；上年目标5场，实际完成8场。")),
    case("TX47", "blank", saying("举办了招聘会。")),
    case("TX33", "boundary", saying("2.车辆费1.5万元。其中：\n购置费0万元；\n维护费1.5万元。\n3.接待费1.2万元。")),
    case("TX33", "boundary", saying("项目支出48.1万元，按科目分，其中：文化支出850.09万元，占95.1%；卫生支出43.9万元，占4.9%。")),
    case("TX33", "failing", saying("2.车辆费1.5万元，其中：\n购置费0.3万元；\n加油费0.4万元；\n维护费0.5万元。"), says=["1.2", "1.5万元"]),
    case("NM10", "boundary", saying("目 录\n省委组织部 省财政厅联合发文。")),
    case("NM02", "passing", saying("截至2022年12月31日，到位100万元。", "截至2022年12月31日，共有车辆0辆。")),
    case("NM02", "failing", saying("截至2022年12月31日，到位1万元。", "截至2022年12月31日，共2辆。", "截止2022年11月30日，支付1万元。"),
         says=["2022年11月30日", "其他 2 处", "12月31日"]),
    case("NM02", "failing", saying("于2022年2月30日完成。"), says=["2022年2月30日", "没有这一天"]),
    case("NM02", "failing", saying("截至2019年12月31日，到位100万元。"), says=["不在报告年度 2022 年"]),
    case("NM02", "boundary", saying("截至2022年6月30日，预算执行进度50%。", "截至2022年12月31日，到位1万元。", "截至2023年1月31日。")),
    case("NM02", "boundary", saying("截至2022年6月30日，到位1万元。", "截至2022年12月31日，到位1万元。")),
    case("NM02", "blank", saying("截至评价时点，资金已到位。")),
    case("NM03", "passing", saying("某区人力资源和社会保障局（以下简称区人社局）负责此项工作，由区人社局组织实施。")),
    case("NM03", "failing", saying("区人社局共有车辆0辆。", "区人社局组织自评。", "由人力社保局实施。"), says=["人社局", "人力社保局"]),
    case("NM03", "boundary", saying("区人社局按市人力社保局要求实施；区医疗保障局、区社保局配合，本局人社局长参加。")),
    case("NM03", "blank", saying("我局负责此项工作。")),
    case("NM04", "passing", naming(f"“{PENSION}”项目到位100万元。", PENSION)),
    case("NM04", "failing", naming("财政对企业职工养老保险差额补助（按实）项目100万元。", PENSION), says=["职工养老", "基本养老"]),
    case("NM04", "failing", naming("“三支一扶”和“财政对企业职工基本养老保除差额补助（按实）”。", PENSION), says=["养老保除", "基本养老"]),
    case("NM04", "boundary", naming("“2023年中央就业补助资金”300万元。", "2022年中央就业补助资金", "2022年省级就业补助资金")),
    case("NM04", "boundary", naming("财政对企业职工养老保险差额补助100万元。", PENSION, "财政对企业职工养老保险差额补助")),
    case("NM04", "blank", naming("资金到位100万元。", "")),
    case("NM06", "passing", saying("土地出让金44549600元。")),
    case("NM06", "failing", saying("土地出让金44549600万元。"), says=["44549600万元", "可能是元"]),
    case("NM06", "boundary", saying("土地出让金9999999.99万元，全市生产总值4454.96亿元。")),
    case("NM06", "blank", saying("土地出让金按规定上缴。")),
    case("NM08", "passing", saying("咨询电话0812-5555555，金额13800.00万元。")),
    case("NM08", "failing", saying("联系13800138000，身份证11010519491231002X。"), each=[["手机号码", "1380*"], ["身份证号码", "1101*"]]),
    case("NM08", "boundary", saying("身份证110105194912310021。")),
    case("NM08", "blank", saying("无")),
    case("NM09", "passing", saying("评价组由局长任组长，成员为各股室负责人。")),
    case("NM09", "failing", saying("项目负责人：张小明。"), says=["张小明"]),
    case("NM09", "boundary", saying("项目负责人：办公室主任。")),
    case("NM09", "blank", saying("无")),
    case("NM11", "passing", dated(date(2023, 8, 1), date(2023, 8, 20))),
    case("NM11", "failing", dated(date(2023, 8, 1), date(2023, 9, 20)), says=["2023年8月1日", "2023年9月20日", "50 天"]),
    case("NM11", "boundary", dated(date(2023, 8, 1), date(2023, 8, 21))),
    case("NM11", "blank", dated(None, date(2023, 9, 20))),
    case("NM12", "passing", saying("本部门2022年度绩效自评得分为94分；于2023年度绩效自评工作中完成。")),
    case("NM12", "failing", saying("我局完成了2021年度部门整体绩效自评工作。"), says=["2021年度部门整体绩效自评", "2022"]),
    case("NM12", "boundary", saying("2021年度绩效自评发现的问题已整改；与2021年度支出决算相比减少；2021—2025年度绩效自评规划。")),
    case("NM12", "blank", saying("完成了绩效自评工作。")),
    case("TX28", "failing", saying("建议：一是加强培训；二是加强宣传；三是完善台账。三是及时拨付。"), says=["三是 后面是 三是", "重复"]),
    case("TX28", "boundary", saying("1.抓培训\n2.2024年就业补助\n3.抓维权\n一是统一是非；二是改进。一是另起。")),
    case("TX40", "passing", saying("收入⟦t.totals.income_total.amount⟧。")),
    case("TX40", "failing", saying("收入⟦t.totals.income_total.amount⟧，其中⟦p.gone.executed⟧。"), says=["第 2 个"]),
    case("TX40", "boundary", saying("比重⟦rate(t.totals.income_total.amount,t.totals.total_in.amount)@1⟧。")),
    case("TX40", "blank", saying("收入稳定。")),
    case("TX41", "passing", saying("培训、就业，按规定进行。")),
    case("TX41", "failing", saying("主要用于培训的的支出，根据根据通知，，执行。"), each=[["的的"], ["根据根据"], ["，，"]]),
    case("TX41", "failing", saying("社会保障缴费社会保障缴费支出。"), says=["社会保障缴费社会保障缴费"]),
    case("TX41", "boundary", saying("目的的确定是为了了解情况，于是是否公开……等等。")),
    case("TX41", "blank", saying("无")),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES)
def test_rule(one: Case) -> None:
    one.check()


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("由县人社局负责", "某县人力资源和社会保障局", ["人社局"]),
        ("县城管局和县环保局", "某县城市管理局", ["城管局"]),
        ("县市场监管局", "某县市场监督管理局", ["市场监管局"]),
        ("某县人力资源和社会保障局", "某县人力资源和社会保障局", []),
        ("社保局、财政局", "某县人力资源和社会保障局", []),
        ("县财政局", "某县财政局", []),
    ],
)
def test_short_names_begin_and_end_as_the_full_one(text: str, unit: str, expected: list[str]) -> None:
    assert [name for name, _ in short_names(text, unit)] == expected


def test_the_place_of_words_behind_an_inserted_figure_is_that_of_the_printed_text() -> None:
    on = saying("收入⟦t.totals.income_total.amount⟧，于2022年2月30日完成。")
    found = findings("NM02", on)[0]
    assert found.hit.span is not None
    printed = next(one.text for one in written_passages(on) if one.ref == found.ref)
    assert printed[slice(*found.hit.span)] == "2022年2月30日"


def test_every_rule_is_tried_in_every_kind_of_case() -> None:
    own = {"TX40", "TX41", "TX45", "TX46", "TX47", "NM02", "NM03", "NM04", "NM06", "NM08", "NM09", "NM11", "NM12"}
    missing = [name for group in ("TX", "NM") for name in missing_kinds(group)]
    assert own <= all_rules().keys()
    assert [name for name in missing if name[:4] in own] == []
