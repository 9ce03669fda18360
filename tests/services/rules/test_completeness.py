"""FC rules on blanks, lengths and titles: passing, failing, exactly at the limit, and blank."""

from __future__ import annotations

import pytest

from models.enums import ManagementTopic, ProjectKind
from services.filing.gestures import management_id, name_of, type_text
from services.filing.refs import FieldRef
from services.rules.completeness import bracketed, plain_name
from tests.services.rules.casebook import (
    Case,
    Made,
    case,
    filing,
    findings,
    indicator,
    management,
    project,
    total,
)

TRANSFER, DEPARTMENT = ProjectKind.TRANSFER, ProjectKind.DEPARTMENT
NOTED = tuple(management(topic, "按办法分配，无违规。") for topic in ManagementTopic)
ALLOCATION, DISBURSEMENT = ManagementTopic.ALLOCATION, ManagementTopic.DISBURSEMENT
HEADING = {"department_name": "某县人力资源和社会保障局", "unit_name": "就业服务中心"}
QUANTITY = indicator("≥200人", level="产出指标/数量指标")
QUALITY = indicator("≥95%", level="产出指标/质量指标", name="合格率")
TIME = indicator("≤12月", level="产出指标/时效指标", name="完成时间")
COST = indicator("≤16万元", level="产出指标/成本指标", name="培训经费")
BENEFIT = indicator("有效", level="效益指标/社会效益指标", name="促进就业")
CONTENT = indicator("≥90%", level="满意度指标/服务对象满意度指标", name="满意度")
ZP = {"form": "F02b", "scheme": "sichuan-0013zp"}

BLANKS = [
    case("FC01", "passing", project(**HEADING)),
    case("FC01", "failing", project(**HEADING), year=0, says=("表头有空项：年度。",)),
    case("FC01", "blank", project(name=""), says=("表头有空项：项目名称、主管部门、实施单位。",)),
    case("FC01", "boundary", project(**{**HEADING, "unit_name": "—"}), says=("表头有空项：实施单位。",)),
    case("FC01", "passing", project(name="", kind=DEPARTMENT, **HEADING)),
    case("FC02", "passing", project(goal="培训200人", result="培训210人")),
    case("FC02", "failing", project(goal="培训200人"), says=("“实际完成情况”没有填写",)),
    case("FC02", "boundary", project(goal="培训200人", result=" / "), says=("“实际完成情况”",)),
    case("FC02", "boundary", project(goal="无", result="无")),
    case("FC02", "blank", project(), says=("“预期目标”“实际完成情况”没有填写",)),
    case("FC03", "passing", project(QUANTITY, BENEFIT)),
    case("FC03", "failing", project(QUANTITY), says=("缺少效益指标，",)),
    case("FC03", "boundary", project(indicator(level="项目完成/数量指标"), indicator(level="效益指标/"))),
    case("FC03", "blank", project(), says=("缺少产出指标、效益指标，",)),
    case("FC04", "passing", project(QUANTITY, CONTENT)),
    case("FC04", "failing", project(QUANTITY, BENEFIT), says=("没有设满意度指标", "10 分将并入效益指标")),
    case("FC04", "boundary", project(QUANTITY, indicator(level="效益指标/满意度指标"))),
    case("FC04", "failing", project(QUANTITY), says=("没有设满意度指标。",), **ZP),
    case("FC04", "blank", project()),
    case("FC05", "passing", project(QUANTITY, QUALITY, TIME, COST)),
    case("FC05", "failing", project(QUANTITY, QUALITY, TIME, BENEFIT), says=("缺成本指标",)),
    case("FC05", "boundary", project(QUANTITY, QUALITY, TIME, indicator(level="成本指标/经济成本指标"))),
    case("FC05", "boundary", project(BENEFIT), says=("缺数量、质量、时效、成本指标",)),
    case("FC05", "blank", project()),
    case("FC06", "passing", project(*NOTED, kind=TRANSFER)),
    case(
        "FC06",
        "failing",
        project(*NOTED[2:], kind=TRANSFER),
        says=("资金管理情况没有填全：分配科学性、下达及时性。",),
    ),
    case(
        "FC06",
        "boundary",
        project(*NOTED[:6], management(ManagementTopic.RESPONSIBILITY, "/"), kind=TRANSFER),
        says=("支出责任履行情况",),
    ),
    case("FC06", "blank", project(kind=TRANSFER), says=("分配科学性", "支出责任履行情况")),
    case("FC06", "blank", project()),
    case("FC07", "passing", project(management(DISBURSEMENT, "拨付滞后", "加快审核"), kind=TRANSFER)),
    case(
        "FC07",
        "failing",
        project(management(DISBURSEMENT, "部分资金拨付滞后。"), kind=TRANSFER),
        says=("“拨付合规性”写了“滞后”", "是空的"),
    ),
    case("FC07", "passing", project(management(DISBURSEMENT, "未发现截留、挪用等问题。"), kind=TRANSFER)),
    case("FC07", "passing", project(management(ALLOCATION, "不存在拨付滞后、不及时的情况"), kind=TRANSFER)),
    case(
        "FC07",
        "boundary",
        project(management(DISBURSEMENT, "未发现挪用，但拨付不及时"), kind=TRANSFER),
        says=("“不及时”",),
    ),
    case("FC07", "boundary", project(management(DISBURSEMENT, "拨付滞后", "—"), kind=TRANSFER), says=("“滞后”",)),
    case("FC07", "blank", project(management(DISBURSEMENT), kind=TRANSFER)),
    case("FC08", "passing", project(result="好" * 60, problems="差" * 160), **ZP),
    case(
        "FC08",
        "failing",
        project(result="好" * 150),
        says=("“实际完成情况”写了 150 字，上限 100 字，超出 50 字",),
        **ZP,
    ),
    case("FC08", "boundary", project(result="好" * 99 + "。\n ", measures="改" * 200), **ZP),
    case("FC08", "boundary", project(result="好" * 101, measures="改" * 201), each=(("101",), ("超出 1 字",)), **ZP),
    case("FC08", "blank", project(), **ZP),
    case("FC08", "passing", project(result="好" * 150)),
    case("FC13", "passing", project(QUANTITY, total_score=91, problems="拨付率较低", measures="加快拨付")),
    case("FC13", "failing", project(QUANTITY, total_score=91, problems="无"), says=("自评 91 分", "存在问题却写“无”")),
    case(
        "FC13", "failing", project(total_score="99.99", problems="暂无。", measures="无"), says=("99.99 分", "“暂无。”")
    ),
    case("FC13", "boundary", project(total_score=100, problems="无", measures="无")),
    case("FC13", "passing", project(total_score=91, problems="无", measures="加强资金监管")),
    case("FC13", "blank", project(total_score=91)),
    case("FC13", "blank", project(problems="无")),
]


def titled(name: str, title: str, own: str = "p") -> Made:
    return project(id=own, name=name, report_title=title)


CAPACITY = "项目支出绩效自评报告（人社公共服务能力建设）"
TITLES = [
    case("FC16", "passing", titled("人社公共服务能力建设", CAPACITY)),
    case(
        "FC16",
        "failing",
        titled("人社公共服务能力建设", CAPACITY),
        titled("基层平台建设", CAPACITY, "q"),
        says=("括号里是“人社公共服务能力建设”", "与项目名称“基层平台建设”不符"),
    ),
    case(
        "FC16",
        "failing",
        titled("人社公共服务能力建设", CAPACITY),
        titled("人社公共服务能力建设", CAPACITY, "q"),
        says=("与另一篇报告的标题重复",),
    ),
    case("FC16", "boundary", titled("2024年“三支一扶”项目（省级）", "自评报告（“三支一扶”项目(省级)）")),
    case("FC16", "boundary", titled("“三支一扶”（省级）", "自评报告（“三支一扶”（市级））"), says=("三支一扶”(市级)",)),
    case("FC16", "passing", titled("“三支一扶”计划", "三支一扶项目支出绩效自评报告")),
    case("FC16", "blank", titled("人社公共服务能力建设", "")),
    case("FC16", "blank", titled("", CAPACITY)),
]


@pytest.mark.parametrize("one", BLANKS + TITLES)
def test_rule_says_exactly_this(one: Case) -> None:
    one.check()


def test_one_finding_names_all_missing_classes_and_keeps_its_key() -> None:
    """An answer is kept under the key, so it may not depend on which rows there are."""
    first = findings("FC05", project(QUANTITY))[0]
    second = findings("FC05", project(QUALITY, QUANTITY))[0]
    assert first.key == second.key == "project:p:goal"


def test_blank_management_notes_have_an_address_before_they_exist() -> None:
    fields = findings("FC06", project(kind=TRANSFER))[0].hit.fields
    assert [ref.text() for ref in fields][:2] == ["management:p:ALLOCATION:note", "management:p:RELEASE:note"]


def test_notes_typed_one_by_one_silence_the_rule() -> None:
    on = filing(project(kind=TRANSFER))
    for topic in ManagementTopic:
        ref = FieldRef("management", management_id("p", topic), "note")
        for change in type_text(on, ref, "按办法执行"):
            on.put(change)
        assert name_of(on, ref) == f"{topic.value} · 情况说明"
    assert findings("FC06", on) == []


def test_the_suggested_total_counts_as_the_score() -> None:
    made = project(indicator("≥200人", "44人", weight=90), total(None, 100, 100), problems="无")
    assert len(findings("FC13", filing(made))) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("自评报告（三支一扶）", "三支一扶"),
        ("自评报告(补助（省级）)", "补助(省级)"),
        ("项目（政策）自评报告（补助）", "补助"),
        ("自评报告（补助（省级）", "省级"),
        ("自评报告补助）", ""),
        ("自评报告", ""),
        ("", ""),
    ],
)
def test_bracketed(title: str, expected: str) -> None:
    assert bracketed(title) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024年就业补助项目", "就业补助", True),
        ("2024年度就业补助", "就业 补助", True),
        ("“三支一扶”计划", "三支一扶计划", True),
        ("就业补助（省级）", "就业补助（市级）", False),
    ],
)
def test_plain_name(one: str, other: str, same: bool) -> None:
    assert (plain_name(one) == plain_name(other)) is same
