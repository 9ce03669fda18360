"""A report of known text, opened in the window: two chapters on the filing, and one report for each project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from services.filing.gestures import set_value
from services.filing.refs import FieldRef, Gesture
from services.filing.report_rows import ReportKey
from services.reports import outline

WHOLE = """
id = "N8"
name = "自评工作报告"
title = "{{ year }}年度自评工作报告"
source = "tests"
signed = true

[[section]]
key = "about"
heading = "自评情况"
level = 1

[[section.passage]]
key = "about-text"
kind = "data"
template = "共{{ 's.own.count'|full }}，全年预算{{ 's.own.budget'|full }}。"

[[section.passage]]
key = "about-draft"
kind = "draft"
template = "执行率{{ 's.own.rate'|q }}，总体较好。"

[[section.passage]]
key = "about-free"
kind = "free"
prompt = "写明存在的问题"

[[section]]
key = "next"
heading = "改进措施"
level = 1

[[section.passage]]
key = "next-free"
kind = "free"
prompt = "写明改进措施"

[[section.passage]]
key = "next-sheets"
kind = "sheets"
sheets = ["F03"]
"""

SINGLE = """
id = "N4"
name = "项目自评报告"
title = "{{ project.name }}自评报告"
source = "tests"
scope = "project"
needs = "projects"

[[section]]
key = "money"
heading = "资金情况"
level = 1

[[section.passage]]
key = "money-text"
kind = "data"
template = "{{ project.name }}预算{{ project.key('budget')|full }}，执行{{ project.key('executed')|full }}。"

[[section.passage]]
key = "money-free"
kind = "free"
prompt = "写明资金使用情况"
"""
REPORT = ReportKey("N8")


@pytest.fixture
def outlines(tmp_path, monkeypatch):
    """Outlines of the tests in place of those of the program."""
    folder = tmp_path / "outlines"
    folder.mkdir()
    (folder / "N8.toml").write_text(WHOLE, "utf-8")
    (folder / "N4.toml").write_text(SINGLE, "utf-8")
    real = outline.resource
    monkeypatch.setattr(outline, "resource", lambda *names: folder if names == ("reports",) else real(*names))
    outline.outlines.cache_clear()
    yield
    outline.outlines.cache_clear()


class Writer:
    """The writing screen with the hands of a clerk."""

    def __init__(self, desk):
        self.desk, self.qtbot = desk, desk.qtbot

    @property
    def page(self):
        return self.desk.controller.reports.page

    def open(self, key="report:N8."):
        """Open a report by a click in the list at the left."""
        self.click_line(key)
        return self

    def click_line(self, key):
        side = self.desk.window.sidebar
        index = side.entry_model.index(side.entry_model.row_of(key))
        side.list.scrollTo(index)
        place = side.list.visualRect(index).center()
        QTest.mouseClick(side.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def card(self, key):
        return self.page.column.card(key)

    def enter(self, key):
        """Put the cursor at the end of a passage."""
        card = self.card(key)
        card.take_focus()
        card.editor.go_to(card.editor.document().characterCount() - 1)
        return card

    def shown(self, key):
        """The text as read."""
        return self.passage(key).text

    def passage(self, key):
        return self.page.composer.passage(key)

    def stored(self, key):
        return self.passage(key).typed

    def saved(self):
        """Wait for the pause in typing after which the text is saved."""
        self.qtbot.waitUntil(lambda: not any(card.changed for card in self.page.column.cards))

    def type(self, text):
        self.desk.type(text)

    def key(self, *keys, **more):
        self.desk.key(*keys, **more)

    def ctrl(self, key):
        self.desk.ctrl(key)

    def page_text(self):
        """The finished page, when it has been drawn."""
        panel = self.page.panel
        self.qtbot.waitUntil(lambda: panel.pages is not None and not panel.busy)
        return "".join(line.text for page in panel.pages.pages for line in page.lines)


@pytest.fixture
def hands():
    """What works on the writing screen of a desk."""
    return Writer


@pytest.fixture
def writer(desk, outlines):
    desk.demo()
    rows = desk.filing.owned("passage", desk.filing.id)
    desk.window.resize(1366, 768)
    writer = Writer(desk)
    assert all(row.outline not in {"N8", "N4"} or row.key not in _KEYS for row in rows)
    writer.open()
    return writer


_KEYS = {"about-text", "about-draft", "about-free", "next-free", "money-text", "money-free"}


@pytest.fixture
def budget(writer):
    """Change the budget of the first project elsewhere, as a form does."""

    def change(value):
        project = writer.desk.project()
        ref = FieldRef("funding", f"{project.id}:TOTAL", "budget")
        assert not writer.desk.session.apply(set_value(writer.desk.filing, ref, value), Gesture("改预算"))

    return change
