"""Figures in a text: shown as chips, inserted by search, deleted as a whole, copied, bound to the cells they come from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.reports.tokens import keys_in
from ui.mime import mime_data
from ui.report.chips import CHAR, chips_in


def pick(writer, text):
    """Type into the list of figures and take the first."""
    writer.type(text)
    writer.key(Qt.Key.Key_Return)


def test_equals_sign_inserts_a_figure_with_its_unit(writer):
    card = writer.enter("about-free")
    writer.type("预算")
    writer.type("=")
    picker = writer.page.figures.picker
    assert picker.isVisible()
    pick(writer, "项目 全年预算")
    assert not picker.isVisible()
    assert card.editor.hasFocus()
    writer.type("，")
    writer.saved()
    (key,) = keys_in(writer.stored("about-free"))
    value = writer.page.composer.book.quote(key)
    assert writer.stored("about-free") == f"预算⟦{key}⟧{value.unit}，"
    assert writer.shown("about-free") == f"预算{value.text(2)}{value.unit}，"


def test_pinyin_initials_find_a_figure(writer):
    writer.enter("about-free")
    writer.ctrl(Qt.Key.Key_E)
    writer.type("qnys")
    offers = writer.page.figures.picker.offers()
    assert offers
    assert all("全年预算" in offer.title for offer in offers)


def test_what_is_in_use_in_the_chapter_is_offered_first(writer):
    writer.enter("about-free")
    writer.ctrl(Qt.Key.Key_E)
    used = [*chips_in(writer.card("about-text").editor.document())]
    assert [offer.quote.key for offer in writer.page.figures.picker.offers()[: len(used)]] == used


def test_an_equals_sign_behind_a_number_is_only_a_sign(writer):
    card = writer.enter("about-free")
    writer.type("3+4=7")
    assert card.editor.text() == "3+4=7"
    assert not writer.page.figures.picker.isVisible()


def test_escape_closes_the_list_and_the_cursor_is_back(writer):
    card = writer.enter("about-free")
    writer.type("=")
    writer.key(Qt.Key.Key_Escape)
    assert not writer.page.figures.picker.isVisible()
    assert card.editor.hasFocus()
    assert card.editor.text() == ""


def test_two_figures_give_share_and_change(writer):
    writer.enter("about-free")
    writer.type("=")
    picker = writer.page.figures.picker
    writer.type("项目 全年执行")
    writer.ctrl(Qt.Key.Key_Return)
    pick(writer, "项目 全年预算")
    names = [offer.title.partition("　")[0] for offer in picker.offers()]
    assert names[0] == "占比"
    assert "变动率" in names
    writer.key(Qt.Key.Key_Return)
    writer.saved()
    (key,) = keys_in(writer.stored("about-free"))
    assert key.startswith("rate(")
    assert writer.shown("about-free").endswith("%")


def test_a_chip_is_deleted_as_a_whole(writer):
    card = writer.enter("about-draft")
    card.editor.go_to(4)
    assert CHAR in card.editor.toPlainText()
    writer.key(Qt.Key.Key_Backspace)
    writer.saved()
    assert writer.stored("about-draft") == "执行率，总体较好。"


def test_copied_text_keeps_its_figures_inside_and_is_plain_outside(writer):
    card = writer.enter("about-draft")
    read = writer.shown("about-draft")
    writer.ctrl(Qt.Key.Key_A)
    writer.ctrl(Qt.Key.Key_C)
    assert QApplication.clipboard().text() == read
    stored = card.editor.text()
    writer.enter("about-free")
    writer.ctrl(Qt.Key.Key_V)
    writer.saved()
    assert writer.stored("about-free") == stored
    assert "⟦" in stored


def test_a_figure_changed_elsewhere_changes_chip_and_page(writer, budget):
    editor = writer.card("about-text").editor
    before, width = writer.shown("about-text"), editor.document().idealWidth()
    budget(Decimal("123456789.55"))
    after = writer.shown("about-text")
    assert before != after
    assert editor.document().idealWidth() > width
    assert after in writer.page_text()


def place_of_chip(editor, number=0):
    """The middle of a chip on the screen."""
    positions = [n for n, letter in enumerate(editor.toPlainText()) if letter == CHAR]
    cursor = editor.textCursor()
    cursor.setPosition(positions[number])
    left = editor.cursorRect(cursor)
    cursor.setPosition(positions[number] + 1)
    right = editor.cursorRect(cursor)
    return QPoint((left.left() + right.right()) // 2, left.center().y())


def test_a_click_on_a_chip_goes_to_its_cell_and_back(writer):
    writer.desk.controller.navigator.show(f"report:N4.{writer.desk.project().id}")
    editor = writer.card("money-text").editor
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place_of_chip(editor))
    navigator = writer.desk.controller.navigator
    assert navigator.on_form
    assert writer.desk.view.current.ref.field == "budget"
    bar = writer.desk.controller.reports.back
    assert bar.isVisible()
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert navigator.on_report
    assert not bar.isVisible()


def test_enter_on_a_chip_goes_to_its_cell_and_alt_left_back(writer):
    writer.desk.controller.navigator.show(f"report:N4.{writer.desk.project().id}")
    card = writer.enter("money-text")
    card.editor.go_to(card.editor.toPlainText().index(CHAR))
    writer.key(Qt.Key.Key_Return)
    assert writer.desk.controller.navigator.on_form
    writer.key(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert writer.desk.controller.navigator.on_report
    assert writer.page.report.project == writer.desk.project().id


def test_a_tooltip_tells_what_a_figure_is(writer):
    told = writer.page.figures.tell(chips_in(writer.card("about-draft").editor.document())[0])
    assert told.startswith("本级项目执行率")
    assert writer.shown("about-draft")[3:9] in told


def test_a_figure_that_is_gone_is_shown_as_gone(writer):
    card = writer.enter("about-free")
    card.editor.insert_stored("⟦p.nobody.budget⟧")
    writer.saved()
    assert "数字已不存在" in writer.shown("about-free")
    assert "没有了" in writer.page.figures.tell("p.nobody.budget")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一、总体情况</p><p>　　资金 100 万元。</p>", "一、总体情况\n资金 100 万元。"),
        ("<p><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>第一条</p>", "第一条"),
        ("<ul><li>· 甲</li><li>· 乙</li></ul>", "甲\n乙"),
        (
            "<table><tr><td>项目</td><td><p>金额</p></td></tr><tr><td>甲</td><td>3</td></tr></table>",
            "项目\t金额\n甲\t3",
        ),
        ("<p>软回车<br>接着写</p>", "软回车接着写"),
        ("<style>p {}</style><p>正文⟦p.x⟧</p>", "正文p.x"),
    ],
)
def test_word_is_pasted_as_clean_text(writer, html, text):
    writer.enter("about-free")
    data = mime_data()
    data.setHtml(f"<html><body><!--StartFragment-->{html}<!--EndFragment--></body></html>")
    QApplication.clipboard().setMimeData(data)
    writer.ctrl(Qt.Key.Key_V)
    writer.saved()
    assert writer.stored("about-free") == text
