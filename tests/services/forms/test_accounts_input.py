"""The input grids: every stored value of the accounts can be typed somewhere, sums stand where they belong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.entities import ENTITIES
from services.accounts.gestures import begin_accounts, publish_figure
from services.accounts.ledger import ledger_of
from services.accounts.lines import override_ref
from services.accounts.policy import TableKind
from services.filing.fields import PART
from services.filing.filing import Filing
from services.filing.gestures import type_text
from services.filing.refs import FieldRef
from services.forms.accounts import INPUT_GROUP, PENSION_GROUP, AccountForm, account_form, account_forms
from services.forms.catalogue import build_entry, forms_of
from services.forms.final_tables import GROUP
from services.forms.sheet import Sheet, places
from tests.services.accounts.books import book, demo

TYPED = (
    "subject_line", "economic_line", "detail_line", "carry_over", "three_public", "vehicle", "occasion", "matter",
    "last_year", "pension_line",
)  # fmt: skip
KEYS = {"id", "filing_id", "code", "economic", "fund", "kind", "position"}
UNPRINTED = {("occasion", "is_foreign")}


def inputs(filing: Filing) -> list[AccountForm]:
    return [form for form in account_forms(filing) if form.group != GROUP]


def cell(sheet: Sheet, entity: str, key: str, field: str) -> str:
    return sheet.by_ref[FieldRef(entity, f"demo-accounts:{key}", field)].text


def test_forms_appear_with_the_accounts() -> None:
    filing = book()
    assert account_forms(filing) == []
    for change in begin_accounts(filing):
        filing.put(change)
    assert {form.group for form in account_forms(filing)} == {INPUT_GROUP}
    assert {form.group for form in account_forms(demo())} == {INPUT_GROUP, GROUP, PENSION_GROUP}


def test_forms_are_in_the_one_list() -> None:
    filing = demo()
    entries = [entry for entry in forms_of(filing) if entry.code in {form.code for form in account_forms(filing)}]
    assert [entry.name for entry in entries] == [form.name for form in account_forms(filing)]
    assert [build_entry(filing, entry).code for entry in entries] == [entry.code for entry in entries]
    assert account_form(filing, "F99") is None


@pytest.mark.parametrize("form", inputs(demo()), ids=lambda form: form.code)
def test_no_cell_lies_on_another(form: AccountForm) -> None:
    sheet = form.build(demo())
    covered = [place for cell in sheet.cells for place in places(cell)]
    assert len(covered) == len(set(covered))
    assert set(covered) == {(row, col) for row in range(len(sheet.rows)) for col in range(len(sheet.widths))}


def test_every_stored_value_can_be_typed() -> None:
    filing = demo()
    shown = {(ref.entity, ref.field.split(PART)[0]) for form in inputs(filing) for ref in form.build(filing).by_ref}
    wanted = {(name, field) for name in TYPED for field in ENTITIES[name].record.model_fields if field not in KEYS}
    assert wanted - shown == UNPRINTED


def test_what_is_typed_into_any_empty_cell_is_taken_over() -> None:
    filing = demo()
    for form in inputs(filing):
        for input_cell in form.build(filing).inputs():
            assert input_cell.ref is not None
            if not input_cell.edit_text and filing.record(input_cell.ref.entity, input_cell.ref.id) is None:
                changes = type_text(filing, input_cell.ref, "7")
                assert changes[0].is_record


def test_sums_of_the_income_grid() -> None:
    filing = demo()
    sheet = inputs(filing)[0].build(filing)
    assert [c.text for c in sheet.cells if c.title == "合计 · 本年收入合计"] == ["2086.7"]
    assert [c.text for c in sheet.cells if c.title == "行政运行 · 本年收入合计"] == ["498.79"]
    assert cell(sheet, "subject_line", "2080799", "income_general") == "993.464"


def test_figures_that_follow_from_details_are_computed_cells() -> None:
    filing = demo()
    sheet = inputs(filing)[1].build(filing)
    found = sheet.by_ref[FieldRef("subject_line", "demo-accounts:2080109", "general_basic")]
    assert (found.text, found.kind.value, found.edit) == ("26.76", "computed", "")
    assert "30101" not in found.how
    assert "基本工资 9.8" in found.how


def test_every_economic_subject_has_its_row() -> None:
    filing = book()
    for change in begin_accounts(filing):
        filing.put(change)
    sheet = inputs(filing)[3].build(filing)
    leaves = [s.code for s in ledger_of(filing).economic if ledger_of(filing).economic.is_leaf(s.code)]
    assert {ref.id.split(":")[1] for ref in sheet.by_ref} == set(leaves)


def test_completion_of_the_budget_is_shown() -> None:
    filing = demo()
    filing.put(type_text(filing, FieldRef("subject_line", "demo-accounts:2080101", "budget"), "1000")[0])
    sheet = inputs(filing)[2].build(filing)
    assert [c.text for c in sheet.cells if c.title == "行政运行 · 完成预算"] == ["49.88%"]


def test_pension_tables_share_the_advance() -> None:
    filing = demo()
    budget, paid = (form.build(filing) for form in inputs(filing)[-2:])
    ref = FieldRef("pension_line", "demo-county-1", "subsidy")
    assert budget.by_ref[ref].text == paid.by_ref[ref].text == "5.35"
    filing.put(type_text(filing, ref, "6.35")[0])
    shown = [c.text for c in inputs(filing)[-1].build(filing).cells if c.row == budget.by_ref[ref].row]
    assert "4.02" in shown
    assert ledger_of(filing).pension_lines[0].subsidy == Decimal("6.35")


def test_differences_are_listed_while_there_are_any() -> None:
    filing = demo()
    assert account_form(filing, "F07-B1") is None
    for change in publish_figure(filing, TableKind.GENERAL, "total", "total", Decimal("2113.98")):
        filing.put(change)
    form = account_form(filing, "F07-B1")
    assert form is not None
    row = [c.text for c in sorted(form.build(filing).cells, key=lambda c: (c.row, c.col))][-6:]
    assert row == ["公开06表", "“合计”行“合计”栏", "2104.04", "2113.98", "9.94", ""]
    note = override_ref(filing.id, TableKind.GENERAL, "total", "total", "note")
    filing.put(type_text(filing, note, "公开稿含政府性基金")[0])
    assert form.build(filing).by_ref[note].text == "公开稿含政府性基金"
