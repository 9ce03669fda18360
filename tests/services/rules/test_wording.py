"""FC rules that read texts: what they find, and above all what they leave alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundSource, ManagementTopic, ProjectKind
from services.filing.editor import Applied
from services.filing.refs import Change, FieldRef, Gesture
from services.rules.catalogue import all_rules
from services.rules.clauses import clauses, quantities, sentences
from services.rules.engine import Checker
from tests.services.rules.casebook import (
    Case,
    Made,
    case,
    checker,
    filing,
    findings,
    funding,
    indicator,
    management,
    missing_kinds,
    project,
    total,
)

TEMPLATE = [
    case("FC09", "passing", project(goal="完成培训200人。", result="对照目标，已完成培训210人。")),
    case(
        "FC09",
        "failing",
        project(process="介绍项目基本情况，重点说明以下内容：\n（1）项目资金申报情况。"),
        says=("项目实施内容及过程概述里还有填写提示", "介绍项目基本情况，重点说明以下内容"),
    ),
    case("FC09", "failing", project(conclusion="机构组成。（简要介绍）"), says=("（简要介绍）",)),
    case("FC09", "failing", project(indicator(name="指标1：")), says=("“指标1：”",)),
    case(
        "FC09",
        "failing",
        project(management(ManagementTopic.USE, "（请填写使用情况）"), kind=ProjectKind.TRANSFER),
        says=("使用规范性",),
    ),
    case("FC09", "boundary", project(goal="开展培训……提高技能。")),
    case("FC09", "boundary", project(goal="开展培训\n……"), says=("预期目标",)),
    case("FC09", "boundary", project(result="本节介绍项目基本情况。")),
    case("FC09", "blank", project(indicator())),
]

TASKS = [
    case("FC10", "passing", project(goal="引进90名高层次人才。", result="引进高层次人才85名。")),
    case(
        "FC10",
        "failing",
        project(goal="引进90名高层次人才；举办招聘会5场。", result="举办招聘会6场，发布岗位1200个。"),
        says=("目标提到“引进90名高层次人才”，完成情况没有回应",),
    ),
    case("FC10", "passing", project(goal="引进90名高层次人才。", result="全部完成年度目标任务。")),
    case("FC10", "passing", project(goal="引进90名高层次人才。", result="共落实90人。")),
    case("FC10", "passing", project(goal="满意度达到90%以上，2024年12月前完成。", result="发放补贴。")),
    case("FC10", "boundary", project(goal="不少于90人。", result="发放补贴。")),
    case(
        "FC10",
        "boundary",
        project(
            goal="引进90人；招募39名；建档300户；安置45户。",
            result="发放补贴。",
        ),
        says=("“引进90人”、“招募39名”、“建档300户”等 4 项",),
    ),
    case("FC10", "blank", project(goal="引进90名高层次人才。")),
    case("FC10", "blank", project(result="发放补贴。")),
]

GOALS = [
    case("FC11", "passing", project(indicator("≥43人", name="招募人数"), goal="招募43名高校毕业生。")),
    case(
        "FC11",
        "failing",
        project(indicator("43人", name="三支一扶招募人数"), goal="完成三支一扶招募40人，发放补贴。"),
        says=("预期目标写“40人”", "指标“三支一扶招募人数”的指标值是 43人"),
    ),
    case("FC11", "passing", project(indicator("≥43人", name="招募人数"), goal="招募40人，其中新招募39人。")),
    case("FC11", "passing", project(indicator("≥43人", name="招募人数"), goal="招募约40人。")),
    case("FC11", "passing", project(indicator("≥43人", name="招募人数"), goal="招募40人。在岗43人。")),
    case("FC11", "passing", project(indicator("≥43人", name="招募人数"), goal="上半年招募20人，下半年招募20人。")),
    case("FC11", "passing", project(indicator("≥12次", name="招募次数"), goal="招募40人。")),
    case(
        "FC11",
        "passing",
        project(indicator("≥43人", name="招募人数"), indicator("≥39人", name="新招募人数"), goal="新招募39人。"),
    ),
    case("FC11", "boundary", project(indicator("≥8.5万人", name="转移就业人数"), goal="转移就业85000人。")),
    case(
        "FC11",
        "boundary",
        project(indicator("≥85000人", name="转移就业人数"), goal="转移就业8.6万人。"),
        says=("8.6万人",),
    ),
    case("FC11", "boundary", project(indicator("≥85123人", name="转移就业人数"), goal="转移就业8.5万人。")),
    case("FC11", "blank", project(indicator("", name="招募人数"), goal="招募40人。")),
    case("FC11", "blank", project(indicator("≥43人", name="招募人数"))),
    case("FC12", "passing", project(indicator("≥200人", "10221人", name="代缴人数"), result="代缴10221人。")),
    case(
        "FC12",
        "failing",
        project(indicator("≥10000人", "10221人", name="代缴人数"), result="为困难群众代缴10316人。"),
        says=("实际完成情况写“10316人”", "指标“代缴人数”的完成值是 10221人"),
    ),
    case("FC12", "boundary", project(indicator("≥85%", "87.26%", name="办结率"), result="办结率87.3%。")),
    case(
        "FC12", "boundary", project(indicator("≥85%", "87.26%", name="办结率"), result="办结率87.4%。"), says=("87.4%",)
    ),
    case(
        "FC12",
        "passing",
        project(indicator("", "城镇1200元/人/月，农村500元/人/月", name="补助标准"), result="补助标准800元"),
    ),
    case("FC12", "blank", project(indicator("≥10000人", "", name="代缴人数"), result="代缴10316人。")),
    case("FC12", "blank", project(indicator("≥10000人", "54416", name="代缴人数"), result="代缴10316人。")),
]

PROBLEMS = [
    case("FC14", "passing", project(problems="无")),
    case("FC14", "failing", project(problems="无\n拨付率较低。"), says=("先写“无”，后面又写“拨付率较低”",)),
    case("FC14", "failing", project(problems="问题：无。资金到位不及时。"), says=("“问题:无”", "“资金到位不及时”")),
    case("FC14", "passing", project(problems="无。下一步继续加强监管，解决人手不足。")),
    case("FC14", "passing", project(problems="无法按时拨付，资金滞后。")),
    case("FC14", "boundary", project(problems="无；各项工作按计划推进。")),
    case("FC14", "blank", project()),
]

BODY = (
    "资金主要用于对脱贫户省外务工人员发放一次性交通补助，由乡镇审核、公示后报县就业局复核，"
    "通过一卡通发放到户，做到应补尽补，有效稳定了脱贫人口务工收入。"
)
OTHER = (
    "全年组织春风行动、民营企业招聘周等专场招聘活动，邀请企业进场设展，同步开展网络直播带岗，"
    "搭建用工对接平台，促进城乡劳动者就近就地就业，群众反映良好。"
)


def body(own: str, name: str, text: str) -> Made:
    return project(id=own, name=name, result=text)


COPIES = [
    case("FC15", "passing", body("p", "交通补助", BODY), body("q", "招聘会", OTHER)),
    case(
        "FC15",
        "failing",
        body("p", "交通补助", BODY),
        body("q", "招聘会", BODY.replace("有效稳定", "稳定")),
        says=("实际完成情况与《交通补助》的几乎相同", "是否复制未改"),
    ),
    case(
        "FC15",
        "failing",
        body("p", "甲项目", "甲项目" + BODY),
        body("q", "乙项目", "乙项目" + BODY),
        says=("《甲项目》", "100%"),
    ),
    case(
        "FC15",
        "failing",
        body("p", "甲", BODY),
        body("q", "乙", BODY),
        body("r", "丙", BODY),
        each=(("《甲》",), ("《甲》",)),
    ),
    case("FC15", "passing", body("p", "交通补助", BODY), body("q", "2023年交通补助", BODY)),
    case("FC15", "boundary", body("p", "甲", BODY[:39]), body("q", "乙", BODY[:39])),
    case("FC15", "boundary", body("p", "甲", BODY[:50]), body("q", "乙", BODY[:50]), says=("《甲》",)),
    case("FC15", "boundary", body("p", "甲", BODY + OTHER[:9]), body("q", "乙", OTHER + BODY[:9])),
    case("FC15", "blank", body("p", "甲", ""), body("q", "乙", "")),
]


@pytest.mark.parametrize("one", TEMPLATE + TASKS + GOALS + PROBLEMS + COPIES)
def test_rule_says_exactly_this(one: Case) -> None:
    one.check()


def test_every_rule_of_completeness_has_all_kinds_of_cases() -> None:
    import tests.services.rules.test_completeness  # noqa: F401, PLC0415 -- registers the other half of the cases

    assert missing_kinds("FC") == []


def test_a_copied_text_is_found_and_forgotten_while_typing() -> None:
    on = filing(body("p", "交通补助", BODY), body("q", "招聘会", OTHER))
    live = checker("FC15", on)
    ref = FieldRef("project", "q", "result")
    for new, count in ((BODY, 1), (OTHER, 0)):
        change = Change(ref, on.value(ref), new)
        on.put(change)
        live.update(Applied((change,), Gesture("键入")))
        assert len(live.findings()) == count


def test_boilerplate_in_all_projects_is_told_once_each() -> None:
    on = filing(*[body(f"p{n}", f"项目{n}号", BODY) for n in range(200)])
    assert len(findings("FC15", on)) == 199


def test_a_well_filled_project_raises_nothing() -> None:
    made = project(
        indicator("≥200人", "210人", name="培训人数"),
        indicator("≥95%", "98%", name="培训合格率", level="产出指标/质量指标"),
        indicator("≤12月", "12月", name="完成时间", level="产出指标/时效指标"),
        indicator("≤16万元", "16万元", name="培训经费", level="产出指标/成本指标"),
        indicator("有效提升", "有效提升", name="就业技能", level="效益指标/社会效益指标"),
        indicator("≥90%", "95%", name="学员满意度", level="满意度指标/服务对象满意度指标"),
        funding(FundSource.APPROPRIATION, 16, 16, 16),
        department_name="某县人社局",
        unit_name="就业服务中心",
        goal="培训农村劳动力200人以上，培训合格率95%以上，学员满意度90%以上。",
        result="全年培训农村劳动力210人，培训合格率98%，学员满意度95%，资金全部支付，无结余。",
        problems="培训工种较少。",
        measures="增设适合本地的工种。",
    )
    rules = {rule_id: rule for rule_id, rule in all_rules().items() if rule.group in {"FI", "FC"}}
    live = Checker(filing(made), rules)
    live.check_all()
    assert [(f.rule.id, f.message) for f in live.findings()] == []


WORDS = st.text(st.sampled_from("招募培训无有结余目标完成年月日人次万元%0123456789,，。.；：:（）/≥\n "), max_size=60)


@given(WORDS, WORDS, WORDS)
def test_any_text_can_be_read(goal: str, result: str, problems: str) -> None:
    rows = (indicator("≥43人", "44人", name="招募人数"), total(None, 10, 9))
    made = project(*rows, goal=goal, result=result, problems=problems, process=goal + result)
    for rule in ("FC09", "FC10", "FC11", "FC12", "FC14", "FC15", "FI11", "FI18"):
        assert all(finding.message for finding in findings(rule, made))


@given(WORDS)
def test_a_text_never_contradicts_itself(text: str) -> None:
    """What the goal states is found again in a result of the same words."""
    assert findings("FC10", project(goal=text, result=text)) == []


@given(WORDS)
def test_quantities_lie_where_they_are_said_to(text: str) -> None:
    for clause in clauses(text):
        for stated in quantities(clause):
            assert clause[stated.start : stated.end] == stated.words


def test_reading_of_running_text() -> None:
    text = "培训1,200人，发放补贴8.5万元；满意度≥95%。\n标准为500元/人"
    assert len(sentences(text)) == 3
    assert clauses(text) == ("培训1,200人", "发放补贴8.5万元", "满意度≥95%", "标准为500元/人")
    assert [[(s.amount, s.base) for s in quantities(clause)] for clause in clauses(text)] == [
        [(Decimal(1200), "人")],
        [(Decimal(85000), "元")],
        [(Decimal(95), "%")],
        [],
    ]


@pytest.mark.parametrize("clause", ["2024年12月", "第3期", "5.12", "1-6月份", "500元/人"])
def test_dates_ordinals_and_standards_are_no_quantities(clause: str) -> None:
    assert quantities(clause) == ()
