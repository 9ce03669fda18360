"""Approving targets and changing them by a document: what is kept, what is refused, and that it can be undone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundSource
from services.filing.approvals import approve_targets, approved_target, change_target, target_history
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.gestures import delete_rows, type_text
from services.filing.refs import Change, FieldRef, Gesture
from services.values.money import Unreadable
from tests.services.filing.yearbook import Nowhere, copy_of
from tests.services.rules.casebook import filing, funding, indicator, project

DAY, DOCUMENT = date(2024, 8, 20), "某财绩〔2024〕15号"
TARGET = FieldRef("indicator", "p-i1", "target")
TARGETS = st.integers(1, 999).map(lambda number: f"≥{number}人")


def one(target: str = "≥200人") -> Filing:
    return filing(
        project(
            funding(FundSource.APPROPRIATION, initial=80),
            funding(FundSource.COUNTY, initial=10),
            funding(FundSource.OTHER, initial="20.5"),
            indicator(target),
            indicator("≥90%", name="满意度", level="满意度指标/服务对象满意度指标"),
        )
    )


def editor(built: Filing) -> Editor:
    return Editor(Nowhere(), built)


def apply(on: Editor, changes: list[Change]) -> None:
    on.apply(changes, Gesture("批复"))


def everything(built: Filing) -> dict[tuple[str, str], object]:
    return {(entity, record.id): record.model_dump() for entity, record in built.all_records()}


def test_approval_keeps_targets_and_amounts() -> None:
    built = one()
    apply(editor(built), approve_targets(built, "p"))
    assert [row.approved for row in built.indicators("p")] == ["≥200人", "≥90%"]
    declared = built.project("p").declared_appropriation, built.project("p").declared_other
    assert declared == (Decimal(90), Decimal("20.5"))


def test_approving_again_changes_nothing() -> None:
    built = one()
    apply(editor(built), approve_targets(built, "p"))
    assert approve_targets(built, "p") == []


def test_amount_typed_in_the_declaration_stays() -> None:
    built = one()
    built.project("p").declared_appropriation = Decimal(85)
    apply(editor(built), approve_targets(built, "p"))
    assert built.project("p").declared_appropriation == Decimal(85)


def test_change_is_recorded_with_date_and_document() -> None:
    built = one()
    on = editor(built)
    apply(on, approve_targets(built, "p"))
    apply(on, change_target(built, "p-i1", " ≥150人 ", DAY, f" {DOCUMENT} "))
    (record,) = built.target_changes("p-i1")
    assert (record.old, record.new, record.approved_on, record.document) == ("≥200人", "≥150人", DAY, DOCUMENT)
    assert (built.value(TARGET), built.indicators("p")[0].approved) == ("≥150人", "≥200人")
    words = "指标值经 某财绩〔2024〕15号（2024年8月20日）由 ≥200人 调整为 ≥150人"
    assert list(target_history(built, built.indicators("p")[0])) == [words]


def test_target_never_approved_counts_as_it_stands() -> None:
    built = one()
    apply(editor(built), change_target(built, "p-i1", "≥150人", DAY, DOCUMENT))
    assert built.indicators("p")[0].approved == "≥200人"


def test_indicator_added_after_approval_by_a_document() -> None:
    built = one("")
    on = editor(built)
    apply(on, approve_targets(built, "p"))
    apply(on, change_target(built, "p-i1", "≥150人", DAY, DOCUMENT))
    (record,) = built.target_changes("p-i1")
    assert (record.old, record.new, built.value(TARGET)) == ("", "≥150人", "≥150人")
    assert approved_target(built, built.indicators("p")[0]) == "≥150人"
    words = "指标经 某财绩〔2024〕15号（2024年8月20日）增加，指标值为 ≥150人"
    assert list(target_history(built, built.indicators("p")[0])) == [words]


def test_document_may_come_after_the_new_target_was_typed() -> None:
    built = one()
    on = editor(built)
    apply(on, approve_targets(built, "p"))
    apply(on, type_text(built, TARGET, "≥150人"))
    apply(on, change_target(built, "p-i1", "≥150人", DAY, DOCUMENT))
    (record,) = built.target_changes("p-i1")
    assert (record.old, record.new) == ("≥200人", "≥150人")


@pytest.mark.parametrize(
    ("target", "new", "document", "reason"),
    [
        ("≥200人", "≥200人", DOCUMENT, "与批复的相同"),
        ("≥200人", "", DOCUMENT, "没有填写"),
        ("≥200人", "大于等天90%", DOCUMENT, "应写成"),
        ("≥200人", "≥150人", " ", "文号"),
        ("", "≥150人", DOCUMENT, "直接在表上填写"),
    ],
)
def test_what_is_refused(target: str, new: str, document: str, reason: str) -> None:
    built = one(target)
    before = everything(built)
    with pytest.raises(Unreadable, match=reason):
        change_target(built, "p-i1", new, DAY, document)
    assert everything(built) == before


@pytest.mark.parametrize("day", [DAY, date(2024, 8, 19)])
def test_next_change_must_be_later(day: date) -> None:
    built = one()
    apply(editor(built), change_target(built, "p-i1", "≥150人", DAY, DOCUMENT))
    with pytest.raises(Unreadable, match="2024年8月20日"):
        change_target(built, "p-i1", "≥100人", day, DOCUMENT)


def test_unknown_indicator() -> None:
    with pytest.raises(KeyError):
        change_target(one(), "x", "≥1人", DAY, DOCUMENT)


@pytest.mark.parametrize(
    "refs", [[TARGET.whole], [FieldRef("project", "p", "")], [FieldRef("project", "p", ""), TARGET.whole]]
)
def test_deleting_takes_the_changes_along(refs: list[FieldRef]) -> None:
    built = one()
    on = editor(built)
    apply(on, change_target(built, "p-i1", "≥150人", DAY, DOCUMENT))
    before = everything(built)
    apply(on, delete_rows(built, refs))
    assert "target_change" not in {entity for entity, _ in everything(built)}
    on.undo()
    assert everything(built) == before


@given(st.lists(TARGETS, min_size=1, max_size=5))
def test_latest_document_says_what_is_approved(targets: list[str]) -> None:
    built = one()
    on = editor(built)
    apply(on, approve_targets(built, "p"))
    expected = ["≥200人"]
    for place, new in enumerate(targets, start=1):
        if new == expected[-1]:
            continue
        apply(on, change_target(built, "p-i1", new, date(2024, place, 1), DOCUMENT))
        expected.append(new)
    changes = built.target_changes("p-i1")
    assert [(c.old, c.new) for c in changes] == list(pairwise(expected))
    first = built.indicators("p")[0]
    assert approved_target(built, first) == first.target == expected[-1]
    assert first.approved == "≥200人"
    assert approve_targets(built, "p") == []


@given(st.lists(st.one_of(st.just(None), TARGETS), max_size=6))
def test_undo_takes_every_step_back_and_redo_repeats_it(steps: list[str | None]) -> None:
    built = one()
    on = editor(built)
    states = [everything(copy_of(built))]
    for place, new in enumerate(steps, start=1):
        known = approved_target(built, built.indicators("p")[0]) or "≥200人"
        if new == known:
            continue
        changes = (
            approve_targets(built, "p")
            if new is None
            else change_target(built, "p-i1", new, date(2024, place, 1), DOCUMENT)
        )
        if on.apply(changes, Gesture("调整")) is not None:
            states.append(everything(copy_of(built)))
    for state in reversed(states[:-1]):
        on.undo()
        assert everything(built) == state
    for state in states[1:]:
        on.redo()
        assert everything(built) == state
