"""A package's texts on projects, what arrived, its unit, and what of it is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.enums import UnitNature
from models.report import Subordinate
from services.accounts.lines import line_ref
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.filing_json import filing_json, read_filing_json
from services.filing.gestures import created, set_value
from services.filing.merge import MergePlan, Side, Status, merge_changes, plan_merge
from services.filing.refs import Change, FieldRef, Gesture
from services.filing.report_rows import ReportKey, arrival_ref, organisation_ref, passage_ref
from services.reports.composer import Composer
from services.reports.figures_unit import subordinates
from services.reports.tokens import renamed
from tests.services.filing.yearbook import Nowhere, yearbook

TYPED = Gesture("填写")
KEY = "use-note"


def department() -> Filing:
    return yearbook(0, "d", "某县民政局")


def unit(text: str = "") -> Filing:
    """A unit below with one project, and what was written of the use of its money."""
    filing = yearbook(1, "f", "某县救助站")
    write(filing, passage_ref("f", ReportKey("N4", "p1"), KEY), text)
    return filing


def write(filing: Filing, ref: FieldRef, value: object) -> None:
    Editor(Nowhere(), filing).apply(set_value(filing, ref, value), TYPED)


def plan_of(filing: Filing, other: Filing) -> MergePlan:
    return plan_merge(filing, read_filing_json(filing_json(other)))


def merged(filing: Filing, other: Filing, side: Side = Side.THEIRS) -> MergePlan:
    plan = plan_of(filing, other)
    choices = {change.ref: side for change in (plan.subordinate,) if change is not None}
    Editor(Nowhere(), filing).apply(merge_changes(plan, choices), plan.gesture)
    return plan


def text_in(filing: Filing) -> str:
    passage = Composer(filing, ReportKey("N4", filing.projects[0].id)).passage(KEY)
    assert passage is not None
    return passage.text


def test_what_was_written_on_a_project_travels_with_its_figures() -> None:
    other = unit("执行⟦p.p1.executed⟧万元，占⟦rate(p.p1.executed,p.p1.budget)⟧，完成⟦i.p1-i1.actual⟧。")
    filing = department()
    merged(filing, other)
    assert text_in(filing) == text_in(other) == "执行95万元，占95%，完成98人。"
    assert [project.status for project in plan_of(filing, other).projects] == [Status.SAME]


@pytest.mark.parametrize(
    ("here", "there", "status"),
    [("甲", "甲", Status.SAME), ("甲", "乙", Status.CHANGED), ("丙", "乙", Status.CONFLICT), ("丙", "甲", Status.SAME)],
)
def test_a_text_changed_on_one_or_both_sides(here: str, there: str, status: Status) -> None:
    filing = department()
    merged(filing, unit("甲"))
    ref = passage_ref("d", ReportKey("N4", filing.projects[0].id), KEY)
    write(filing, ref, here)
    (project,) = plan_of(filing, unit(there)).projects
    assert project.status is status
    assert [(value.title, value.ours, value.theirs) for value in project.values] == (
        [] if status is Status.SAME else [("项目支出绩效自评报告 · 资金使用", here, there)]
    )


def test_a_text_that_only_the_package_has_is_shown_with_its_figures_named() -> None:
    filing = department()
    merged(filing, unit())
    (project,) = plan_of(filing, unit("执行⟦p.p1.executed⟧万元")).projects
    assert [value.theirs for value in project.values] == ["文字 执行〔表中的数〕万元"]


def test_what_arrived_travels_too() -> None:
    other, filing = unit(), department()
    write(other, arrival_ref("p1", "arrived"), Decimal(88))
    write(other, arrival_ref("p1", "until"), date(2024, 12, 20))
    merged(filing, other)
    own = filing.projects[0].id
    assert filing.value(arrival_ref(own, "arrived")) == 88
    assert [project.status for project in plan_of(filing, other).projects] == [Status.SAME]


def test_the_unit_is_offered_with_its_people() -> None:
    other, filing = unit(), department()
    other.unit.nature = UnitNature.INSTITUTION
    write(other, organisation_ref("f", "staff_institution"), 12)
    write(other, organisation_ref("f", "staff_contract"), 3)
    merged(filing, other)
    (row,) = subordinates(filing)
    assert (row.name, row.nature, row.staff) == ("某县救助站", UnitNature.INSTITUTION, 15)
    assert plan_of(filing, other).subordinate is None


def test_the_unit_is_not_taken_unasked() -> None:
    filing = department()
    plan = plan_of(filing, unit())
    Editor(Nowhere(), filing).apply(merge_changes(plan), plan.gesture)
    assert subordinates(filing) == []
    assert merged(filing, unit(), Side.OURS).subordinate is not None
    assert subordinates(filing) == []


@pytest.mark.parametrize("name", ["某县救助站", " 某县救助站 "])
def test_a_unit_that_is_listed_is_not_offered_again(name: str) -> None:
    filing = department()
    row = Subordinate(filing_id="d", name=name)
    Editor(Nowhere(), filing).apply([created("subordinate", row)], TYPED)
    assert plan_of(filing, unit()).subordinate is None


def test_a_colleague_of_the_same_unit_is_no_unit_below() -> None:
    other = unit()
    other.unit.name = "某县民政局"
    assert plan_of(department(), other).subordinate is None


def test_accounts_and_what_is_said_of_the_whole_are_left_alone_in_words() -> None:
    other, filing = unit(), department()
    write(other, line_ref("f", "subject_line", "2080101", "general_basic"), Decimal(10))
    write(other, organisation_ref("f", "staff_admin"), 5)
    write(other, passage_ref("f", ReportKey("N8"), "evaluation-group"), "组长一人")
    plan = merged(filing, other)
    assert ["部门决算没有合并" in plan.notes[0], "机构和人员、整份编报的报告文字没有合并" in plan.notes[1]] == [
        True,
        True,
    ]
    assert not {"subject_line", "organisation", "passage"} & {entity for entity, _ in filing.all_records()}
    assert plan_of(department(), unit()).notes == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("⟦p.a.budget⟧", "⟦p.x.budget⟧"),
        ("⟦p.a.CENTRAL.budget@1⟧", "⟦p.x.CENTRAL.budget@1⟧"),
        ("⟦change(p.a.budget,minus(i.b.rate,s.own.count))⟧", "⟦change(p.x.budget,minus(i.y.rate,s.own.count))⟧"),
        ("⟦s.own.count⟧ p.a.budget a", "⟦s.own.count⟧ p.a.budget a"),
    ],
)
def test_figures_of_other_records(text: str, after: str) -> None:
    assert renamed(text, {"a": "x", "b": "y"}) == after


def test_undone_the_merge_leaves_nothing() -> None:
    filing = department()
    before = filing_json(filing)
    editor = Editor(Nowhere(), filing)
    plan = plan_of(filing, unit("写了"))
    assert isinstance(plan.subordinate, Change)
    editor.apply(merge_changes(plan, {plan.subordinate.ref: Side.THEIRS}), plan.gesture)
    editor.undo()
    assert filing_json(filing) == before
