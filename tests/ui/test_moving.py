"""Where the data lie and how they get to another PC, by the hands of a clerk; and what the help tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QTabWidget

from services.filing.refs import Change, FieldRef, Gesture
from tests.ui.conftest import button
from ui.dialogs.help import HelpDialog


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def visiting(desk, *acts):
    """Open the dialog and do these things in it; returns what it told."""
    told = []

    def visit(dialog):
        for act in acts:
            act(dialog)
        told.append(dialog.told.text())
        if dialog.isVisible():
            button(dialog, "关闭").click()

    desk.answering(visit)
    desk.controller.run("moving")
    return told[0]


def test_menu_leads_there_before_anything_is_open(desk):
    desk.start()
    seen = desk.pressing("关闭")
    desk.controller._commands["moving"]()
    assert seen == ["数据在哪里、换电脑"]


def test_folder_is_named_and_opened(demo, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    named = []
    visiting(demo, lambda dialog: named.append(dialog.place.text()), lambda dialog: dialog.open_folder.click())
    assert named == [str(demo.folder)]
    assert [Path(folder) for folder in opened] == [demo.folder]  # Qt writes / on Windows too


def test_data_go_to_the_new_pc(demo, monkeypatch, tmp_path):
    file = tmp_path / "全部数据.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    told = visiting(demo, lambda dialog: dialog.take_away.click())
    assert str(file) in told
    head = demo.filing.head
    assert demo.close()
    demo.folder = tmp_path / "新电脑"
    demo.open_window()
    demo.start()
    assert demo.session is None
    visiting(demo, lambda dialog: dialog.bring_in.click())
    assert demo.filing.head.id == head.id
    assert len(demo.controller.store.backups()) == 1


def test_data_there_are_replaced_only_when_meant(demo, monkeypatch, tmp_path):
    file = tmp_path / "全部数据.db"
    demo.controller.store.take_away(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    project = next(iter(demo.filing.projects))
    name = project.name
    change = Change(FieldRef("project", project.id, "name"), name, "改过的名称")
    assert not demo.session.apply([change], Gesture("改名"))
    answers = iter(["取消", "换成带来的数据"])

    def visit(dialog):
        demo.answering(lambda box: button(box, next(answers)).click())
        dialog.bring_in.click()

    for expected in ("改过的名称", name):
        demo.answering(visit)
        demo.controller.run("moving")
        assert demo.filing.project(project.id).name == expected


def test_file_of_another_kind_changes_nothing(demo, monkeypatch, tmp_path):
    file = tmp_path / "相册.db"
    file.write_bytes(b"not ours")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    before = demo.filing.head
    warned = []

    def visit(dialog):
        demo.answering(lambda box: (warned.append(box.text()), box.accept()))
        dialog.bring_in.click()

    demo.answering(visit)
    demo.controller.run("moving")
    assert warned
    assert demo.filing.head == before


def test_help_shows_every_licence(demo, qtbot):
    dialog = HelpDialog(demo.window, demo.controller.store)
    qtbot.addWidget(dialog)
    page = dialog.licences
    assert page.names.count() == 0  # read only when it is asked for
    dialog.findChild(QTabWidget).setCurrentWidget(page)
    assert page.names.item(0).text().startswith("绩效编报")
    assert page.text.toPlainText().count("MIT") > 0
    names = [page.names.item(row).text() for row in range(page.names.count())]
    page.names.setCurrentRow(next(row for row, name in enumerate(names) if "Qt" in name))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page.text.toPlainText()
