"""Last year's text of a passage: offered where there is one, looked at, taken over and checked, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.enums import FilingState
from services.filing.gestures import set_value
from services.filing.refs import Change, FieldRef, Gesture
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.sections import PassageState
from services.workspace import begin_year
from tests.ui.conftest import button
from ui.report.last_year import LastYearDialog

WRITTEN = "2024年成立工作组，共⟦s.own.count⟧，组长由局长担任。"


@pytest.fixture
def later(writer):
    """The writing screen of the year after the one in which two passages were written."""
    desk = writer.desk
    old = desk.filing
    project = old.projects[0]
    for report, key, text in (
        (ReportKey("N8"), "about-free", WRITTEN),
        (ReportKey("N8"), "about-draft", "总体很好。"),
        (ReportKey("N4", project.id), "money-free", "及时拨付。"),
    ):
        assert not desk.session.apply(set_value(old, passage_ref(old.id, report, key), text), Gesture("准备"))
    new = begin_year(desk.controller.store, old, old.head.year + 1, {p.id for p in old.projects})
    desk.controller.open_filing(new)
    desk.wait_checked()
    desk.activate()
    return writer.open()


def offered(writer):
    return {card.passage.key for card in writer.page.column.cards if card.last_year.isVisibleTo(card)}


def take(writer, key, word="采用"):
    """Click the link of a passage, and the button in the dialog that opens; what the dialog showed."""
    seen = []

    def look(dialog):
        assert isinstance(dialog, LastYearDialog)
        marks = [mark.cursor.selectedText() for mark in dialog.text.extraSelections()]
        seen.append((dialog.windowTitle(), dialog.text.toPlainText(), marks))
        button(dialog, word).click()

    writer.desk.answering(look)
    QTest.mouseClick(writer.card(key).last_year, Qt.MouseButton.LeftButton)
    return seen[0]


def test_it_is_offered_only_where_there_is_one(later):
    assert offered(later) == {"about-free", "about-draft"}
    assert later.stored("about-free") == ""


def test_without_a_last_year_nothing_is_offered(writer):
    assert offered(writer) == set()


def test_it_is_shown_as_printed_then_with_its_years_marked(later):
    title, text, marks = take(later, "about-free", "关闭")
    year = later.desk.filing.head.year - 1
    assert title == f"{year}年度写的文字"
    assert "⟦" not in text
    assert text.startswith("2024年成立工作组，共")
    assert marks == ["2024年"]
    assert later.stored("about-free") == ""


def test_taken_over_it_is_hand_written_and_undone_in_one_step(later):
    _, text, _ = take(later, "about-free")
    assert later.stored("about-free") == text
    assert later.card("about-free").editor.toPlainText() == text
    assert later.passage("about-free").state is PassageState.WRITTEN
    assert later.desk.session.workspace.editor.undo_name == "采用上年文字“自评情况”"
    later.ctrl(Qt.Key.Key_Z)
    assert later.stored("about-free") == ""


def test_what_is_being_typed_stays_above_it(later):
    later.enter("about-free")
    later.type("今年的。")
    _, text, _ = take(later, "about-free")
    assert later.stored("about-free") == f"今年的。\n{text}"


def test_a_generated_draft_is_replaced_and_can_be_restored(later):
    before = later.shown("about-draft")
    take(later, "about-draft")
    assert later.shown("about-draft") == "总体很好。"
    QTest.mouseClick(later.card("about-draft").badge, Qt.MouseButton.LeftButton)
    assert later.shown("about-draft") == before


def test_a_report_on_a_project_finds_its_own(later):
    first, second = later.desk.filing.projects[:2]
    later.page.show_report(ReportKey("N4", first.id))
    assert offered(later) == {"money-free"}
    later.page.show_report(ReportKey("N4", second.id))
    assert offered(later) == set()


def test_the_menu_of_a_passage_offers_it_to_the_keyboard(later):
    texts = [action.text() for action in later.card("about-free").menu().actions()]
    assert "上年文字…" in texts
    assert "上年文字…" not in [action.text() for action in later.card("about-text").menu().actions()]


def test_left_out_or_fixed_it_is_not_offered(later):
    card = later.card("about-free")
    card.asked.emit("omit", card)
    assert offered(later) == {"about-draft"}
    head = later.desk.filing.head
    fixed = Change(FieldRef("filing", head.id, "state"), head.state, FilingState.FINAL)
    assert not later.desk.session.apply([fixed], Gesture("定稿"))
    assert offered(later) == set()
