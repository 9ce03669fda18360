"""New ids for copied records: what hangs together before the copy hangs together after it.

Ids are unique in the whole store, so that a copy (a new year, a merged package) needs its own. Rows of funds and of
fund management carry their project's id in theirs; an explanation carries the ids of the values it is about.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.filing.refs import FieldRef

_JOINT = ":"
_BETWEEN = "|"
"""Separates the addresses in the key of a finding (services/rules/engine.py)."""


def new_key(key: str, ids: Mapping[str, str]) -> str | None:
    """The key of a finding with all ids exchanged; None when it is about a record that was not copied."""
    refs = [_new_ref(text, ids) for text in key.split(_BETWEEN)]
    known = [ref.text() for ref in refs if ref is not None]
    return _BETWEEN.join(known) if len(known) == len(refs) else None


def new_row_id(row_id: str, ids: Mapping[str, str]) -> str | None:
    """The id of a copied record: its own new one, or one made of its project's (“p:TOTAL”)."""
    if row_id in ids:
        return ids[row_id]
    owner, joint, rest = row_id.rpartition(_JOINT)
    return f"{ids[owner]}{_JOINT}{rest}" if joint and owner in ids else None


def _new_ref(text: str, ids: Mapping[str, str]) -> FieldRef | None:
    try:
        ref = FieldRef.parse(text)
    except ValueError:
        return None
    row_id = new_row_id(ref.id, ids)
    return None if row_id is None else ref._replace(id=row_id)
