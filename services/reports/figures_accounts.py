"""Figures of the final accounts: cells of the published tables (`t.`) and of the input sheets beside them (`l.`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from models.columns import FieldKind
from models.enums import VehicleKind
from services.accounts import fields as f
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.lines import ONLY, line_ref
from services.accounts.sums import ZERO
from services.accounts.tables import DERIVED, tables_of
from services.accounts.three_public_table import TITLES
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.reports import quote as q
from services.reports.quote import Quote

_amount = partial(q.amount, even=True)
_PROCURED = ("goods", "works", "services")
_CARS = "cars_"
_MEASURES: Mapping[str, str] = {
    "groups": "个",
    "travellers": "人次",
    "batches": "批次",
    "guests": "人次",
    "foreign_batches": "批次",
    "foreign_guests": "人次",
    "big_equipment": "台（套）",
}
"""Measure words of counts; vehicles are counted by 辆."""


def table_quote(filing: Filing, rest: str) -> Quote | None:
    """A cell of a published table: “totals.total_in.amount”."""
    kind, _, cell = rest.partition(".")
    row, _, column = cell.rpartition(".")
    if kind not in DERIVED:
        return None
    table = tables_of(filing)[kind]
    if row not in table.rows or column not in table.columns:
        return None
    title = table.cell_name(row, column)
    return _amount("", title, table.amount(row, column), table.ref(row, column))


def ledger_quote(filing: Filing, rest: str) -> Quote | None:
    """A figure beside the tables: “last.total”, “three.reception”, “subject.2080101.budget”."""
    topic, _, name = rest.partition(".")
    source = _LEDGER.get(topic)
    return source(ledger_of(filing), name) if source else None


def _field(ledger: Ledger, entity: str, name: str) -> Quote | None:
    """A stored value of one of the records of which there is one."""
    record = {"last_year": ledger.last_year, "three_public": ledger.three_public, "matter": ledger.matter}[entity]
    if name not in type(record).model_fields:
        return None
    spec, ref = field_spec(entity, name), line_ref(ledger.filing.id, entity, ONLY, name)
    value = getattr(record, name)
    if spec.kind is FieldKind.AMOUNT:
        return _amount("", spec.title, value, ref)
    if spec.kind is FieldKind.NUMBER:
        return q.count("", spec.title, value, _MEASURES.get(name, "辆"), ref)
    return q.phrase("", spec.title, str(value or ""), ref)


def _three(ledger: Ledger, name: str) -> Quote | None:
    """三公: the final amount of an item counts as the ledger works it out, all else as entered."""
    if name not in f.THREE_PUBLIC:
        return _field(ledger, "three_public", name)
    ref = line_ref(ledger.filing.id, "three_public", ONLY, name)
    return _amount("", f"{TITLES[name]}决算数", ledger.three_public_figure(name).value or ZERO, ref)


def _matter(ledger: Ledger, name: str) -> Quote | None:
    """Other matters; `procurement` and `cars` are the sums of their parts."""
    if name == "procurement":
        refs = [line_ref(ledger.filing.id, "matter", ONLY, part) for part in _PROCURED]
        known = [getattr(ledger.matter, part) for part in _PROCURED]
        return _amount("", "政府采购支出总额", sum((value or ZERO for value in known), ZERO), *refs)
    if name == "cars":
        names = [one for one in type(ledger.matter).model_fields if one.startswith(_CARS)]
        refs = [line_ref(ledger.filing.id, "matter", ONLY, one) for one in names]
        return q.count("", "公务用车总数", sum(getattr(ledger.matter, one) or 0 for one in names), "辆", *refs)
    return _field(ledger, "matter", name)


def _subject(ledger: Ledger, rest: str) -> Quote | None:
    """A functional subject: a typed column, `spent` (财政拨款支出) or `name`; all below it counts."""
    code, _, column = rest.partition(".")
    name = ledger.name(code)
    if not name or code not in {known[: len(code)] for known in ledger.codes}:
        return None
    if column == "name":
        return q.phrase("", code, name, ledger.ref("subject_line", code, "name"))
    if column == "spent":
        return _amount("", f"{name}财政拨款支出", ledger.amount(code, *f.APPROPRIATION_SPENT))
    if column not in f.SUBJECT_COLUMNS:
        return None
    title = f"{name} · {field_spec('subject_line', column).title}"
    return _amount("", title, ledger.amount(code, column), ledger.ref("subject_line", code, column))


def _spent(ledger: Ledger, column: str) -> Quote | None:
    """A money column of the functional subjects as a whole."""
    if column not in f.SUBJECT_COLUMNS:
        return None
    return _amount("", field_spec("subject_line", column).title, ledger.amount("", column))


def _economic(ledger: Ledger, rest: str) -> Quote | None:
    """An economic subject: a column, summed over all below it."""
    code, _, column = rest.partition(".")
    name = ledger.economic.name(code)
    if not name or column not in f.ECONOMIC:
        return None
    title = f"{name} · {field_spec('economic_line', column).title}"
    return _amount("", title, ledger.economic_amount(code, column), ledger.ref("economic_line", code, column))


def _vehicle(ledger: Ledger, rest: str) -> Quote | None:
    """Vehicles of one type, or of all: `bought`, `cost`, `kept`."""
    kind, _, name = rest.partition(".")
    if name not in {"bought", "cost", "kept"} or kind not in {"all", *VehicleKind.__members__}:
        return None
    kinds = VehicleKind if kind == "all" else (VehicleKind[kind],)
    known = [getattr(row, name) or 0 for one in kinds if (row := ledger.vehicles.get(one))]
    title = f"{'公务用车' if kind == 'all' else VehicleKind[kind].value} · {field_spec('vehicle', name).title}"
    refs = [line_ref(ledger.filing.id, "vehicle", one.name, name) for one in kinds]
    if name == "cost":
        return _amount("", title, sum(map(Decimal, known), ZERO), *refs)
    return q.count("", title, sum(known), "辆", *refs)


def _occasion(ledger: Ledger, rest: str) -> Quote | None:
    """A reception: its `amount`, `batches`, `guests` or `name`."""
    record_id, _, name = rest.partition(".")
    row = next((one for one in ledger.occasions if one.id == record_id), None)
    if row is None or name not in {"amount", "batches", "guests", "name"}:
        return None
    ref, title = FieldRef("occasion", row.id, name), f"{row.name} · {field_spec('occasion', name).title}"
    if name == "name":
        return q.phrase("", title, row.name, ref)
    value = getattr(row, name)
    return _amount("", title, value, ref) if name == "amount" else q.count("", title, value, _MEASURES[name], ref)


def _running_cost(ledger: Ledger, _name: str) -> Quote:
    ref = line_ref(ledger.filing.id, "matter", ONLY, "running_cost")
    return _amount("", "机关运行经费", ledger.running_cost.value, ref)


_LEDGER: Mapping[str, Callable[[Ledger, str], Quote | None]] = {
    "last": lambda ledger, name: _field(ledger, "last_year", name),
    "three": _three,
    "matter": _matter,
    "subject": _subject,
    "economic": _economic,
    "spent": _spent,
    "vehicle": _vehicle,
    "occasion": _occasion,
    "running_cost": _running_cost,
    "personnel": lambda ledger, _name: _amount("", "人员经费合计", ledger.personnel_cost),
    "public": lambda ledger, _name: _amount("", "公用经费合计", ledger.public_cost),
}


def offered(filing: Filing) -> Iterator[str]:
    """Keys: cells of the published tables that are not 0, then what stands beside them."""
    ledger = ledger_of(filing)
    if ledger.empty:
        return
    for key in _table_cells(filing):
        yield f"t.{key}"
    for topic in ("running_cost", "personnel", "public", "matter.procurement", "matter.cars", "vehicle.all.kept"):
        yield f"l.{topic}"
    for topic, record in (("last", ledger.last_year), ("three", ledger.three_public), ("matter", ledger.matter)):
        for name, value in record:
            if name not in {"id", "filing_id"} and value not in (None, ""):
                yield f"l.{topic}.{name}"


def _table_cells(filing: Filing) -> Iterator[str]:
    for table in tables_of(filing).published():
        for row, column, figure in table.cells():
            if figure.value and row.key:
                yield f"{table.key}.{row.key}.{column.key}"
