"""Addresses of the lines of the final accounts: ids known before a record exists, so that empty cells can be typed in.

An id is the filing's id, “:”, and a key: a subject's code, two codes joined by “.”, a fund, a table and its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.accounts import CarryOver, DetailLine, EconomicLine, SubjectLine, TableOverride
from models.accounts_matters import LastYear, Matter, ThreePublic, Vehicle
from models.enums import FundNature, VehicleKind
from models.record import Record
from services.filing.refs import FieldRef

ONLY = "ONE"
"""Key of a record of which a filing has one."""
JOINT = "."
"""Joins the parts of a key."""


def line_ref(filing_id: str, entity: str, key: str, field: str) -> FieldRef:
    """Address of a field of the line with a key, whether or not the line exists yet."""
    return FieldRef(entity, f"{filing_id}:{key}", field)


def detail_key(code: str, economic: str) -> str:
    """Key of the detail of a functional and an economic subject."""
    return f"{code}{JOINT}{economic}"


def cell_key(row: str, column: str) -> str:
    """Key of a table's cell, as `TableOverride.cell` holds it."""
    return f"{row}{JOINT}{column}"


def override_ref(filing_id: str, table: str, row: str, column: str, field: str = "figure") -> FieldRef:
    """Address of the figure typed over one cell of a derived table."""
    return line_ref(filing_id, "table_override", f"{table}{JOINT}{cell_key(row, column)}", field)


def override_of(ref: FieldRef) -> tuple[str, str, str]:
    """Table, row and column of the cell whose override an address names."""
    table, cell = key_of(ref.id).split(JOINT, 1)
    row, column = cell.rsplit(JOINT, 1)
    return table, row, column


def key_of(row_id: str) -> str:
    """The key in a line's id."""
    return row_id.rpartition(":")[2]


def _detail(row_id: str, filing_id: str, key: str) -> Record:
    code, economic = key.split(JOINT)
    return DetailLine(id=row_id, filing_id=filing_id, code=code, economic=economic)


def _override(row_id: str, filing_id: str, key: str) -> Record:
    table, cell = key.split(JOINT, 1)
    return TableOverride(id=row_id, filing_id=filing_id, table=table, cell=cell)


_MAKERS: Mapping[str, Callable[[str, str, str], Record]] = {
    "subject_line": lambda row_id, owner, key: SubjectLine(id=row_id, filing_id=owner, code=key),
    "economic_line": lambda row_id, owner, key: EconomicLine(id=row_id, filing_id=owner, code=key),
    "detail_line": _detail,
    "carry_over": lambda row_id, owner, key: CarryOver(id=row_id, filing_id=owner, fund=FundNature[key]),
    "three_public": lambda row_id, owner, _key: ThreePublic(id=row_id, filing_id=owner),
    "vehicle": lambda row_id, owner, key: Vehicle(id=row_id, filing_id=owner, kind=VehicleKind[key]),
    "matter": lambda row_id, owner, _key: Matter(id=row_id, filing_id=owner),
    "last_year": lambda row_id, owner, _key: LastYear(id=row_id, filing_id=owner),
    "table_override": _override,
}


def maker(entity: str) -> Callable[[str], Record] | None:
    """What makes the empty line of an id; None for entities whose rows are added by a gesture."""
    make = _MAKERS.get(entity)
    if make is None:
        return None
    return lambda row_id: make(row_id, row_id.rpartition(":")[0], key_of(row_id))
