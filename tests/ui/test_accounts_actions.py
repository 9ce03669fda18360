"""The year's own subject list and last year's figures, by commands of the window."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QFileDialog

from services.accounts.gestures import begin_accounts
from services.accounts.ledger import ledger_of
from services.accounts.lines import ONLY, line_ref
from services.filing.gestures import delete_rows
from services.filing.refs import FieldRef, Gesture
from services.workspace import begin_year, demonstration_accounts
from ui.filing_menu import filing_menu

NEW_LIST = "科目编码,科目名称\n208,社会保障和就业支出（新）\n20801,人力资源管理\n"


@pytest.fixture
def accounts(desk):
    desk.demo()
    desk.controller.open_filing(demonstration_accounts().head.id)
    desk.wait_checked()
    return desk


@pytest.fixture
def choose(monkeypatch, tmp_path):
    def choose(text):
        path = tmp_path / "科目.csv"
        path.write_text(text, "utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return choose


def read_and_close(box):
    text = box.text()
    box.accept()
    return text


def offered(desk):
    menu = filing_menu(desk.window, desk.controller, [], desk.filing)
    return {action.text() for action in menu.actions()} & {"导入当年科目…", "取上年决算数"}


def test_offered_once_the_accounts_were_begun(desk):
    desk.demo()
    assert offered(desk) == set()
    assert not desk.session.apply(begin_accounts(desk.filing), Gesture("新增部门决算"))
    assert len(offered(desk)) == 2


def test_a_years_list_is_used_at_once(accounts, choose):
    choose(NEW_LIST)
    accounts.controller.run("import_subjects")
    accounts.wait_checked()
    assert "已导入 2022 年功能科目 2 个" in accounts.message
    assert ledger_of(accounts.filing).functional.name("208") == "社会保障和就业支出（新）"
    accounts.again()
    accounts.controller.open_filing(demonstration_accounts().head.id)
    assert len(ledger_of(accounts.filing).functional) == 2


def test_a_wrong_list_is_refused_with_every_reason(accounts, choose):
    before = len(ledger_of(accounts.filing).functional)
    choose("科目编码,科目名称\n2080,甲\n20801,\n")
    seen = accounts.answering(read_and_close)
    accounts.controller.run("import_subjects")
    assert "第 2 行编码“2080”" in seen[0]
    assert "第 3 行编码 20801 没有名称" in seen[0]
    assert len(ledger_of(accounts.filing).functional) == before


def test_last_years_figures_come_from_its_filing(accounts):
    store = accounts.controller.store
    following = begin_year(store, accounts.filing, 2023, ())
    accounts.controller.open_filing(following)
    accounts.wait_checked()
    assert not accounts.session.apply(begin_accounts(accounts.filing), Gesture("新增部门决算"))
    assert ledger_of(accounts.filing).last_year.total == Decimal("2113.98")
    total = line_ref(following, "last_year", ONLY, "total")
    assert not accounts.session.type_text(total, "2000")
    accounts.controller.run("take_last_year")
    assert "已取 2022 年度的决算数" in accounts.message
    assert ledger_of(accounts.filing).last_year.total == Decimal("2113.98")
    accounts.controller.run("take_last_year")
    assert "没有改动" in accounts.message


def test_without_last_years_filing_it_is_said(accounts):
    seen = accounts.answering(read_and_close)
    accounts.controller.run("take_last_year")
    assert "2021年度的编报" in seen[0]
    assert "上年数" in seen[0]


def test_the_accounts_begin_with_last_years_subjects(accounts):
    filing_id = begin_year(accounts.controller.store, accounts.filing, 2023, set())
    accounts.controller.open_filing(filing_id)
    accounts.wait_checked()
    for entity in ("subject_line", "detail_line"):
        for row in accounts.filing.owned(entity, filing_id):
            assert not accounts.session.apply(
                delete_rows(accounts.filing, [FieldRef(entity, row.id, "")]), Gesture("删")
            )
    accounts.controller.run("begin_accounts")
    lines = ledger_of(accounts.filing).lines
    assert [line.code for line in lines][:2] == ["2080101", "2080109"]
    assert all(line.general_basic is None for line in lines)
