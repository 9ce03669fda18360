from __future__ import annotations

from PySide6.QtCore import Qt

from services.filing.refs import FieldRef
from tests.ui.conftest import button, line


def new_filing(desk, name="某县医保局"):
    desk.start()

    def fill(dialog):
        line(dialog, "单位名称").setFocus()
        desk.type(name)
        desk.key(Qt.Key.Key_Return)

    desk.answering(fill)
    desk.key(Qt.Key.Key_Return)
    desk.wait_checked()
    desk.activate()


def test_an_empty_store_shows_how_to_begin(desk):
    desk.start()
    assert desk.window.pages.currentWidget() is desk.window.welcome
    assert desk.window.welcome.buttons["new"].hasFocus()
    assert not desk.window.sidebar.isVisible()


def test_the_first_project_by_keyboard_only(desk):
    new_filing(desk)
    assert desk.filing.unit.name == "某县医保局"
    assert desk.page.first.button.hasFocus()
    desk.key(Qt.Key.Key_Return)
    project = desk.project()
    assert desk.page.project_id == project.id
    assert desk.view.current.ref == FieldRef("project", project.id, "name")
    desk.type("城乡居民医保补助")
    desk.key(Qt.Key.Key_Return)
    assert project.name == "城乡居民医保补助"
    lines = [entry.text for entry in desk.window.sidebar.shown() if entry.kind == "project"]
    assert lines == ["城乡居民医保补助"]
    assert desk.view.hasFocus()


def test_a_unit_and_year_are_begun_once(desk):
    new_filing(desk)
    complaints = []

    def fill(dialog):
        line(dialog, "单位名称").setText("某县医保局")

        def second(again):
            complaints.append(again.trouble.text())
            assert line(again, "单位名称").text() == "某县医保局"
            button(again, "取消").click()

        desk.answering(second)
        button(dialog, "新建").click()

    desk.answering(fill)
    desk.controller.run("new")
    assert "已经有“某县医保局”" in complaints[0]


def test_without_a_name_nothing_is_begun(desk):
    desk.start()

    def look(dialog):
        enabled = button(dialog, "新建").isEnabled()
        button(dialog, "取消").click()
        return enabled

    seen = desk.answering(look)
    desk.window.welcome.buttons["new"].click()
    assert seen == [False]
    assert desk.session is None


def test_the_filing_button_shows_its_menu_sign_however_long_the_name(desk):
    desk.start()
    button = desk.window.topbar.filing
    button.setFixedWidth(300)
    desk.window.topbar.set_filing("2024 年度 · " + "某某自治县人力资源和社会保障局" * 4 + "　编报中")
    assert button.shown_text().endswith("编报中 ▼")
    assert "…" in button.shown_text()
