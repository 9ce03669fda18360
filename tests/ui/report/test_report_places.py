"""Going about: outline, chapters, back to the forms, the finished page, search, reports that come and go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.filing import gestures
from services.filing.refs import FieldRef, Gesture
from ui.contents import OVERVIEW
from ui.entries import EntryKind


def lines(writer):
    return writer.desk.window.sidebar.shown()


def line(writer, key):
    return next(entry for entry in writer.desk.window.sidebar.lines if entry.key == key)


def single(writer, place=0):
    return f"report:N4.{writer.desk.project(place).id}"


def test_reports_stand_below_the_forms_with_their_state(desk, outlines):
    desk.demo()
    side = desk.window.sidebar
    whole = next(entry for entry in side.lines if entry.key == "report:N8.")
    desk.qtbot.waitUntil(lambda: whole.verdict is not None)
    assert whole.text == "自评工作报告"
    assert whole.percent == 0
    folded = next(entry for entry in side.lines if entry.key == "fold:report:N4")
    assert folded.text == f"项目自评报告（{len(desk.filing.projects)}）"
    assert not folded.opened


def test_opening_a_report_shows_its_outline_and_three_columns(writer):
    assert [entry.text for entry in lines(writer)] == [
        "‹ 全部表和报告",
        "自评工作报告",
        "一、自评情况",
        "二、改进措施",
    ]
    assert line(writer, "section:about").note == "待写"
    assert writer.page.panel.isVisible()
    assert not writer.desk.findings.isVisible()
    assert [card.passage.key for card in writer.page.column.cards] == ["about-text", "about-draft", "about-free"]


def test_writing_what_was_missing_gives_the_tick(writer):
    writer.enter("about-free")
    writer.type("abc")
    writer.saved()
    assert line(writer, "section:about").note == ""


def test_a_click_in_the_outline_shows_the_section(writer):
    writer.click_line("section:next")
    assert [card.passage.key for card in writer.page.column.cards] == ["next-free", "next-sheets"]
    assert writer.page.section_key == "next"
    assert writer.card("next-free").editor.hasFocus()


def test_a_section_chosen_within_what_is_shown_takes_the_keyboard_to_its_first_passage(desk, hands):
    desk.demo()
    desk.window.resize(1366, 768)
    writer = hands(desk)
    writer.open("report:N8.")
    writer.enter(writer.page.column.cards[0].passage.key)
    own = [one for one in writer.page.chapter.sections if one.passages]
    assert len(own) == 1
    writer.click_line(f"section:{writer.page.sections[2].key}")
    assert writer.page.section_key == writer.page.sections[2].key
    first = writer.page.sections[2].passages[0].key
    assert writer.card(first).editor.hasFocus()
    writer.click_line(f"section:{writer.page.sections[4].key}")
    assert writer.card(writer.page.sections[4].passages[0].key).editor.hasFocus()
    assert writer.page.section_key == writer.page.sections[4].key


def test_what_an_empty_passage_asks_for_is_read_whole(writer):
    editor = writer.card("about-free").editor
    before = editor.height()
    editor.set_prompt("写明存在的问题，逐条写。" * 12)
    assert editor.height() > 2 * before
    writer.enter("about-free")
    writer.type("a")
    assert editor.height() == before


def test_the_way_back_leads_to_the_list_of_everything(writer):
    writer.click_line("back")
    writer.qtbot.waitUntil(lambda: not writer.desk.controller.navigator.on_report)
    assert any(entry.kind is EntryKind.PROJECT for entry in lines(writer))
    assert writer.desk.findings.isVisible()


def test_arrow_keys_in_the_outline_do_not_leave_the_report(writer):
    side = writer.desk.window.sidebar.list
    side.setFocus()
    writer.key(Qt.Key.Key_Home)
    writer.key(Qt.Key.Key_Up)
    assert writer.desk.controller.navigator.on_report


def test_a_form_that_is_attached_is_opened_and_left_again(writer):
    writer.click_line("section:next")
    attached = writer.card("next-sheets").attachment
    sheets = writer.passage("next-sheets").sheets
    assert sheets
    attached.sheet_opened.emit(sheets[0].name)
    assert writer.desk.controller.navigator.on_form
    writer.key(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert writer.desk.controller.navigator.on_report


def test_f6_goes_round_the_columns(writer):
    writer.enter("about-free")
    seen = []
    for _ in range(3):
        writer.key(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen[0] is writer.page.panel.area
    assert seen[1] is writer.desk.window.sidebar.list
    assert writer.page.column.isAncestorOf(seen[2])


def test_a_click_on_the_finished_page_goes_to_the_words(writer):
    text = writer.page_text()
    assert "总体较好" in text
    panel = writer.page.panel
    target = next(one for one in panel.pages.pages[panel.index].lines if "总体较好" in one.text)
    place = QPointF(target.part(*_span(target, "总体")).x + 2, target.top + 5)
    scale = panel.paper._scale
    QTest.mouseClick(panel.paper, Qt.MouseButton.LeftButton, pos=(place * scale).toPoint())
    editor = writer.card("about-draft").editor
    assert editor.hasFocus()
    assert editor.toPlainText()[editor.textCursor().position() :].startswith("总体")


def _span(one, words):
    start = one.span[0] + one.text.index(words)
    return start, start + len(words)


def test_a_click_beside_everything_does_nothing(writer):
    writer.page_text()
    QTest.mouseClick(writer.page.panel.paper, Qt.MouseButton.LeftButton, pos=QPointF(1, 1).toPoint())
    assert writer.desk.controller.navigator.on_report


def test_the_finished_page_gives_way_in_a_narrow_window_and_comes_when_asked_for(writer):
    writer.desk.window.resize(1000, 700)
    writer.qtbot.waitUntil(lambda: not writer.page.panel.isVisible())
    QTest.mouseClick(writer.page.bar.page, Qt.MouseButton.LeftButton)
    assert writer.page.panel.isVisible()
    assert "总体较好" in writer.page_text()


def test_the_project_of_a_report_is_deleted_while_it_is_open(writer):
    writer.desk.controller.navigator.show(single(writer))
    writer.enter("money-free")
    writer.type("abc")
    ref = FieldRef("project", writer.desk.project().id, "")
    writer.desk.session.apply(gestures.delete_rows(writer.desk.filing, [ref]), Gesture("删除项目"))
    writer.desk.wait_checked()
    assert writer.desk.controller.navigator.key == OVERVIEW
    assert writer.page.report is None
    writer.desk.session.undo()
    writer.desk.wait_checked()
    assert writer.desk.controller.navigator.show(single(writer))


def test_a_report_is_put_aside_and_added_again(writer):
    desk = writer.desk
    desk.controller.reports.put_aside("report:N8.")
    assert not desk.controller.navigator.on_report
    assert "report:N8." not in [entry.key for entry in desk.window.sidebar.lines]
    desk.choosing("自评工作报告")
    desk.controller.run("add_report")
    assert desk.controller.navigator.key == "report:N8."
    assert desk.session.workspace.editor.undo_name == "添加报告“自评工作报告”"


def test_with_nothing_to_add_it_is_said(writer):
    writer.desk.controller.run("add_report")
    assert "左边" in writer.desk.message


def test_search_finds_words_of_passages_and_goes_there(writer):
    writer.enter("about-free")
    writer.type("稀有词句")
    writer.click_line("section:next")
    writer.ctrl(Qt.Key.Key_F)
    writer.type("稀有")
    matches = writer.desk.controller.matches
    assert matches.count() == 1
    assert "自评工作报告" in matches.item(0).text()
    writer.key(Qt.Key.Key_Return)
    assert writer.card("about-free").editor.hasFocus()


@pytest.mark.parametrize("command", ["zoom_in", "zoom_out", "zoom_fit", "why", "next_project", "previous_project"])
def test_commands_of_forms_mean_something_here_too(writer, command):
    writer.page_text()
    writer.desk.controller.run(command)
    assert writer.desk.controller.navigator.on_report


def test_preview_shows_the_whole_report(writer):
    seen = writer.desk.answering(lambda dialog: (dialog.windowTitle(), dialog.pages.page_count, dialog.reject()))
    writer.key(Qt.Key.Key_F7)
    assert seen[0][0].startswith("预览")
    assert seen[0][1] >= 1
