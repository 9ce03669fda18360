"""The demonstration filing: it can be read, shows what the program does, and tells nothing about anybody."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from models.enums import FundNature, FundSource, ManagementTopic
from resources import resource
from services.filing.assess import assess
from services.filing.filing import Filing
from services.filing.filing_json import Package, filing_json, read_filing_json
from services.forms.catalogue import build_form
from services.rules.engine import Checker
from services.scheme import scheme_named, shipped_schemes
from services.values.target import Note, parse_target

TEXT = resource("demo", "filing.json").read_text("utf-8")
LIST = (
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
    (
        "关于提前下达2022年省级城乡居民基本养老保险、就业公共服务村级代办员补助资金的通知（冀财社[2021]192号）",
        "0.350119",
        "99",
    ),
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
"""Name, adjusted budget (万元) and self-score (分) of the published list of a bureau's own projects."""
SIGNATURES = ("filler", "phone", "unit_head", "project_head", "finance_head", "contact")
SCHEMES_AND_FORMS = [(scheme.id, form) for scheme in shipped_schemes().values() for form in scheme.forms]


@pytest.fixture(scope="module")
def package() -> Package:
    return read_filing_json(TEXT)


def filing_of(package: Package, scheme: str = "national-50") -> Filing:
    return Filing(package.unit, package.head.model_copy(), scheme_named(scheme), package.owned)


@pytest.fixture(scope="module")
def filing(package: Package) -> Filing:
    return filing_of(package)


@pytest.fixture(scope="module")
def checker(filing: Filing) -> Checker:
    checker = Checker(filing)
    checker.check_all()
    return checker


def test_what_is_written_from_it_reads_as_the_same(package: Package, filing: Filing) -> None:
    again = read_filing_json(filing_json(filing))
    assert sorted(again.records(), key=_by_id) == sorted(package.records(), key=_by_id)


def _by_id(item: tuple[str, object]) -> tuple[str, str]:
    return item[0], getattr(item[1], "id", "")


def test_published_list_is_there_to_the_last_digit(filing: Filing) -> None:
    listed = [assess(filing, project.id) for project in filing.projects[-len(LIST) :]]
    stated = [(name, Decimal(budget), Decimal(score)) for name, budget, score in LIST]
    assert [(a.project.name, a.budget, a.total_score) for a in listed] == stated
    assert sum(a.budget or 0 for a in listed) == Decimal("10321.313768")
    assert all(a.executed == a.budget for a in listed)
    natures = Counter(a.project.fund_nature for a in listed)
    assert natures == {FundNature.GENERAL: 16, FundNature.INSURANCE: 7}


def test_most_projects_are_complete(filing: Filing, checker: Checker) -> None:
    incomplete = {f.project_id for f in checker.findings() if f.rule.group == "FC"}
    errors = {f.project_id for f in checker.findings() if f.severity.value == "错误"}
    assert len(filing.projects) - len(incomplete) >= 30
    assert len(filing.projects) - len(errors) >= 25


def test_findings_are_enough_to_show_and_few_enough_to_read(checker: Checker) -> None:
    verdict = checker.verdict()
    assert 4 <= verdict.errors <= 10
    assert 20 <= len(checker.findings()) <= 45


@pytest.mark.parametrize(
    ("project_id", "rule"),
    [
        ("demo-p02", "FI03"),
        ("demo-p02", "FI16"),
        ("demo-p04", "SC08"),
        ("demo-p05", "FI08"),
        ("demo-p07", "SC07"),
        ("demo-p09", "SC09"),
        ("demo-p14", "SC17"),
        ("demo-p22", "SC05"),
    ],
)
def test_published_contradictions_are_found(checker: Checker, project_id: str, rule: str) -> None:
    assert rule in {finding.rule.id for finding in checker.findings() if finding.project_id == project_id}


def test_written_answers_still_fit_their_findings(package: Package, checker: Checker) -> None:
    explanations = [record for entity, record in package.owned if entity == "explanation"]
    assert len(explanations) == checker.verdict().answered == 2


def test_every_target_is_read(filing: Filing) -> None:
    views = [view for project in filing.projects for view in assess(filing, project.id).indicators]
    assert [(view.row.id, view.row.target) for view in views if view.target is None] == []
    assert [view.row.id for view in views if view.actual is None] == []


def test_forms_get_something_to_show(filing: Filing) -> None:
    rows = {project.id: filing.indicators(project.id) for project in filing.projects}
    targets = [parse_target(row.target) for group in rows.values() for row in group]
    assert max(len(group) for group in rows.values()) >= 25
    assert any(target.levels for target in targets)
    assert any(target.deadline for target in targets)
    assert any(target.unit == "万人" for target in targets)
    assert any((target.value, target.unit) == (0, "起") for target in targets)
    assert sum(Note.VARIANT_SYMBOL in target.notes for target in targets) >= 8
    assert max(project.result.count("\n") for project in filing.projects) >= 4
    assert any(all(row.weight for row in group) for group in rows.values())
    assert {FundSource.CENTRAL, FundSource.CARRY_OVER, FundSource.APPROPRIATION} <= {
        source for project in filing.projects for source in filing.fundings(project.id)
    }


@pytest.mark.parametrize(("scheme", "form"), SCHEMES_AND_FORMS)
def test_every_form_is_built_under_every_scheme(package: Package, scheme: str, form: str) -> None:
    filing = filing_of(package, scheme)
    filing.head.project_form = form
    for project in filing.projects:
        sheet = build_form(filing, project.id)
        texts = [cell.text for cell in sheet.cells]
        assert any(project.name in text for text in texts)
        assert all(any(row.name in text for text in texts) for row in filing.indicators(project.id))


def test_the_department_rolls_up_from_projects_and_transfers(filing: Filing) -> None:
    department = filing.department
    assert department is not None
    assert filing.fundings(department.id) == {}
    assert len(filing.indicators(department.id)) >= 8
    evaluated = [assess(filing, project.id) for project in (*filing.projects, *filing.transfers)]
    a = assess(filing, department.id)
    assert (a.budget, a.executed) == tuple(
        sum(getattr(one, column) or 0 for one in evaluated) for column in ("budget", "executed")
    )


def test_transfers_tell_how_their_money_was_managed(filing: Filing, checker: Checker) -> None:
    assert len(filing.transfers) == 3
    for transfer in filing.transfers:
        notes = filing.managements(transfer.id)
        assert all(notes[topic].note and notes[topic].measures for topic in ManagementTopic)
        assert checker.verdict(transfer.id).errors == 0
        assert all(
            row.text for row in build_form(filing, transfer.id).inputs() if row.ref and row.ref.entity == "management"
        )


def test_nobody_is_named(filing: Filing) -> None:
    assert {getattr(project, name) for project in filing.evaluations() for name in SIGNATURES} <= {"", "0000-0000000"}


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"(?<!\d)\d{17}[\dXx](?!\d)",
        r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)(?<!0000-0000000)",
        r"[\w.]+@[\w.]+",
        "峨边|青龙|乐山|秦皇岛|彝族|满族",
        r"[\u4e00-\u9fff](?<!某)县人力资源",
    ],
)
def test_nobody_and_no_county_can_be_recognised(pattern: str) -> None:
    assert re.findall(pattern, TEXT) == []
