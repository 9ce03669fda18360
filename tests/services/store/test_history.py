"""The audit trail as it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from models.enums import ProjectKind
from models.project import Indicator
from services.filing.refs import WHOLE, Change, FieldRef, Gesture, Origin
from services.store.audit import SHOWN
from tests.services.store.worked import ACTUAL, TYPED, Worked


def test_a_gesture_is_kept_with_its_changes(worked: Worked) -> None:
    changes = (
        Change(ACTUAL, "", "118人"),
        Change(FieldRef("project", "p1", "kind"), ProjectKind.SPECIFIC, ProjectKind.TRANSFER),
        Change(FieldRef("project", "p1", "start"), None, date(2025, 1, 1)),
        Change(FieldRef("project", "p1", "total_score"), None, Decimal("95.5")),
        Change(FieldRef("project", "p1", "overspend_approved"), False, True),
    )
    worked.store.commit(changes, "f1", Gesture("粘贴 5 格", Origin.PASTED))
    entry = worked.store.history("f1")[0]
    assert (entry.name, entry.origin, entry.count, entry.changes) == ("粘贴 5 格", "粘贴", 5, changes)
    assert [type(change.new) for change in entry.changes] == [str, ProjectKind, date, Decimal, bool]
    assert timedelta(0) <= datetime.now(UTC) - entry.at < timedelta(minutes=5)


def test_a_bulk_insert_leaves_one_summary(worked: Worked) -> None:
    (entry,) = worked.store.history("f1")
    assert entry.added == {"unit": 1, "filing": 1, "project": 2, "funding": 1, "indicator": 2}
    assert (entry.changes, entry.count) == ((), 0)


def test_history_is_read_in_pages(worked: Worked) -> None:
    for number in range(5):
        worked.store.commit(
            [Change(ACTUAL, str(number - 1) if number else "", str(number))], "f1", Gesture(f"第{number}次")
        )
    first = worked.store.history("f1", limit=2)
    second = worked.store.history("f1", limit=2, before=first[-1].id)
    assert [entry.name for entry in (*first, *second)] == ["第4次", "第3次", "第2次", "第1次"]


def test_a_large_gesture_shows_its_first_changes(worked: Worked) -> None:
    rows = [Indicator(project_id="p2") for _ in range(SHOWN + 1)]
    worked.store.commit([Change(FieldRef("indicator", r.id, WHOLE), None, r.model_dump()) for r in rows], "f1", TYPED)
    entry = worked.store.history("f1")[0]
    assert entry.count == SHOWN + 1
    assert [change.ref.id for change in entry.changes] == [row.id for row in rows[:SHOWN]]


def test_one_value_tells_its_life(worked: Worked) -> None:
    row = Indicator(id="i9", project_id="p2", actual="1")
    ref = FieldRef("indicator", "i9", "actual")
    worked.store.commit([Change(ref.whole, None, row.model_dump())], "f1", Gesture("插入行"))
    worked.store.commit([Change(ref, "1", "2"), Change(ref._replace(field="name"), "", "人数")], "f1", Gesture("键入"))
    worked.store.commit(
        [Change(ref.whole, row.model_dump() | {"actual": "2", "name": "人数"}, None)], "f1", Gesture("删除行")
    )
    assert [(e.name, e.changes[0].old, e.changes[0].new) for e in worked.store.history_of(ref)] == [
        ("删除行", "2", None),
        ("键入", "1", "2"),
        ("插入行", None, "1"),
    ]
    assert len(worked.store.history_of(ref.whole)) == 4


def test_a_value_of_a_field_that_is_no_more_is_shown_as_written(worked: Worked) -> None:
    worked.type("", "118人")
    with worked.store.engine.begin() as connection:
        connection.exec_driver_sql("""UPDATE change SET field = 'gone', new = '"旧值"' WHERE field = 'actual'""")
    assert worked.store.history("f1")[0].changes[0] == Change(ACTUAL._replace(field="gone"), "", "旧值")
