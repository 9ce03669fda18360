"""The figures of a published yearly report of a bureau with 23 projects and 13 transfer payments, as a filing.

Both result tables, the figures stated in the text, and the targets it names; every project with a form that says what
the table says. Source 004 of the audit. Own projects by 资金性质, transfer payments by level, as read off their names.
"""

from __future__ import annotations

from models.enums import FundNature, FundSource, ProjectKind, PublishedTable, StatementTopic
from services.filing.filing import Filing
from tests.services.rules.casebook import Made, filing, funding, indicator, line, project, stated, total

G, I = FundNature.GENERAL, FundNature.INSURANCE  # noqa: E741
T = StatementTopic
OWN = (
    ("补足应急周转金账户资金", "192.853287", "97.59", G),
    ("劳动监察仲裁办案经费", "6.6478", "94.33", G),
    ("社保卡补卡换卡经费", "0", "90", G),
    ("事业单位干部考核和流动人员档案管理经费", "2.6948", "92.9", G),
    ("事业单位公开招聘经费", "0", "90", G),
    ("财政供养人员职业年金个人部分【消化暂付款】", "2500", "99", I),
    ("城乡居民养老保险基础养老金县级补助资金", "2115", "99", I),
    ("城乡居民养老保险缴费补贴县级配套", "36", "91.25", I),
    ("城乡居民养老保险贫困人员缴费补助县级配套", "40.25", "98.71", I),
    ("代发离休人员一次性生活慰问金", "9.82", "96.55", G),
    ("代发离休人员一次性生活慰问金", "1.3992", "99", G),
    ("关于提前下达2022年省级城乡居民基本养老保险、就业公共服务村级代办员补助资金的通知（冀财社[2021]192号）", "0.350119", "99", G),
    ("机关事业单位养老保险基金缺口资金", "2967.21", "93.89", I),
    ("机关事业单位职业年金退休中人2023年虚账记实资金", "650", "95.42", I),
    ("企业基本养老保险分担收支缺口资金[消化暂付款]", "1783", "99", I),
    ("退休人员社会化管理服务费", "2.283836", "99", G),
    ("养老保险扩面专项经费", "1", "99", G),
    ("养老稽核专项经费", "2", "99", G),
    ("公共就业管理专项业务费", "2", "98", G),
    ("就业扶贫工作业务费", "1", "96", G),
    ("就业专项资金县级配套", "6.304726", "95", G),
    ("特困慰问资金", "1", "96", G),
    ("小额担保贷款专项业务费", "0.5", "96", G),
)  # fmt: skip
C, P, M = FundSource.CENTRAL, FundSource.PROVINCE, FundSource.CITY
_EARLY, _LATE = "关于提前下达2023年", "关于下达2023年"
TRANSFERS = (
    (f"{_EARLY}省级城乡居民基本养老保险补助资金预算的通知（冀财社[2022]170号）", "3044.6", "98", P),
    (f"{_EARLY}中央财政城乡居民基本养老保险补助经费预算的通知（冀财社[2022]145号）", "12576", "99", C),
    (f"{_EARLY}中央财政机关事业单位养老保险制度改革补助经费预算的通知（冀财社[2022]151号）", "2585", "99", C),
    ("关于下达2022年城乡居民养老保险中央财政结算补助资金的通知(冀财社【2023】134号)", "952.23", "99", C),
    (f"{_LATE}中央财政城乡居民养老保险补助经费预算的通知（冀财社【2023】142号）", "326", "99", C),
    (f"{_LATE}中央财政调整机关事业单位养老金水平补助经费预算的通知（冀财社【2023】136号）", "345", "99", C),
    (f"{_EARLY}省级就业补助资金预算指标的通知-冀财社【2022】162号-就业补助资金", "430", "97", P),
    (f"{_EARLY}中央就业补助资金预算指标的通知-冀财社[2022]150号-就业见习", "117.333766", "97", C),
    (f"{_EARLY}中央就业补助资金预算指标的通知-冀财社【2022】150号-就业补助资金", "1282.666234", "98", C),
    (f"{_EARLY}中央就业补助资金预算指标的通知-冀财社【2022】150号-就业见习", "252", "97", C),
    (f"{_LATE}市级财政衔接推进乡村振兴补助资金的通知（秦财农[2023]101号）-外出就业一次性交通补助", "240", "97", M),
    (f"{_LATE}中央就业补助资金预算的通知-就业补助资金", "430.134944", "97", C),
    (f"{_LATE}中央就业补助资金预算的通知-就业见习补贴", "100", "96", C),
)
TARGETS = (
    ("干部考核人数", "大于等于6000人"),
    ("人事档案归档率", "大于等天90%"),
    ("事业单位公开招聘", "大于等于1次"),
    ("为事业单位引进人才数", "大于等于200人"),
    ("对特殊人群和长期失业人员提供招聘服务次数", "大于等于2次"),
    ("城镇登记失业率", "控制城镇登记失业率4%以内"),
    ("城乡民民养老保险人数", "大于等于20万人"),
    ("城乡居民养老保险贫困人员缴费补助人数", "大于等于45000人"),
    ("城乡居民养老保险重残人员缴费补助人数", "大于等于1500人"),
    ("城乡居民养老保险计划生育双女户或独生子女享受政府补贴人数", "大于等于6000人"),
    ("离休人员一次性生活慰问人数", "大于等于20人"),
)
"""The targets the report names for the whole department, without any result."""
WHOLE, OWN_TEXT, TRANSFER_TEXT = "一、（一）", "一、（二）1", "一、（二）2"
_EMPTY_NATURES = {T.FUND_COUNT: 0, T.CAPITAL_COUNT: 0, T.FUND_BUDGET: 0, T.CAPITAL_BUDGET: 0}
STATED: dict[str, dict[StatementTopic, int | str]] = {
    WHOLE: {
        T.PROJECT_COUNT: 46, T.TOTAL_BUDGET: "33001.92", T.TRANSFER_BUDGET: "22680.96",
        T.CENTRAL: "19146.36", T.PROVINCE: "3474.6", T.CITY: 240,
    },
    OWN_TEXT: {
        T.OWN_COUNT: 23, T.OWN_BUDGET: "10321.31", T.GENERAL_COUNT: 16, T.GENERAL_BUDGET: "229.85",
        T.INSURANCE_COUNT: 7, T.INSURANCE_BUDGET: "10091.46", **_EMPTY_NATURES,
        T.GRADE_1_COUNT: 23, T.GRADE_2_COUNT: 0, T.GRADE_3_COUNT: 0, T.GRADE_4_COUNT: 0, T.EXCELLENT_RATE: 1,
    },
    TRANSFER_TEXT: {
        T.TRANSFER_COUNT: 13, T.CENTRAL: "19146.36", T.PROVINCE: "3474.6", T.CITY: 240,
        T.GRADE_1_COUNT: 13, T.GRADE_2_COUNT: 0, T.GRADE_3_COUNT: 0, T.GRADE_4_COUNT: 0, T.EXCELLENT_RATE: 1,
    },
}  # fmt: skip


def _form(key: str, name: str, kind: ProjectKind, score: str, *rows: object, **fields: object) -> Made:
    return project(*rows, id=key, name=name, kind=kind, total_score=score, grade="优", **fields)  # type: ignore[arg-type]


def _department() -> Made:
    rows = [indicator(target, "", name) for name, target in TARGETS]
    money = total("35841.57", "33001.92", "33001.92")
    return project(money, *rows, id="department", name="部门整体", kind=ProjectKind.DEPARTMENT, goal="见各项目标。")


def bureau_report() -> Filing:
    """The whole report."""
    own = [
        _form(f"o{n}", name, ProjectKind.SPECIFIC, score, total(None, budget, budget), fund_nature=nature)
        for n, (name, budget, score, nature) in enumerate(OWN, start=1)
    ]
    transfers = [
        _form(f"t{n}", name, ProjectKind.TRANSFER, score, funding(level, None, budget, budget))
        for n, (name, budget, score, level) in enumerate(TRANSFERS, start=1)
    ]
    tables = ((PublishedTable.OWN, OWN), (PublishedTable.TRANSFER, TRANSFERS))
    published = [
        *(line(table, name, budget, score, "优") for table, rows in tables for name, budget, score, _ in rows),
        *(stated(topic, figure, place) for place, told in STATED.items() for topic, figure in told.items()),
        stated(T.SCORE, "99.03", "一、（二）3"),
        stated(T.GRADE, None, "一、（二）3", words="优"),
    ]
    return filing(_department(), *own, *transfers, published=published, scheme="chongqing", year=2023)
