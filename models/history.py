"""The audit trail: every gesture and the changes it made."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class GestureRow(SQLModel, table=True):
    """One act of the user: when (UTC, ISO 8601), on which filing, under which name, from where."""

    __tablename__ = "gesture"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    filing_id: str = Field(index=True)
    name: str
    origin: str


class ChangeRow(SQLModel, table=True):
    """One change of a gesture; old and new are JSON texts, field "" is the whole record."""

    __tablename__ = "change"

    id: int | None = Field(default=None, primary_key=True)
    gesture_id: int = Field(foreign_key="gesture.id", index=True)
    entity: str
    record_id: str = Field(index=True)
    field: str
    old: str
    new: str
