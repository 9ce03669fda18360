"""The department's figures roll up from its projects; coverage says what of 项目支出 stands on forms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundNature, FundSource, ProjectKind, StatementTopic
from models.published import Statement
from services.filing.assess import assess
from services.filing.department import coverage, in_steps
from services.filing.editor import Applied
from services.filing.filing import Filing
from services.filing.funds import FundColumn
from services.filing.gestures import created, deleted, set_value
from services.filing.refs import Change, FieldRef, Gesture
from services.forms.catalogue import build_form
from services.forms.sheet import CellKind
from tests.services.rules.casebook import Made, checker, filing, funding, indicator, project, total

S, EXECUTED, BUDGET = FundSource, FundColumn.EXECUTED, FundColumn.BUDGET
AMOUNTS = st.decimals(0, 100_000, places=6)


def department(*rows: tuple[str, dict[str, object]]) -> Made:
    return project(*rows, id="d", name="部门整体", kind=ProjectKind.DEPARTMENT)


def transfer(*rows: tuple[str, dict[str, object]], name: str = "t") -> Made:
    return project(*rows, id=name, name="就业补助资金", kind=ProjectKind.TRANSFER)


def apply(on: Filing, changes: Sequence[Change]) -> None:
    for change in changes:
        on.put(change)


def budget_of(on: Filing, source: FundSource = S.TOTAL) -> Decimal | None:
    return assess(on, "d").funds.value(source, BUDGET)


def test_projects_and_transfers_are_summed_by_budget() -> None:
    on = filing(
        department(),
        project(funding(S.COUNTY, 10, 12, 6), funding(S.OWN, 1, 1, 1), id="a"),
        project(total(5, 5, 5), id="b", fund_nature=FundNature.FUND),
        project(funding(S.FUND, 0, 2, 2), funding(S.OTHER, 0, 3, 0), id="c"),
        transfer(funding(S.CENTRAL, None, 100, 90)),
        scheme="sichuan-county",
    )
    a = assess(on, "d")
    row = {source: a.funds.value(source, BUDGET) for source in (S.GENERAL, S.FUND, S.CAPITAL, S.OTHER, S.APPROPRIATION)}
    assert row == {S.GENERAL: 112, S.FUND: 7, S.CAPITAL: None, S.OTHER: 4, S.APPROPRIATION: 119}
    assert a.funds.figure(S.GENERAL, BUDGET).how == "112 = 1 个项目 12 + 1 项转移支付 100"
    assert (a.initial, a.budget, a.executed) == (Decimal(16), Decimal(123), Decimal(104))
    assert a.rate.value == Decimal(104) / 123
    assert a.execution_suggested.value == Decimal("8.46")


def test_a_figure_typed_over_the_sum_is_marked_with_it() -> None:
    on = filing(
        department(funding(S.GENERAL, None, "5105.18")), project(total(1, "4000", 1), id="a"), scheme="sichuan-county"
    )
    [cell] = [cell for cell in build_form(on, "d").cells if cell.ref == FieldRef("funding", "d:GENERAL", "budget")]
    assert (cell.text, cell.typed_over, cell.suggested, cell.how) == ("5105.18", True, "4000", "4000 = 1 个项目 4000")
    apply(on, set_value(on, FieldRef("funding", "d:GENERAL", "budget"), None))
    [cell] = [cell for cell in build_form(on, "d").cells if cell.ref == FieldRef("funding", "d:GENERAL", "budget")]
    assert (cell.text, cell.typed_over, cell.kind) == ("4000", False, CellKind.COMPUTED)


def test_every_change_of_a_projects_money_reaches_the_department() -> None:
    on = filing(department(), project(total(1, 2, 1), id="a"), scheme="sichuan-county")
    assert budget_of(on) == 2
    apply(on, set_value(on, FieldRef("funding", "a:TOTAL", "budget"), Decimal(7)))
    assert budget_of(on) == 7
    added = transfer(total(None, 3, None))
    apply(on, [created(entity, record) for entity, record in added.records()])
    assert budget_of(on) == 10
    apply(on, [Change(FieldRef("project", "a", "fund_nature"), FundNature.GENERAL, FundNature.FUND)])
    assert (budget_of(on, S.GENERAL), budget_of(on, S.FUND)) == (Decimal(3), Decimal(7))
    apply(on, [deleted("funding", on.fundings("a")[S.TOTAL]), deleted("project", on.project("a"))])
    assert budget_of(on) == 3


def test_in_steps_the_department_comes_last_and_the_rest_is_summed_on_the_way() -> None:
    on = filing(department(), project(total(5, 7, 6), id="z"), transfer(funding(S.CENTRAL, None, 100, 90)))
    others = [p.id for p in on.evaluations() if p.kind is not ProjectKind.DEPARTMENT]
    assert [p.id for p in in_steps(on)] == [*others, "d"]
    assert assess(on, "d").budget == Decimal(107)
    assert [p.id for p in in_steps(filing(project(id="z")))] == ["z"]


def test_what_does_not_move_money_leaves_the_assessment() -> None:
    on = filing(department(), project(total(1, 2, 1), indicator("≥1人"), id="a"))
    before = assess(on, "d")
    apply(
        on,
        [
            Change(FieldRef("indicator", "a-i1", "actual"), "", "2人"),
            Change(FieldRef("project", "a", "name"), "就业补助", "别名"),
        ],
    )
    assert assess(on, "d") is before


def test_nothing_to_sum_leaves_the_form_blank() -> None:
    assert assess(filing(department(), project(id="a")), "d").budget is None


@given(
    totals=st.lists(st.tuples(st.sampled_from(FundNature), AMOUNTS, AMOUNTS, st.booleans()), max_size=6),
    typed=st.none() | AMOUNTS,
)
def test_the_rows_add_up_to_the_projects_totals(
    totals: list[tuple[FundNature, Decimal, Decimal, bool]], typed: Decimal | None
) -> None:
    made = [
        project(
            funding(S.OTHER, None, other),
            funding(S.COUNTY, None, own),
            *([total(None, typed)] if typed is not None else []),
            id=f"p{place}",
            fund_nature=nature,
            kind=ProjectKind.TRANSFER if sent else ProjectKind.SPECIFIC,
        )
        for place, (nature, own, other, sent) in enumerate(totals)
    ]
    on = filing(department(), *made)
    budgets = [assess(on, one.project.id).budget or Decimal(0) for one in made]
    assert (budget_of(on) or Decimal(0)) == sum(budgets, Decimal(0))


def stated(figure: Decimal | None, about: str = "") -> list[tuple[str, Statement]]:
    row = Statement(filing_id="f", topic=StatementTopic.FINAL_PROJECT, figure=figure, project=about)
    return [("statement", row)]


@given(
    spent=st.lists(st.tuples(st.none() | AMOUNTS, st.booleans(), st.booleans()), max_size=6),
    whole=st.none() | AMOUNTS,
)
def test_coverage_accounts_for_all_of_the_expenditure(
    spent: list[tuple[Decimal | None, bool, bool]], whole: Decimal | None
) -> None:
    made = [
        project(
            total(None, None, amount),
            *([indicator("≥1人")] if formed else []),
            id=f"p{place}",
            kind=ProjectKind.TRANSFER if sent else ProjectKind.SPECIFIC,
        )
        for place, (amount, formed, sent) in enumerate(spent)
    ]
    on = filing(department(total(1, 1, 1)), *made)
    apply(on, [created(entity, record) for entity, record in stated(whole)])
    found = coverage(on)
    assert found.evaluated == sum((amount or 0 for amount, formed, _ in spent if formed), Decimal(0))
    assert found.listed == sum((amount or 0 for amount, formed, _ in spent if not formed), Decimal(0))
    assert len(found.without) == sum(not formed for _, formed, _ in spent)
    if whole is None:
        assert (found.outside, found.share) == (None, None)
    else:
        assert found.evaluated + found.listed + (found.outside or 0) == whole


def test_a_figure_stated_for_one_project_is_not_the_whole() -> None:
    on = filing(project(total(1, 1, 1), id="a"))
    apply(on, [created(entity, record) for entity, record in stated(Decimal(9), "a")])
    assert coverage(on).stated is None


def test_the_department_is_checked_again_when_a_project_changes() -> None:
    on = filing(department(total(None, None, 5)), project(total(None, 9), id="a"), scheme="sichuan-county")
    watch = checker("FI07", on)
    assert watch.findings("d") == []
    changes = tuple(set_value(on, FieldRef("funding", "a:TOTAL", "budget"), Decimal(4)))
    apply(on, changes)
    watch.update(Applied(changes, Gesture("键入")))
    assert [("4" in finding.message, "5" in finding.message) for finding in watch.findings("d")] == [(True, True)]


def test_a_total_alone_on_its_form_may_differ_from_the_projects() -> None:
    on = filing(department(total(None, 5)), project(total(None, 9), id="a"), scheme="chongqing")
    assert checker("FI01", on).findings("d") == []
    [cell] = [cell for cell in build_form(on, "d").cells if cell.ref == FieldRef("funding", "d:TOTAL", "budget")]
    assert (cell.text, cell.typed_over, cell.suggested) == ("5", True, "9")
