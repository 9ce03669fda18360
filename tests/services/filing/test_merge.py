"""A subordinate's package in the department's filing: shown first, taken as one gesture, met again the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import ProjectKind
from models.project import Project, TargetChange
from services.filing.adoption import source_of
from services.filing.assess import assess
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.filing_json import Package, filing_json, read_filing_json
from services.filing.merge import MergePlan, MergeRefused, Side, Status, merge_changes, plan_merge
from services.filing.merge_base import merged_values
from services.filing.refs import Change, FieldRef, Gesture
from services.filing.rollover import roll_over
from services.store.store import Store
from services.workspace import Workspace
from tests.services.filing.test_package import filings
from tests.services.filing.yearbook import Nowhere, copy_of, filing_of, yearbook, yearbooks

TYPED = Gesture("填写")


def package_of(filing: Filing) -> Package:
    return read_filing_json(filing_json(filing))


def department(count: int = 1) -> Filing:
    return yearbook(count, "d", "某县民政局")


def sub(count: int = 2) -> Filing:
    return yearbook(count, "f", "某县救助站")


def merged(filing: Filing, other: Filing, choices: dict[FieldRef, Side] | None = None) -> MergePlan:
    """Merge and return what the plan was."""
    plan = plan_merge(filing, package_of(other))
    Editor(Nowhere(), filing).apply(merge_changes(plan, choices), plan.gesture)
    return plan


def statuses(filing: Filing, other: Filing) -> list[Status]:
    return [project.status for project in plan_merge(filing, package_of(other)).projects]


def taken(filing: Filing) -> list[Project]:
    return [project for project in filing.evaluations() if project.source_filing]


def contents(filing: Filing) -> str:
    return filing_json(filing)


def test_new_projects_come_to_the_end_with_everything_below_them() -> None:
    filing = department()
    plan = merged(filing, sub())
    assert [project.status for project in plan.projects] == [Status.NEW, Status.NEW]
    assert [project.name for project in filing.projects] == ["项目1", "项目1", "项目2"]
    assert [(source_of(p), p.unit_name) for p in taken(filing)] == [("f", "某县救助站")] * 2
    for project, old in zip(taken(filing), sub().projects, strict=True):
        assert [i.actual for i in filing.indicators(project.id)] == ["98人", "96%"]
        assert assess(filing, project.id).total_score == assess(sub(), old.id).total_score
    assert len(filing.explanations) == 3


def test_sums_agree() -> None:
    filing, others = department(2), [sub(3), yearbook(2, "g", "某县福利院")]
    parts = [filing, *others]
    expected = sum(assess(f, p.id).budget or 0 for f in parts for p in f.projects)
    for other in others:
        merged(filing, other)
    assert sum(assess(filing, p.id).budget or 0 for p in filing.projects) == expected == Decimal(300 + 600 + 300)


@given(yearbooks())
def test_merging_the_same_again_changes_nothing(other: Filing) -> None:
    filing = department()
    merged(filing, other)
    before = contents(filing)
    again = plan_merge(filing, package_of(other))
    assert again.empty
    assert merge_changes(again) == []
    assert contents(filing) == before


@given(filings())
def test_any_package_is_merged_once_and_undone(other: Filing) -> None:
    filing = department()
    other.head.year = filing.head.year
    editor = Editor(Nowhere(), filing)
    before = contents(filing)
    plan = plan_merge(filing, package_of(other))
    applied = editor.apply(merge_changes(plan), plan.gesture)
    assert merge_changes(plan_merge(filing, package_of(other))) == []
    if applied is not None:
        assert editor.undo_name == plan.gesture.name
        editor.undo()
    assert contents(filing) == before


@given(yearbooks(), yearbooks(), st.sampled_from(Side))
def test_a_second_package_is_undone_to_the_first(first: Filing, second: Filing, side: Side) -> None:
    filing = department()
    merged(filing, first)
    before = contents(filing)
    plan = plan_merge(filing, package_of(second))
    editor = Editor(Nowhere(), filing)
    applied = editor.apply(merge_changes(plan, {project.ref: side for project in plan.projects}), plan.gesture)
    if applied is not None:
        editor.undo()
    assert contents(filing) == before


def test_a_second_package_updates_what_the_first_brought() -> None:
    filing, other = department(), sub()
    merged(filing, other)
    other.projects[0].goal = "补贴 120 人"
    next(iter(other.fundings("p2").values())).executed = Decimal(200)
    other.indicators("p1")[0].actual = "120人"
    plan = merged(filing, other)
    assert [project.status for project in plan.projects] == [Status.CHANGED, Status.CHANGED]
    assert [(v.title, v.ours, v.theirs) for p in plan.projects for v in p.values] == [
        ("预期目标", "补贴 100 人", "补贴 120 人"),
        ("补贴人数 · 实际完成值", "98人", "120人"),
        ("年度资金总额 · 全年执行数", "195", "200"),
    ]
    one, two = taken(filing)
    assert (one.goal, assess(filing, two.id).executed) == ("补贴 120 人", Decimal(200))
    assert statuses(filing, other) == [Status.SAME, Status.SAME]


def test_what_was_changed_here_alone_stays() -> None:
    filing, other = department(), sub()
    merged(filing, other)
    taken(filing)[0].goal = "本级改过"
    assert merge_changes(plan_merge(filing, package_of(other))) == []
    assert statuses(filing, other) == [Status.SAME, Status.SAME]


def conflicting() -> tuple[Filing, Filing]:
    filing, other = department(), sub()
    merged(filing, other)
    taken(filing)[0].goal = "本级改过"
    other.projects[0].goal = "对方改过"
    other.projects[0].result = "对方新填"
    return filing, other


def test_changed_on_both_sides_must_be_decided() -> None:
    filing, other = conflicting()
    plan = plan_merge(filing, package_of(other))
    assert [project.status for project in plan.projects] == [Status.CONFLICT, Status.SAME]
    assert [(value.title, value.ours, value.theirs) for value in plan.conflicts] == [
        ("预期目标", "本级改过", "对方改过")
    ]
    with pytest.raises(MergeRefused, match=r"有 1 处两边都改过.*“项目1”的“预期目标”.*本级改过.*对方改过"):
        merge_changes(plan)


@pytest.mark.parametrize(
    ("side", "goal", "result"), [(Side.OURS, "本级改过", "对方新填"), (Side.THEIRS, "对方改过", "对方新填")]
)
def test_decided_value_by_value(side: Side, goal: str, result: str) -> None:
    filing, other = conflicting()
    plan = plan_merge(filing, package_of(other))
    merged(filing, other, {plan.conflicts[0].ref: side})
    assert (taken(filing)[0].goal, taken(filing)[0].result) == (goal, result)
    assert statuses(filing, other) == [Status.SAME, Status.SAME]


def test_decided_for_the_whole_project() -> None:
    filing, other = conflicting()
    plan = plan_merge(filing, package_of(other))
    merged(filing, other, {plan.projects[0].ref: Side.OURS})
    assert (taken(filing)[0].goal, taken(filing)[0].result) == ("本级改过", "")


def test_a_project_that_is_gone_stays_unless_told() -> None:
    filing, other = department(), sub(2)
    merged(filing, other)
    plan = plan_merge(filing, package_of(sub(1)))
    assert [project.status for project in plan.projects] == [Status.SAME, Status.GONE]
    assert merge_changes(plan) == []
    merged(filing, sub(1), {plan.projects[1].ref: Side.THEIRS})
    assert [project.name for project in taken(filing)] == ["项目1"]
    assert not [
        e for e in filing.all_records() if e[0] == "funding" and e[1].id.startswith(plan.projects[1].project_id)
    ]


def test_a_new_project_may_be_left() -> None:
    filing, other = department(), sub(2)
    plan = plan_merge(filing, package_of(other))
    merged(filing, other, {plan.projects[0].ref: Side.OURS})
    assert [project.name for project in taken(filing)] == ["项目2"]
    assert len(filing.explanations) == 2
    assert statuses(filing, other) == [Status.NEW, Status.SAME]


def test_rows_that_came_and_went() -> None:
    filing, other = department(), sub(1)
    merged(filing, other)
    gone = other.indicators("p1")[1]
    other.put(Change(FieldRef("indicator", gone.id, ""), gone.model_dump(), None))
    fresh = TargetChange(project_id="p1", indicator="p1-i1", old="≥90人", new="≥100人")
    other.put(Change(FieldRef("target_change", fresh.id, ""), None, fresh.model_dump()))
    merged(filing, other)
    project = taken(filing)[0]
    (kept,) = filing.indicators(project.id)
    assert [change.new for change in filing.target_changes(kept.id)] == ["≥100人"]


def test_the_evaluation_of_the_subordinate_as_a_whole_stays_its_own() -> None:
    filing, other = department(), sub(2)
    other.projects[0].kind = ProjectKind.DEPARTMENT
    merged(filing, other)
    assert filing.department is None
    assert [project.name for project in taken(filing)] == ["项目2"]


def test_next_year_the_carried_project_is_met() -> None:
    filing, other = department(), sub(1)
    merged(filing, other)
    kept = {project.id for project in filing.evaluations()}
    later = filing_of(roll_over(filing, 2025, kept, filing.scheme))
    theirs = filing_of(roll_over(other, 2025, {"p1"}, other.scheme))
    row = theirs.indicators(theirs.projects[0].id)[0]
    row.actual = "130人"
    plan = merged(later, theirs)
    assert [project.status for project in plan.projects] == [Status.CHANGED]
    assert len(later.projects) == 2
    assert [i.actual for i in later.indicators(taken(later)[0].id)] == ["130人", ""]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(lambda f: setattr(f.head, "year", 2023), "2023年度"), (lambda f: setattr(f.head, "id", "d"), "本编报导出的")],
)
def test_what_does_not_fit_is_refused(spoil: Callable[[Filing], Any], reason: str) -> None:
    package = package_of(sub())
    spoil(package)  # type: ignore[arg-type]
    with pytest.raises(MergeRefused, match=reason):
        plan_merge(department(), package)


def test_another_scheme_is_told() -> None:
    other = sub()
    other.head.scheme = "chongqing"
    assert "方案" in plan_merge(department(), package_of(other)).notes[0]


def test_in_a_store_that_holds_both_filings(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for one in (department(), sub()):
            store.add(list(one.all_records()), one.id, Gesture("导入"))
        workspace = Workspace.open(store, "d")
        before = contents(workspace.filing)
        plan = plan_merge(workspace.filing, package_of(sub()))
        workspace.editor.apply(merge_changes(plan), plan.gesture)
        other = sub()
        other.projects[1].name = "改了名"
        plan = plan_merge(workspace.filing, package_of(other))
        workspace.editor.apply(merge_changes(plan), plan.gesture)
        assert contents(Workspace.open(store, "d").filing) == contents(workspace.filing)
        assert store.history("d")[0].name == "合并“某县救助站”的数据包"
        workspace.editor.undo()
        workspace.editor.undo()
        assert contents(Workspace.open(store, "d").filing) == before == contents(copy_of(workspace.filing))


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Workspace]:
    """A department's filing in a store, with the subordinate's projects merged."""
    with Store.open(tmp_path) as store:
        store.add(list(department().all_records()), "d", Gesture("导入"))
        workspace = Workspace.open(store, "d")
        take(workspace, sub(1))
        yield workspace


def take(workspace: Workspace, other: Filing) -> MergePlan:
    plan = plan_merge(workspace.filing, package_of(other), merged_values(workspace.store))
    workspace.editor.apply(merge_changes(plan), plan.gesture)
    return plan


def type_in(workspace: Workspace, field: str, text: str) -> None:
    ref = FieldRef("project", taken(workspace.filing)[0].id, field)
    workspace.editor.apply([Change(ref, workspace.filing.value(ref), text)], TYPED)


def test_with_a_history_each_value_is_decided_by_who_changed_it(at_work: Workspace) -> None:
    type_in(at_work, "goal", "本级改过")
    other = sub(1)
    other.projects[0].code = "999"
    plan = take(at_work, other)
    assert [(value.title, value.conflict) for value in plan.projects[0].values] == [("项目编码", False)]
    project = taken(at_work.filing)[0]
    assert (project.goal, project.code) == ("本级改过", "999")
    other.projects[0].goal = "对方也改"
    plan = plan_merge(at_work.filing, package_of(other), merged_values(at_work.store))
    assert [(value.title, value.conflict) for value in plan.projects[0].values] == [("预期目标", True)]


def test_an_undone_merge_is_offered_again(at_work: Workspace) -> None:
    type_in(at_work, "goal", "本级改过")
    other = sub(1)
    other.projects[0].code = "999"
    take(at_work, other)
    at_work.editor.undo()
    plan = plan_merge(at_work.filing, package_of(other), merged_values(at_work.store))
    assert "项目编码" in [value.title for value in plan.projects[0].values]
    at_work.editor.redo()
    assert plan_merge(at_work.filing, package_of(other), merged_values(at_work.store)).empty
