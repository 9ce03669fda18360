"""The demonstration of final accounts as a base for cases: complete, consistent, with figures typed over its cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from models.accounts import TableOverride
from models.record import Record
from models.unit import Unit
from resources import resource
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.scheme import scheme_named
from tests.services.rules.casebook import ENTITY_OF, amount, typed_over

DEMO = "demo-accounts"


@cache
def _package() -> Any:
    return read_filing_json(resource("demo", "accounts.json").read_text("utf-8"))


def shown(cells: dict[str, Any] | None = None, *more: Record, scheme: str = "sichuan-county", **unit: Any) -> Filing:
    """The demonstration with these figures typed over the cells “table.row.column”, and these records more."""
    package = _package()
    records = [(entity, one.model_copy()) for entity, one in package.owned if entity != "table_override"]
    overrides = [_moved(typed_over(cell, figure)) for cell, figure in (cells or {}).items()]
    records += [(ENTITY_OF[type(one)], one) for one in (*overrides, *more)]
    own = Unit(**{**package.unit.model_dump(), **unit})
    return Filing(own, package.head.model_copy(), scheme_named(scheme), records)


def _moved(override: TableOverride) -> TableOverride:
    place = override.id.partition(":")[2]
    return override.model_copy(update={"id": f"{DEMO}:{place}", "filing_id": DEMO})


def changed(cell: str, step: str, scheme: str = "sichuan-county") -> Filing:
    """The demonstration with one cell shown larger by a step (万元)."""
    table, row, column = cell.split(".")
    derived = tables_of(shown(scheme=scheme))[table].amount(row, column)
    wanted = amount(step)
    assert wanted is not None
    return shown({cell: derived + wanted}, scheme=scheme)


def replaced(records: Iterable[Record], scheme: str = "sichuan-county") -> Filing:
    """The demonstration with these records in place of those of the same id."""
    fresh = {one.id: one for one in records}
    package = _package()
    kept = [
        (entity, fresh.pop(one.id, one).model_copy()) for entity, one in package.owned if entity != "table_override"
    ]
    kept += [(ENTITY_OF[type(one)], one) for one in fresh.values()]
    return Filing(package.unit, package.head.model_copy(), scheme_named(scheme), kept)
