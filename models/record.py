"""What every stored record has."""

from __future__ import annotations

import secrets
from typing import Any, TypeVar

from sqlmodel import Field, SQLModel

_AnyRecord = TypeVar("_AnyRecord", bound="Record")


def new_id() -> str:
    """A fresh record id: unique without a counter, so that packages of several PCs can be merged."""
    return secrets.token_hex(8)


class Record(SQLModel):
    """Base of all records: a text id that never changes and is never used again."""

    id: str = Field(default_factory=new_id, primary_key=True)


def restored(record: type[_AnyRecord], values: dict[str, Any], fields: set[str]) -> _AnyRecord:
    """A record around values that are known to be valid: all of its fields, and no others.

    `model_construct` looks up every field by its aliases: five times the work. The set of `fields` may be shared by all
    records of a class, because pydantic only ever adds to it and all names are in it.
    """
    made: _AnyRecord = record.__new__(record)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", fields)
    return made
