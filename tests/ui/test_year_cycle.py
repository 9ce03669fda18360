"""The year's cycle by the hands of a clerk: a new year, comparison, merging, collecting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from services.accounts.ledger import ledger_of
from services.accounts.lines import line_ref
from services.filing.confirm import is_to_confirm
from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.merge import Side, Status
from services.filing.package import write_package
from services.filing.refs import Change, FieldRef, Gesture
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.composer import Composer
from services.reports.figures_unit import subordinates
from services.reports.gestures import add_subordinate
from tests.services.filing.yearbook import yearbook
from tests.ui.conftest import button
from ui.dialogs.collect import CollectDialog
from ui.dialogs.compare import CompareDialog
from ui.dialogs.export import ExportProgress
from ui.dialogs.merge import MergeDialog
from ui.dialogs.new_year import NewYearDialog
from ui.dialogs.sheets import SheetsDialog
from ui.dialogs.tables import is_ticked, set_ticked


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def in_menu(desk, start, act):
    """Choose an entry of the menu under the filing's name, and do something with the dialog it opens."""
    seen = []

    def choose(menu):
        menu.setActiveAction(next(action for action in menu.actions() if action.text().startswith(start)))
        desk.answering(lambda dialog: seen.append(act(dialog)))
        QTest.keyClick(menu, Qt.Key.Key_Return)

    desk.answering(choose)
    desk.window.topbar.filing.click()
    return seen


def begin_next_year(desk, act=lambda _dialog: None):
    """Begin the next year; `act` changes what the dialog proposes."""
    seen = {}

    def fill(dialog):
        assert isinstance(dialog, NewYearDialog)
        act(dialog)
        seen["wish"] = dialog.answer()
        button(dialog, "开始新年度").click()

    desk.answering(fill)
    desk.controller.run("new_year")
    desk.wait_checked()
    return seen["wish"]


def test_a_new_year_from_the_menu(demo):
    old = demo.filing
    goal = next(p for p in old.projects if p.goal)

    def keep_one(dialog):
        assert dialog.source.currentData() == old.id
        for row in range(dialog.table.rowCount()):
            set_ticked(dialog.table, row, on=dialog.table.item(row, 0).text() == goal.name)
        assert "结转 1 个" in dialog.counted.text()
        button(dialog, "开始新年度").click()

    assert in_menu(demo, "从上年开始新年度", keep_one)
    demo.wait_checked()
    filing = demo.filing
    assert (filing.head.year, filing.head.previous_filing) == (old.head.year + 1, old.id)
    assert [(p.name, p.goal, p.goal_to_confirm) for p in filing.projects] == [(goal.name, goal.goal, True)]
    assert "请确认" in demo.message


def test_the_same_year_twice_is_refused_in_the_dialog(demo):
    year = begin_next_year(demo).year
    demo.controller.open_filing(next(x.filing_id for x in demo.controller.store.filings() if x.year == year - 1))
    demo.wait_checked()
    told = []

    def look(dialog):
        told.append(dialog.trouble.text())
        dialog.reject()

    def again(dialog):
        demo.answering(look)
        button(dialog, "开始新年度").click()

    demo.answering(again)
    demo.controller.run("new_year")
    assert "已有" in told[0]
    assert f"{year}年度" in told[0]


def test_all_none_and_the_proposal(demo):
    counts = []

    def tick(dialog):
        texts = ("全不选", "全选", "按建议")
        buttons = {b.text(): b for b in dialog.findChildren(type(demo.window.topbar.undo)) if b.text() in texts}
        for text in texts:
            buttons[text].click()
            counts.append(sum(is_ticked(dialog.table, row) for row in range(dialog.table.rowCount())))
        counts.append(len(dialog.answer().keep))

    wish = begin_next_year(demo, tick)
    assert counts[:2] == [0, len(wish.filing.evaluations())]
    assert counts[2] == counts[3] > 0


def test_what_comes_along_beside_the_projects(demo):
    for change in add_subordinate(demo.filing, "县就业局"):
        demo.session.apply([change], Gesture("准备"))
    assert not demo.session.type_text(line_ref(demo.filing.id, "subject_line", "2080101", "income_general"), "120")
    told = []
    begin_next_year(demo, lambda dialog: told.append((dialog.notes.isVisible(), dialog.notes.text())))
    assert told[0][0]
    assert "县就业局。" in told[0][1]
    assert "部门决算只带来上年数" in told[0][1]
    assert subordinates(demo.filing)[-1].name == "县就业局"
    assert ledger_of(demo.filing).last_year.total == 120


@pytest.fixture
def new_year(demo):
    begin_next_year(demo)
    demo.activate()
    project = next(p for p in demo.filing.projects if p.goal_to_confirm)
    demo.controller.go_to(FieldRef("project", project.id, "goal"))
    return demo


def test_a_carried_text_is_marked_and_confirmed(new_year):
    ref = new_year.view.current.ref
    bar = new_year.controller._bars.confirm
    assert "上年带来的文字" in new_year.view.tip(new_year.view.current)
    assert bar.isVisible()
    bar.confirm.click()
    assert not bar.isVisible()
    assert not is_to_confirm(new_year.filing, ref)
    new_year.window.topbar.undo.click()
    assert is_to_confirm(new_year.filing, ref)
    assert bar.isVisible()


def test_typing_over_a_carried_text_confirms_it(new_year):
    ref = new_year.view.current.ref
    new_year.fill(ref, "今年的目标")
    assert not is_to_confirm(new_year.filing, ref)


def test_all_of_a_form_is_confirmed_at_once(new_year):
    project_id = new_year.page.project_id
    rows = new_year.filing.indicators(project_id)[:2]
    session = new_year.session
    flags = [
        Change(FieldRef("indicator", row.id, "deviation_to_confirm"), row.deviation_to_confirm, True) for row in rows
    ]
    texts = [Change(FieldRef("indicator", row.id, "deviation"), row.deviation, "上年的原因") for row in rows]
    session.apply([*texts, *flags], Gesture("准备"))
    bar = new_year.controller._bars.confirm
    assert bar.confirm_all.isVisible()
    bar.confirm_all.click()
    assert not any(row.deviation_to_confirm for row in new_year.filing.indicators(project_id))
    assert not new_year.filing.project(project_id).goal_to_confirm


def test_nothing_is_asked_on_the_overview(new_year):
    bar = new_year.controller._bars.confirm
    new_year.window.pages.setCurrentWidget(new_year.controller.overview)
    assert not bar.isVisible()
    new_year.window.pages.setCurrentWidget(new_year.page)
    assert bar.isVisible()


# ---- comparing


def compared(desk, command, act=lambda _dialog: None):
    """Compare with what the dialog proposes; what the comparison shows."""
    seen = {}

    def look(dialog):
        assert isinstance(dialog, SheetsDialog)
        seen["text"] = dialog.words.text()
        seen["cells"] = [cell.text for cell in dialog.sheet.cells]
        act(dialog)
        dialog.reject()

    def choose(dialog):
        assert isinstance(dialog, CompareDialog)
        seen["chosen"] = dialog.chosen
        desk.answering(look)
        button(dialog, "对比").click()

    desk.answering(choose)
    desk.controller.run(command)
    return seen


def test_compared_with_last_year(demo):
    begin_next_year(demo)
    seen = compared(demo, "compare_year")
    year = demo.filing.head.year
    assert seen["chosen"].name.startswith(f"{year - 1}年度")
    assert f"{year - 1}年度" in seen["cells"]
    assert f"{year}年度" in seen["cells"]


def test_compared_with_a_backup_and_exported(demo, tmp_path):
    demo.controller.store.backup()
    project = demo.project()
    old = project.name
    demo.session.type_text(FieldRef("project", project.id, "name"), "后来的名称")
    folder = tmp_path / "导出"

    def export(dialog):
        def give(order):
            order.folder.setText(str(folder))
            button(order, "导出").click()

        demo.answering(give)
        dialog.export()
        assert "已导出 2 个文件" in dialog.message.text()

    seen = compared(demo, "compare_draft", export)
    assert seen["chosen"].kind == "备份"
    assert {old, "后来的名称"} <= set(seen["cells"])
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".xlsx"]


def test_accounts_and_passages_are_compared_too(demo):
    demo.controller.store.backup()
    filing = demo.filing
    for ref, text in (
        (line_ref(filing.id, "subject_line", "2080101", "general_basic"), "120"),
        (passage_ref(filing.id, ReportKey("N8"), "evaluation-group"), "组长由局长担任。"),
    ):
        assert not demo.session.type_text(ref, text)
    cells = compared(demo, "compare_draft")["cells"]
    assert {"（功能科目决算）", "2080101 行政运行", "120"} <= set(cells)
    assert {"绩效自评开展情况", "组长由局长担任。"} <= set(cells)


def test_compared_with_a_package(demo, tmp_path, monkeypatch):
    path = tmp_path / "送来的.jxbb"
    write_package(demo.filing, path)
    old = demo.project().name
    demo.session.type_text(FieldRef("project", demo.project().id, "name"), "后来的名称")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    seen = []

    def choose(dialog):
        dialog._browse()
        assert dialog.chosen.name == "送来的.jxbb"
        demo.answering(lambda sheets: (seen.extend(cell.text for cell in sheets.sheet.cells), sheets.reject()))
        button(dialog, "对比").click()

    demo.answering(choose)
    demo.controller.run("compare_draft")
    assert {old, "后来的名称"} <= set(seen)


def test_a_damaged_package_is_told(demo, tmp_path, monkeypatch):
    path = tmp_path / "坏的.jxbb"
    path.write_bytes(b"nothing")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    warned = []
    monkeypatch.setattr(demo.window, "warn", warned.append)

    def choose(dialog):
        dialog._browse()
        button(dialog, "对比").click()

    demo.answering(choose)
    demo.controller.run("compare_draft")
    assert "已损坏" in warned[0]


def test_nothing_is_typed_into_a_comparison(demo):
    demo.controller.store.backup()
    demo.session.type_text(FieldRef("project", demo.project().id, "name"), "后来的名称")

    def type_into(dialog):
        QTest.keyClicks(dialog.view, "abc")
        assert not dialog.view.session.is_open

    compared(demo, "compare_draft", type_into)


# ---- merging


@pytest.fixture
def subordinate(demo, tmp_path, monkeypatch):
    """A package of a unit with one project of the demonstration's year."""
    filing = yearbook(2, "unit", "县就业局")
    filing.head.year = demo.filing.head.year
    path = tmp_path / "县就业局.jxbb"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def pack(change=lambda _filing: None) -> Filing:
        change(filing)
        write_package(filing, path)
        return filing

    return pack


def merging(desk, act):
    seen = []

    def look(dialog):
        assert isinstance(dialog, MergeDialog)
        seen.append(dialog)
        act(dialog)

    desk.answering(look)
    desk.controller.run("merge")
    return seen


def names(desk):
    return {p.name for p in desk.filing.evaluations()}


def test_nothing_is_taken_before_it_is_said_so(demo, subordinate):
    subordinate()
    before = names(demo)
    merging(demo, lambda dialog: dialog.reject())
    assert names(demo) == before


def test_new_projects_come_in_one_gesture(demo, subordinate):
    subordinate()
    before = names(demo)
    merging(demo, lambda dialog: button(dialog, "合并").click())
    assert names(demo) - before == {"项目1", "项目2"}
    demo.window.topbar.undo.click()
    assert names(demo) == before


@pytest.mark.parametrize(("word", "listed"), [("新增进来", True), ("不要", False)])
def test_the_unit_is_offered_as_a_unit_below(demo, subordinate, word, listed):
    subordinate()

    def decide(dialog):
        dialog.combo(dialog._plan.subordinate.ref).setCurrentText(word)
        button(dialog, "合并").click()

    merging(demo, decide)
    assert ("县就业局" in {unit.name for unit in subordinates(demo.filing)}) is listed


def test_what_was_written_on_a_project_comes_with_it(demo, subordinate):
    def write(filing):
        ref = passage_ref(filing.id, ReportKey("N4", filing.projects[0].id), "use-note")
        for change in set_value(filing, ref, f"实际执行⟦p.{filing.projects[0].id}.executed⟧。"):
            filing.put(change)

    subordinate(write)
    merging(demo, lambda dialog: button(dialog, "合并").click())
    project = next(p for p in demo.filing.evaluations() if p.name == "项目1")
    report = Composer(demo.filing, ReportKey("N4", project.id))
    assert report.passage("use-note").text == "实际执行95。"


def test_a_new_project_can_be_left_out(demo, subordinate):
    subordinate()

    def leave_out(dialog):
        plan = dialog._plan
        dialog.combo(plan.having(Status.NEW)[0].ref).setCurrentText("不要")
        button(dialog, "合并").click()

    before = names(demo)
    merging(demo, leave_out)
    assert len(names(demo) - before) == 1


@pytest.mark.parametrize(("side", "goal"), [(Side.OURS, "本级写的"), (Side.THEIRS, "对方写的")])
def test_a_conflict_is_decided_before_merging(demo, subordinate, side, goal):
    subordinate()
    merging(demo, lambda dialog: button(dialog, "合并").click())
    project = next(p for p in demo.filing.evaluations() if p.name == "项目1")
    demo.session.type_text(FieldRef("project", project.id, "goal"), "本级写的")
    subordinate(lambda filing: setattr(filing.projects[0], "goal", "对方写的"))

    def decide(dialog):
        assert not button(dialog, "合并").isEnabled()
        assert "还有 1 处" in dialog.open_ones.text()
        dialog.decide_all(side)
        button(dialog, "合并").click()

    merging(demo, decide)
    assert demo.filing.project(project.id).goal == goal


def test_a_package_that_brings_nothing_says_so(demo, subordinate):
    subordinate()
    merging(demo, lambda dialog: button(dialog, "合并").click())
    demo.controller.run("merge")
    assert "没有不同" in demo.message


# ---- collecting


@pytest.fixture
def packages(tmp_path, monkeypatch):
    folder = tmp_path / "各单位"
    folder.mkdir()
    for number in (1, 2):
        write_package(yearbook(3, f"f{number}", f"单位{number}"), folder / f"单位{number}.jxbb")
    (folder / "坏的.jxbb").write_bytes(b"nothing")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def collecting(desk, act):
    seen = {}

    def look(dialog):
        assert isinstance(dialog, SheetsDialog)
        seen["words"] = dialog.words.text()
        seen["tabs"] = [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())]
        seen["last"] = act(dialog)
        dialog.reject()

    def add(dialog):
        assert isinstance(dialog, CollectDialog)
        assert not button(dialog, "汇集").isEnabled()
        dialog._add_folder()
        desk.answering(look)
        button(dialog, "汇集").click()

    desk.answering(add)
    desk.controller.run("collect")
    return seen


def test_many_packages_are_collected_and_bad_ones_named(demo, packages):
    def refused(dialog):
        dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
        return [cell.text for cell in dialog.view.sheet.cells]

    seen = collecting(demo, refused)
    assert "2 个数据包　6 个项目　1 个没有计入" in seen["words"]
    assert seen["tabs"][0] == "自评等级统计表"
    assert "坏的.jxbb" in seen["last"]


def test_a_collection_is_exported(demo, packages, tmp_path):
    folder = tmp_path / "汇总"

    def export(dialog):
        def give(order):
            order.folder.setText(str(folder))
            QTest.keyClick(order, Qt.Key.Key_Return)

        demo.answering(give)
        dialog.export()

    collecting(demo, export)
    assert len(list(folder.iterdir())) == 2


def test_a_folder_of_bad_packages_is_told(demo, tmp_path, monkeypatch):
    (tmp_path / "坏的.jxbb").write_bytes(b"nothing")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "坏的.jxbb")], ""))

    def add(dialog):
        dialog._add_files()
        button(dialog, "汇集").click()

    demo.answering(add)
    warned = []
    monkeypatch.setattr(demo.window, "warn", warned.append)
    demo.controller.run("collect")
    assert "坏的.jxbb" in warned[0]


def test_collecting_can_be_stopped(demo, packages, monkeypatch):
    monkeypatch.setattr(ExportProgress, "wasCanceled", lambda _self: True)

    def add(dialog):
        dialog._add_folder()
        button(dialog, "汇集").click()

    demo.answering(add)
    demo.controller.run("collect")
    assert demo.message == "已停止汇集。"


def test_a_year_begins_only_from_a_filing(desk, monkeypatch):
    desk.start()
    warned = []
    monkeypatch.setattr(desk.window, "warn", warned.append)
    desk.controller.run("new_year")
    assert "请先新建年度编报" in warned[0]
