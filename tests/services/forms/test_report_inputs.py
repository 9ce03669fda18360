"""The input sheets for what only reports tell: typed like any form, found again, never handed in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.enums import ProjectKind
from models.report import Arrival, Organisation, Subordinate
from services.filing.filing import Filing
from services.filing.gestures import delete_rows, type_text
from services.filing.refs import FieldRef
from services.filing.report_rows import arrival_ref, organisation_ref
from services.forms.catalogue import INNER_CODES, TABLES, build_entry, entry_of, forms_of
from services.forms.homes import home_of
from services.forms.sheet import Sheet
from services.reports.gestures import add_subordinate
from tests.services.rules.casebook import FILING, filing, project, total

ARRIVAL, ORGANISATION = "RPT-ARRIVAL", "RPT-ORGANISATION"


def two(*told: Arrival | Organisation | Subordinate) -> Filing:
    return filing(
        project(total(10, 10, 8), id="a", name="甲"),
        project(total(5, 5, 5), id="t", name="转移", kind=ProjectKind.TRANSFER),
        project(total(0, 0, 0), id="z", name=""),
        accounts=told,
    )


def sheet(on: Filing, code: str) -> Sheet:
    entry = entry_of(on, code)
    assert entry is not None
    return build_entry(on, entry)


def type_in(on: Filing, ref: FieldRef, text: str) -> None:
    for change in type_text(on, ref, text):
        on.put(change)


def row_of(made: Sheet, ref: FieldRef) -> list[str]:
    place = made.by_ref[ref].row
    return [cell.text for cell in sorted(made.cells, key=lambda cell: cell.col) if cell.row == place]


def test_they_stand_in_a_group_of_their_own_and_are_not_handed_in() -> None:
    listed = [(entry.group, entry.code) for entry in forms_of(two()) if entry.code.startswith("RPT")]
    assert listed == [("报告资料", ARRIVAL), ("报告资料", ORGANISATION)]
    assert {ARRIVAL, ORGANISATION} <= INNER_CODES


def test_arrivals_are_asked_for_once_there_is_a_project() -> None:
    assert not TABLES[ARRIVAL].shown(filing())
    assert TABLES[ORGANISATION].shown(filing())
    assert entry_of(filing(), ARRIVAL) is None


@pytest.mark.parametrize(
    ("project_id", "arrived", "row"),
    [
        ("a", "8", ["1", "甲", "10", "8", "80.00%", "2024年11月30日", "《甲》"]),
        ("a", "0", ["1", "甲", "10", "0", "0.00%", "2024年11月30日", "《甲》"]),
        ("z", "3", ["2", "未命名项目", "0", "3", "", "2024年11月30日", "《甲》"]),
        ("t", "5", ["3", "转移", "5", "5", "100.00%", "2024年11月30日", "《甲》"]),
    ],
)
def test_what_arrived_is_typed_by_project(project_id: str, arrived: str, row: list[str]) -> None:
    on = two()
    for field, text in (("arrived", arrived), ("until", "2024-11-30"), ("documents", "《甲》")):
        type_in(on, arrival_ref(project_id, field), text)
    assert row_of(sheet(on, ARRIVAL), arrival_ref(project_id, "arrived")) == row
    known = on.record("arrival", arrival_ref(project_id, "").id)
    assert isinstance(known, Arrival)
    assert (known.project_id, known.arrived, known.until) == (project_id, Decimal(arrived), date(2024, 11, 30))


def test_blank_rows_leave_no_record() -> None:
    on = two()
    sheet(on, ARRIVAL)
    assert type_text(on, arrival_ref("a", "arrived"), "") == []


@pytest.mark.parametrize("field", ["arrived", "until", "documents"])
def test_a_figure_of_an_arrival_is_found_on_its_sheet(field: str) -> None:
    found = home_of(two(), arrival_ref("a", field))
    assert found is not None
    assert found.code == ARRIVAL


@pytest.mark.parametrize("field", ["quota_admin", "offices", "evaluated_on"])
def test_a_fact_on_the_organisation_is_found_on_its_sheet(field: str) -> None:
    found = home_of(two(), organisation_ref(FILING, field))
    assert found is not None
    assert found.code == ORGANISATION


def test_every_fact_on_the_organisation_has_a_cell() -> None:
    asked = set(Organisation.model_fields) - {"id", "filing_id"}
    shown = {ref.field for ref in sheet(two(), ORGANISATION).by_ref if ref.entity == "organisation"}
    assert shown == asked


def test_posts_and_people_are_summed() -> None:
    on = two()
    for field, text in (("quota_admin", "8"), ("quota_worker", "2"), ("staff_admin", "7"), ("staff_contract", "4")):
        type_in(on, organisation_ref(FILING, field), text)
    made = sheet(on, ORGANISATION)
    place = next(cell.row for cell in made.cells if cell.text == "在职合计")
    assert [cell.text for cell in made.cells if cell.row == place] == ["在职合计", "10", "11"]


def test_units_below_come_and_go_by_row() -> None:
    on = two()
    for name in ("甲中心", "乙中心"):
        for change in add_subordinate(on, name):
            on.put(change)
    made = sheet(on, ORGANISATION)
    records = [row.record for row in made.rows if row.record is not None]
    assert [on.value(ref._replace(field="name")) for ref in records] == ["甲中心", "乙中心"]
    for change in delete_rows(on, records[:1]):
        on.put(change)
    names = [ref for ref in sheet(on, ORGANISATION).by_ref if ref.field == "name"]
    assert [on.value(ref) for ref in names] == ["乙中心"]
