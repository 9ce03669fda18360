"""Written passages of two filings side by side: matched through their projects, paragraph by paragraph."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.filing.compare import compare
from services.filing.compare_values import Difference
from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.report_rows import ReportKey, passage_ref
from services.filing.rollover import roll_over
from tests.services.filing.yearbook import copy_of, filing_of, yearbook

WHOLE, OWN = ReportKey("N8"), ReportKey("N4", "p1")


def write(filing: Filing, report: ReportKey, key: str, text: str, *, omitted: bool = False) -> None:
    for field, value in (("text", text), ("omitted", omitted)):
        for change in set_value(filing, passage_ref(filing.id, report, key, field), value):
            filing.put(change)


def rows(old: Filing, new: Filing) -> list[Difference]:
    return [row for row in compare(old, new).rows if row.title.endswith("· 文字")]


@pytest.mark.parametrize(
    ("report", "key", "before", "after", "row"),
    [
        (
            WHOLE,
            "evaluation-group",
            "组长一人",
            "组长二人",
            ("（项目自评报告）", "绩效自评开展情况", "组长一人", "组长二人"),
        ),
        (WHOLE, "evaluation-group", "", "新写", ("（项目自评报告）", "绩效自评开展情况", "", "新写")),
        (WHOLE, "results-text", "", "改写了", ("（项目自评报告）", "整改措施及结果应用", "（自动生成）", "改写了")),
        (WHOLE, "goal-text-p1", "旧", "新", ("（项目自评报告）", "项目1", "旧", "新")),
        (OWN, "use-note", "甲", "", ("项目1", "资金使用", "甲", "")),
    ],
)
def test_what_differs(report: ReportKey, key: str, before: str, after: str, row: tuple[str, str, str, str]) -> None:
    old, new = yearbook(1), yearbook(1)
    for filing, text in ((old, before), (new, after)):
        if text:
            write(filing, report, key, text)
    (found,) = rows(old, new)
    assert (found.old, found.new) == row[2:]
    assert found.indicator == row[1]
    assert found.project == row[0] or report == WHOLE


def test_a_passage_left_out_says_so() -> None:
    old, new = yearbook(1), yearbook(1)
    write(old, WHOLE, "evaluation-group", "组长一人")
    write(new, WHOLE, "evaluation-group", "组长一人", omitted=True)
    assert [(row.old, row.new) for row in rows(old, new)] == [("组长一人", "（不写）")]


def test_only_the_paragraphs_that_differ_are_told() -> None:
    old, new = yearbook(1), yearbook(1)
    write(old, WHOLE, "evaluation-group", "第一段\n第二段\n第三段")
    write(new, WHOLE, "evaluation-group", "第一段\n第二段改了\n第三段\n第四段")
    assert [(row.old, row.new) for row in rows(old, new)] == [("第二段", "第二段改了"), ("", "第四段")]


def test_inserted_figures_are_told_as_each_filing_prints_them() -> None:
    old, new = yearbook(1), yearbook(1)
    for filing in (old, new):
        write(filing, WHOLE, "evaluation-group", "预算⟦p.p1.budget⟧")
    assert rows(old, new) == []
    changed = copy_of(new)
    next(iter(changed.fundings("p1").values())).budget = Decimal(120)
    assert [(row.old, row.new) for row in rows(old, changed)] == [("预算100", "预算120")]


def test_last_years_passages_are_met_through_the_projects() -> None:
    old = yearbook(2)
    new = filing_of(roll_over(old, 2025, {"p1"}, old.scheme))
    own = new.projects[0].id
    for filing, project, text in ((old, "p1", "旧"), (new, own, "新")):
        write(filing, ReportKey("N4", project), "use-note", text)
        write(filing, WHOLE, f"goal-text-{project}", text)
    write(old, ReportKey("N4", "p2"), "use-note", "随项目取消")
    assert [(row.old, row.new) for row in rows(old, new)] == [("旧", "新"), ("旧", "新")]


def test_reports_and_passages_that_are_no_more_are_passed_over() -> None:
    old, new = yearbook(1), yearbook(1)
    write(old, ReportKey("N99"), "a", "没有这份提纲")
    write(old, WHOLE, "goal-text-gone", "项目没有了")
    assert [(row.indicator, row.old, row.new) for row in rows(old, new)] == [("", "项目没有了", "（自动生成）")]
    assert rows(old, copy_of(old)) == []
