"""Writing in a report: type, rewrite, take back, leave out, undo, what an input method commits, a fixed filing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.enums import FilingState
from services.filing.refs import Change, FieldRef, Gesture
from services.reports.sections import PassageState
from ui.contents import OVERVIEW


def test_what_is_typed_is_saved_when_the_keyboard_rests(writer):
    writer.enter("about-free")
    writer.type("还有三个项目进度慢。")
    writer.saved()
    assert writer.stored("about-free") == "还有三个项目进度慢。"
    assert writer.card("about-free").badge.text() == "自由撰写"
    assert "还有三个项目进度慢。" in writer.page_text()


def test_leaving_the_passage_saves_at_once(writer):
    writer.enter("about-free")
    writer.type("abc")
    writer.key(Qt.Key.Key_Tab)
    assert writer.stored("about-free") == "abc"


def test_closing_the_program_saves_and_opening_shows_it(writer):
    writer.enter("about-free")
    writer.type("没有丢")
    writer.desk.again()
    writer.open()
    assert writer.card("about-free").editor.toPlainText() == "没有丢"


def test_a_draft_is_rewritten_marked_and_taken_back(writer):
    before = writer.shown("about-draft")
    card = writer.enter("about-draft")
    writer.type("好")
    writer.saved()
    assert writer.passage("about-draft").state is PassageState.REWRITTEN
    assert card.badge.text() == "已改写 · 恢复"
    assert writer.desk.session.workspace.editor.undo_name == "改写“自评情况”"
    QTest.mouseClick(card.badge, Qt.MouseButton.LeftButton)
    assert writer.shown("about-draft") == before
    assert writer.passage("about-draft").state is PassageState.GENERATED
    writer.desk.session.undo()
    assert writer.shown("about-draft") == before + "好"


def test_a_generated_passage_takes_no_letter_before_it_is_to_be_rewritten(writer):
    card = writer.enter("about-text")
    before = card.editor.text()
    writer.type("x")
    assert card.editor.text() == before
    assert "改写" in card.news.text()
    writer.key(Qt.Key.Key_F2)
    writer.card("about-text").editor.go_to(0)
    writer.type("x")
    writer.saved()
    assert writer.stored("about-text") == "x" + before
    assert "核对" in card.news.text() or card.badge.text() == "已改写 · 恢复"


def test_leaving_a_passage_unchanged_after_rewrite_was_pressed_leaves_it_generated(writer):
    card = writer.enter("about-text")
    writer.key(Qt.Key.Key_F2)
    assert not card.editor.isReadOnly()
    writer.enter("about-free")
    assert card.editor.isReadOnly()
    assert writer.stored("about-text") == ""


def test_a_text_cleared_stays_clear_while_it_is_written_anew(writer):
    card = writer.enter("about-draft")
    writer.ctrl(Qt.Key.Key_A)
    writer.key(Qt.Key.Key_Delete)
    writer.saved()
    assert card.editor.text() == ""
    writer.type("new")
    writer.saved()
    assert writer.stored("about-draft") == "new"


def test_a_text_cleared_and_left_is_generated_again(writer):
    before = writer.shown("about-draft")
    card = writer.enter("about-draft")
    writer.ctrl(Qt.Key.Key_A)
    writer.key(Qt.Key.Key_Delete)
    writer.enter("about-free")
    assert writer.shown("about-draft") == before
    assert card.editor.text().startswith("执行率⟦")


def test_a_passage_is_left_out_and_taken_in_again(writer):
    writer.enter("about-free")
    writer.type("abc")
    card = writer.card("about-free")
    card.asked.emit("omit", card)
    assert writer.passage("about-free").state is PassageState.OMITTED
    assert not card.editor.isVisible()
    assert "abc" not in writer.page_text()
    QTest.mouseClick(card.badge, Qt.MouseButton.LeftButton)
    assert writer.stored("about-free") == "abc"
    assert card.editor.isVisible()


# ---- undo


def test_undo_takes_back_what_was_typed_last_then_what_was_saved_before(writer):
    card = writer.enter("about-free")
    writer.type("one")
    writer.saved()
    writer.type("two")
    writer.ctrl(Qt.Key.Key_Z)
    assert card.editor.text() == "one"
    writer.ctrl(Qt.Key.Key_Z)
    assert card.editor.text() == ""
    assert writer.stored("about-free") == ""
    writer.ctrl(Qt.Key.Key_Y)
    assert card.editor.text() == "one"
    assert writer.stored("about-free") == "one"


def test_undoing_all_typing_then_leaving_makes_no_further_step(writer):
    editor = writer.desk.session.workspace.editor
    before = editor.undo_name
    writer.enter("about-free")
    writer.type("one")
    writer.ctrl(Qt.Key.Key_Z)
    writer.enter("about-draft")
    assert editor.undo_name == before


def test_undo_of_a_change_elsewhere_is_named(writer, budget):
    budget(Decimal(1))
    writer.enter("about-free")
    writer.ctrl(Qt.Key.Key_Z)
    assert "改预算" in writer.desk.message


def test_undo_goes_to_the_passage_it_changes(writer):
    writer.enter("about-free")
    writer.type("one")
    writer.saved()
    writer.click_line("section:next")
    writer.enter("next-free")
    writer.ctrl(Qt.Key.Key_Z)
    assert writer.card("about-free").editor.hasFocus()
    assert writer.card("about-free").editor.text() == ""


# ---- input method


def test_what_is_composed_is_not_saved_and_not_lost(writer):
    card = writer.enter("about-free")
    QApplication.sendEvent(card.editor, QInputMethodEvent("jia", []))
    assert card.editor.composing
    commit = QInputMethodEvent()
    commit.setCommitString("加快")
    QApplication.sendEvent(card.editor, commit)
    writer.saved()
    assert writer.stored("about-free") == "加快"


def test_a_pause_while_composing_leaves_the_composition(writer):
    card = writer.enter("about-free")
    writer.type("a")
    QApplication.sendEvent(card.editor, QInputMethodEvent("jia", []))
    writer.page.writing._on_pause()
    assert card.changed
    commit = QInputMethodEvent()
    commit.setCommitString("加")
    QApplication.sendEvent(card.editor, commit)
    writer.saved()
    assert writer.stored("about-free") == "a加"


# ---- what cannot be written


def test_a_fixed_filing_is_read_only_and_says_why(writer):
    head = writer.desk.filing.head
    ref = FieldRef("filing", head.id, "state")
    assert not writer.desk.session.apply([Change(ref, head.state, FilingState.FINAL)], Gesture("定稿"))
    card = writer.enter("about-free")
    writer.type("x")
    assert card.editor.text() == ""
    assert "定稿" in card.news.text()
    assert not writer.page.bar.insert.isEnabled()
    assert card.menu().actions()[0].text().startswith(("剪切", ""))


def test_a_text_that_is_too_long_stays_and_says_why(writer):
    card = writer.enter("about-free")
    card.editor.insert_stored("字" * 20_001)
    assert not writer.page.commit()
    assert card.news.isVisible()
    assert not writer.desk.controller.navigator.show(OVERVIEW)
    card.editor.fill("短")
    card.editor.edited.emit()
    assert writer.page.commit()
    assert writer.stored("about-free") == "短"


def test_the_date_is_typed_and_a_wrong_one_refused(writer):
    bar = writer.page.bar
    bar.date.setFocus()
    writer.type("2025-3-18")
    writer.key(Qt.Key.Key_Return)
    assert "2025年3月18日" in writer.page_text()
    assert bar.date.text() == "2025年3月18日"
    bar.date.selectAll()
    writer.type("x")
    writer.key(Qt.Key.Key_Return)
    assert "成文日期" in writer.desk.message


@pytest.mark.parametrize("start", ["about-free", "next-free"])
def test_keys_go_from_passage_to_passage_over_chapters(writer, start):
    writer.click_line("section:about" if start.startswith("about") else "section:next")
    writer.enter(start)
    writer.ctrl(Qt.Key.Key_Down if start == "about-free" else Qt.Key.Key_Up)
    focus = QApplication.focusWidget()
    wanted = writer.card("next-free" if start == "about-free" else "about-free")
    assert focus is wanted.editor


def test_a_text_that_is_too_long_says_so_where_it_is_seen(writer):
    card = writer.enter("about-free")
    card.editor.insertPlainText("长" * 20_001)
    writer.key(Qt.Key.Key_Tab)
    assert "最多 20000 个字" in writer.desk.message
    assert "没有保存" in writer.desk.message
    assert writer.stored("about-free") == ""
    assert card.editor.toPlainText().startswith("长长")
