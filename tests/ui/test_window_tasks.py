from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from models.enums import AmountUnit
from services.filing.refs import FieldRef
from services.render.preview import PdfPages
from tests.ui.conftest import button, line
from ui.printing import form_pdf, send_pages


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def search(desk, text):
    desk.ctrl(Qt.Key.Key_F)
    desk.type(text)
    return desk.controller.matches


def test_search_chinese_and_enter_opens_the_cell(demo):
    matches = search(demo, "补贴")
    assert matches.isVisible()
    demo.key(Qt.Key.Key_Down)
    ref = matches.currentItem().data(Qt.ItemDataRole.UserRole)
    demo.key(Qt.Key.Key_Return)
    assert not matches.isVisible()
    assert demo.view.current.ref.whole == ref.whole
    assert demo.view.hasFocus()


def test_search_that_finds_nothing_says_so_and_esc_leaves(demo):
    demo.show(0)
    matches = search(demo, "zzzz")
    assert matches.item(0).text() == "没有找到“zzzz”"
    demo.key(Qt.Key.Key_Return)
    assert matches.isVisible()
    demo.key(Qt.Key.Key_Escape)
    assert not matches.isVisible()
    assert demo.view.hasFocus()


def test_undo_and_redo_name_what_they_do(demo):
    project = demo.show(0)
    demo.fill(FieldRef("project", project.id, "name"), "abc")
    bar = demo.window.topbar
    assert "键入“项目名称”" in bar.undo.toolTip()
    bar.undo.click()
    assert "键入“项目名称”" in bar.redo.toolTip()
    assert not bar.undo.isEnabled()
    bar.redo.click()
    assert project.name == "abc"


def test_undo_takes_over_the_open_cell_first(demo):
    project = demo.show(0)
    old = project.name
    demo.view.go_to(FieldRef("project", project.id, "name"))
    demo.type("abc")
    demo.window.topbar.undo.setEnabled(True)
    demo.controller.run("undo")
    assert project.name == old
    assert demo.session.workspace.editor.redo_name == "键入“项目名称”"


def test_the_unit_of_amounts_is_chosen(demo):
    demo.show(0)
    demo.choosing("元")
    demo.page.bar.unit_choice.click()
    assert demo.filing.head.amount_unit is AmountUnit.YUAN
    assert demo.page.bar.unit_choice.text().startswith("元")


def test_projects_are_renamed_moved_and_deleted_in_the_list(demo):
    project = demo.show(1)
    entries = demo.window.sidebar.list
    entries.setFocus()
    demo.key(Qt.Key.Key_F2)
    editor = entries.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "renamed")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    demo.qtbot.waitUntil(lambda: project.name == "renamed")
    entries.setFocus()
    demo.key(Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    names = [p.name for p in demo.filing.projects]
    entries.setFocus()
    demo.pressing("删除")
    demo.key(Qt.Key.Key_Delete)
    assert demo.filing.record("project", project.id) is None
    assert demo.page.project_id is None
    demo.controller.run("undo")
    assert [p.name for p in demo.filing.projects] == names


def test_the_list_is_narrowed_by_pinyin_initials(demo):
    box, model = demo.window.sidebar.filter_box, demo.window.sidebar.entry_model
    assert box.isVisible()
    box.setFocus()
    demo.type("sbk")
    shown = [e.text for e in model.entries if e.kind == "project"]
    assert 0 < len(shown) < 32
    assert all("社保卡" in text for text in shown)
    demo.key(Qt.Key.Key_Escape)
    assert sum(e.kind == "project" for e in model.entries) == 36


def test_arrows_in_the_list_keep_the_keyboard_there(demo):
    entries = demo.window.sidebar.list
    demo.show(0)
    entries.setFocus()
    demo.key(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert demo.page.project_id == demo.project(2).id
    assert entries.hasFocus()
    demo.key(Qt.Key.Key_Return)
    assert demo.view.hasFocus()


def test_a_bad_date_is_refused_and_the_text_kept(demo):
    project = demo.show(0)
    before, seen = project.start, []

    def correct(dialog):
        seen.append((dialog.trouble.text(), dialog.editor("start").text()))
        button(dialog, "取消").click()

    def spoil(dialog):
        dialog.editor("start").setText("someday")
        demo.answering(correct)
        button(dialog, "确定").click()

    demo.answering(spoil)
    demo.window.sidebar.list.asked.emit("properties", project.id)
    assert "开始日期" in seen[0][0]
    assert seen[0][1] == "someday"
    assert project.start == before


def test_the_unit_is_edited_from_the_list(demo):
    def write(dialog):
        line(dialog, "单位名称").setText("新单位")
        button(dialog, "确定").click()

    demo.answering(write)
    demo.controller.navigator.open_line("page", "unit")
    assert demo.filing.unit.name == "新单位"
    assert "新单位" in demo.window.topbar.filing.text()


def test_the_preview_shows_the_pdf_zooms_and_closes(demo):
    demo.show(0)

    def look(dialog):
        pages, width = dialog.pages.page_count, dialog.labels[0].width()
        dialog.larger()
        grown = dialog.labels[0].width() > width
        text = dialog.pages.text(0)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        return pages, grown, text

    seen = demo.answering(look)
    demo.controller.run("preview")
    with PdfPages(form_pdf(demo.page.sheet())) as pages:
        assert seen == [(pages.page_count, True, pages.text(0))]


def test_pages_are_sent_to_the_printer(demo, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    demo.controller.show_page(None)
    with PdfPages(form_pdf(demo.page.sheet())) as pages:
        assert send_pages(printer, pages, range(pages.page_count))
        with PdfPages(tmp_path / "printed.pdf") as printed:
            assert printed.page_count == pages.page_count
            assert printed.page_size(0)[0] > printed.page_size(0)[1]


def test_a_package_leaves_and_comes_back_through_the_menu(demo, tmp_path, monkeypatch):
    path = str(tmp_path / "one.jxbb")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    demo.controller.run("export_package")
    assert path in demo.message
    told = demo.pressing("确定")
    demo.controller.run("import")
    assert "已经在数据中" in told[0]
    demo.pressing("删除")
    gone, store = demo.filing.id, demo.controller.store
    demo.controller.run("delete_filing")
    assert gone not in {listing.filing_id for listing in store.filings()}
    demo.controller.run("import")
    assert len(demo.filing.projects) == 32


def test_a_backup_is_made_and_put_back(demo):
    project = demo.show(0)
    old, store = project.name, demo.controller.store

    def make(dialog):
        dialog.now.click()
        button(dialog, "关闭").click()

    demo.answering(make)
    demo.controller.run("backup")
    assert store.backups()
    assert "最近备份" in demo.window.backup.text()
    demo.fill(FieldRef("project", project.id, "name"), "abc")

    def put_back(dialog):
        dialog.table.selectRow(0)
        demo.pressing("恢复")
        button(dialog, "恢复选中的备份…").click()

    demo.answering(put_back)
    demo.controller.run("backup")
    assert demo.filing.project(project.id).name == old


def test_the_history_leads_to_the_cell(demo):
    project = demo.show(2)
    ref = FieldRef("project", project.id, "name")
    demo.fill(ref, "abc")
    demo.controller.show_page(None)

    def choose(dialog):
        dialog.table.selectRow(0)
        button(dialog, "回到这个格子").click()

    demo.answering(choose)
    demo.controller.run("history")
    assert demo.view.current.ref == ref


def paste_two_weights(desk):
    project = desk.show(0)
    rows = desk.filing.indicators(project.id)[:2]
    desk.view.go_to(FieldRef("indicator", rows[0].id, "weight"))
    return rows, [row.weight for row in rows]


@pytest.mark.parametrize(("answer", "taken"), [("只填其余的", True), ("全部不填", False)])
def test_a_paste_with_refusals_is_asked_about_and_undone_at_once(demo, answer, taken):
    rows, before = paste_two_weights(demo)
    demo.pressing(answer)
    demo.paste("7\r\nabc\r\n")
    assert (rows[0].weight == 7) is taken
    assert rows[1].weight == before[1]
    if taken:
        demo.view.setFocus()
        demo.ctrl(Qt.Key.Key_Z)
    assert [row.weight for row in rows] == before


def test_a_paste_that_is_refused_whole_only_says_so(demo):
    rows, before = paste_two_weights(demo)
    demo.pressing("知道了")
    demo.paste("abc\r\ndef\r\n")
    assert [row.weight for row in rows] == before
