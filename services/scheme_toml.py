"""A scheme as TOML text, the inverse of reading it; only what differs from the defaults is written.

The standard library reads TOML but does not write it. A scheme is plain: texts, numbers, flags, lists, tables and lists
of tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from typing import Any

from services.scheme import Scheme
from services.values.money import plain

_EXACT_DIGITS = 15
"""Digits that survive being read as a binary number; a longer one is written as text."""


def scheme_mapping(scheme: Scheme) -> dict[str, Any]:
    """A scheme as the mapping that `scheme_from_mapping` builds it from."""
    mapping: dict[str, Any] = _plain(scheme)
    return mapping


def scheme_toml(scheme: Scheme) -> str:
    """A scheme as the text of its file."""
    return "\n".join(_table("", scheme_mapping(scheme))) + "\n"


def _plain(value: Any) -> Any:
    """A value as TOML can hold it: dataclasses become tables of what differs from their defaults."""
    if is_dataclass(value):
        items = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(item) for field, item in items if item is not None and item != _default(field)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _table(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one table: its own values first, then the tables below it."""
    for key, value in table.items():
        if not _is_below(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        below = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping) and value:
            yield from ("", f"[{below}]")
            yield from _table(below, value)
        elif _is_below(value):
            for item in value:
                yield from ("", f"[[{below}]]")
                yield from _table(below, item)


def _is_below(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(item, Mapping) for item in value))


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = plain(value)
        return text if len(text) <= _EXACT_DIGITS else _text(text)
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """A basic string; JSON escapes alike, but for the one control character TOML forbids and JSON allows."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
