"""Two filings side by side: only what differs, matched by link, code and name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from models.enums import AmountUnit, FundSource
from services.filing.compare import compare
from services.filing.compare_values import Difference
from services.filing.filing import Filing
from services.filing.rollover import roll_over
from services.forms.comparison import comparison_sheet
from tests.services.filing.yearbook import copy_of, filing_of, yearbook, yearbooks


@given(yearbooks())
def test_a_filing_does_not_differ_from_itself(filing: Filing) -> None:
    assert compare(filing, copy_of(filing)).rows == ()


def test_drafts_are_matched_by_id() -> None:
    old, new = yearbook(2), yearbook(2)
    new.fundings("p2")
    row = next(iter(new.fundings("p2").values()))
    row.executed = Decimal("200.5")
    new.projects[0].name = "就业补助资金"
    new.indicators("p1")[0].target = "≥120人"
    rows = compare(old, new).rows
    assert Difference("就业补助资金", "", "项目名称", "项目1", "就业补助资金") in rows
    assert Difference("就业补助资金", "补贴人数", "年度指标值", "≥100人", "≥120人") in rows
    assert Difference("项目2", "", "年度资金总额 · 全年执行数", "195", "200.5", "+5.5") in rows
    assert Difference("项目2", "", "执行率", "97.50%", "100.25%", "+2.75 个百分点") in rows
    assert Difference("项目2", "", "执行率得分", "9.75", "10", "+0.25") in rows


def test_amounts_are_in_the_unit_of_the_newer_filing() -> None:
    old, new = yearbook(1), yearbook(1)
    next(iter(new.fundings("p1").values())).initial = Decimal("99.999999")
    new.head.amount_unit = AmountUnit.YUAN
    (row,) = compare(old, new).rows
    assert (row.old, row.new, row.difference) == ("1000000", "999999.99", "-0.01")


def test_years_are_matched_by_the_link() -> None:
    old = yearbook(2)
    new = filing_of(roll_over(old, 2025, {"p1", "p2"}, old.scheme))
    new.projects[0].name, new.projects[0].code = "改了名", "新编码"
    comparison = compare(old, new)
    assert (comparison.old_title, comparison.new_title) == ("2024年度", "2025年度")
    assert {row.project for row in comparison.rows} == {"改了名", "项目2"}
    assert Difference("项目2", "补贴人数", "实际完成值", "98人", "") in comparison.rows


@pytest.mark.parametrize(
    ("code", "name", "matched"), [("001", "别名", True), ("", "项目1", True), ("9", "别名", False)]
)
def test_without_a_link_code_and_name_match(code: str, name: str, matched: bool) -> None:
    old, new = yearbook(1), yearbook(1, "g")
    new.projects[0].code, new.projects[0].name = code, name
    titles = [row.title for row in compare(old, new).rows]
    assert ("项目" not in titles) is matched


def test_same_names_are_matched_one_by_one() -> None:
    old, new = yearbook(3), yearbook(2, "g")
    for filing in (old, new):
        for project in filing.projects:
            project.name, project.code = "同名", ""
    rows = compare(old, new).rows
    assert [row for row in rows if row.title == "项目"] == [Difference("同名", "", "项目", "有", "取消")]


def test_rows_that_came_and_went() -> None:
    old, new = yearbook(1), yearbook(2)
    new.indicators("p1")[1].id = "other"
    new.indicators("p1")[1].name = "另一项"
    rows = compare(old, new).rows
    assert Difference("项目2", "", "项目", "无", "新增") in rows
    assert Difference("项目1", "另一项", "绩效指标", "无", "新增") in rows
    assert Difference("项目1", "就业率", "绩效指标", "有", "取消") in rows


def test_sheet_has_a_row_for_every_difference() -> None:
    old, new = yearbook(2), yearbook(2)
    for project in new.projects:
        project.goal = "补贴 120 人"
    comparison = compare(old, new)
    sheet = comparison_sheet(comparison)
    texts = [cell.text for cell in sheet.cells]
    assert texts[:2] == ["某县人社局编报对照表", "（原稿与现稿）"]
    assert texts.count("补贴 120 人") == len(comparison.rows) == 2
    assert len(sheet.by_place) == sum(cell.rows * cell.cols for cell in sheet.cells)


def test_sheet_of_nothing_says_so() -> None:
    sheet = comparison_sheet(compare(yearbook(1), yearbook(1)))
    assert sheet.cells[-1].text == "两份编报没有不同。"


def test_unit_and_scheme_come_first() -> None:
    old, new = yearbook(1), filing_of(yearbook(1).all_records(), "chongqing")
    new.unit.name, new.projects[0].goal = "某县就业局", "另"
    rows = compare(old, new).rows[:3]
    assert [(row.project, row.title, row.new) for row in rows] == [
        ("（整份编报）", "单位名称", "某县就业局"),
        ("（整份编报）", "方案", "重庆（指标权重自定，合计90）"),
        ("项目1", "预期目标", "另"),
    ]


def test_a_subtotal_that_follows_from_its_parts_is_not_told_twice() -> None:
    old, new = yearbook(1), yearbook(1)
    for filing, executed in ((old, 10), (new, 12)):
        row = next(iter(filing.fundings("p1").values()))
        row.source, row.executed = FundSource.GENERAL, Decimal(executed)
    titles = [row.title for row in compare(old, new).rows if "全年执行数" in row.title]
    assert titles == ["年度资金总额 · 全年执行数", "一般公共预算 · 全年执行数"]
