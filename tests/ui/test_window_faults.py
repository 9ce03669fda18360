from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from services.filing.refs import FieldRef
from services.store.errors import StoreElsewhere, StoreFull, StoreReadOnly, StoreTooNew
from services.store.store import Store
from ui.single import SingleWindow, raise_other

ROOT = Path(__file__).parents[2]


def name_of(desk):
    return FieldRef("project", desk.page.project_id, "name")


def full(*_args, **_kwargs):
    raise StoreFull


def test_disk_full_keeps_the_text_in_the_cell(desk, monkeypatch):
    desk.demo()
    project = desk.show(0)
    old = project.name
    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", full)
        desk.view.go_to(name_of(desk))
        desk.type("abc")
        told = desk.pressing("确定")
        desk.key(Qt.Key.Key_Return)
        assert "磁盘空间已满" in told[0]
        assert desk.view.session.editor.text == "abc"
        assert project.name == old
        assert "未保存" in desk.window.saved.text()
    desk.view.session.editor.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert project.name == "abc"
    assert "已保存" in desk.window.saved.text()


def test_closing_takes_over_the_open_cell(desk):
    desk.demo()
    project = desk.show(0)
    desk.view.go_to(name_of(desk))
    desk.type("last words")
    desk.again()
    assert desk.filing.project(project.id).name == "last words"


def test_a_refused_cell_stops_closing_and_leaving(desk):
    desk.demo()
    project = desk.show(0)
    weight = FieldRef("indicator", desk.filing.indicators(project.id)[0].id, "weight")
    desk.view.go_to(weight)
    desk.type("abc")
    assert not desk.close()
    assert "Esc" in desk.message
    desk.show(3)
    assert desk.page.project_id == project.id
    assert desk.view.session.editor.text == "abc"
    desk.qtbot.waitUntil(lambda: desk.window.sidebar.list.entry().project_id == project.id)
    desk.view.session.editor.setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert desk.close()
    desk.window.controller = None


@pytest.mark.parametrize(
    ("error", "words"), [(StoreTooNew(9, 1), "较新版本"), (StoreReadOnly(), "只读")], ids=["newer", "read-only"]
)
def test_what_cannot_be_opened_is_told_and_the_program_ends(desk, monkeypatch, error, words):
    def refuse(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(Store, "open", refuse)
    told = desk.pressing("确定")
    desk.start()
    assert words in told[0]
    assert not desk.window.isVisible()


def test_open_elsewhere_may_be_opened_on_the_clerks_word(desk, monkeypatch):
    real = Store.open

    def elsewhere(folder, address="", *, even_if_elsewhere=False):
        if not even_if_elsewhere:
            raise StoreElsewhere("PC-2", "2024-01-01 08:00")
        return real(folder, address, even_if_elsewhere=True)

    monkeypatch.setattr(Store, "open", elsewhere)
    told = desk.pressing("仍然打开")
    desk.start()
    assert "PC-2" in told[0]
    assert desk.window.isVisible()


def test_a_damaged_store_is_put_back_from_its_backup(desk):
    desk.demo()
    desk.controller.store.backup()
    database = desk.controller.store.places.database
    assert desk.close()
    database.write_bytes(b"broken" * 5000)
    desk.open_window()
    told = desk.pressing("用最近的备份恢复")
    desk.start()
    assert told
    assert len(desk.filing.projects) == 32
    assert "备份恢复" in desk.message


def test_a_second_start_raises_the_first_window(desk, qtbot):
    raised = []
    single = SingleWindow(lambda: raised.append(True))
    desk.window.address = single.address
    desk.start()
    first = desk.window
    desk.open_window()
    desk.window.start()
    qtbot.waitUntil(lambda: bool(raised))
    assert not desk.window.isVisible()
    desk.window = first
    assert not raise_other("jixiao-nobody")


def test_the_first_paint_needs_nothing_heavy():
    code = (
        "import sys; from ui.application import make_application; from ui.window import MainWindow\n"
        "app = make_application(); w = MainWindow(); w.show(); app.processEvents(); w.grab()\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'reportlab', 'openpyxl', 'pypinyin', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "from PySide6 import QtCore, QtWidgets\n"
        "print('Qt' in vars(QtCore) or 'QStyle' in vars(QtWidgets))\n"  # made when first named, 14 ms
    )
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]


def test_qts_own_buttons_are_chinese(desk):
    seen = []
    desk.answering(lambda box: (seen.append([b.text() for b in box.buttons()]), box.close()))
    desk.window.warn("x")
    assert seen == [["确定"]]
