"""定稿: only without errors; fixed until unlocked with a reason; a check sum over every value."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.entities import ENTITIES
from models.enums import FilingState
from services.filing.editor import LOCK_FIELDS, Editor, FilingLocked
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.finalise import FINALISE, NotReady, checksum, finalise, stamp, unlock, verify
from services.filing.refs import Change, FieldRef, Gesture
from services.rules.engine import Checker
from services.store.store import Store
from services.workspace import Workspace
from tests.services.filing.yearbook import Nowhere, copy_of, yearbook

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
GOAL = FieldRef("project", "p1", "goal")
TYPED = Gesture("填写预期目标")


def opened(filing: Filing | None = None) -> tuple[Filing, Editor, Checker]:
    """A filing without any rule run, so that nothing blocks 定稿."""
    filing = filing or yearbook(1)
    return filing, Editor(Nowhere(), filing), Checker(filing)


def test_what_is_fixed() -> None:
    filing, editor, checker = opened()
    editor.apply(finalise(filing, checker, NOW), FINALISE)
    assert (filing.head.state, filing.head.version) == (FilingState.FINAL, 1)
    assert filing.head.finalised_at == "2025-03-01T09:30:00+00:00"
    assert re.fullmatch(r"第 1 版　校验码 [0-9a-f]{4}(-[0-9a-f]{4}){3}", stamp(filing))
    assert verify(filing)
    with pytest.raises(NotReady, match="已经定稿"):
        finalise(filing, checker, NOW)


def test_errors_block_it_and_the_first_are_named() -> None:
    filing = yearbook(3)
    for project in filing.projects:
        project.total_score = Decimal(12)
    checker = Checker(filing)
    checker.check_all()
    errors = checker.verdict().errors
    with pytest.raises(NotReady, match=f"还有 {errors} 项错误，不能定稿") as refused:
        finalise(filing, checker, NOW)
    assert errors > 3
    assert str(refused.value).count("——") == 3


def test_nothing_changes_while_fixed() -> None:
    filing, editor, checker = opened()
    editor.apply(finalise(filing, checker, NOW), FINALISE)
    version = FieldRef("filing", "f", "version")
    for change in (Change(GOAL, "补贴 100 人", "改"), Change(version, 1, 9)):
        with pytest.raises(FilingLocked):
            editor.apply([change], TYPED)
    lift, _ = unlock(filing, "补报")
    with pytest.raises(FilingLocked):
        editor.apply([*lift, Change(GOAL, "补贴 100 人", "改")], TYPED)
    assert verify(filing)


def test_undo_does_not_reach_across() -> None:
    filing, editor, checker = opened()
    editor.apply([Change(GOAL, "补贴 100 人", "补贴 120 人")], TYPED)
    editor.apply(finalise(filing, checker, NOW), FINALISE)
    assert (editor.undo_name, editor.undo(), editor.redo()) == (None, None, None)
    editor.apply(*unlock(filing, "目标写错"))
    assert (editor.undo_name, editor.undo()) == (None, None)
    assert (filing.head.state, filing.value(GOAL)) == (FilingState.DRAFT, "补贴 120 人")
    editor.apply([Change(GOAL, "补贴 120 人", "补贴 110 人")], TYPED)
    assert editor.undo_name == TYPED.name


def test_the_reason_of_unlocking_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(list(yearbook(1).all_records()), "f", Gesture("导入"))
        workspace = Workspace.open(store, "f")
        workspace.editor.apply(finalise(workspace.filing, workspace.checker, NOW), FINALISE)
        for empty in ("", "  "):
            with pytest.raises(NotReady, match="理由"):
                unlock(workspace.filing, empty)
        workspace.editor.apply(*unlock(workspace.filing, "财政局退回"))
        assert [entry.name for entry in store.history("f")][:2] == ["解除定稿：财政局退回", "定稿"]
        with pytest.raises(NotReady, match="没有定稿"):
            unlock(workspace.filing, "再来")
        workspace.editor.apply(finalise(workspace.filing, workspace.checker, NOW), FINALISE)
        assert stamp(workspace.filing).startswith("第 2 版")
        assert verify(Workspace.open(store, "f").filing)


FIELDS = [
    (entity, name)
    for entity in ("unit", "filing", "project", "funding", "indicator", "explanation")
    for name in ENTITIES[entity].record.model_fields
    if name not in {"id", ENTITIES[entity].owner} and not (entity == "filing" and name in LOCK_FIELDS)
]


@pytest.mark.parametrize(("entity", "name"), FIELDS)
def test_any_field_changes_the_check_sum(entity: str, name: str) -> None:
    filing = yearbook(1)
    before = checksum(filing)
    record = next(record for kind, record in filing.all_records() if kind == entity)
    setattr(record, name, _another(entity, name, getattr(record, name)))
    assert checksum(filing) != before


def _another(entity: str, name: str, value: object) -> object:
    spec = field_spec(entity, name)
    kinds = {"flag": not value, "number": 77, "date": NOW.date(), "lines": "另", "text": "另"}
    if spec.choices:
        kind = type(value) if value is not None else None
        words = [word for word in spec.choices if word != value]
        return kind(words[0]) if kind else words[0]
    return kinds.get(spec.kind.value, Decimal("0.5") if spec.kind.value in {"amount", "points", "ratio"} else "另")


def test_what_the_lock_itself_sets_does_not_count() -> None:
    filing = yearbook(2)
    before = checksum(filing)
    filing.head.state, filing.head.version, filing.head.finalised_at = FilingState.FINAL, 8, "x"
    assert checksum(filing) == before == checksum(copy_of(filing))


@given(st.decimals(-1000, 1000, places=4), st.integers(0, 4))
def test_trailing_zeros_do_not_count(value: Decimal, places: int) -> None:
    one, two = yearbook(1), yearbook(1)
    one.projects[0].total_score = value
    two.projects[0].total_score = value.quantize(Decimal(1).scaleb(-4 - places))
    assert checksum(one) == checksum(two)
