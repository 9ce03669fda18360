"""Whatever a record may hold comes back as it was, by bulk insert, by commit and through the audit trail."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.columns import FieldKind
from models.entities import ENTITIES
from services.filing.fields import field_spec
from services.filing.refs import WHOLE, Change, FieldRef, inverse
from services.store.store import Store
from tests.services.store.worked import TYPED, small_filing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BY_KIND: dict[FieldKind, st.SearchStrategy[Any]] = {
    **dict.fromkeys((FieldKind.TEXT, FieldKind.LINES, FieldKind.TARGET, FieldKind.ACTUAL), TEXT),
    FieldKind.AMOUNT: st.none() | st.decimals(Decimal("-9e12"), Decimal("9e12"), places=6),
    FieldKind.POINTS: st.none() | st.decimals(-1000, 1000, places=4),
    FieldKind.RATIO: st.none() | st.decimals(-10, 10, places=4),
    FieldKind.DATE: st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    FieldKind.FLAG: st.booleans(),
    FieldKind.NUMBER: st.integers(-(2**62), 2**62),
}
OWNERS = {"unit_id": "u1", "filing_id": "f1", "project_id": "p2"}
ENTITY_NAMES = sorted(set(ENTITIES) - {"unit", "filing"})


def _values(entity: str) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in ENTITIES[entity].record.model_fields.items():
        spec = field_spec(entity, name)
        if name == ENTITIES[entity].owner:
            fields[name] = st.just(OWNERS[name])
        elif name != "id":
            enums = [a for a in (info.annotation, *get_args(info.annotation)) if isinstance(a, type)]
            fields[name] = st.sampled_from(list(enums[0])) if spec.choices else BY_KIND[spec.kind]  # type: ignore[call-overload]
    return st.fixed_dictionaries(fields)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("往返 数据")
    with Store.open(folder) as opened:
        opened.add(small_filing(), "f1", TYPED)
        yield opened


def _stored(store: Store, ref: FieldRef) -> dict[str, Any] | None:
    found = [r for entity, r in store.load("f1")[2] if entity == ref.entity and r.id == ref.id]
    return found[0].model_dump() if found else None


@pytest.mark.parametrize("entity", ENTITY_NAMES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_record_comes_and_goes_unchanged(store: Store, entity: str, data: st.DataObject) -> None:
    record = ENTITIES[entity].record.model_construct(id="往返", **data.draw(_values(entity)))
    ref = FieldRef(entity, record.id, WHOLE)
    changes = (Change(ref, None, record.model_dump()),)
    store.commit(changes, "f1", TYPED)
    assert _stored(store, ref) == changes[0].new
    assert type(next(r for e, r in store.load("f1")[2] if r.id == record.id)) is ENTITIES[entity].record
    assert store.history("f1", limit=1)[0].changes == changes
    store.commit(inverse(changes), "f1", TYPED)
    assert _stored(store, ref) is None


@pytest.mark.parametrize("entity", ENTITY_NAMES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_every_field_changes_alone(store: Store, entity: str, data: st.DataObject) -> None:
    before, after = data.draw(_values(entity)), data.draw(_values(entity))
    record = ENTITIES[entity].record.model_construct(id="往返", **before)
    store.add([(entity, record)], "f1", TYPED)
    updates = [Change(FieldRef(entity, record.id, name), before[name], after[name]) for name in before]
    store.commit(updates, "f1", TYPED)
    gone = Change(FieldRef(entity, record.id, WHOLE), {"id": record.id, **after}, None)
    assert _stored(store, gone.ref) == gone.old
    store.commit([gone], "f1", TYPED)
