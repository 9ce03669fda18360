"""Small state of the program that is kept with the data: a name and any value JSON can hold."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, select
from sqlalchemy.dialects.sqlite import insert

SETTINGS = Table(
    "setting", MetaData(), Column("name", String, primary_key=True), Column("value", String, nullable=False)
)


def read_setting(connection: Connection, name: str, default: Any) -> Any:
    """The value of a setting, `default` when it was never set."""
    found = connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.name == name)).scalar_one_or_none()
    return default if found is None else json.loads(found)


def write_setting(connection: Connection, name: str, value: Any) -> None:
    """Set a setting."""
    text = json.dumps(value, ensure_ascii=False)
    statement = insert(SETTINGS).values(name=name, value=text)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": text}))
