"""Rules CL01–CL12: subjects against the classifications, and the 名词解释 against the subjects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.accounts import SubjectLine
from models.accounts_matters import ThreePublic
from models.enums import FundNature, StatementTopic, UnitNature
from models.record import Record
from models.unit import Unit
from services.accounts.ledger import Ledger
from services.filing.filing import Filing
from services.rules.accounts_subjects import nature
from services.subject_files import keep_catalogue
from services.subjects import Catalogue, made
from tests.services.accounts.books import detail, economic, only, subject
from tests.services.rules.casebook import Case, case, filing, findings, missing_kinds, stated, typed_over


def book(*records: Record, terms: tuple[str, ...] = (), kind: UnitNature = UnitNature.ADMINISTRATIVE) -> Filing:
    """A filing with these lines; `terms` are the terms its published text explains."""
    told = [stated(StatementTopic.GLOSSARY, words=term) for term in terms]
    unit = Unit(id="u", name="某县人社局", nature=kind)
    return filing(accounts=records, published=told, unit=unit, scheme="sichuan-county")


def named(code: str, name: str, **amounts: Any) -> SubjectLine:
    """A functional subject printed under a name of its own."""
    return subject(code, **amounts).model_copy(update={"name": name})


def three(**amounts: Any) -> Record:
    made: Record = only(ThreePublic, **amounts)
    return made


RUN = subject("2080101", general_basic=5)
CASES = [
    case("CL01", "passing", book(RUN)),
    case("CL01", "failing", book(subject("2080198", general_basic=1)), says=("2080198", "2024 年科目表")),
    case(
        "CL01",
        "boundary",
        book(subject("20801", general_basic=1), subject("208012", general_basic=1)),
        says=("208012",),
    ),
    case("CL01", "blank", book()),
    case("CL02", "passing", book(named("2080501", "行政单位离退休", general_basic=1))),
    case(
        "CL02",
        "failing",
        book(named("2080501", "其他人行政单位离退休", general_basic="26.04")),
        says=("2080501 应为“行政单位离退休”", "“其他人行政单位离退休”"),
    ),
    case("CL02", "boundary", book(named("20805", "行政事业单位离退休", general_basic=1))),
    case("CL02", "blank", book(named("2080501", "", general_basic=1))),
    case("CL03", "passing", book(named("210", "卫生健康支出", general_basic=1))),
    case(
        "CL03",
        "failing",
        book(named("210", "医疗卫生与计划生育支出", general_basic=1)),
        says=("210“医疗卫生与计划生育支出”已改名为“卫生健康支出”",),
    ),
    case("CL03", "boundary", book(named("210", "医疗卫生和计划生育", general_basic=1))),
    case("CL03", "blank", book(named("210", "", general_basic=1))),
    case("CL04", "passing", book(RUN, subject("2080109", general_basic=1))),
    case(
        "CL04",
        "failing",
        book(RUN, subject("20801", general_basic=9)),
        says=("20801 人力资源和社会保障管理事务", "2080101", "两处都填了金额"),
    ),
    case("CL04", "boundary", book(subject("20801", general_basic=1), subject("2080501", general_basic=1))),
    case("CL04", "blank", book()),
    case("CL05", "passing", book(subject("2120802", fund_project="9.94", income_fund="9.94"))),
    case(
        "CL05",
        "failing",
        book(subject("2120802", general_project="9.94"), subject("2219899", general_basic=1), RUN),
        each=[("2120802 土地开发支出", "政府性基金", "9.94"), ("2219899",)],
    ),
    case(
        "CL05",
        "boundary",
        book(subject("2070999", fund_project=1), typed_over("general.20709.total", 3)),
        says=("20709", "政府性基金", "3"),
    ),
    case("CL05", "blank", book(subject("2120802", general_project=0))),
    case("CL06", "passing", book(subject("2230105", capital_project=5, income_capital=5))),
    case("CL06", "failing", book(subject("2230105", general_project=5)), says=("2230105", "国有资本经营", "5")),
    case("CL06", "boundary", book(subject("2240101", general_project=5))),
    case("CL06", "blank", book(subject("2230105"))),
    case("CL07", "passing", book(economic("30201", general_basic=1), economic("30901", general_project=1))),
    case(
        "CL07",
        "failing",
        book(economic("30901", general_basic=3), economic("30288", general_basic=1)),
        each=[("30288", "不在 2024 年科目表中"), ("30901 房屋建筑物购建", "不得用于基本支出", "3")],
    ),
    case("CL07", "boundary", book(economic("31002", general_basic=3), detail("2080101", "31101", project=1))),
    case("CL07", "blank", book(economic("30901"))),
    case("CL08", "passing", book(economic("30107", general_basic=5), kind=UnitNature.INSTITUTION)),
    case(
        "CL08",
        "failing",
        book(economic("30107", general_basic="80.35")),
        says=("行政单位", "30107 绩效工资", "80.35"),
    ),
    case(
        "CL08",
        "boundary",
        book(detail("2080150", "30102", basic=5), kind=UnitNature.INSTITUTION),
        says=("事业单位", "30102"),
    ),
    case("CL08", "blank", book(economic("30107"))),
    case("CL09", "passing", book(economic("30101", general_basic=5), economic("30305", general_project=5))),
    case("CL09", "failing", book(economic("30101", general_project=5)), says=("30101 基本工资", "5 万元")),
    case("CL09", "boundary", book(economic("30302", fund_project=1)), says=("30302",)),
    case("CL09", "blank", book(economic("30101"))),
    case("CL10", "passing", book(RUN, terms=("社会保障和就业支出（类）行政运行（项）",))),
    case("CL10", "failing", book(RUN, terms=("就业补助（款）",)), says=("2080101 行政运行",)),
    case("CL10", "boundary", book(subject("2080101", budget=5), terms=("就业补助（款）",))),
    case("CL10", "blank", book(RUN)),
    case(
        "CL11", "passing", book(subject("2080505", general_basic=1), terms=("行政事业单位养老支出（款）", "事业收入"))
    ),
    case(
        "CL11",
        "failing",
        book(subject("2080505", general_basic=1), terms=("机关事业单位养老支出（款）", "现在事业单位养老支出（款）")),
        each=[("“机关事业单位养老支出”应为“行政事业单位养老支出”",), ("“现在事业单位养老支出”",)],
    ),
    case("CL11", "boundary", book(subject("2080505", general_basic=1), terms=("机关事业单位职业年金缴费支出（项）",))),
    case("CL11", "blank", book(subject("2080505", general_basic=1))),
    case("CL12", "passing", book(three(reception=1), terms=("“三公”经费：公务接待费",))),
    case(
        "CL12",
        "failing",
        book(three(reception="9.41"), terms=("公务接待费", "公务用车购置费")),
        says=("公务用车购置费", "为 0", "却解释了它"),
    ),
    case(
        "CL12",
        "boundary",
        book(three(reception=1, running=2), terms=("公务接待费",)),
        says=("公务用车运行维护费", "2", "没有提到"),
    ),
    case("CL12", "blank", book(three(reception=1), terms=("“三公”经费",))),
]


@pytest.mark.parametrize("one", CASES)
def test_each_rule(one: Case) -> None:
    one.check()


def test_no_rule_lacks_a_case() -> None:
    assert missing_kinds("CL") == []


def test_the_right_name_is_offered() -> None:
    hit = findings("CL03", book(named("210", "医疗卫生与计划生育支出", general_basic=1)))[0].hit
    assert hit.adopt == (hit.fields[0], "卫生健康支出")


@pytest.mark.parametrize(
    ("code", "fund"),
    [
        ("2080101", FundNature.GENERAL),
        ("2120802", FundNature.FUND),
        ("21208", FundNature.FUND),
        ("2120899", FundNature.FUND),
        ("2200601", FundNature.FUND),
        ("2230105", FundNature.CAPITAL),
        ("2170404", FundNature.FUND),
        ("2219899", FundNature.FUND),
        ("2070904", FundNature.FUND),
        ("234", FundNature.FUND),
        ("999", None),
    ],
)
def test_a_code_belongs_to_the_fund_of_what_is_above_it(code: str, fund: FundNature | None) -> None:
    assert nature(Ledger(book()), code) is fund


def test_the_list_of_the_year_decides(tmp_path: Path) -> None:
    """A list imported for 2024 has a code the shipped one lacks, and lacks what it has."""
    own = [made("208", "社会保障和就业支出"), made("20801", "人力资源事务"), made("2080198", "新设科目")]
    keep_catalogue(Catalogue(own), 2024, tmp_path)
    on = book(subject("2080198", general_basic=1), subject("2080101", general_basic=1))
    on.subject_folder = tmp_path
    assert [finding.message for finding in findings("CL01", on)] == ["功能科目编码 2080101 不在 2024 年科目表中"]
