"""F05a and F05b: generated rows, original precision, and the optional row with total and average."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.enums import AmountUnit, ProjectKind, SummaryRow
from services.filing.filing import Filing
from services.filing.results import average_score, results_of, total_budget
from services.forms.catalogue import TABLES, build_entry, forms_of
from services.forms.sheet import RowRole, Sheet
from tests.services.rules.casebook import Made, filing, project, total

OWN = (
    ("补足应急周转金账户资金", "192.853287", "97.59"),
    ("劳动监察仲裁办案经费", "6.6478", "94.33"),
    ("社保卡补卡换卡经费", "0", "90"),
    ("事业单位干部考核和流动人员档案管理经费", "2.6948", "92.9"),
    ("事业单位公开招聘经费", "0", "90"),
    ("财政供养人员职业年金个人部分【消化暂付款】", "2500", "99"),
    ("城乡居民养老保险基础养老金县级补助资金", "2115", "99"),
    ("城乡居民养老保险缴费补贴县级配套", "36", "91.25"),
    ("城乡居民养老保险贫困人员缴费补助县级配套", "40.25", "98.71"),
    ("代发离休人员一次性生活慰问金", "9.82", "96.55"),
    ("代发离休人员一次性生活慰问金", "1.3992", "99"),
    ("省级城乡居民基本养老保险、就业公共服务村级代办员补助资金", "0.350119", "99"),
    ("机关事业单位养老保险基金缺口资金", "2967.21", "93.89"),
    ("机关事业单位职业年金退休中人2023年虚账记实资金", "650", "95.42"),
    ("企业基本养老保险分担收支缺口资金[消化暂付款]", "1783", "99"),
    ("退休人员社会化管理服务费", "2.283836", "99"),
    ("养老保险扩面专项经费", "1", "99"),
    ("养老稽核专项经费", "2", "99"),
    ("公共就业管理专项业务费", "2", "98"),
    ("就业扶贫工作业务费", "1", "96"),
    ("就业专项资金县级配套", "6.304726", "95"),
    ("特困慰问资金", "1", "96"),
    ("小额担保贷款专项业务费", "0.5", "96"),
)
TRANSFERS = (
    ("省级城乡居民基本养老保险补助资金（某财社[2022]170号）", "3044.6", "98"),
    ("中央财政城乡居民基本养老保险补助经费（某财社[2022]145号）", "12576", "99"),
    ("中央财政机关事业单位养老保险制度改革补助经费（某财社[2022]151号）", "2585", "99"),
    ("城乡居民养老保险中央财政结算补助资金(某财社【2023】134号)", "952.23", "99"),
    ("中央财政城乡居民养老保险补助经费（某财社【2023】142号）", "326", "99"),
    ("中央财政调整机关事业单位养老金水平补助经费（某财社【2023】136号）", "345", "99"),
    ("省级就业补助资金-某财社【2022】162号-就业补助资金", "430", "97"),
    ("中央就业补助资金-某财社〔2022〕150号-就业见习", "117.333766", "97"),
    ("中央就业补助资金-某财社〔2022〕150号-就业补助资金", "1282.666234", "98"),
    ("中央就业补助资金-某财社〔2022〕150号-就业见习", "252", "97"),
    ("市级财政衔接推进乡村振兴补助资金-外出就业一次性交通补助", "240", "97"),
    ("2023年中央就业补助资金-就业补助资金", "430.134944", "97"),
    ("2023年中央就业补助资金-就业见习补贴", "100", "96"),
)
Line = tuple[str, str, str]


def made(lines: tuple[Line, ...], kind: ProjectKind) -> list[Made]:
    return [
        project(
            total(budget, budget, budget),
            id=f"{kind.name}{place}",
            name=name,
            kind=kind,
            department_name="县人社局",
            total_score=Decimal(score),
        )
        for place, (name, budget, score) in enumerate(lines)
    ]


def published(row: SummaryRow = SummaryRow.NONE, unit: AmountUnit = AmountUnit.WAN) -> Filing:
    own, transfers = made(OWN, ProjectKind.SPECIFIC), made(TRANSFERS, ProjectKind.TRANSFER)
    built = filing(*own, *transfers, amount_unit=unit)
    built.scheme = replace(built.scheme, summary_row=row)
    return built


def rows(sheet: Sheet, role: RowRole) -> list[list[str]]:
    wanted = [number for number, row in enumerate(sheet.rows) if row.role is role]
    return [[cell.text for cell in sorted(sheet.cells, key=lambda c: c.col) if cell.row == n] for n in wanted]


@pytest.mark.parametrize(
    ("code", "title", "name", "lines"),
    [
        ("F05a", "项目自评结果汇总表", "项目名称", OWN),
        ("F05b", "转移支付自评结果汇总表", "转移支付资金（中央、省、市）项目名称", TRANSFERS),
    ],
)
def test_every_project_has_a_row_in_original_precision(
    code: str, title: str, name: str, lines: tuple[Line, ...]
) -> None:
    sheet = TABLES[code].build(published())
    assert rows(sheet, RowRole.TITLE) == [[title], ["（2024年度）"], ["金额单位：万元"]]
    header = ["序号", "主管部门（单位）", name, "预算金额\n（调整后）", "自评\n得分", "自评\n等级"]
    assert rows(sheet, RowRole.HEADER) == [header]
    printed = rows(sheet, RowRole.INDICATOR)
    assert printed == [
        [str(place), "县人社局", name, budget, score, "优"]
        for place, (name, budget, score) in enumerate(lines, start=1)
    ]
    assert rows(sheet, RowRole.CLOSING) == []


def test_projects_of_one_name_stay_apart() -> None:
    names = [row[2] for row in rows(TABLES["F05b"].build(published()), RowRole.INDICATOR)]
    assert names.count("中央就业补助资金-某财社〔2022〕150号-就业见习") == 2


@pytest.mark.parametrize(
    ("transfer", "budget", "simple"),
    [(False, "10321.313768", "96.245"), (True, "22680.964944", "97.846")],
)
def test_published_sums_and_averages(transfer: bool, budget: str, simple: str) -> None:
    built = published()
    results = results_of(built, built.transfers if transfer else built.projects)
    average = average_score(results, SummaryRow.SIMPLE).value
    assert total_budget(results).value == Decimal(budget)
    assert average is not None
    assert round(average, 3) == Decimal(simple)


@pytest.mark.parametrize(
    ("row", "label", "average"),
    [(SummaryRow.SIMPLE, "合计／平均", "96.25"), (SummaryRow.WEIGHTED, "合计／平均（按预算金额加权）", "97.24")],
)
def test_scheme_switches_the_closing_row_on(row: SummaryRow, label: str, average: str) -> None:
    closing = rows(TABLES["F05a"].build(published(row)), RowRole.CLOSING)
    assert closing == [[label, "10321.313768", average, ""]]


def test_weighted_average_is_the_money_behind_each_score() -> None:
    built = filing(
        project(total(0, 30, 0), id="a", total_score=Decimal(100)),
        project(total(0, 10, 0), id="b", total_score=Decimal(60)),
        project(total(0, 50, 0), id="c"),
    )
    results = results_of(built, built.projects)
    assert average_score(results, SummaryRow.WEIGHTED).value == Decimal(90)
    assert average_score(results, SummaryRow.SIMPLE).value == Decimal(80)


@pytest.mark.parametrize("row", [SummaryRow.SIMPLE, SummaryRow.WEIGHTED])
def test_no_average_without_scores(row: SummaryRow) -> None:
    built = filing(project(id="a"))
    results = results_of(built, built.projects)
    assert average_score(results, row).value is None
    assert total_budget(results).value is None


def test_amounts_in_yuan_are_exact() -> None:
    printed = rows(TABLES["F05a"].build(published(unit=AmountUnit.YUAN)), RowRole.INDICATOR)
    assert [row[3] for row in printed[:3]] == ["1928532.87", "66478", "0"]


def test_transfer_table_is_listed_once_there_are_transfers() -> None:
    assert "F05b" in {entry.code for entry in forms_of(published())}
    without = filing(*made(OWN, ProjectKind.SPECIFIC))
    codes = [entry.code for entry in forms_of(without) if entry.project_id is None]
    assert codes == ["LIST", "F05a", "PUBLISHED", "RPT-ARRIVAL", "RPT-ORGANISATION"]


def test_excel_gets_numbers() -> None:
    built = published()
    entry = next(entry for entry in forms_of(built) if entry.code == "F05a")
    cells = {cell.text: cell.number for cell in build_entry(built, entry).cells}
    assert cells["192.853287"] == Decimal("192.853287")
    assert cells["97.59"] == Decimal("97.59")
