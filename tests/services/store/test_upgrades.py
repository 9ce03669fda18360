"""Versions of the store: frozen steps, all or nothing, a newer one untouched."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from models.enums import FundSource, ManagementTopic, ProjectKind
from models.explanation import Explanation
from models.project import Funding, Indicator, Management, Project
from services.store import upgrades
from services.store.backup import BackupReason, make_backup
from services.store.errors import StoreFull, StoreTooNew, StoreUpgradeFailed
from services.store.places import Places
from services.store.settings import SETTINGS
from services.store.store import Store
from services.store.upgrades import STEPS, upgrade
from tests.services.store.worked import ACTUAL, Worked

NEWS = (
    "The models have changed. Add a step to services/store/upgrades.py and keep a filled store of the new version; "
    "until the first release run `python tests/stores/make.py schema` and `… filled` instead."
)
OLD_STORES = Path(__file__).resolve().parents[2] / "stores"


def _shape(raw: sqlite3.Connection) -> dict[str, Any]:
    """Columns, types, keys and indexes of every table; VARCHAR lengths mean nothing to SQLite."""
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
    return {
        name: {
            "columns": [(c[1], c[2].split("(")[0], c[3], c[5]) for c in raw.execute(f'PRAGMA table_info("{name}")')],
            "keys": [row[2:] for row in raw.execute(f'PRAGMA foreign_key_list("{name}")')],
            "indexes": sorted(row[1:4] for row in raw.execute(f'PRAGMA index_list("{name}")')),
        }
        for name in tables
    }


def test_the_frozen_steps_make_what_the_models_say(tmp_path: Path) -> None:
    made, wanted = tmp_path / "made.db", tmp_path / "wanted.db"
    upgrade(made, 0, lambda: made)
    engine = create_engine(f"sqlite:///{wanted}")
    SQLModel.metadata.create_all(engine)
    SETTINGS.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(made)) as one, closing(sqlite3.connect(wanted)) as other:
        assert _shape(one) == _shape(other), NEWS


def test_there_is_a_filled_store_of_every_version() -> None:
    assert [(OLD_STORES / f"v{version}.db").exists() for version in range(1, len(STEPS) + 1)] == [True] * len(STEPS)


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_an_old_store_keeps_its_data(folder: Path, version: int) -> None:
    folder.mkdir(parents=True)
    shutil.copy(OLD_STORES / f"v{version}.db", Places(folder).database)
    with Store.open(folder) as store:
        unit, head, records = store.load("f1")
        assert (unit.name, unit.code, unit.region) == ("示例县民政局", "123001", "示例县")
        assert (head.year, head.scheme, head.project_form) == (2025, "示例方案", "P1")
        _assert_records(dict(records))
        assert [entry.name for entry in store.history("f1")] == ["填写完成值", "导入 1 个项目"]
        assert store.history_of(ACTUAL)[0].changes[0].new == "118人"
        assert store.setting("last_filing") == "f1"


def _assert_records(records: dict[str, Any]) -> None:
    project: Project = records["project"]
    assert (project.name, project.kind, project.goal) == ("社会保险补贴", ProjectKind.SPECIFIC, "第一行\n第二行")
    assert (project.start, project.end, project.overspend_approved) == (date(2025, 1, 1), date(2025, 12, 31), True)
    assert (project.execution_rate, project.total_score) == (Decimal("0.8726"), Decimal("95.5"))
    funding: Funding = records["funding"]
    assert (funding.source, funding.initial) == (FundSource.TOTAL, Decimal(100))
    assert (funding.budget, funding.executed) == (Decimal("123.456789"), Decimal(0))
    indicator: Indicator = records["indicator"]
    assert (indicator.target, indicator.actual, indicator.weight) == ("≥120人", "118人", Decimal("12.5"))
    assert indicator.score is None
    note: Management = records["management"]
    assert (note.topic, note.note, note.measures) == (ManagementTopic.RELEASE, "及时下达", "无")
    answer: Explanation = records["explanation"]
    assert (answer.rule, answer.text) == ("F-003", "年底集中支付")


def _add_column(raw: sqlite3.Connection) -> None:
    raw.execute("ALTER TABLE unit ADD COLUMN motto VARCHAR")
    raw.execute("CREATE TABLE later (id INTEGER)")


def _fails(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TABLE explanation")
    raise sqlite3.OperationalError("step")


def _breaks_python(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM project")
    raise KeyError("step")


def _orphans(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM unit")


def _fills(raw: sqlite3.Connection) -> None:
    raw.execute(f"PRAGMA max_page_count={raw.execute('PRAGMA page_count').fetchone()[0]}")
    raw.execute("CREATE TABLE big AS SELECT randomblob(1000000)")


def _save(folder: Path) -> Callable[[], Path]:
    return lambda: make_backup(Places(folder), BackupReason.UPGRADE)


def test_pending_steps_run_after_a_backup(closed: Path) -> None:
    database = Places(closed).database
    upgrade(database, 1, _save(closed), (*STEPS, _add_column))
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 2
        assert raw.execute("SELECT name, motto FROM unit").fetchall() == [("示例县民政局", None)]
    (saved,) = [p for p in Places(closed).backups.iterdir() if "升级前" in p.name]
    with closing(sqlite3.connect(saved)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 1


@pytest.mark.parametrize("bad", [_fails, _breaks_python, _orphans])
def test_a_failing_step_leaves_the_old_store_usable(closed: Path, bad: upgrades.Step) -> None:
    with pytest.raises(StoreUpgradeFailed, match="原数据没有改变") as caught:
        upgrade(Places(closed).database, 1, _save(closed), (*STEPS, _add_column, bad))
    assert caught.value.saved.exists()
    with Store.open(closed) as store:
        assert Worked(store, closed).value(ACTUAL) == "118人"
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name='later'").scalar() == 0


def test_a_full_disk_during_the_upgrade_is_said(closed: Path) -> None:
    with pytest.raises(StoreFull):
        upgrade(Places(closed).database, 1, _save(closed), (*STEPS, _fills))
    with Store.open(closed) as store:
        assert Worked(store, closed).value(ACTUAL) == "118人"


def test_no_upgrade_without_a_backup(closed: Path) -> None:
    def no_room() -> Path:
        raise StoreFull

    with pytest.raises(StoreFull):
        upgrade(Places(closed).database, 1, no_room, (*STEPS, _add_column))
    with closing(sqlite3.connect(Places(closed).database)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 1


def test_a_newer_store_is_not_touched(closed: Path) -> None:
    database = Places(closed).database
    with closing(sqlite3.connect(database)) as raw:
        raw.execute(f"PRAGMA user_version={len(STEPS) + 1}")
    before = database.read_bytes()
    names = {path.name for path in closed.rglob("*")}
    with pytest.raises(StoreTooNew, match="较新版本"):
        Store.open(closed)
    assert database.read_bytes() == before
    assert {path.name for path in closed.rglob("*")} - names <= {"绩效编报.lock", "绩效编报.db-shm", "绩效编报.db-wal"}
