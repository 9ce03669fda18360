"""Findings about texts: seen in the text and below it, mended in one click, opened from everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from services.forms.keys import LIST
from services.reports.standing import report_of_ref
from services.workspace import demonstration_accounts

WRONG = "2022年度收、支总计2100.00万元。"


@pytest.fixture
def wrong(desk, hands):
    """The report of the final accounts with a total that is not that of the table."""
    desk.demo()
    desk.window.resize(1366, 768)
    desk.controller.open_filing(demonstration_accounts().head.id)
    desk.wait_checked()
    writer = hands(desk)
    writer.open("report:N9.")
    writer.page.show_section("total")
    writer.enter("total-text")
    writer.key(Qt.Key.Key_F2)
    writer.ctrl(Qt.Key.Key_A)
    writer.card("total-text").editor.insert_stored(WRONG)
    writer.saved()
    return writer


def note(writer):
    (found,) = [one for one in writer.card("total-text").notes() if one.finding.rule.id == "TX01"]
    return found


def test_it_is_underlined_told_below_and_counted_in_the_outline(wrong):
    (mark,) = wrong.card("total-text").editor.extraSelections()
    assert mark.cursor.selectedText() == "2100.00万元"
    assert "2113.98" in note(wrong).message.text()
    line = next(entry for entry in wrong.desk.window.sidebar.lines if entry.key == "section:total")
    assert line.verdict.errors == 1


def test_the_words_are_tinted_on_the_finished_page(wrong):
    wrong.page_text()
    assert wrong.page.panel.paper._tints


def test_one_click_inserts_the_figure_and_the_finding_is_gone(wrong):
    link = note(wrong).links["adopt"]
    assert link.text() == "改为 2113.98"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wrong.stored("total-text") == "2022年度收、支总计⟦t.totals.total_in.amount⟧万元。"
    assert not wrong.card("total-text").notes()
    wrong.ctrl(Qt.Key.Key_Z)
    assert wrong.stored("total-text") == WRONG
    assert note(wrong)


def test_from_the_finding_to_the_table_and_back(wrong):
    QTest.mouseClick(note(wrong).links["cell"], Qt.MouseButton.LeftButton)
    assert wrong.desk.controller.navigator.on_form
    assert wrong.desk.controller.reports.back.isVisible()
    wrong.key(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert wrong.desk.controller.navigator.on_report
    assert wrong.card("total-text") is not None


def test_why_tells_the_rule(wrong):
    QTest.mouseClick(note(wrong).links["why"], Qt.MouseButton.LeftButton)
    assert wrong.desk.message.startswith("TX01")


def test_the_panel_of_findings_opens_the_sentence(wrong):
    wrong.desk.controller.navigator.show(LIST)
    card = next(one for one in wrong.desk.findings.cards() if one.finding.rule.id == "TX01")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert wrong.desk.controller.navigator.on_report
    assert wrong.card("total-text").editor.textCursor().selectedText() == "2100.00万元"


def test_f4_walks_on_from_passage_to_passage(wrong):
    wrong.page.show_section("expenditure")
    card = wrong.card("expenditure-text")
    card.asked.emit("rewrite", card)
    card.editor.go_to(0)
    card.editor.insert_stored("本年支出合计100.00万元。")
    wrong.saved()
    about = {one.ref for one in wrong.desk.session.checker.findings() if one.ref.entity == "passage"}
    assert len(about) == 2
    seen = []
    for _ in range(len(wrong.desk.session.checker.findings())):
        wrong.key(Qt.Key.Key_F4)
        if wrong.desk.controller.navigator.on_report:
            seen.append(wrong.page.card.passage.ref)
    assert set(seen) == about


def test_the_list_of_everything_counts_it_at_the_report(wrong):
    wrong.desk.controller.navigator.show(LIST)
    line = next(entry for entry in wrong.desk.window.sidebar.lines if entry.key == "report:N9.")
    wrong.qtbot.waitUntil(lambda: line.verdict is not None and line.verdict.errors == 1)


def test_a_finding_of_a_passage_that_was_left_out_is_gone(wrong):
    card = wrong.card("total-text")
    card.asked.emit("omit", card)
    assert not any(report_of_ref(wrong.desk.filing, one.ref) for one in wrong.desk.session.checker.findings())


def test_typing_on_moves_the_mark_with_its_words(wrong):
    wrong.card("total-text").editor.go_to(0)
    wrong.type("总体平稳。")
    wrong.saved()
    (mark,) = wrong.card("total-text").editor.extraSelections()
    assert mark.cursor.selectedText() == "2100.00万元"
