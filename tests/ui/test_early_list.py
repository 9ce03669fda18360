"""The list before the store is open: shown, searched, chosen from; then the rest follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from services.forms.keys import LIST, entry_key
from services.store.places import Places
from services.store.store import Store
from services.workspace import load_demonstration, take_in
from tests.bench.data import bench_package
from ui.contents import OVERVIEW
from ui.early_list import EarlyList
from ui.window import MainWindow

PROJECTS = 25


@pytest.fixture
def folder(tmp_path):
    with Store.open(tmp_path / "data") as store:
        take_in(store, bench_package(PROJECTS, 3), "bench")
    return tmp_path / "data"


@pytest.fixture
def window(qapp, qtbot, folder):
    window = MainWindow(folder)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    assert window.close()
    window.deleteLater()


def opened(qtbot, window):
    qtbot.waitUntil(lambda: window.controller is not None and window.controller.session is not None, timeout=20000)
    qtbot.waitUntil(lambda: not window.controller.session.checking, timeout=20000)
    return window.controller


def keys(window):
    return [entry.key for entry in window.sidebar.shown()]


def test_it_shows_the_lines_of_the_open_filing(qtbot, window):
    early = EarlyList(window)
    assert early.show()
    assert window.controller is None
    before, texts = keys(window), [entry.text for entry in window.sidebar.shown()]
    assert entry_key("bench-p00024") in before
    early.open_store()
    controller = opened(qtbot, window)
    after = {entry.key: entry.text for entry in window.sidebar.lines}
    assert [after[key] for key in before] == texts
    assert [key for key in after if key in set(before)] == before
    assert controller.navigator.key == OVERVIEW


def test_what_was_chosen_meanwhile_is_opened(qtbot, window):
    early = EarlyList(window)
    early.show()
    wanted = entry_key("bench-p00007")
    window.sidebar.list.setCurrentIndex(window.sidebar.entry_model.index(window.sidebar.entry_model.row_of(wanted)))
    early.open_store()
    controller = opened(qtbot, window)
    assert controller.navigator.key == wanted
    assert controller.page.project_id == "bench-p00007"


def test_searching_goes_on_while_the_store_opens(qtbot, window):
    early = EarlyList(window)
    early.show()
    window.sidebar.filter_box.setFocus()
    window.sidebar.filter_box.insert("项目7")
    found = keys(window)
    assert found[-1] == entry_key("bench-p00006")
    early.open_store()
    opened(qtbot, window)
    assert window.sidebar.filter_box.text() == "项目7"
    assert window.sidebar.filter_box.hasFocus()
    assert entry_key("bench-p00006") in keys(window)
    assert LIST in keys(window)


def test_keys_for_projects_do_nothing_yet(qtbot, window):
    early = EarlyList(window)
    early.show()
    wanted = entry_key("bench-p00003")
    window.sidebar.list.setCurrentIndex(window.sidebar.entry_model.index(window.sidebar.entry_model.row_of(wanted)))
    QTest.keyClick(window.sidebar.list, Qt.Key.Key_Delete)
    QTest.keyClick(window.sidebar.list, Qt.Key.Key_Insert)
    early.open_store()
    assert len(opened(qtbot, window).session.filing.projects) == PROJECTS


def test_a_damaged_store_shows_nothing_early(window, folder):
    Places(folder).database.write_bytes(b"damaged" * 1000)
    assert not EarlyList(window).show()
    assert not window.sidebar.isVisible()
    Places(folder).database.unlink()


def test_a_filing_asked_for_by_name_is_left_to_the_store(window):
    window.wanted = "某:2024"
    assert not EarlyList(window).show()


def test_the_demonstration_is_shown_as_it_will_be(qapp, tmp_path):
    with Store.open(tmp_path) as store:
        load_demonstration(store)
    window = MainWindow(tmp_path)
    window.show()
    assert EarlyList(window).show()
    assert len(window.sidebar.lines) > 3
    window.close()
    window.deleteLater()
