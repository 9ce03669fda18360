"""How a value is stored and what kind of value a field holds.

SQLite has no decimals: a Decimal written through SQLAlchemy becomes a float and loses digits. Every decimal is
therefore stored as an integer scaled by a power of ten; 万元 with six places is exactly one 分.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Integer
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class FieldKind(StrEnum):
    """What a field holds; decides how typed text is read and how the value is shown."""

    TEXT = "text"
    LINES = "lines"
    AMOUNT = "amount"
    POINTS = "points"
    RATIO = "ratio"
    TARGET = "target"
    ACTUAL = "actual"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    NUMBER = "number"
    LINK = "link"


class ScaledDecimal(TypeDecorator[Decimal]):
    """A Decimal stored as an integer of 10**-places; the refusal of finer values keeps it exact."""

    impl = Integer
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:  # noqa: ARG002
        """Scale up for the database; ValueError when the value is finer than the column."""
        if value is None:
            return None
        scaled = value.scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} is finer than {self.places} places")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:  # noqa: ARG002
        """Scale down from the database."""
        return None if value is None else Decimal(value).scaleb(-self.places)


MONEY = ScaledDecimal(6)
"""万元 as integer 分."""
POINTS = ScaledDecimal(4)
"""分 (score points) as integer ten-thousandths."""


def _field(kind: FieldKind, title: str, default: Any = None, **more: Any) -> Any:
    return Field(default=default, title=title, schema_extra={"json_schema_extra": {"kind": kind.value}}, **more)


def text(title: str, limit: int = 200) -> Any:
    """One line of text, at most `limit` characters."""
    return _field(FieldKind.TEXT, title, "", max_length=limit)


def lines(title: str, limit: int = 20000) -> Any:
    """Text of several lines."""
    return _field(FieldKind.LINES, title, "", max_length=limit)


def literal(kind: FieldKind, title: str) -> Any:
    """A target or actual value kept as typed."""
    return _field(kind, title, "", max_length=500)


def money(title: str) -> Any:
    """An amount in 万元, exact to 分; None is blank, which is not 0."""
    return _field(FieldKind.AMOUNT, title, sa_type=MONEY)


def points(title: str) -> Any:
    """Score points (分)."""
    return _field(FieldKind.POINTS, title, sa_type=POINTS)


def ratio(title: str) -> Any:
    """A ratio such as 0.85."""
    return _field(FieldKind.RATIO, title, sa_type=POINTS)


def day(title: str) -> Any:
    """A calendar day."""
    return _field(FieldKind.DATE, title)


def flag(title: str) -> Any:
    """Yes or no."""
    return _field(FieldKind.FLAG, title, default=False)


def choice(title: str, default: Any) -> Any:
    """One value of an enumeration."""
    return _field(FieldKind.CHOICE, title, default)


def number(title: str, default: int = 0, **limits: int) -> Any:
    """A whole number; `limits` are ge and le."""
    return _field(FieldKind.NUMBER, title, default, **limits)


def count(title: str) -> Any:
    """A number of people, vehicles or times; None is blank, which is not 0."""
    return _field(FieldKind.NUMBER, title)


def link(table: str) -> Any:
    """The record this one belongs to; deleted with it."""
    return _field(FieldKind.LINK, "所属", PydanticUndefined, foreign_key=f"{table}.id", ondelete="CASCADE", index=True)
