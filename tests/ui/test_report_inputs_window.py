"""What only reports tell is typed in the window like any form."""

from __future__ import annotations

from PySide6.QtCore import Qt

from services.filing.report_rows import arrival_ref
from services.forms.report_inputs import ARRIVAL_CODE, ORGANISATION_CODE
from services.reports.figures_unit import subordinates


def names(desk):
    return [row.name for row in subordinates(desk.filing)]


def test_units_below_are_inserted_typed_and_deleted(desk):
    demo = desk.demo()
    demo.controller.navigator.show(ORGANISATION_CODE)
    demo.view.setFocus()
    first, second = names(demo)
    records = [row.record for row in demo.view.sheet.rows if row.record]
    demo.view.go_to(records[0]._replace(field="name"))
    demo.key(Qt.Key.Key_Insert)
    added = next(row for row in subordinates(demo.filing) if not row.name)
    demo.fill(records[0]._replace(id=added.id, field="name"), "new")
    assert names(demo) == [first, second, "new"]
    demo.view.go_to(records[1]._replace(field="name"))
    demo.ctrl(Qt.Key.Key_Delete)
    assert names(demo) == [first, "new"]


def test_the_first_unit_below_can_be_added(desk):
    demo = desk.demo()
    demo.controller.navigator.show(ORGANISATION_CODE)
    demo.view.setFocus()
    for _ in names(demo):
        record = next(row.record for row in demo.view.sheet.rows if row.record)
        demo.view.go_to(record._replace(field="name"))
        demo.ctrl(Qt.Key.Key_Delete)
    assert names(demo) == []
    demo.view.setFocus()
    demo.key(Qt.Key.Key_Insert)
    assert names(demo) == [""]


def test_what_arrived_is_typed_on_its_sheet(desk):
    demo = desk.demo()
    demo.controller.navigator.show(ARRIVAL_CODE)
    ref = arrival_ref("demo-p10", "arrived")
    demo.fill(ref, "190.5")
    assert str(demo.filing.value(ref)) == "190.5"
    demo.controller.run("undo")
    assert demo.filing.record("arrival", ref.id) is None
