from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.form.sheets import indicator_ref

NAME = indicator_ref(0, "name")
QUERY = Qt.InputMethodQuery


def send(preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def typed(view):
    log = []
    view.edit_committed.connect(lambda ref, text: log.append((ref, text)))
    view.go_to(NAME)
    return log


def test_text_committed_without_a_composition_is_not_lost(view, typed):
    send(commit="培训")
    assert view.session.editor.hasFocus()
    send(commit="人数")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert typed == [(NAME, "培训人数")]


def test_a_composition_that_begins_on_a_closed_cell(view, typed):
    send(preedit="pei")
    assert (view.hasFocus(), view.session.editor.composing) == (True, True)
    send(preedit="peixun")
    send(commit="培训")
    assert (view.session.editor.hasFocus(), view.session.editor.text) == (True, "培训")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert typed == [(NAME, "培训")]


def test_a_composition_given_up_leaves_the_old_value(view, typed):
    send(preedit="pei")
    send()
    assert (view.session.is_open, typed, view.current.text) == (False, [], "创业奖补人数")


def test_a_composition_in_an_open_editor(view, typed):
    QTest.keyClick(view, Qt.Key.Key_F2)
    send(preedit="shu")
    send(commit="数")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert typed == [(NAME, "创业奖补人数数")]


def test_a_pending_composition_alone_writes_nothing(view, typed):
    QTest.keyClick(view, Qt.Key.Key_F2)
    send(preedit="shu")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert typed == []


def test_tab_asks_the_input_method_for_what_is_pending(view, typed, monkeypatch):
    class Pending:
        def commit(self):
            event = QInputMethodEvent("", [])
            event.setCommitString("数")
            QApplication.sendEvent(view.session.editor, event)

    monkeypatch.setattr("ui.form.cell_editor.QGuiApplication.inputMethod", Pending)
    send(preedit="shu")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert typed == [(NAME, "数")]
    assert view.current.ref == indicator_ref(0, "target")


@pytest.mark.parametrize("place", [(4, 3), (7, 1)])
def test_a_fixed_cell_takes_no_input(view, typed, place):
    view.go(place)
    assert not view.inputMethodQuery(QUERY.ImEnabled)
    send(commit="培训")
    assert not view.session.is_open


def test_the_candidate_window_is_asked_to_the_cell(view, typed):
    assert view.inputMethodQuery(QUERY.ImEnabled)
    closed = view.inputMethodQuery(QUERY.ImCursorRectangle)
    cell = view.current_rect().toAlignedRect()
    assert closed == cell
    send(preedit="pei")
    opened = view.inputMethodQuery(QUERY.ImCursorRectangle)
    assert isinstance(opened, QRect)
    assert cell.adjusted(-2, -2, 2, 2).contains(opened.center())


def test_turning_elsewhere_while_composing_takes_over_what_was_committed(view, typed):
    send(preedit="xun", commit="培")
    assert view.hasFocus()
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert typed == [(NAME, "培")]
    assert not view.session.is_open


def test_another_program_coming_to_the_front_leaves_the_composition(view, typed):
    send(preedit="xun", commit="培")
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert (typed, view.session.editor.text) == ([], "培")
