"""Stores in a folder with Chinese and blanks in its path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.filing.refs import Change, Gesture
from services.store.store import Store
from tests.services.store.worked import ACTUAL, TYPED, Worked, small_filing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "我的 文档" / "绩效 数据"


@pytest.fixture
def worked(folder: Path) -> Iterator[Worked]:
    """An open store with the small filing."""
    with Store.open(folder) as store:
        store.add(small_filing(), "f1", Gesture("导入 2 个项目"))
        yield Worked(store, folder)


@pytest.fixture
def closed(folder: Path) -> Path:
    """The folder of a store with the small filing, a backup, and one value typed after the backup."""
    with Store.open(folder) as store:
        store.add(small_filing(), "f1", Gesture("导入 2 个项目"))
        store.backup()
        store.commit([Change(ACTUAL, "", "118人")], "f1", TYPED)
    return folder
