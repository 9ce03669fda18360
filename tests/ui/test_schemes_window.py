"""The user's schemes by the hands of a clerk: copied, changed, refused, given away, chosen."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QFileDialog

from models.enums import FilingState
from services.filing.refs import Change, FieldRef, Gesture
from services.scheme import shipped_schemes
from services.workspace import scheme_shelf
from tests.ui.conftest import button
from ui.dialogs.scheme_editor import SchemeEditor
from ui.dialogs.schemes import NameDialog, SchemesDialog

OWN = "某县2026年"


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def in_schemes(desk, act):
    def look(dialog):
        assert isinstance(dialog, SchemesDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    seen = desk.answering(look)
    desk.controller.run("schemes")
    assert seen
    desk.wait_checked()


def copied(desk, dialog):
    """Copy the scheme selected under a name of one's own."""

    def give(name):
        assert isinstance(name, NameDialog)
        name.name.setText(OWN)
        button(name, "复制").click()

    desk.answering(give)
    dialog.buttons["复制一份…"].click()


def editing(desk, dialog, act, *, close=True):
    def change(editor):
        assert isinstance(editor, SchemeEditor)
        act(editor)
        button(editor, "保存").click()
        if close and editor.isVisible():
            editor.reject()

    desk.answering(change)
    dialog.buttons["修改…"].click()


def own(desk):
    shelf = scheme_shelf(desk.controller.store)
    return next(scheme for scheme in shelf.schemes.values() if scheme.name == OWN)


def test_shipped_schemes_are_only_copied(demo):
    def look(dialog):
        assert dialog.table.rowCount() == len(shipped_schemes())
        assert dialog.chosen.id == demo.filing.scheme.id
        assert not dialog.buttons["修改…"].isEnabled()
        copied(demo, dialog)
        assert dialog.chosen.name == OWN
        assert dialog.buttons["修改…"].isEnabled()

    in_schemes(demo, look)
    assert own(demo).level1 == demo.filing.scheme.level1


def test_every_page_is_kept(demo):
    def change(editor):
        editor.basic.place.setText("某县")
        editor.scores.rate.setText("20")
        editor.scores.levels.item(0, 1).setText("40")
        assert "合计 100 分" in editor.scores.sum.text()
        editor.scores.grades.item(0, 1).setText("95")
        editor.limits.fields["rate_low"].setText("85")
        editor.labels.table.item(0, 2).setText("资金合计")
        editor.rules.search.setText("FI01")
        editor.rules.combo("FI01").setCurrentText("提示")

    def act(dialog):
        copied(demo, dialog)
        editing(demo, dialog, change)

    in_schemes(demo, act)
    scheme = own(demo)
    assert (scheme.place, str(scheme.execution_weight), str(scheme.grades[0].minimum)) == ("某县", "20", "95")
    assert (str(scheme.limits.rate_low), scheme.labels["F01.total"]) == ("0.85", "资金合计")
    assert scheme.severities["FI01"].value == "提示"
    assert str(scheme.level1[0].weight) == "40"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda editor: editor.scores.rate.setText("20"), "应为 100 分"),
        (lambda editor: editor.scores.rate.setText("多"), "应填数字"),
        (lambda editor: editor.scores.grades.item(1, 1).setText("95"), "两级重叠"),
        (lambda editor: editor.basic.name.setText(""), "请填写方案名称"),
        (lambda editor: editor.limits.fields["similarity"].setText("-1"), "应在 0 到"),
    ],
)
def test_a_contradiction_is_refused_with_the_reason(demo, change, reason):
    told = []

    def act(dialog):
        copied(demo, dialog)

        def wrong(editor):
            change(editor)
            button(editor, "保存").click()
            told.append(editor.trouble.text())
            editor.reject()

        demo.answering(wrong)
        dialog.buttons["修改…"].click()

    in_schemes(demo, act)
    assert reason in told[0]
    assert own(demo).scoring == demo.filing.scheme.scoring


def test_rules_are_found_by_their_words(demo):
    def look(editor):
        table = editor.rules.table
        editor.rules.search.setText("FI01")
        shown = [table.item(row, 0).text() for row in range(table.rowCount()) if not table.isRowHidden(row)]
        assert shown[0] == "FI01"
        assert f"显示 {len(shown)} 条" in editor.rules.counted.text()
        assert len(shown) < table.rowCount()

    def act(dialog):
        copied(demo, dialog)
        editing(demo, dialog, look)

    in_schemes(demo, act)


def test_a_scheme_is_chosen_and_undone(demo):
    old = demo.filing.scheme.id

    def act(dialog):
        copied(demo, dialog)
        button(dialog, "本编报用这个方案").click()

    in_schemes(demo, act)
    assert demo.filing.scheme.name == OWN
    assert OWN in demo.message
    demo.window.topbar.undo.click()
    assert demo.filing.scheme.id == old


def test_the_open_filing_follows_a_changed_scheme(demo):
    def choose(dialog):
        copied(demo, dialog)
        button(dialog, "本编报用这个方案").click()

    in_schemes(demo, choose)
    change = partial(editing, demo, act=lambda editor: editor.limits.fields["rate_low"].setText("50"))
    in_schemes(demo, change)
    assert str(demo.filing.scheme.limits.rate_low) == "0.5"
    assert demo.session.workspace.editor.undo_name == f"换用方案“{OWN}”"


def test_forms_and_findings_follow_a_changed_scheme(demo):
    def choose(dialog):
        copied(demo, dialog)
        button(dialog, "本编报用这个方案").click()

    in_schemes(demo, choose)
    rule = demo.session.checker.findings()[0].rule.id
    demo.show(0)

    def change(editor):
        editor.rules.combo(rule).setCurrentText("不审核")
        editor.labels.table.item(0, 2).setText("资金合计")

    in_schemes(demo, partial(editing, demo, act=change))
    assert rule not in {finding.rule.id for finding in demo.session.checker.findings()}
    assert "资金合计" in {cell.text for cell in demo.view.sheet.cells}


def test_a_scheme_behind_a_fixed_filing_is_not_changed(demo):
    def choose(dialog):
        copied(demo, dialog)
        button(dialog, "本编报用这个方案").click()

    in_schemes(demo, choose)
    head = demo.filing.head
    fix = Change(FieldRef("filing", head.id, "state"), head.state, FilingState.FINAL)
    demo.session.apply([fix], Gesture("定稿"))

    def refused(dialog):
        dialog.buttons["修改…"].click()
        assert "已按方案" in dialog.trouble.text()

    in_schemes(demo, refused)


def test_a_scheme_goes_out_and_comes_back_as_a_file(demo, tmp_path, monkeypatch):
    path = str(tmp_path / "方案.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))

    def act(dialog):
        copied(demo, dialog)
        dialog.buttons["导出为文件…"].click()
        demo.pressing("删除")
        dialog.buttons["删除"].click()
        assert dialog.table.rowCount() == len(shipped_schemes())
        dialog.buttons["从文件导入…"].click()
        assert dialog.chosen.name == OWN

    in_schemes(demo, act)


def test_a_file_that_is_no_scheme_is_refused(demo, tmp_path, monkeypatch):
    path = tmp_path / "坏.toml"
    path.write_text("name = ", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def act(dialog):
        dialog.buttons["从文件导入…"].click()
        assert "坏.toml" in dialog.trouble.text()

    in_schemes(demo, act)
