from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from services.filing.refs import FieldRef
from services.forms.sheet import Cell, CellKind, Style
from tests.ui.form.sheets import VALUES, f01, indicator_ref
from ui.form.popups import place_under
from ui.form.view import FormView

NAME = indicator_ref(0, "name")
GOAL = FieldRef("project", "p1", "goal")
KEY = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def typed(view):
    """What was committed; every text is taken over."""
    log = []
    view.edit_committed.connect(lambda ref, text: log.append((ref, text)))
    return log


def answering(view, values):
    """A window that takes over every text and builds the form anew."""

    def answer(ref, text):
        values[int(ref.id[1:]), ref.field] = text
        view.set_sheet(f01(values))

    view.edit_committed.connect(answer)


def key(view, *presses):
    for press in presses:
        code, modifiers = press if isinstance(press, tuple) else (press, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(QApplication.focusWidget(), code, modifiers)


def type_text(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_typing_replaces_and_enter_goes_down(view, typed):
    view.go_to(NAME)
    type_text("abc")
    key(view, KEY.Key_Return)
    assert typed == [(NAME, "abc")]
    assert view.current.ref == indicator_ref(1, "name")
    assert view.hasFocus()
    assert not view.session.editor.isVisible()


def test_f2_edits_with_the_caret_at_the_end(view, typed):
    view.go_to(NAME)
    key(view, KEY.Key_F2)
    type_text("x")
    key(view, KEY.Key_Tab)
    assert typed == [(NAME, "创业奖补人数x")]
    assert view.current.ref == indicator_ref(0, "target")


def test_the_editor_opens_with_the_exact_figure(view):
    view.go_to(FieldRef("funding", "p1:GENERAL", "initial"))
    key(view, KEY.Key_F2)
    assert view.session.editor.text == "398"


def test_escape_takes_the_old_value_back(view, typed):
    view.go_to(NAME)
    type_text("abc")
    key(view, KEY.Key_Escape)
    assert (typed, view.session.is_open, view.current.text) == ([], False, "创业奖补人数")


def test_an_untouched_editor_writes_nothing(view, typed):
    view.go_to(NAME)
    key(view, KEY.Key_F2, KEY.Key_Return, KEY.Key_F2, KEY.Key_Tab)
    assert typed == []


def test_shift_enter_and_shift_tab_go_back(view, typed):
    view.go_to(indicator_ref(1, "target"))
    type_text("1")
    key(view, (KEY.Key_Return, SHIFT))
    assert view.current.ref == indicator_ref(0, "target")
    type_text("2")
    key(view, (KEY.Key_Backtab, SHIFT))
    assert view.current.ref == indicator_ref(0, "name")
    assert [text for _ref, text in typed] == ["1", "2"]


def test_a_column_of_indicators_is_typed_with_enter(view):
    values = dict(VALUES)
    answering(view, values)
    view.go_to(indicator_ref(0, "actual"))
    for number in range(4):
        type_text(f"{number}9")
        key(view, KEY.Key_Return)
    assert [values[n, "actual"] for n in range(4)] == ["09", "19", "29", "39"]
    assert view.current.ref == indicator_ref(3, "actual")


def test_alt_enter_breaks_the_line_where_lines_are_kept(view, typed):
    view.go_to(GOAL)
    type_text("a")
    key(view, (KEY.Key_Return, ALT))
    type_text("b")
    key(view, KEY.Key_Return)
    assert typed == [(GOAL, "a\nb")]
    view.go_to(NAME)
    type_text("a")
    key(view, (KEY.Key_Return, ALT))
    type_text("b")
    key(view, KEY.Key_Return)
    assert typed[-1] == (NAME, "ab")


def test_the_editor_grows_with_its_lines(view):
    view.go_to(indicator_ref(0, "deviation"))
    key(view, KEY.Key_F2)
    before = view.session.editor.height()
    type_text("abc " * 30)
    assert view.session.editor.height() > before
    assert view.session.editor.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("fixed", [(4, 3), (7, 1)])
def test_a_fixed_cell_does_not_open_and_says_so(view, qtbot, fixed):
    view.go(fixed)
    with qtbot.waitSignal(view.notice):
        key(view, KEY.Key_F2)
    type_text("1")
    assert not view.session.is_open


def test_refused_text_stays_with_its_reason(view, qtbot):
    asked = []
    view.edit_committed.connect(lambda ref, text: (asked.append(text), view.refuse(ref, text, "“分值”要填数字")))
    ref = indicator_ref(0, "weight")
    view.go_to(ref)
    type_text("abc")
    key(view, KEY.Key_Return)
    assert (view.current.ref, view.session.editor.text) == (ref, "abc")
    assert view.session.balloon.isVisible()
    assert view.session.balloon.text() == "“分值”要填数字"
    assert not view.go((2, 2))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.rect_of(view.grid.cell((2, 2))).center().toPoint()
    )
    assert (view.current.ref, view.session.editor.text) == (ref, "abc")
    assert asked == ["abc"]  # a click does not ask again
    view.setFocus()
    key(view, KEY.Key_Escape)
    assert (view.session.is_open, view.current.text, view.session.balloon.isVisible()) == (False, "10", False)


def test_a_refused_text_can_be_mended(view):
    taken = []

    def answer(ref, text):
        if text.isdecimal():
            taken.append(text)
        else:
            view.refuse(ref, text, "要填数字")

    view.edit_committed.connect(answer)
    view.go_to(indicator_ref(0, "weight"))
    type_text("1x")
    key(view, KEY.Key_Return, KEY.Key_Backspace, KEY.Key_Return)
    assert taken == ["1"]
    assert view.current.ref == indicator_ref(1, "weight")


def test_a_refusal_that_comes_late_opens_the_cell_again(view):
    view.go_to(NAME)
    view.refuse(indicator_ref(2, "weight"), "abc", "要填数字")
    assert view.current.ref == indicator_ref(2, "weight")
    assert (view.session.editor.text, view.session.balloon.isVisible()) == ("abc", True)


def test_a_click_elsewhere_takes_the_text_over(view, qtbot, typed):
    view.go_to(NAME)
    type_text("abc")
    target = view.rect_of(view.grid.cell((10, 5))).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert typed == [(NAME, "abc")]
    assert view.current.ref == indicator_ref(2, "actual")


def test_double_click_edits(view, qtbot):
    at = view.rect_of(view.grid.cell((8, 3))).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.session.editor.text == "创业奖补人数"


@pytest.mark.parametrize(("code", "signal"), [(KEY.Key_Z, "undo_requested"), (KEY.Key_Y, "redo_requested")])
def test_undo_keys_on_a_closed_cell_and_in_an_untouched_editor(view, qtbot, code, signal):
    view.go_to(NAME)
    with qtbot.waitSignal(getattr(view, signal)):
        key(view, (code, CTRL))
    key(view, KEY.Key_F2)
    with qtbot.waitSignal(getattr(view, signal)):
        key(view, (code, CTRL))
    assert not view.session.is_open


def test_undo_in_a_touched_editor_is_the_texts_own(view, qtbot):
    view.go_to(NAME)
    key(view, KEY.Key_F2)
    type_text("x")
    with qtbot.assertNotEmitted(view.undo_requested):
        key(view, (KEY.Key_Z, CTRL))
    assert view.session.editor.text == "创业奖补人数"


def test_a_windows_undo_action_is_reached_through_an_untouched_editor(qtbot, measurer):
    window = QWidget()
    qtbot.addWidget(window)
    form = FormView(measurer, window)
    QVBoxLayout(window).addWidget(form)
    form.set_sheet(f01())
    undone = []
    action = QAction(window, shortcut=QKeySequence(QKeySequence.StandardKey.Undo))
    action.triggered.connect(lambda: undone.append(True))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    form.setFocus()
    form.go_to(NAME)
    key(form, KEY.Key_F2, (KEY.Key_Z, CTRL))
    assert undone == [True]


def choice_sheet():
    ref = FieldRef("project", "p1", "kind")
    cells = [
        Cell(2, 2, "人员类", cols=7, kind=CellKind.INPUT, ref=ref, style=Style.BODY) if (c.row, c.col) == (2, 2) else c
        for c in f01().cells
    ]
    return replace(f01(), cells=tuple(cells)), ref


def test_a_choice_is_taken_from_a_list(view, typed):
    sheet, ref = choice_sheet()
    view.set_sheet(sheet)
    view.go_to(ref)
    key(view, KEY.Key_F2)
    assert view.session.choices.isVisible()
    key(view, KEY.Key_Down, KEY.Key_Return)
    assert typed == [(ref, "运转类")]
    assert (view.session.is_open, view.hasFocus()) == (False, True)


def test_escape_leaves_a_choice_as_it_was(view, typed):
    sheet, ref = choice_sheet()
    view.set_sheet(sheet)
    view.go_to(ref)
    key(view, KEY.Key_F2, KEY.Key_Down, KEY.Key_Escape)
    assert (typed, view.session.is_open, view.hasFocus()) == ([], False, True)


def test_suggestions_are_offered_and_taken(view, typed):
    view.set_suggestions(
        lambda ref, text: [w for w in ("安置人数", "安全事故数") if ref.field == "name" and text == "a"]
    )
    view.go_to(NAME)
    type_text("a")
    assert view.session.suggestions.isVisible()
    key(view, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert view.session.editor.text == "安全事故数"
    assert not view.session.suggestions.isVisible()
    key(view, KEY.Key_Return)
    assert typed == [(NAME, "安全事故数")]


def test_suggestions_do_not_stand_in_the_way_of_enter(view, typed):
    view.set_suggestions(lambda _ref, _text: ["安置人数"])
    view.go_to(NAME)
    type_text("a")
    key(view, KEY.Key_Return)
    assert typed == [(NAME, "a")]
    assert not view.session.suggestions.isVisible()


def test_an_open_text_survives_a_new_sheet(view):
    view.go_to(indicator_ref(1, "name"))
    type_text("abc")
    view.set_sheet(f01(extra_above=2))
    assert view.session.editor.text == "abc"
    assert view.current.ref == indicator_ref(1, "name")
    assert view.session.editor.geometry().center().y() == pytest.approx(view.current_rect().center().y(), abs=3)


def test_the_editors_type_is_that_of_the_form_under_a_style_sheet(view, qapp):
    qapp.setStyleSheet(
        "QWidget { font-size: 30px; } QTextEdit { border: 2px solid red; border-radius: 6px; padding: 6px; }"
    )
    try:
        view.go_to(NAME)
        type_text("abc")
        editor = view.session.editor
        font = editor.textCursor().charFormat().font()
        assert editor.viewport().width() == editor.width() - 2 * editor.viewportMargins().left()
    finally:
        qapp.setStyleSheet("")
    assert font.pointSizeF() == pytest.approx(10.5 * 96 / view.logicalDpiY())
    assert font.family() == "Noto Serif SC"


def test_an_editor_of_many_lines_is_no_higher_than_its_cell(view):
    view.go_to(indicator_ref(0, "weight"))  # the editor was last as narrow as this
    key(view, KEY.Key_F2, KEY.Key_Escape)
    view.go_to(GOAL)
    key(view, KEY.Key_F2)
    assert view.session.editor.hasFocus()
    assert view.session.editor.height() == view.current_rect().toAlignedRect().height() - 2


def test_words_for_an_empty_text_are_offered_at_once(view):
    view.set_suggestions(lambda _ref, text: ["产出指标", "效益指标"] if not text else [])
    view.go_to(NAME)
    key(view, KEY.Key_F2, KEY.Key_Down, KEY.Key_Return)
    assert view.session.editor.text == "产出指标"


def test_a_letter_on_a_choice_goes_to_the_list(view, typed):
    sheet, ref = choice_sheet()
    view.set_sheet(sheet)
    view.go_to(ref)
    type_text("x")
    assert view.session.choices.isVisible()
    assert not view.session.editor.isVisible()
    key(view, KEY.Key_Escape)
    assert typed == []


def test_a_refused_choice_is_told_and_opens_no_editor(view, qtbot):
    sheet, ref = choice_sheet()
    view.set_sheet(sheet)
    with qtbot.waitSignal(view.notice) as told:
        view.refuse(ref, "运转类", "本年度编报已定稿")
    assert told.args == ["本年度编报已定稿"]
    assert not view.session.is_open


def test_alt_and_a_letter_is_left_to_menus(view):
    view.go_to(NAME)
    key(view, (KEY.Key_F, ALT))
    assert not view.session.is_open


def test_the_caret_stays_in_sight_while_a_text_grows(view):
    view.go_to(indicator_ref(3, "deviation"))
    key(view, KEY.Key_F2)
    type_text("abc " * 120)
    editor = view.session.editor
    caret = editor.cursorRect().translated(editor.viewport().mapTo(view.viewport(), editor.rect().topLeft()))
    assert view.viewport().rect().contains(caret)


@pytest.mark.parametrize(
    ("reason", "taken"),
    [
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.OtherFocusReason, 1),
        (Qt.FocusReason.ActiveWindowFocusReason, 0),  # another program
        (Qt.FocusReason.PopupFocusReason, 0),  # a menu
    ],
)
def test_leaving_for_another_widget_takes_the_text_over(view, typed, reason, taken):
    view.go_to(NAME)
    type_text("abc")
    QApplication.sendEvent(view.session.editor, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert len(typed) == taken
    assert view.session.is_open is not bool(taken)


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (QRect(20, 30, 80, 20), QPoint(20, 52)),  # under it
        (QRect(20, 170, 80, 20), QPoint(20, 117)),  # above it: no room below
        (QRect(260, 30, 80, 20), QPoint(199, 52)),  # not beyond the right edge
    ],
)
def test_a_popup_is_never_outside(qtbot, anchor, place):
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(300, 200)
    popup = QWidget(around)
    popup.resize(100, 50)
    place_under(popup, anchor)
    assert popup.pos() == place
