from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.filing.refs import FieldRef
from services.forms.sheet import RowRole
from tests.ui.form.sheets import VALUES, f01, indicator_ref, long_form
from ui.form.commands import build_menu

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def key(*presses):
    for press in presses:
        code, modifiers = press if isinstance(press, tuple) else (press, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(QApplication.focusWidget(), code, modifiers)


def signals(signal):
    log = []
    signal.connect(lambda *values: log.append(values))
    return log


def center(view, place):
    return view.rect_of(view.grid.cell(place)).center().toPoint()


def test_a_form_opens_at_its_first_input(view):
    assert view.current.title == "项目名称"


def test_arrows_keep_the_column_through_wide_cells(view):
    view.go((5, 4))
    key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert view.current.ref == indicator_ref(0, "target")
    key(KEY.Key_Up, KEY.Key_Up, KEY.Key_Up)
    assert view.current.ref == FieldRef("funding", "p1:GENERAL", "budget")


def test_tab_goes_through_every_input(view):
    seen = [view.current.ref]
    for _ in range(len(view.grid.inputs) - 1):
        key(KEY.Key_Tab)
        seen.append(view.current.ref)
    assert seen == [cell.ref for cell in view.sheet.inputs()]


def test_home_and_end(view):
    view.go((9, 5))
    key(KEY.Key_End)
    assert view.current.ref == indicator_ref(1, "deviation")
    key(KEY.Key_Home)
    assert view.current.ref == indicator_ref(1, "name")
    key((KEY.Key_End, CTRL))
    assert view.current.ref == indicator_ref(3, "deviation")
    key((KEY.Key_Home, CTRL))
    assert view.current.title == "项目名称"


def test_pages_up_and_down_stay_in_the_column(view):
    view.set_sheet(long_form())
    view.go_to(indicator_ref(0, "weight"))
    key(KEY.Key_PageDown, KEY.Key_PageDown)
    lower = view.current
    assert (lower.ref.field, lower.row > 20) == ("weight", True)
    assert view.viewport().rect().contains(view.current_rect().toAlignedRect())
    key(KEY.Key_PageUp, KEY.Key_PageUp)
    assert view.current.row < lower.row - 10


def test_shift_and_arrows_select(view):
    view.go((8, 5))
    key((KEY.Key_Down, SHIFT), (KEY.Key_Right, SHIFT))
    assert view.painter.state.selected == {(8, 5), (8, 6), (9, 5), (9, 6)}
    key(KEY.Key_Left)
    assert view.painter.state.selected == frozenset()


def test_the_mouse_selects(view, qtbot):
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=center(view, (8, 5)))
    qtbot.mouseMove(view.viewport(), center(view, (9, 5)))
    move = center(view, (10, 6))
    QTest.mouseMove(view.viewport(), move)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=move)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=move)
    assert view.painter.state.selected == {(row, col) for row in (8, 9, 10) for col in (5, 6)}


def test_select_all_and_copy(view):
    key((KEY.Key_A, CTRL), (KEY.Key_C, CTRL))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0].startswith("项目名称\t\t就业创业补助资金")
    assert '<td rowspan="3"' in data.html()


def test_paste_of_a_block(view):
    log = signals(view.block_typed)
    QGuiApplication.clipboard().setText('甲\t"≥1人\n二"\t1人\t5\n乙\t≥2人\t2人\t6\n丙\t≥3人\t3人\t7\n')
    view.go((8, 3))
    key((KEY.Key_V, CTRL))
    ((values, name),) = log
    assert (len(values), name) == (12, "粘贴 12 格")
    assert dict(values)[indicator_ref(0, "target")] == "≥1人\n二"
    assert dict(values)[indicator_ref(2, "weight")] == "7"


def test_paste_beyond_the_form_is_told(view):
    said = signals(view.notice)
    QGuiApplication.clipboard().setText("1\t原因\t多余\n")
    view.go((8, 7))
    key((KEY.Key_V, CTRL))
    assert "“多余”" in said[0][0]


def test_fill_down_clear_and_cut(view):
    log = signals(view.block_typed)
    view.go((8, 5))
    key((KEY.Key_Down, SHIFT), (KEY.Key_D, CTRL), KEY.Key_Delete, (KEY.Key_X, CTRL))
    both = [(indicator_ref(0, "actual"), ""), (indicator_ref(1, "actual"), "")]
    assert log == [
        ([(indicator_ref(1, "actual"), "16人")], "向下填充 1 格"),
        (both, "清除 2 格"),
        (both, "剪切 2 格"),
    ]
    assert QGuiApplication.clipboard().text() == "16人\n82人\n"


@pytest.mark.parametrize(
    ("press", "command"),
    [
        (KEY.Key_Insert, "insert_below"),
        ((KEY.Key_Insert, ALT), "insert_above"),
        ((KEY.Key_Delete, CTRL), "delete"),
        ((KEY.Key_Up, ALT), "move_up"),
        ((KEY.Key_Down, ALT), "move_down"),
    ],
)
def test_row_commands_name_the_record(view, press, command):
    log = signals(view.row_command)
    view.go((9, 5))
    key(press)
    assert log == [(command, [FieldRef("indicator", "i1", "")])]


def test_several_rows_are_deleted_at_once(view):
    log = signals(view.row_command)
    view.go((8, 5))
    key((KEY.Key_Down, SHIFT), (KEY.Key_Delete, CTRL))
    assert log == [("delete", [FieldRef("indicator", "i0", ""), FieldRef("indicator", "i1", "")])]


def test_fixed_rows_take_no_row_command(view):
    log, said = signals(view.row_command), signals(view.notice)
    view.go((5, 3))
    key(KEY.Key_Insert)
    assert (log, len(said)) == ([], 1)


def test_the_menu_is_in_chinese_and_knows_fixed_rows(view):
    view.go((5, 3))
    actions = {action.text().split("\t")[0]: action.isEnabled() for action in build_menu(view).actions()}
    assert actions["粘贴"]
    assert not actions["删除这一行"]
    view.go((9, 5))
    log = signals(view.row_command)
    next(a for a in build_menu(view).actions() if a.text().startswith("删除这一行")).trigger()
    assert log == [("delete", [FieldRef("indicator", "i1", "")])]


def test_f1_asks_how_a_figure_comes_about(view):
    log = signals(view.explain_requested)
    view.go((4, 7))
    key(KEY.Key_F1)
    assert log[0][0].how == "执行率 100.00% = 403.10 ÷ 403.10"


def test_the_current_cell_survives_rows_inserted_above(view):
    view.go_to(indicator_ref(2, "score"))
    changed = signals(view.current_changed)
    view.set_sheet(f01(extra_above=3))
    assert (view.current.ref, view.current.row) == (indicator_ref(2, "score"), 13)
    assert view.area.top == 13
    assert len(changed) == 1


def test_a_record_that_is_gone_leaves_the_place(view):
    view.go_to(indicator_ref(3, "score"))
    view.set_sheet(f01({k: v for k, v in VALUES.items() if k[0] < 3}, 3))
    assert (view.current.row, view.current.col) == (11, 7)


def test_scroll_is_kept_when_the_form_is_built_anew(view):
    view.set_sheet(long_form())
    view.go_to(indicator_ref(40, "deviation"))
    before = view.scrolled()
    view.set_sheet(long_form())
    assert view.scrolled() == before


def split_form():
    values = VALUES | {(1, "deviation"): "因为上级资金下达较晚，项目前期手续办理时间较长，" * 60}
    return f01(values)


def test_the_second_part_of_a_split_cell_is_its_own_place(view, qtbot):
    view.set_sheet(split_form())
    cell = view.sheet.by_ref[indicator_ref(1, "deviation")]
    parts = view.parts_of(cell)
    assert len(parts) > 1
    view.verticalScrollBar().setValue(int(view.placement.rect_of(parts[1]).top()) - 100)
    at = view.rect_of(cell, 1).center().toPoint()
    before = view.scrolled()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.current == cell
    assert view.scrolled() == before
    assert view.current_rect() == view.rect_of(cell, 1)
    key(KEY.Key_F2)
    assert view.session.editor.geometry().top() == view.rect_of(cell, 1).toAlignedRect().top() + 1


def test_coming_from_below_a_split_cell_is_entered_at_its_end(view):
    view.set_sheet(split_form())
    view.go_to(indicator_ref(2, "deviation"))
    key(KEY.Key_Up)
    assert view.current_rect() == view.rect_of(view.current, len(view.parts_of(view.current)) - 1)


@pytest.mark.parametrize("zoom", [0.5, 1.5, 3.0])
def test_zoom_keeps_the_current_cell_in_sight(view, zoom):
    view.set_sheet(long_form())
    view.go_to(indicator_ref(41, "score"))
    view.set_zoom(zoom)
    assert view.zoom == zoom
    assert view.viewport().rect().contains(view.current_rect().toAlignedRect())


def test_ctrl_and_the_wheel_zoom_while_the_wheel_alone_scrolls(view):
    view.set_sheet(long_form())

    def wheel(delta, modifiers):
        at = QPointF(200, 200)
        event = QWheelEvent(
            at,
            view.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    wheel(120, CTRL)
    assert view.zoom == 1.1
    wheel(-240, Qt.KeyboardModifier.NoModifier)
    assert (view.zoom, view.verticalScrollBar().value() > 0) == (1.1, True)


def test_fit_width_follows_the_view(view):
    view.fit_width()
    for width in (700, 1100):
        view.resize(width, 640)
        paper = view.placement.page_rect(0)
        assert paper.width() == pytest.approx(view.viewport().width() - 32, abs=1)


@pytest.mark.parametrize(("width", "zoom"), [(500, 0.75), (1200, 1.0)])
def test_a_form_opens_legible_and_no_larger_than_paper(view, width, zoom):
    view.resize(width, 640)
    assert view.zoom == zoom
    view.set_zoom(1.5)
    view.resize(700, 640)
    assert view.zoom == 1.5


def test_the_header_stays_while_its_rows_scroll_by(view):
    view.set_sheet(long_form())
    assert not view.band.isVisible()
    view.go_to(indicator_ref(15, "score"))
    view.verticalScrollBar().setValue(int(view.placement.rect_of(view.parts_of(view.current)[0]).top()) - 200)
    assert view.band.isVisible()
    covered = next(
        cell for cell in view.sheet.cells if cell.col == 7 and 0 < view.rect_of(cell).top() < view.band.height()
    )
    view.go((covered.row, 7))
    assert view.current_rect().top() >= view.band.height()
    view.verticalScrollBar().setValue(0)
    assert not view.band.isVisible()


def test_a_click_on_the_header_band_goes_nowhere(view, qtbot):
    view.set_sheet(long_form())
    view.verticalScrollBar().setValue(700)
    view.go_to(indicator_ref(20, "score"))
    before = view.current
    qtbot.mouseClick(view.band, Qt.MouseButton.LeftButton, pos=view.band.rect().center())
    assert view.current == before


def test_header_rows_are_headers():
    assert f01().rows[f01().header.start].role is RowRole.HEADER


def test_a_selection_survives_the_form_built_anew(view):
    view.go((8, 5))
    key((KEY.Key_Down, SHIFT))
    view.set_sheet(f01(VALUES | {(3, "name"): "别的"}))
    assert view.painter.state.selected == {(8, 5), (9, 5)}
