"""Taking everything to another PC: one checked file, which the other store puts in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.store.errors import StoreError
from services.store.store import Store
from tests.services.store.worked import Worked


def test_what_was_taken_away_is_all_there_on_the_other_pc(worked: Worked, tmp_path: Path) -> None:
    worked.type("", "118人")
    file = tmp_path / "U 盘" / "绩效编报全部数据.db"
    file.parent.mkdir()
    worked.store.take_away(file)
    with Store.open(tmp_path / "新电脑") as other:
        other.restore(file)
        assert other.load("f1") == worked.store.load("f1")
        assert other.history("f1") == worked.store.history("f1")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_open_database_is_not_written_over(worked: Worked) -> None:
    with pytest.raises(StoreError, match="正在使用"):
        worked.store.take_away(worked.store.places.database)
    assert worked.store.load("f1")


def test_a_stick_that_was_pulled_out_is_told(worked: Worked, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        worked.store.take_away(tmp_path / "gone" / "数据.db")
