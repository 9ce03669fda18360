"""The rules of the final accounts while the clerk types: live equals full, and other edits do not wake them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import Severity
from services.accounts.lines import line_ref, override_ref
from services.filing.gestures import created, set_value
from services.filing.refs import FieldRef
from services.rules.catalogue import all_rules
from services.rules.whole import OF_PROJECTS
from tests.services.accounts.books import subject
from tests.services.rules.published_accounts import DEMO, shown
from tests.services.rules.test_engine import Desk

TOTAL = override_ref(DEMO, "income", "total", "total")


def type_over(desk: Desk, ref: FieldRef, figure: Decimal | None) -> None:
    desk.do(set_value(desk.filing, ref, figure))


def ids(desk: Desk) -> set[str]:
    return {finding.rule.id for finding in desk.checker.findings()}


def test_a_figure_typed_over_a_table_comes_and_goes() -> None:
    desk = Desk(shown())
    before = ids(desk)
    type_over(desk, TOTAL, Decimal(2000))
    assert ids(desk) - before == {"DI06", "DI07", "DI25", "DX01"}
    assert desk.agrees()
    type_over(desk, TOTAL, None)
    assert ids(desk) == before


def test_a_rounding_difference_is_counted_as_a_warning() -> None:
    desk = Desk(shown())
    before = desk.checker.verdict()
    type_over(desk, TOTAL, Decimal("2086.71"))
    after = desk.checker.verdict()
    assert (after.errors, after.warnings - before.warnings) == (before.errors, 4)
    type_over(desk, TOTAL, Decimal("2086.72"))
    assert desk.checker.verdict().errors - before.errors == 4
    assert {finding.severity for finding in desk.checker.findings() if finding.rule.id == "DX01"} == {Severity.ERROR}


LINES = [
    line_ref(DEMO, "subject_line", "2080101", "income_general"),
    line_ref(DEMO, "subject_line", "2120802", "fund_project"),
    line_ref(DEMO, "subject_line", "2080198", "general_basic"),
    line_ref(DEMO, "economic_line", "30107", "fund_basic"),
    line_ref(DEMO, "economic_line", "30901", "general_basic"),
    line_ref(DEMO, "detail_line", "2080101.30101", "basic"),
    line_ref(DEMO, "carry_over", "FUND", "closing"),
    line_ref(DEMO, "three_public", "ONE", "reception"),
    line_ref(DEMO, "last_year", "ONE", "closing"),
    line_ref(DEMO, "matter", "ONE", "used_surplus"),
    FieldRef("pension_line", "demo-county-1", "paid_for"),
    override_ref(DEMO, "F08a", "demo-county-1", "advance"),
    TOTAL,
]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.none() | st.integers(-5, 3000)), min_size=1, max_size=6))
def test_live_findings_equal_a_full_check(edits: list[tuple[FieldRef, int | None]]) -> None:
    desk = Desk(shown())
    for ref, value in edits:
        whole = ref.field == "paid_for"
        desk.do(set_value(desk.filing, ref, value if whole or value is None else Decimal(value)))
    assert desk.agrees()


def test_a_subject_line_added_as_a_whole_is_seen() -> None:
    desk = Desk(shown())
    line = subject("2080102", general_basic=5).model_copy(update={"id": f"{DEMO}:2080102", "filing_id": DEMO})
    desk.do([created("subject_line", line)])
    assert desk.agrees()


def test_no_edit_of_a_project_wakes_the_rules_of_the_accounts() -> None:
    """A row that comes or goes in a project runs every rule that reads of projects, and no other."""
    own = [rule for rule in all_rules().values() if rule.group in {"DI", "DX", "CL", "RP"}]
    assert [rule.id for rule in own if not rule.reads.isdisjoint(OF_PROJECTS)] == ["RP09"]
