"""The filing of the golden tests: a project, the department and a transfer payment with figures of real forms.

The department's are 1948.3 / 5105.18 / 4454.96 / 87.26 %, 86 分; the transfer payment's 7165.32 against parts of 7165.29
(forms.md F03, F04). The texts are our own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.enums import FundSource, ManagementTopic, ProjectKind
from models.record import Record
from models.report import Arrival, Organisation, Subordinate
from services.filing.filing import Filing
from tests.services.rules.casebook import FILING, Made, filing, funding, indicator, management, project, total

S = FundSource
DEPARTMENT, PROJECT, TRANSFER = "d", "p", "t"
BUREAU = "县人力资源和社会保障局"
SIGNED = {"unit_head": "", "filler": "", "phone": "", "filled_on": date(2024, 4, 18)}
NOTES = {
    ManagementTopic.ALLOCATION: "按上年符合条件的人数和补贴标准测算，经局党组会研究后分配。",
    ManagementTopic.RELEASE: "收到上级文件后30日内下达到用款单位。",
    ManagementTopic.DISBURSEMENT: "按国库集中支付制度拨付，补贴直达个人账户。",
    ManagementTopic.USE: "专款专用，未发现截留、挤占、挪用。",
    ManagementTopic.EXECUTION: "执行数与账面支出一致，年末结余按规定结转。",
    ManagementTopic.PERFORMANCE: "年初编制绩效目标，8月开展绩效运行监控，年末开展自评。",
    ManagementTopic.RESPONSIBILITY: "县级配套资金按时足额到位。",
}


def _project() -> Made:
    return project(
        funding(S.GENERAL, "196.5", "190", "178.62"),
        funding(S.FUND, None, "12.345678", "12.345678"),
        indicator(
            "≥50人",
            "82人",
            "享受社会保险补贴人数",
            weight=15,
            deviation="上年末集中申报，本年一并兑现。",
            approved="≥40人",
        ),
        indicator(
            "≥30人", "16人", "享受创业奖补人数", weight=15, deviation="符合条件的申请人少于预期，下年据实调整目标。"
        ),
        indicator("≥95%", "96.5%", "补贴发放准确率", "产出指标/质量指标", weight=10),
        indicator("12月底前", "12月20日", "补贴发放时限", "产出指标/时效指标", weight=10),
        indicator("≤5.5%", "4.8%", "城镇登记失业率", "效益指标/社会效益指标", weight=15),
        indicator("优", "优", "重点群体就业稳定性", "效益指标/可持续影响指标", weight=15),
        indicator("≥90%", "98%", "服务对象满意度", "满意度指标/服务对象满意度指标", weight=10),
        id=PROJECT,
        name="就业创业补助资金（中央、省、县）",
        code="51000024T000001234567",
        department_name=BUREAU,
        department_code="323",
        unit_name="县就业服务中心",
        unit_code="323001",
        goal="目标1：兑现社会保险补贴和创业奖补；\n目标2：把城镇登记失业率控制在5.5%以内。",
        result="一是为82人兑现社会保险补贴，为16人兑现创业奖补；\n二是年末城镇登记失业率为4.8%。",
        process="按申请、审核、公示、拨付的程序发放，补贴直达个人账户。",
        execution_note="创业奖补申请人少于预期。",
        conclusion="总体完成较好。",
        problems="创业奖补目标测算偏高。",
        measures="下年按上年实际人数测算目标。",
        **SIGNED,
    )


def _department() -> Made:
    return project(
        funding(S.GENERAL, "1948.3", "5105.18", "4454.96"),
        indicator("≥700人", "764人", "城镇新增就业人数", is_core=True, weight=20),
        indicator("≥200人", "201人", "失业人员再就业人数", weight=10),
        indicator("≥95%", "96%", "工资和养老金按时发放率", "产出指标/质量指标", weight=10, approved="≥90%"),
        indicator("12月底前", "12月25日", "预算支出完成时间", "产出指标/时效指标", weight=10),
        indicator("≤4%", "3.2%", "城镇调查失业率", "效益指标/社会效益指标", weight=15),
        indicator("有所提升", "有所提升", "公共就业服务能力", "效益指标/可持续影响指标", weight=15),
        indicator("≥90%", "95%", "办事群众满意度", "满意度指标/服务对象满意度指标", weight=10),
        id=DEPARTMENT,
        name="部门整体",
        kind=ProjectKind.DEPARTMENT,
        department_name=BUREAU,
        department_code="323",
        unit_name=BUREAU,
        unit_code="323001",
        finance_office="社保股",
        contact="",
        initial_goal="稳定就业，保障待遇发放。",
        goal="1.城镇新增就业700人以上；\n2.各项社会保险待遇按时足额发放；\n3.和谐劳动关系。",
        result="1.城镇新增就业764人；\n2.各项待遇均按时足额发放；\n3.劳动争议全部依法办结。",
        total_score="86",
        score_note="部分工作仍有差距，按考核意见下调。",
        **SIGNED,
    )


def _transfer() -> Made:
    return project(
        total(None, "7165.32", "6992.95"),
        funding(S.CENTRAL, None, "3144.00", "3144.00"),
        funding(S.PROVINCE, None, "570.17", "570.17"),
        funding(S.CITY, None, "433.00", "432.10"),
        funding(S.COUNTY, None, "1426.90", "1294.84"),
        funding(S.OTHER, None, "1591.22", "1551.84"),
        *(management(topic, note, "无") for topic, note in NOTES.items()),
        indicator("≥2500人", "2607人", "享受社会保险补贴人数"),
        indicator("≥300人", "286人", "参加职业培训人数", deviation="部分班次因疫情延期，下年补办。"),
        indicator("100%", "100%", "补贴资金发放准确率", "产出指标/质量指标"),
        indicator("≤7165.32万元", "6992.95万元", "就业补助资金总额", "产出指标/成本指标"),
        indicator("≥1万人", "1.12万人", "城镇新增就业人数", "效益指标/社会效益指标"),
        indicator("≥90%", "93%", "就业扶持对象满意度", "满意度指标/服务对象满意度指标"),
        id=TRANSFER,
        name="2024年就业补助资金",
        kind=ProjectKind.TRANSFER,
        central_department="财政部；人力资源和社会保障部",
        department_name="县财政局；县人力资源和社会保障局",
        unit_name="县就业服务中心",
        goal="目标1：促进重点群体就业；\n目标2：提高劳动者技能。",
        result="城镇新增就业1.12万人，开展职业培训286人。",
        total_score="96",
        **SIGNED,
    )


def _told_in_reports() -> list[Record]:
    """What only reports tell: money as it arrived, posts and people, a unit below."""
    until = date(2024, 12, 31)
    documents = "某财社〔2024〕12号\n某财社〔2024〕88号"
    return [
        Arrival(id=f"{PROJECT}:ONE", project_id=PROJECT, arrived=Decimal(200), until=until, documents=documents),
        Organisation(
            id=f"{FILING}:ONE",
            filing_id=FILING,
            offices="办公室\n社会保险股",
            quota_admin=8,
            quota_worker=2,
            quota_institution=3,
            staff_admin=7,
            staff_worker=2,
            staff_institution=3,
            staff_contract=4,
            retired=12,
            basis="《关于开展2024年度绩效自评工作的通知》",
            evaluated_on=date(2025, 3, 20),
        ),
        Subordinate(id="s1", filing_id=FILING, position=1024, name="县就业服务中心", staff=11),
    ]


def sample(scheme: str) -> Filing:
    """A project and a transfer payment under a scheme."""
    return _in_a_county(filing(_project(), _transfer(), scheme=scheme, accounts=_told_in_reports()))


def department_sample(scheme: str) -> Filing:
    """The department alone, so that nothing is rolled up into the published figures."""
    return _in_a_county(filing(_department(), scheme=scheme))


def _in_a_county(made: Filing) -> Filing:
    made.unit.region = "某县"
    return made
