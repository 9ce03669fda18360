"""What each field is called, what kind of value it holds, and how typed text becomes a value.

One table for every entity, read off the models, so that the screen, paste, import and the audit trail agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from models.columns import FieldKind
from models.entities import ENTITIES
from models.enums import AmountUnit
from services.filing.refs import FieldRef
from services.values.money import Unreadable, format_amount, parse_amount, plain
from services.values.numbers import format_date, parse_date, parse_percent, parse_points


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of one entity: its Chinese name, kind and, for a choice, the words to choose from."""

    entity: str
    name: str
    title: str
    kind: FieldKind
    choices: tuple[StrEnum, ...] = ()
    limit: int | None = None
    optional: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the value is a string kept as typed."""
        return self.kind in _TEXTS


_TEXTS = frozenset({FieldKind.TEXT, FieldKind.LINES, FieldKind.TARGET, FieldKind.ACTUAL})
_DECIMALS = frozenset({FieldKind.AMOUNT, FieldKind.POINTS, FieldKind.RATIO})


PART = "#"
"""Separates a field from the part of it that one cell shows: indicator.target#unit."""


@cache
def field_spec(entity: str, name: str) -> FieldSpec:
    """The spec of a field, or of a part of one. KeyError when there is no such field."""
    if PART in name:
        return _part_spec(field_spec(entity, name.partition(PART)[0]), name)
    info = ENTITIES[entity].record.model_fields[name]
    extra = info.json_schema_extra
    kind = FieldKind(str(extra["kind"])) if isinstance(extra, dict) else FieldKind.LINK
    limit = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), None)
    optional = NoneType in get_args(info.annotation)
    return FieldSpec(entity, name, info.title or name, kind, _choices(info.annotation), limit, optional)


def _part_spec(whole: FieldSpec, name: str) -> FieldSpec:
    """A choice has one tick box per word, named by its member (outlook#SURE); other parts are texts."""
    part = name.partition(PART)[2]
    word = next((word for word in whole.choices if word.name == part), None)
    if word is None:
        return FieldSpec(whole.entity, name, whole.title, FieldKind.TEXT)
    return FieldSpec(whole.entity, name, f"{whole.title}·{word.value}", FieldKind.FLAG)


def _choices(annotation: Any) -> tuple[StrEnum, ...]:
    kinds = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type) and issubclass(a, StrEnum)]
    return tuple(kinds[0]) if kinds else ()


@cache
def _adapter(entity: str, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(ENTITIES[entity].record.model_fields[name].rebuild_annotation())


def validated(ref: FieldRef, value: Any) -> Any:
    """The value as the model holds it. Unreadable when type or length does not fit."""
    try:
        return _adapter(ref.entity, ref.field).validate_python(value)
    except ValidationError as error:
        spec = field_spec(ref.entity, ref.field)
        raise Unreadable(str(value), _complaint(spec, error)) from error


def _complaint(spec: FieldSpec, error: ValidationError) -> str:
    if error.errors()[0]["type"] == "string_too_long":
        return f"“{spec.title}”最多 {spec.limit} 个字，请缩短"
    bounds = error.errors()[0].get("ctx", {})
    if "ge" in bounds:
        return f"“{spec.title}”不能小于 {bounds['ge']}"
    if "le" in bounds:
        return f"“{spec.title}”不能大于 {bounds['le']}"
    if spec.choices:
        return f"“{spec.title}”只能是：{'、'.join(spec.choices)}"
    return f"“{spec.title}”不能填这样的内容"


def read_text(ref: FieldRef, text: str, unit: AmountUnit) -> Any:
    """The value that typed or pasted text means for this field. Unreadable with the reason when it means none."""
    spec = field_spec(ref.entity, ref.field)
    if spec.is_text:
        cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return validated(ref, cleaned if spec.kind is FieldKind.LINES else " ".join(cleaned.split("\n")))
    reader = _READERS.get(spec.kind)
    if reader is not None:
        return validated(ref, reader(text, unit))
    word = text.strip()
    return validated(ref, None if not word and spec.optional else word)


def show_text(ref: FieldRef, value: Any, unit: AmountUnit) -> str:
    """A value as the clerk would type it: the inverse of `read_text`, exact."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        is_amount = field_spec(ref.entity, ref.field).kind is FieldKind.AMOUNT
        return format_amount(value, unit) if is_amount else plain(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return format_date(value)
    return str(value)


_TICKS = frozenset({"是", "√", "✓", "✔", "☑", "■", "1", "有", "true"})
_BLANKS = frozenset({"", "否", "0", "无", "×", "□", "☐", "false"})


def read_flag(text: str) -> bool:
    """Whether a tick box is ticked: √, 是 or 1 tick, blank unticks. Unreadable for anything else."""
    word = text.strip()
    if word in _TICKS:
        return True
    if word in _BLANKS:
        return False
    raise Unreadable(text, "请填“√”（或“是”“1”），不选请留空")


def _read_number(text: str, _unit: AmountUnit) -> int | None:
    word = text.strip().replace(",", "")
    if not word:
        return None
    if not word.isdecimal():
        raise Unreadable(text, "请填整数")
    return int(word)


_READERS: dict[FieldKind, Callable[[str, AmountUnit], Any]] = {
    FieldKind.AMOUNT: parse_amount,
    FieldKind.POINTS: lambda text, _unit: parse_points(text),
    FieldKind.RATIO: lambda text, _unit: parse_percent(text, bare_is_ratio=True),
    FieldKind.DATE: lambda text, _unit: parse_date(text),
    FieldKind.FLAG: lambda text, _unit: read_flag(text),
    FieldKind.NUMBER: _read_number,
}


def to_json(value: Any) -> Any:
    """A stored value as JSON can hold it: decimals and days as text, enumerations as their word."""
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
