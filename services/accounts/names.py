"""What a clerk calls a line of the final accounts, for messages, history and the names of gestures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.enums import FundNature, VehicleKind
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.lines import JOINT, key_of, override_of
from services.accounts.tables import DERIVED, tables_of
from services.filing.filing import Filing
from services.filing.refs import FieldRef


def line_name(filing: Filing, ref: FieldRef) -> str:
    """Name of the line an address belongs to: “2080101 行政运行”; "" for what is no line of the accounts."""
    if ref.entity == "table_override":
        table, row, column = override_of(ref)
        return tables_of(filing)[table].cell_name(row, column) if table in DERIVED else ""
    if ref.entity in _BY_RECORD:
        return str(getattr(filing.record(ref.entity, ref.id), _BY_RECORD[ref.entity], ""))
    name = _BY_KEY.get(ref.entity)
    return "" if name is None else name(ledger_of(filing), key_of(ref.id))


def _functional(ledger: Ledger, code: str) -> str:
    return f"{code} {ledger.name(code)}".strip()


def _economic(ledger: Ledger, code: str) -> str:
    return f"{code} {ledger.economic.name(code)}".strip()


def _detail(ledger: Ledger, key: str) -> str:
    code, _, economic = key.partition(JOINT)
    return f"{_functional(ledger, code)} × {_economic(ledger, economic)}"


_BY_RECORD: Mapping[str, str] = {"occasion": "name", "pension_line": "county"}
"""Entities whose rows have a name of their own, and its field."""
_BY_KEY: Mapping[str, Callable[[Ledger, str], str]] = {
    "subject_line": _functional,
    "economic_line": _economic,
    "detail_line": _detail,
    "carry_over": lambda _ledger, key: FundNature[key].value,
    "vehicle": lambda _ledger, key: VehicleKind[key].value,
}
