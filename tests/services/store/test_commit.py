"""Writing: all or nothing, and never over a value that memory does not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.enums import FilingState, ProjectKind
from models.project import Indicator
from services.filing.refs import WHOLE, Change, FieldRef, inverse
from services.store.errors import StoreOutOfStep, StoreRefused
from tests.services.store.worked import ACTUAL, TYPED, Worked

NAME = FieldRef("project", "p1", "name")
SCORE = FieldRef("project", "p1", "total_score")


@pytest.mark.parametrize(
    ("ref", "old", "new"),
    [
        (ACTUAL, "", "118人"),
        (NAME, "社会保险补贴", "引号'与“全角”\0😀"),
        (SCORE, None, Decimal("95.5")),
        (FieldRef("funding", "p1:TOTAL", "budget"), Decimal("12.345678"), None),
        (FieldRef("funding", "p1:TOTAL", "budget"), Decimal("12.3456780"), Decimal("-0.000001")),
        (FieldRef("project", "p1", "start"), None, date(2025, 2, 28)),
        (FieldRef("project", "p1", "kind"), ProjectKind.SPECIFIC, ProjectKind.TRANSFER),
        (FieldRef("project", "p1", "overspend_approved"), False, True),
        (FieldRef("filing", "f1", "state"), FilingState.DRAFT, FilingState.FINAL),
        (FieldRef("unit", "u1", "name"), "示例县民政局", "示例县教育局"),
    ],
)
def test_a_value_is_stored_and_taken_back(worked: Worked, ref: FieldRef, old: object, new: object) -> None:
    changes = (Change(ref, old, new),)
    worked.store.commit(changes, "f1", TYPED)
    assert worked.value(ref) == new
    worked.store.commit(inverse(changes), "f1", TYPED)
    assert worked.value(ref) == old


@pytest.mark.parametrize(
    "stale",
    [
        Change(ACTUAL, "别的", "118人"),
        Change(ACTUAL, None, "118人"),
        Change(SCORE, Decimal(1), None),
        Change(FieldRef("indicator", "没有", "actual"), "", "118人"),
        Change(FieldRef("indicator", "i1", WHOLE), Indicator(id="i1", project_id="p1", name="旧名").model_dump(), None),
        Change(FieldRef("indicator", "i1", WHOLE), None, Indicator(id="i1", project_id="p1").model_dump()),
        Change(FieldRef("indicator", "新", WHOLE), None, Indicator(id="新", project_id="没有").model_dump()),
    ],
)
def test_what_memory_does_not_know_is_not_overwritten(worked: Worked, stale: Change) -> None:
    with pytest.raises(StoreOutOfStep):
        worked.store.commit([Change(NAME, "社会保险补贴", "新名称"), stale], "f1", TYPED)
    assert worked.value(NAME) == "社会保险补贴"
    assert [entry.name for entry in worked.store.history("f1")] == ["导入 2 个项目"]


def test_one_stale_value_among_many_refuses_all(worked: Worked) -> None:
    good = Change(ACTUAL, "", "118人")
    with pytest.raises(StoreOutOfStep):
        worked.store.commit([good, Change(ACTUAL._replace(id="i2"), "别的", "1")], "f1", TYPED)
    assert worked.value(ACTUAL) == ""


def test_the_same_value_may_change_twice_in_one_gesture(worked: Worked) -> None:
    worked.store.commit([Change(ACTUAL, "", "1"), Change(ACTUAL, "1", "2")], "f1", TYPED)
    assert worked.value(ACTUAL) == "2"


def test_a_project_goes_with_its_rows_and_comes_back(worked: Worked) -> None:
    before = {(entity, r.id): r.model_dump() for entity, r in worked.store.load("f1")[2]}
    doomed = [("indicator", "i1"), ("indicator", "i2"), ("funding", "p1:TOTAL"), ("project", "p1")]
    changes = tuple(Change(FieldRef(entity, key, WHOLE), before[entity, key], None) for entity, key in doomed)
    worked.store.commit(changes, "f1", TYPED)
    assert [(entity, r.id) for entity, r in worked.store.load("f1")[2]] == [("project", "p2")]
    worked.store.commit(inverse(changes), "f1", TYPED)
    assert {(entity, r.id): r.model_dump() for entity, r in worked.store.load("f1")[2]} == before


def test_rows_do_not_vanish_unlisted_with_their_project(worked: Worked) -> None:
    project = next(r for entity, r in worked.store.load("f1")[2] if entity == "project")
    with pytest.raises(StoreOutOfStep):
        worked.store.commit([Change(FieldRef("project", "p1", WHOLE), project.model_dump(), None)], "f1", TYPED)
    assert worked.ids("indicator") == ["i1", "i2"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget", Decimal("0.0000001")),
        ("budget", Decimal("1E+20")),
        ("budget", Decimal("Infinity")),
        ("budget", Decimal("NaN")),
        ("source", "\ud800"),
    ],
)
def test_a_value_no_column_can_hold_is_refused(worked: Worked, field: str, value: object) -> None:
    ref = FieldRef("funding", "p1:TOTAL", field)
    old = worked.value(ref)
    if field == "source":
        ref, old = NAME, worked.value(NAME)
    with pytest.raises(StoreRefused, match="不能准确保存"):
        worked.store.commit([Change(ref, old, value)], "f1", TYPED)
    assert worked.value(ref) == old
