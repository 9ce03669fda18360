"""The store as a whole: listing, loading, bulk insert, deletion, settings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.enums import FilingState
from models.filing import FilingHead
from models.project import Indicator
from services.store.errors import NoSuchFiling, StoreOutOfStep
from services.store.reading import FilingListing
from services.store.store import Store
from tests.services.store.worked import ACTUAL, TYPED, Worked, small_filing


def test_a_filing_is_loaded_owners_first_in_stored_order(worked: Worked) -> None:
    unit, head, records = worked.store.load("f1")
    assert (unit.name, head.year) == ("示例县民政局", 2025)
    assert [(entity, record.id) for entity, record in records] == [
        ("project", "p1"),
        ("project", "p2"),
        ("funding", "p1:TOTAL"),
        ("indicator", "i1"),
        ("indicator", "i2"),
    ]
    assert dict(small_filing())["funding"] == dict(records)["funding"]


def test_filings_do_not_mix(worked: Worked) -> None:
    worked.store.add(small_filing("f2", "u2"), "f2", TYPED)
    assert worked.ids("indicator") == ["i1", "i2"]
    assert [record.id for entity, record in worked.store.load("f2")[2] if entity == "indicator"] == ["f2-i1", "f2-i2"]


def test_the_list_of_filings_has_the_newest_year_first(worked: Worked) -> None:
    worked.store.add([("filing", FilingHead(id="f2", unit_id="u1", year=2026))], "f2", TYPED)
    assert worked.store.filings() == [
        FilingListing("f2", "示例县民政局", 2026, FilingState.DRAFT, 0, "u1"),
        FilingListing("f1", "示例县民政局", 2025, FilingState.DRAFT, 2, "u1"),
    ]


def test_a_bulk_insert_is_all_or_nothing(worked: Worked) -> None:
    rows = [Indicator(id="i9", project_id="p2"), Indicator(id="i1", project_id="p2")]
    with pytest.raises(StoreOutOfStep):
        worked.store.add([("indicator", row) for row in rows], "f1", TYPED)
    assert worked.ids("indicator") == ["i1", "i2"]


def test_a_filing_that_is_not_there(worked: Worked) -> None:
    with pytest.raises(NoSuchFiling, match="没有这个年度编报"):
        worked.store.load("没有")
    with pytest.raises(NoSuchFiling):
        worked.store.delete_filing("没有")
    assert worked.store.backups() == []


def test_a_deleted_filing_is_in_the_backup_made_before(worked: Worked) -> None:
    worked.type("", "118人")
    saved = worked.store.delete_filing("f1")
    assert worked.store.filings() == []
    assert worked.store.history("f1")[0].name == "删除 2025年度编报"
    worked.store.restore(saved)
    assert worked.value(ACTUAL) == "118人"


def test_a_unit_stays_while_another_filing_needs_it(worked: Worked) -> None:
    worked.store.add([("filing", FilingHead(id="f2", unit_id="u1", year=2026))], "f2", TYPED)
    worked.store.delete_filing("f1")
    assert worked.store.load("f2")[0].name == "示例县民政局"
    worked.store.delete_filing("f2")
    worked.store.add(small_filing(), "f1", TYPED)  # the unit's id is free again


def test_another_thread_may_read_and_write(worked: Worked) -> None:
    with ThreadPoolExecutor(4) as pool:
        for number in range(8):
            pool.submit(worked.store.set_setting, f"线程{number}", number).result()
        found = list(pool.map(worked.store.setting, [f"线程{number}" for number in range(8)]))
    assert found == list(range(8))


def test_settings_are_kept(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.setting("窗口", "默认") == "默认"
        store.set_setting("窗口", [1366, 768])
        store.set_setting("窗口", {"宽": 1366})
    with Store.open(folder) as store:
        assert store.setting("窗口") == {"宽": 1366}


def test_everything_is_there_after_closing(closed: Path) -> None:
    with Store.open(closed) as store:
        assert Worked(store, closed).value(ACTUAL) == "118人"
    assert not (closed / "绩效编报.db-wal").exists()
