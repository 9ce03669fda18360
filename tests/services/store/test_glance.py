"""A glance at the store: what the opened store would say, and nothing when anything is in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from models.enums import ProjectKind
from models.filing import FilingHead
from models.project import Project
from models.unit import Unit
from services.filing.refs import Gesture
from services.store.glance import LAST, glance
from services.store.places import Places
from services.store.store import Store

UNIT = Unit(id="u1", name="某县农业农村局")


def head(year):
    return FilingHead(id=f"f{year}", unit_id="u1", year=year, scheme="national-50")


def project(number, year=2024, **more):
    return Project(id=f"p{number}", filing_id=f"f{year}", position=-number, name=f"项目{number}", **more)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / ("数 据#1" if os.name == "nt" else "数 据#1?")  # Windows allows no question mark
    with Store.open(folder) as store:
        records = [("unit", UNIT), ("filing", head(2024)), ("filing", head(2025))]
        records += [("project", project(1)), ("project", project(2, kind=ProjectKind.TRANSFER))]
        store.add([*records, ("project", project(9, 2025))], "f2024", Gesture("新建"))
    return folder


def test_the_newest_filing_when_none_was_worked_on(folder):
    seen = glance(folder)
    assert (seen.filing_id, seen.unit_name, seen.year) == ("f2025", UNIT.name, 2025)
    assert seen.projects == ((ProjectKind.SPECIFIC, "p9", "项目9"),)


def test_the_filing_last_worked_on_with_its_projects_in_order(folder):
    with Store.open(folder) as store:
        store.set_setting(LAST, "f2024")
    seen = glance(folder)
    assert seen.filing_id == "f2024"
    assert seen.projects == ((ProjectKind.TRANSFER, "p2", "项目2"), (ProjectKind.SPECIFIC, "p1", "项目1"))


def test_a_setting_of_a_deleted_filing_does_not_matter(folder):
    with Store.open(folder) as store:
        store.set_setting(LAST, "gone")
    assert glance(folder).filing_id == "f2025"


def test_what_is_still_in_the_log_is_seen_and_a_store_in_use_not_disturbed(folder):
    with Store.open(folder) as store:
        store.set_setting(LAST, "f2024")
        assert glance(folder).filing_id == "f2024"
        store.set_setting(LAST, "f2025")
        assert glance(folder).filing_id == "f2025"


def test_a_glance_leaves_nothing_behind(folder):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert glance(folder) is not None
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_no_store_no_filing(tmp_path):
    assert glance(tmp_path / "nowhere") is None
    with Store.open(tmp_path / "empty"):
        pass
    assert glance(tmp_path / "empty") is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\xff" * 5000, b"no database at all" * 300])
def test_damage_is_left_to_the_store(folder, content):
    Places(folder).database.write_bytes(content)
    assert glance(folder) is None


@pytest.mark.parametrize("change", ["ALTER TABLE project DROP COLUMN kind", "UPDATE project SET kind = 'NEWER'"])
def test_another_version_is_left_to_the_store(folder, change):
    connection = sqlite3.connect(Places(folder).database)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert glance(folder) is None


def test_a_locked_database_is_left_to_the_store(folder):
    connection = sqlite3.connect(Places(folder).database)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE project SET name = 'x'")
    assert glance(folder) is None
    connection.close()


def test_it_needs_no_library(folder):
    told = "from pathlib import Path; import sys; from services.store.glance import glance; print(glance(Path(sys.argv[1])).year);"
    told += "print(sorted({'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", told, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
    )
    assert done.stdout.split("\n")[:2] == ["2025", "[]"]
