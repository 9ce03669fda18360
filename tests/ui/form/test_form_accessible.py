from __future__ import annotations

from PySide6.QtGui import QAccessible

from tests.ui.form.sheets import f01, indicator_ref

TEXT, ROLE = QAccessible.Text, QAccessible.Role


def table(view):
    return QAccessible.queryAccessibleInterface(view)


def child(view, ref):
    sheet = view.sheet
    return table(view).child(sheet.cells.index(sheet.by_ref[ref]))


def test_the_form_is_a_table_of_its_cells(view):
    form = table(view)
    assert form.role() == ROLE.Table
    assert form.text(TEXT.Name) == "项目支出绩效自评表"
    assert form.childCount() == len(f01().cells)


def test_a_cell_has_name_value_place(view):
    cell = child(view, indicator_ref(0, "actual"))
    assert cell.role() == ROLE.Cell
    assert cell.text(TEXT.Name) == "创业奖补人数 · actual"
    assert cell.text(TEXT.Value) == "16人"
    inside = cell.rect()
    assert table(view).childAt(inside.center().x(), inside.center().y()).text(TEXT.Value) == "16人"


def test_a_cell_without_title_is_named_by_its_labels(view):
    total = next(i for i, cell in enumerate(view.sheet.cells) if (cell.row, cell.col) == (4, 8))
    assert table(view).child(total).text(TEXT.Name) == "10 得分"


def test_a_computed_cell_describes_how_it_comes_about(view):
    rate = next(i for i, cell in enumerate(view.sheet.cells) if (cell.row, cell.col) == (4, 7))
    assert "÷" in table(view).child(rate).text(TEXT.Description)
    assert table(view).child(rate).state().readOnly


def test_focus_follows_the_current_cell(view):
    view.go_to(indicator_ref(1, "name"))
    focused = table(view).focusChild()
    assert focused.text(TEXT.Value) == "社会保险补贴人数"
    assert focused.state().focused


def test_a_reader_may_set_a_value(view):
    log = []
    view.edit_committed.connect(lambda ref, text: log.append((ref, text)))
    child(view, indicator_ref(0, "weight")).setText(TEXT.Value, "12")
    assert log == [(indicator_ref(0, "weight"), "12")]


def test_children_outlive_a_new_sheet(view):
    last = table(view).child(len(view.sheet.cells) - 1)
    view.set_sheet(f01(count=2))
    assert not last.isValid()


def test_a_listening_reader_is_told_of_every_move(view, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append((event.type(), event.child())))
    view.go_to(indicator_ref(2, "name"))
    expected = view.sheet.cells.index(view.sheet.by_ref[indicator_ref(2, "name")])
    assert told == [(QAccessible.Event.Focus, expected)]
