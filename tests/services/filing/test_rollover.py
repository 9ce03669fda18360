"""A new year from last year's filing: structure is kept, figures of the year are not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from models.enums import Duration, FilingState, FundSource
from models.project import Indicator, Project
from services.accounts.ledger import ledger_of
from services.accounts.lines import line_ref
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.filing_json import filing_json, read_filing_json
from services.filing.finalise import FINALISE, finalise, verify
from services.filing.funds import FundColumn, Funds
from services.filing.gestures import set_value
from services.filing.refs import Change, FieldRef, Gesture
from services.filing.report_rows import ReportKey, organisation_ref, passage_ref
from services.filing.rollover import plan_rollover, roll_over
from services.reports.figures_unit import organisation, subordinates
from services.reports.gestures import add_subordinate
from services.rules.catalogue import Hit, all_rules
from services.rules.engine import Checker, Finding
from services.scheme import scheme_named
from services.store.store import Store
from services.workspace import Workspace, YearBegun, begin_year, take_in
from tests.services.accounts.books import demo as demo_accounts
from tests.services.filing.yearbook import YEAR, Nowhere, filing_of, yearbook, yearbooks

LATER = 2025


def rolled(filing: Filing, keep: frozenset[str] | None = None, scheme: str = "national-50") -> Filing:
    kept = frozenset(p.id for p in filing.evaluations()) if keep is None else keep
    return filing_of(roll_over(filing, YEAR + 1, kept, scheme_named(scheme)), scheme)


@pytest.mark.parametrize(
    ("duration", "end", "keep"),
    [
        (Duration.RECURRING, None, True),
        (Duration.RECURRING, date(2024, 12, 31), True),
        (Duration.STAGED, None, True),
        (Duration.STAGED, date(2024, 12, 31), False),
        (Duration.STAGED, date(2025, 1, 1), True),
        (Duration.ONCE, None, False),
        (Duration.ONCE, date(2024, 12, 31), False),
        (Duration.ONCE, date(2025, 6, 30), True),
    ],
)
def test_what_is_proposed_to_go_on(duration: Duration, end: date | None, keep: bool) -> None:
    filing = yearbook(1)
    filing.projects[0].duration, filing.projects[0].end = duration, end
    plan = plan_rollover(filing)
    assert (plan.year, [offer.keep for offer in plan.projects]) == (LATER, [keep])
    assert plan.kept == (frozenset({"p1"}) if keep else frozenset())


@given(yearbooks())
def test_structure_is_kept_under_new_ids(filing: Filing) -> None:
    keep = plan_rollover(filing).kept
    new = rolled(filing, keep)
    old_projects = [p for p in filing.evaluations() if p.id in keep]
    assert [p.previous_project for p in new.evaluations()] == [p.id for p in old_projects]
    assert new.unit.model_copy(update={"id": filing.unit.id}) == filing.unit
    for old, project in zip(old_projects, new.evaluations(), strict=True):
        assert [(i.level1, i.level2, i.name, i.target, i.last_actual) for i in new.indicators(project.id)] == [
            (i.level1, i.level2, i.name, i.target, i.actual) for i in filing.indicators(old.id)
        ]
        assert set(new.fundings(project.id)) == set(filing.fundings(old.id))
    ids = {(entity, record.id) for entity, record in filing.all_records()}
    assert not {(e, r.id) for e, r in new.all_records()} & ids


@given(yearbooks())
def test_no_figure_of_the_year_is_carried(filing: Filing) -> None:
    new = rolled(filing)
    for project in new.evaluations():
        funds = Funds(new.fundings(project.id))
        assert all(funds.value(source, column) is None for source in FundSource for column in FundColumn)
        assert not any(
            (i.actual, i.score, i.coefficient, i.monitored) != ("", None, None, "") for i in new.indicators(project.id)
        )
        assert (project.total_score, project.grade, project.result, project.filled_on) == (None, "", "", None)


def test_texts_are_proposals_to_confirm() -> None:
    new = rolled(yearbook(1))
    project = new.projects[0]
    first, second = new.indicators(project.id)
    assert (project.goal, project.goal_to_confirm) == ("补贴 100 人", True)
    assert (first.deviation, first.deviation_to_confirm, second.deviation_to_confirm) == ("报名的少", True, False)


def test_weights_go_on_only_in_the_same_scheme() -> None:
    assert rolled(yearbook(1)).indicators(rolled(yearbook(1)).id) == []
    same, other = rolled(yearbook(1)), rolled(yearbook(1), scheme="chongqing")
    assert [i.weight for i in same.indicators(same.projects[0].id)] == [Decimal(50), None]
    assert [i.weight for i in other.indicators(other.projects[0].id)] == [None, None]
    assert other.head.scheme == "chongqing"


def test_head_links_back_and_is_a_draft() -> None:
    old = yearbook(1)
    old.head.state, old.head.version, old.head.checksum = FilingState.FINAL, 3, "aa"
    head = rolled(old).head
    assert (head.year, head.previous_filing, head.state, head.version, head.checksum) == (
        LATER,
        "f",
        FilingState.DRAFT,
        0,
        "",
    )


def test_period_of_a_recurring_project_moves_on() -> None:
    filing = yearbook(2)
    one, two = filing.projects
    one.start, one.end = date(2024, 2, 29), date(2024, 12, 31)
    two.duration, two.start, two.end = Duration.STAGED, date(2024, 1, 1), date(2026, 12, 31)
    new_one, new_two = rolled(filing).projects
    assert (new_one.start, new_one.end) == (date(2025, 2, 28), date(2025, 12, 31))
    assert (new_two.start, new_two.end) == (two.start, two.end)


def test_answers_are_offered_again_but_do_not_count() -> None:
    new = rolled(yearbook(2), frozenset({"p2"}))
    project = new.projects[0]
    indicator = new.indicators(project.id)[0]
    ref = FieldRef("funding", f"{project.id}:TOTAL", "executed"), FieldRef("indicator", indicator.id, "actual")
    rule = all_rules()["FI01"]
    finding = Finding(rule, rule.severity, project.id, Hit(ref), "现在的提示")
    checker = Checker(new)
    assert len(new.explanations) == 1
    assert (checker.answer(finding), checker.former_answer(finding)) == ("", "已说明")


KEPT_OR_NOT = {
    Project: {"id", "filing_id", "previous_project", "goal_to_confirm", "start", "end", "origin"},
    Indicator: {"id", "project_id", "last_actual", "deviation_to_confirm", "weight"},
}


@pytest.mark.parametrize("entity", ["project", "indicator"])
def test_position_and_links_are_all_that_is_set_anew(entity: str) -> None:
    """Every carried field is carried unchanged: old and new differ only where the roll-over says so."""
    filing = yearbook(1)
    new = rolled(filing)
    pairs = {
        "project": (filing.projects[0], new.projects[0]),
        "indicator": (filing.indicators("p1")[0], new.indicators(new.projects[0].id)[0]),
    }
    old, fresh = pairs[entity]
    differing = {name for name in type(old).model_fields if getattr(old, name) != getattr(fresh, name)}
    assert differing <= KEPT_OR_NOT[type(old)] | {"actual"}


def test_a_year_is_begun_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "数据") as store:
        old = yearbook(3)
        store.add(list(old.all_records()), old.id, Gesture("导入"))
        new_id = begin_year(store, old, LATER, {"p1", "p3"})
        opened = Workspace.open(store, new_id)
        assert [p.previous_project for p in opened.filing.projects] == ["p1", "p3"]
        with pytest.raises(YearBegun, match="已有 2025年度编报") as refused:
            begin_year(store, old, LATER, {"p1"})
        assert refused.value.filing_id == new_id
        assert Counter(listing.unit_name for listing in store.filings()) == {"某县人社局": 2}


def test_a_later_name_never_reaches_a_fixed_year(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        old = yearbook(1)
        store.add(list(old.all_records()), old.id, Gesture("导入"))
        fixed = Workspace.open(store, old.id)
        fixed.editor.apply(finalise(fixed.filing, fixed.checker, datetime(2025, 3, 1, tzinfo=UTC)), FINALISE)
        later = Workspace.open(store, begin_year(store, fixed.filing, LATER, {"p1"}))
        for name in ("name", "code", "region"):
            ref = FieldRef("unit", later.filing.unit.id, name)
            later.editor.apply([Change(ref, later.filing.value(ref), "县人社服务中心")], Gesture("改名"))
        again = Workspace.open(store, old.id).filing
        assert again.unit.name == "某县人社局"
        assert verify(again)
        assert [listing.unit_name for listing in store.filings()] == ["县人社服务中心", "某县人社局"]


def test_a_renamed_unit_still_begins_a_year_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        old = yearbook(1)
        store.add(list(old.all_records()), old.id, Gesture("导入"))
        later = Workspace.open(store, begin_year(store, old, LATER, {"p1"}))
        ref = FieldRef("unit", later.filing.unit.id, "name")
        later.editor.apply([Change(ref, "某县人社局", "县人社服务中心")], Gesture("改名"))
        with pytest.raises(YearBegun, match="“县人社服务中心”已有 2025年度编报"):
            begin_year(store, old, LATER, {"p1"})
        begin_year(store, later.filing, LATER + 1, ())
        with pytest.raises(YearBegun, match="2026年度"):
            begin_year(store, old, LATER + 1, ())


def test_two_years_in_one_file_of_records_get_units_of_their_own(tmp_path: Path) -> None:
    """Files written elsewhere may name one unit in several years."""
    with Store.open(tmp_path) as store:
        for number, year in enumerate((YEAR, LATER)):
            filing = yearbook(1, f"y{number}")
            filing.unit.id = filing.head.unit_id = "u"
            filing.unit.name, filing.head.year = f"{year}年的名称", year
            editor = Editor(Nowhere(), filing)
            editor.apply(finalise(filing, Checker(filing), datetime(2025, 3, 1, tzinfo=UTC)), FINALISE)
            take_in(store, read_filing_json(filing_json(filing)), "导入")
        loaded = [Workspace.open(store, listing.filing_id).filing for listing in store.filings()]
        assert [filing.unit.name for filing in loaded] == ["2025年的名称", "2024年的名称"]
        assert all(verify(filing) for filing in loaded)


@pytest.mark.parametrize("year", [YEAR, YEAR - 1])
def test_a_year_goes_on_forwards(tmp_path: Path, year: int) -> None:
    with Store.open(tmp_path) as store, pytest.raises(ValueError, match="以后的年度"):
        begin_year(store, yearbook(1), year, {"p1"})


def put(filing: Filing, *changes: Change) -> None:
    for change in changes:
        filing.put(change)


def with_everything() -> Filing:
    """A filing with facts on the department, units below it, final accounts and a written passage."""
    filing = yearbook(1)
    facts = {"offices": "办公室", "quota_admin": 12, "staff_admin": 11, "retired": 3}
    of_the_year = {"basis": "财绩〔2024〕1号", "evaluated_on": date(2025, 3, 1), "assessed_before": 2}
    for name, value in {**facts, **of_the_year}.items():
        put(filing, *set_value(filing, organisation_ref("f", name), value))
    for number, name in enumerate(("县就业局", "县社保局"), 1):
        put(filing, *add_subordinate(filing, name))
        filing.owned("subordinate", "f")[-1].staff = number
    for column, value in (("income_general", 120), ("general_basic", 100)):
        put(filing, *set_value(filing, line_ref("f", "subject_line", "2080101", column), Decimal(value)))
    put(filing, *set_value(filing, line_ref("f", "carry_over", "GENERAL", "opening"), Decimal(5)))
    put(filing, *set_value(filing, passage_ref("f", ReportKey("N8"), "evaluation-group"), "组长由局长担任。"))
    return filing


def test_people_and_units_go_on_as_they_were() -> None:
    old = with_everything()
    new = rolled(old)
    facts, before = organisation(new), organisation(old)
    assert (facts.offices, facts.quota_admin, facts.staff_admin, facts.retired) == ("办公室", 12, 11, 3)
    assert (facts.basis, facts.evaluated_on, facts.assessed_before) == ("", None, None)
    assert facts.id == organisation_ref(new.id, "").id != before.id
    assert [(unit.name, unit.staff) for unit in subordinates(new)] == [("县就业局", 1), ("县社保局", 2)]


@pytest.mark.parametrize(("year", "carried"), [(LATER, True), (LATER + 1, False)])
def test_the_accounts_begin_with_last_years_figures(year: int, carried: bool) -> None:
    old = with_everything()
    new = filing_of(roll_over(old, year, (), old.scheme))
    ledger = ledger_of(new)
    total, opening = (Decimal(125), Decimal(25)) if carried else (None, None)
    assert (ledger.last_year.total, new.value(line_ref(new.id, "carry_over", "GENERAL", "opening"))) == (total, opening)
    assert (ledger.empty, ledger.begun) == (True, False)


def test_no_written_passage_and_no_amount_of_the_accounts_is_carried() -> None:
    new = rolled(with_everything())
    entities = {entity for entity, _ in new.all_records()}
    assert not entities & {"passage", "subject_line", "statement", "summary_line"}


def test_the_plan_says_what_comes_along() -> None:
    notes = plan_rollover(with_everything()).notes
    assert [note.partition("：")[0][:6] for note in notes] == [
        "内设机构、编",
        "下属预算单位",
        "部门决算只带",
        "报告里写的文",
    ]
    assert "县就业局、县社保局" in notes[1]
    assert plan_rollover(yearbook(1)).notes == ()


def test_many_units_are_counted() -> None:
    filing = yearbook(0)
    for number in range(5):
        put(filing, *add_subordinate(filing, f"单位{number}"))
    assert plan_rollover(filing).notes == ("下属预算单位照上年带来：单位0、单位1、单位2等 5 个。",)


def test_nothing_is_asked_of_accounts_before_they_are_begun() -> None:
    """Carried figures alone are no accounts yet; with the first subject they are compared with."""
    old = demo_accounts()
    new = filing_of(roll_over(old, old.head.year + 1, (), old.scheme), old.scheme.id)
    assert not of_accounts(new)
    put(new, *set_value(new, line_ref(new.id, "subject_line", "2080101", "general_basic"), Decimal(10**6)))
    assert of_accounts(new)


def of_accounts(filing: Filing) -> set[str]:
    checker = Checker(filing)
    checker.check_all()
    return {finding.rule.id for finding in checker.findings() if finding.rule.id[:2] in {"DI", "DX", "CL", "RP"}}
