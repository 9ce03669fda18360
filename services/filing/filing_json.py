"""A filing as JSON and back: the content of an exchange package and of hand-written example data (docs/exchange.md).

Reading is strict. An unknown field is refused, not skipped: skipping it would drop a figure its sender relies on.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails
from sqlalchemy import Integer

from models.columns import ScaledDecimal
from models.entities import ENTITIES, Entity
from models.filing import FilingHead
from models.record import Record, restored
from models.unit import Unit
from services.collector import collector_paused
from services.filing.fields import field_spec, to_json
from services.filing.filing import Filing

SINGLE = ("unit", "filing")
"""Entities of which a file holds exactly one; all others are lists under the plural name."""
_ID = r"^[\p{L}\p{N}_.:\-]{1,64}$"
"""With “:”, which joins the project and the source in the id of an amount."""
_MOST_DIGITS = 18
"""Digits that any integer of SQLite holds."""
_TOO_LARGE = frozenset({"decimal_max_digits", "decimal_whole_digits", "less_than", "greater_than", "int_parsing_size"})
_MOST_SHOWN = 30
"""Characters of a wrong value that are shown."""
_STRICT = ConfigDict(strict=True, extra="forbid")


class PackageError(Exception):
    """A package or JSON file that cannot be taken over; str() is for the clerk. Nothing of it has been used."""


@dataclass(frozen=True, slots=True)
class Package:
    """One filing as read from a file: checked, but not yet in the store."""

    unit: Unit
    head: FilingHead
    owned: tuple[tuple[str, Record], ...]

    def records(self) -> list[tuple[str, Record]]:
        """Every record with its entity name, owners before what they own."""
        return [("unit", self.unit), ("filing", self.head), *self.owned]


def section(entity: str) -> str:
    """The key of an entity in the JSON: “unit” and “filing”, else the plural."""
    return entity if entity in SINGLE else f"{entity}s"


def filing_json(filing: Filing) -> str:
    """The filing as JSON text: sorted keys, records in order; the same filing gives the same text."""
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in ENTITIES}
    for entity, record in sorted(filing.all_records(), key=_order):
        records[entity].append({name: to_json(_plain(value)) for name, value in record.model_dump().items()})
    content = {section(name): rows[0] if name in SINGLE else rows for name, rows in records.items()}
    return dump(content)


def bare_json(filing: Filing, *, without: Mapping[str, Collection[str]]) -> str:
    """What a check sum is made of: only what was filled in, less some fields of some entities.

    Fields at their default are left out, so that a field which a later version adds does not change an old check sum.
    """
    rows = [
        (entity, {name: to_json(_plain(value)) for name, value in record.model_dump(exclude_defaults=True).items()})
        for entity, record in sorted(filing.all_records(), key=_order)
    ]
    kept = [(entity, _less(values, without.get(entity, ()))) for entity, values in rows]
    return dump({"records": kept})


def _less(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def dump(content: Mapping[str, Any]) -> str:
    """JSON as all exchange files are written."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _order(item: tuple[str, Record]) -> tuple[str, str, int, str]:
    entity, record = item
    owner = ENTITIES[entity].owner
    return entity, getattr(record, owner) if owner else "", getattr(record, "position", 0), record.id


def _plain(value: Any) -> Any:
    """A decimal without trailing zeros, so that 196.5 and 196.50 are written alike."""
    return value.normalize() + 0 if isinstance(value, Decimal) else value


def read_filing_json(text: str) -> Package:
    """Read and check the JSON of a filing, written by the program or by hand. PackageError says what is wrong where."""
    with collector_paused():
        try:
            content = _file_model().model_validate_json(text.removeprefix("\ufeff"))
        except ValidationError as error:
            raise PackageError(_complaint(error.errors()[0])) from error
        records = {name: _records(content, name) for name in ENTITIES}
    for name, rows in records.items():
        _check_links(ENTITIES[name], rows, records)
    owned = tuple((name, row) for name, rows in records.items() if name not in SINGLE for row in rows)
    return Package(cast("Unit", records["unit"][0]), cast("FilingHead", records["filing"][0]), owned)


@cache
def _file_model() -> type[BaseModel]:
    """The whole file as one model, so that it is validated in one pass."""
    parts: dict[str, Any] = {}
    for name, entity in ENTITIES.items():
        strict = _strict_model(entity)
        parts[section(name)] = (strict, ...) if name in SINGLE else (list[strict], [])  # type: ignore[valid-type]
    return create_model("FilingFile", __config__=_STRICT, **parts)


def _strict_model(entity: Entity) -> type[BaseModel]:
    """The fields of an entity for reading: exact types, nothing unknown, and only figures the store can hold.

    SQLModel classes cannot do this themselves: their __init__ validates loosely whatever the caller asks for.
    """
    columns = entity.row.__table__.columns  # type: ignore[attr-defined]
    fields: dict[str, Any] = {}
    for name, info in entity.record.model_fields.items():
        default = ... if info.is_required() or name == "id" else info.get_default(call_default_factory=True)
        fields[name] = (Annotated[info.rebuild_annotation(), _limit(name, columns[name].type)], default)
    return create_model(entity.name, __config__=_STRICT, **fields)


def _limit(name: str, stored: Any) -> Any:
    if name == "id":
        return Field(pattern=_ID)
    if isinstance(stored, ScaledDecimal):
        return Field(max_digits=_MOST_DIGITS, decimal_places=stored.places)
    return Field(lt=10**_MOST_DIGITS, gt=-(10**_MOST_DIGITS)) if isinstance(stored, Integer) else Field()


@cache
def _entities_by_section() -> Mapping[str, Entity]:
    return {section(name): entity for name, entity in ENTITIES.items()}


def _records(content: BaseModel, name: str) -> list[Record]:
    part = getattr(content, section(name))
    record = ENTITIES[name].record
    fields = set(record.model_fields)
    # The values are checked already; checking them again would take longer than all the rest.
    return [restored(record, vars(row), fields) for row in ([part] if name in SINGLE else part)]


def _check_links(entity: Entity, rows: list[Record], records: Mapping[str, list[Record]]) -> None:
    """No id twice, and every owner in the file."""
    seen: set[str] = set()
    owners = {row.id for row in records[entity.owner.removesuffix("_id")]} if entity.owner else set()
    for number, row in enumerate(rows, 1):
        place = f"第 {number} 条“{entity.title}”"
        if row.id in seen:
            raise PackageError(f"{place}的编号“{row.id}”与前面的重复，无法分清是哪一条。请更正后重新导出。")
        seen.add(row.id)
        if entity.owner and getattr(row, entity.owner) not in owners:
            raise PackageError(f"{place}所属的“{getattr(row, entity.owner)}”不在文件里，文件不完整，请重新导出。")


def _complaint(error: ErrorDetails) -> str:
    """What pydantic found, in the clerk's words: where, which value, what is allowed."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "json_invalid":
        return f"文件内容不是有效的 JSON（{context['error']}），可能已损坏，请重新取得这个文件。"
    place, field = _where(error["loc"])
    if kind == "extra_forbidden":
        return f"{place}有本程序不认识的内容“{field}”。为免漏掉数据，整个文件没有导入，请先升级本程序。"
    if kind == "missing":
        return f"{place}缺少“{field}”，文件不完整，请重新导出。"
    value = str(error["input"])
    shown = value if len(value) <= _MOST_SHOWN else value[:_MOST_SHOWN] + "…"
    return f"{place}的“{field}”填的是“{shown}”，{_reason(kind, context)}。请更正后重新导出。"


def _reason(kind: str, context: Mapping[str, Any]) -> str:
    """Why a value does not fit."""
    if kind == "enum":
        return f"只能是：{context['expected'].replace(chr(39), '').replace(', ', '、').replace(' or ', '、')}"
    if kind == "string_too_long":
        return f"最多 {context['max_length']} 个字"
    if kind == "string_pattern_mismatch":
        return "编号只能用 1 到 64 个字母、数字、汉字"
    if kind == "decimal_max_places":
        return f"小数最多 {context['decimal_places']} 位"
    return "数字太大" if kind in _TOO_LARGE else "不是这一项能填的内容"


def _where(location: tuple[int | str, ...]) -> tuple[str, str]:
    """The record and the field of an error, in Chinese where they are known."""
    key, *rest = location or ("",)
    entity = _entities_by_section().get(str(key))
    if entity is None:
        return "文件", str(key) or "全部内容"
    place = "文件"
    if rest and isinstance(rest[0], int):
        place = f"第 {rest[0] + 1} 条“{entity.title}”"
        rest = rest[1:]
    if not rest:
        return place, entity.title
    name = str(rest[0])
    return place, field_spec(entity.name, name).title if name in entity.record.model_fields else name
