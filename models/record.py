"""What every stored record has."""

from __future__ import annotations

import secrets

from sqlmodel import Field, SQLModel


def new_id() -> str:
    """A fresh record id: unique without a counter, so that packages of several PCs can be merged."""
    return secrets.token_hex(8)


class Record(SQLModel):
    """Base of all records: a text id that never changes and is never used again."""

    id: str = Field(default_factory=new_id, primary_key=True)
