"""交付 by the hands of a clerk: look at what is open, go there, or make the pack."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from services.filing.gestures import set_value
from services.filing.refs import Gesture
from services.filing.report_rows import ReportKey, passage_ref
from services.publication.parts import pack_name
from services.workspace import demonstration_accounts
from tests.ui.conftest import button


@pytest.fixture
def accounts(desk):
    desk.demo()
    desk.controller.open_filing(demonstration_accounts().head.id)
    desk.wait_checked()
    desk.activate()
    return desk


def delivering(desk, *acts):
    """Open the dialog, do these things in it, and close it when it is still open."""

    def visit(dialog):
        for act in acts:
            act(dialog)
        if dialog.isVisible():
            button(dialog, "取消").click()

    desk.answering(visit)
    desk.controller.run("publish")


def test_the_pack_is_made_and_told(accounts, tmp_path):
    def make(dialog):
        assert dialog.accept_button.isEnabled()
        dialog.folder.setText(str(tmp_path))
        dialog.accept_button.click()

    delivering(accounts, make)
    folder = tmp_path / pack_name(accounts.filing)
    assert accounts.message == f"已生成 {len(list(folder.iterdir()))} 个文件，在 {folder}"


def test_a_grave_matter_needs_a_word(desk, tmp_path):
    desk.demo()
    desk.activate()
    seen = []

    def look(dialog):
        seen.append(dialog.accept_button.isEnabled())
        dialog.anyway.click()
        seen.append(dialog.accept_button.isEnabled())

    delivering(desk, look)
    assert seen == [False, True]
    assert list(tmp_path.iterdir()) == [desk.folder]


def test_a_double_click_leads_to_the_place(accounts):
    told = []
    text = passage_ref(accounts.filing.id, ReportKey("N9"), "functions-text")
    accounts.session.apply(set_value(accounts.filing, text, ""), Gesture("清空"))

    def go(dialog):
        row = next(n for n, one in enumerate(dialog.concerns) if one.topic == "空白章节")
        told.append(dialog.concerns[row].ref)
        dialog.table.scrollToItem(dialog.table.item(row, 2))
        place = dialog.table.visualItemRect(dialog.table.item(row, 2)).center() + QPoint(1, 1)
        QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    delivering(accounts, go)
    assert accounts.controller.reports.shown
    assert told[0].entity == "passage"


def test_what_is_nowhere_offers_no_way_there(accounts):
    text = passage_ref(accounts.filing.id, ReportKey("N9"), "functions-text")
    accounts.session.apply(set_value(accounts.filing, text, ""), Gesture("清空"))
    seen = {}

    def choose(dialog):
        for row, one in enumerate(dialog.concerns):
            dialog.table.selectRow(row)
            seen[one.topic] = dialog.go_button.isEnabled()

    delivering(accounts, choose)
    assert seen["空白章节"]
    assert not seen["定稿"]


def test_a_relative_folder_cannot_be_chosen(accounts):
    seen = []
    delivering(accounts, lambda dialog: dialog.folder.setText("  "), lambda d: seen.append(d.accept_button.isEnabled()))
    assert seen == [False]
