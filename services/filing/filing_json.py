"""A filing as JSON and back: the content of an exchange package and of hand-written example data (docs/exchange.md).

Reading is strict. An unknown field is refused, not skipped: skipping it would drop a figure its sender relies on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from pydantic import BaseModel, ValidationError, create_model
from pydantic_core import ErrorDetails
from sqlalchemy import Integer

from models.columns import ScaledDecimal
from models.entities import ENTITIES, Entity
from models.filing import FilingHead
from models.record import Record
from models.unit import Unit
from services.filing.fields import field_spec, to_json
from services.filing.filing import Filing

SINGLE = ("unit", "filing")
"""Entities of which a file holds exactly one; all others are lists under the plural name."""
_ID = re.compile(r"[\w.\-]{1,64}")
_MOST_STORED = 2**63
"""SQLite integers end here."""
_MOST_SHOWN = 30
"""Characters of a wrong value that are shown."""


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
    try:
        content = _file_model().model_validate_json(text.removeprefix("\ufeff"), strict=True, extra="forbid")
    except ValidationError as error:
        raise PackageError(_complaint(error.errors()[0])) from error
    except (ValueError, RecursionError) as error:
        raise PackageError("文件内容不是有效的 JSON，可能已损坏，请重新取得这个文件。") from error
    records = {name: _records(content, name) for name in ENTITIES}
    for name, rows in records.items():
        _check(ENTITIES[name], rows, records)
    owned = tuple((name, row) for name, rows in records.items() if name not in SINGLE for row in rows)
    return Package(cast("Unit", records["unit"][0]), cast("FilingHead", records["filing"][0]), owned)


@cache
def _file_model() -> type[BaseModel]:
    """The whole file as one model, so that it is validated in one pass."""
    parts: dict[str, Any] = {}
    for name, entity in ENTITIES.items():
        parts[section(name)] = (entity.record, ...) if name in SINGLE else (list[entity.record], [])  # type: ignore[name-defined]
    return create_model("FilingFile", **parts)


@cache
def _entities_by_section() -> Mapping[str, Entity]:
    return {section(name): entity for name, entity in ENTITIES.items()}


def _records(content: BaseModel, name: str) -> list[Record]:
    part = getattr(content, section(name))
    return [part] if name in SINGLE else part


def _check(entity: Entity, rows: list[Record], records: Mapping[str, list[Record]]) -> None:
    """What the types alone do not say: ids, owners, and that the store can hold every figure."""
    seen: set[str] = set()
    owners = {row.id for row in records[entity.owner.removesuffix("_id")]} if entity.owner else set()
    for number, row in enumerate(rows, 1):
        place = f"第 {number} 条“{entity.title}”"
        if "id" not in row.model_fields_set or not _ID.fullmatch(row.id):
            raise PackageError(f"{place}没有编号（id），或编号不是 1 到 64 个字母、数字、汉字。")
        if row.id in seen:
            raise PackageError(f"{place}的编号“{row.id}”与前面的重复，无法分清是哪一条。")
        seen.add(row.id)
        if entity.owner and getattr(row, entity.owner) not in owners:
            raise PackageError(f"{place}所属的“{getattr(row, entity.owner)}”不在文件里，文件不完整，请重新导出。")
        _check_numbers(entity, row, place)


def _check_numbers(entity: Entity, row: Record, place: str) -> None:
    for name, scale in _scales(entity.name).items():
        value = getattr(row, name)
        if value is None:
            continue
        scaled = Decimal(value).scaleb(scale)
        if abs(scaled) >= _MOST_STORED or scaled != scaled.to_integral_value():
            title = entity.record.model_fields[name].title
            raise PackageError(f"{place}的“{title}”是 {value}，数字太大或小数超过 {scale} 位，请更正后重新导出。")


@cache
def _scales(entity: str) -> Mapping[str, int]:
    """Decimal places by numeric field; 0 for whole numbers."""
    columns = ENTITIES[entity].row.__table__.columns  # type: ignore[attr-defined]
    numeric = {column.name: column.type for column in columns if isinstance(column.type, ScaledDecimal | Integer)}
    return {name: kind.places if isinstance(kind, ScaledDecimal) else 0 for name, kind in numeric.items()}


def _complaint(error: ErrorDetails) -> str:
    """What pydantic found, in the clerk's words: where, which value, what is allowed."""
    if error["type"] == "json_invalid":
        return f"文件内容不是有效的 JSON（{error['ctx']['error']}），可能已损坏，请重新取得这个文件。"
    place, field = _where(error["loc"])
    value = str(error["input"])
    shown = value if len(value) <= _MOST_SHOWN else value[:_MOST_SHOWN] + "…"
    if error["type"] == "extra_forbidden":
        return f"{place}有本程序不认识的内容“{field}”。为免漏掉数据，整个文件没有导入，请先升级本程序。"
    if error["type"] == "missing":
        return f"{place}缺少“{field}”，文件不完整，请重新导出。"
    allowed = f"只能是：{error['ctx']['expected']}" if error["type"] == "enum" else _limits(error)
    return f"{place}的“{field}”填的是“{shown}”，{allowed}。请更正后重新导出。"


def _limits(error: ErrorDetails) -> str:
    if error["type"] == "string_too_long":
        return f"最多 {error['ctx']['max_length']} 个字"
    return "不是这一项能填的内容"


def _where(location: tuple[int | str, ...]) -> tuple[str, str]:
    """The record and the field of an error, in Chinese where they are known."""
    key, *rest = location or ("文件",)
    entity = _entities_by_section().get(str(key))
    if entity is None:
        return "文件", str(key)
    numbers = [part for part in rest if isinstance(part, int)]
    place = f"第 {numbers[0] + 1} 条“{entity.title}”" if numbers else f"“{entity.title}”"
    names = [part for part in rest if isinstance(part, str)]
    if not names:
        return place, entity.title
    known = names[0] in entity.record.model_fields
    return place, field_spec(entity.name, names[0]).title if known else names[0]
