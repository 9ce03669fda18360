"""Texts carried from last year stay marked until they are confirmed or typed anew."""

from __future__ import annotations

import pytest

from services.filing.confirm import CONFIRM, all_to_confirm, confirmation, is_to_confirm
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.gestures import type_many, type_text
from services.filing.refs import FieldRef, Gesture
from tests.services.filing.yearbook import Nowhere, yearbook

GOAL = FieldRef("project", "p1", "goal")
REASON = FieldRef("indicator", "p1-i1", "deviation")


@pytest.fixture
def filing() -> Filing:
    filing = yearbook(2)
    for project in filing.projects:
        project.goal_to_confirm = True
    for row in filing.indicators("p1"):
        row.deviation_to_confirm = bool(row.deviation)
    return filing


@pytest.mark.parametrize("ref", [GOAL, REASON])
def test_typing_confirms_and_undo_asks_again(filing: Filing, ref: FieldRef) -> None:
    editor = Editor(Nowhere(), filing)
    assert is_to_confirm(filing, ref)
    editor.apply(type_text(filing, ref, "今年的话"), Gesture("键入"))
    assert not is_to_confirm(filing, ref)
    editor.undo()
    assert is_to_confirm(filing, ref)


@pytest.mark.parametrize("ref", [GOAL, REASON])
def test_confirming_keeps_the_text(filing: Filing, ref: FieldRef) -> None:
    before = filing.value(ref)
    Editor(Nowhere(), filing).apply(confirmation(filing, ref), CONFIRM)
    assert (filing.value(ref), is_to_confirm(filing, ref)) == (before, False)
    assert confirmation(filing, ref) == []


def test_pasting_over_several_texts_confirms_each(filing: Filing) -> None:
    changes, refusals = type_many(filing, [(GOAL, "新目标"), (REASON, "新原因")])
    assert not refusals
    assert {change.ref.field for change in changes if change.new is False} == {
        "goal_to_confirm",
        "deviation_to_confirm",
    }


@pytest.mark.parametrize("field", ["name", "result", "contact"])
def test_other_fields_are_never_to_confirm(filing: Filing, field: str) -> None:
    ref = GOAL._replace(field=field)
    assert not is_to_confirm(filing, ref)
    assert all(change.new is not False for change in type_text(filing, ref, "字"))


def test_a_text_that_was_blank_is_not_marked(filing: Filing) -> None:
    assert not is_to_confirm(filing, GOAL._replace(field="term_goal"))


def test_what_is_left_is_listed(filing: Filing) -> None:
    flags = all_to_confirm(filing, ["p1"])
    assert [flag.field for flag in flags] == ["goal_to_confirm", "deviation_to_confirm"]
