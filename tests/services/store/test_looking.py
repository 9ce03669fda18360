"""A filing as a backup holds it, while the store goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.filing.refs import Change, FieldRef, Gesture
from services.store.errors import BackupUnusable, NoSuchFiling
from services.store.looking import load_from_backup
from services.store.store import Store
from services.workspace import Workspace, load_demonstration


def test_the_filing_as_it_was(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        filing_id = load_demonstration(store)
        workspace = Workspace.open(store, filing_id)
        saved = store.backup()
        before = saved.read_bytes()
        project = workspace.filing.projects[0]
        old = project.name
        workspace.editor.apply([Change(FieldRef("project", project.id, "name"), old, "后来的名称")], Gesture("改名"))
        _, head, records = load_from_backup(saved, filing_id)
        then = next(record for entity, record in records if entity == "project" and record.id == project.id)
        assert (head.id, then.model_dump()["name"]) == (filing_id, old)
        assert saved.read_bytes() == before
        assert Workspace.open(store, filing_id).filing.project(project.id).name == "后来的名称"


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "坏.db"
    broken.write_bytes(b"no database")
    with pytest.raises(BackupUnusable):
        load_from_backup(broken, "x")
    with Store.open(tmp_path / "数据") as store:
        load_demonstration(store)
        with pytest.raises(NoSuchFiling):
            load_from_backup(store.backup(), "unknown")
