"""The window shows everything a filing holds: the list, the overview, what is added, approved, published, accounted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.enums import Outlook, ProjectKind, PublishedTable, Severity, StatementTopic
from services.export import Format
from services.filing.refs import FieldRef
from services.forms.catalogue import entry_key, forms_of
from services.forms.homes import home_of
from tests.ui.conftest import button, line
from ui.entries import EntryKind

MONITORING = "fold:运行监控"


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def click_line(desk, key):
    side = desk.window.sidebar
    index = side.entry_model.index(side.entry_model.row_of(key))
    side.list.scrollTo(index)
    QTest.mouseClick(side.list.viewport(), Qt.MouseButton.LeftButton, pos=side.list.visualRect(index).center())


def moment_form(desk, moment, place=0):
    key = f"{moment}:{desk.project(place).id}"
    assert desk.controller.navigator.show(key)
    desk.view.setFocus()
    return key


def texts(desk, kind):
    return [entry.text for entry in desk.window.sidebar.shown() if entry.kind is kind]


# ---- the list


def test_a_filing_opens_on_its_overview_without_the_findings_panel(demo):
    assert demo.window.pages.currentWidget() is demo.controller.overview
    assert not demo.findings.isVisible()
    assert demo.window.sidebar.list.entry().key == "overview"
    demo.show(0)
    assert demo.findings.isVisible()
    click_line(demo, "overview")
    assert not demo.findings.isVisible()


def test_every_form_has_a_line_and_opens(demo):
    keys = {entry.key for entry in demo.window.sidebar.lines}
    for entry in forms_of(demo.filing):
        assert entry.key in keys
        assert demo.controller.navigator.show(entry.key)
        assert demo.page.key == entry.key
        assert demo.window.sidebar.list.entry().key == entry.key


def test_groups_before_the_evaluation_are_folded_and_opened_by_click(demo):
    shown = {entry.key for entry in demo.window.sidebar.shown()}
    assert MONITORING in shown
    first = entry_key(demo.project().id).replace("evaluation", "monitoring")
    assert first not in shown
    click_line(demo, MONITORING)
    assert first in {entry.key for entry in demo.window.sidebar.shown()}
    click_line(demo, first)
    assert demo.page.key == first


def test_arrows_fold_and_unfold(demo):
    side = demo.window.sidebar
    side.list.setFocus()
    side.list.setCurrentIndex(side.entry_model.index(side.entry_model.row_of(MONITORING)))
    before = len(side.shown())
    demo.key(Qt.Key.Key_Right)
    assert len(side.shown()) == before + len(demo.filing.projects)
    demo.key(Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert side.list.entry().key == MONITORING
    demo.key(Qt.Key.Key_Left)
    assert len(side.shown()) == before


def test_the_filter_finds_what_is_folded_away(demo):
    side = demo.window.sidebar
    side.filter_box.setFocus()
    demo.type("sbk")
    keys = [entry.key.partition(":")[0] for entry in side.shown() if "社保卡" in entry.text]
    assert keys == ["declaration", "monitoring", "evaluation", "report"]
    demo.key(Qt.Key.Key_Return)
    assert demo.page.key.startswith("declaration:")


def test_the_line_of_all_projects_counts_their_errors(demo):
    errors = sum(demo.session.checker.verdict(project.id).errors for project in demo.filing.projects)
    folded = next(entry for entry in demo.window.sidebar.lines if entry.key == "LIST")
    demo.qtbot.waitUntil(lambda: folded.verdict is not None)
    assert folded.verdict.errors >= errors > 0


def test_an_incomplete_form_tells_its_percentage(demo):
    project = demo.show(0)
    entry = next(e for e in demo.window.sidebar.lines if e.key == demo.page.key)
    row = demo.filing.indicators(project.id)[0]
    demo.view.go_to(FieldRef("indicator", row.id, "actual"))
    demo.key(Qt.Key.Key_Delete)
    demo.qtbot.waitUntil(lambda: entry.percent is not None)
    assert 0 < entry.percent < 100


# ---- the overview


def test_a_click_on_the_overview_opens_the_form(demo):
    rows = demo.controller.overview.progress_rows
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert demo.page.project_id == rows.forms[0].project.id


def test_a_finding_on_the_overview_leads_to_its_cell(demo):
    page = demo.controller.overview
    finding = page.finding_cards()[0]
    card = next(c for c in page._finding_cards if c.finding is finding)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert demo.view.current.ref == finding.ref


def test_the_overview_follows_undo(demo):
    project = demo.show(0)
    demo.view.go_to(FieldRef("project", project.id, "result"))
    demo.key(Qt.Key.Key_Delete)
    demo.controller.navigator.show("overview")
    figure = demo.controller.overview.cards["progress"].figure
    assert figure.text() == "99%"
    demo.controller.run("undo")
    assert figure.text() == "100%"


def test_coverage_is_told_once_the_accounts_figure_is_known(demo):
    assert "还没有录入" in demo.controller.overview.coverage.text()
    demo.controller.navigator.show("PUBLISHED")
    row = next(r.record for r in demo.view.sheet.rows if r.record and r.record.entity == "statement")
    demo.session.type_text(row._replace(field="topic"), StatementTopic.FINAL_PROJECT.value)
    demo.session.type_text(row._replace(field="figure"), "30000")
    demo.controller.navigator.show("overview")
    assert "决算项目支出 30000 万元" in demo.controller.overview.coverage.text()


# ---- creating and deleting


@pytest.mark.parametrize(
    ("words", "kind"), [("新增项目", ProjectKind.SPECIFIC), ("新增转移支付项目", ProjectKind.TRANSFER)]
)
def test_projects_and_transfers_are_added_at_the_top(demo, words, kind):
    before = len(demo.filing.evaluations())
    demo.choosing(words)
    demo.window.topbar.add.click()
    fresh = demo.filing.evaluations()[-1]
    assert (len(demo.filing.evaluations()), fresh.kind) == (before + 1, kind)
    assert demo.filing.indicators(fresh.id)
    assert demo.page.key == entry_key(fresh.id)
    demo.controller.run("undo")
    assert len(demo.filing.evaluations()) == before


def test_the_department_is_deleted_taken_back_and_offered_only_once(demo):
    department = demo.filing.department
    demo.pressing("删除")
    demo.window.sidebar.list.asked.emit("delete_project", department.id)
    assert demo.filing.department is None
    demo.choosing("新增部门整体自评")
    demo.window.topbar.add.click()
    assert demo.filing.department is not None
    assert "add_department" in demo.controller._projects.there()
    demo.controller.run("undo")
    demo.controller.run("undo")
    assert demo.filing.department.id == department.id


# ---- the moments of the year


def test_a_target_is_changed_by_a_document_with_its_date(demo):
    moment_form(demo, "declaration", 3)
    project = demo.project(3)
    assert demo.page.bar.acts.isVisible()
    row = demo.filing.indicators(project.id)[0]

    def fill(dialog):
        line(dialog, "调整后的指标值").setText("≥1人")
        line(dialog, "批准文号").setText("某财绩〔2024〕12号")

        def again(dialog):
            assert "批准日期" in dialog.trouble.text()
            line(dialog, "批准日期").setText("2024年7月18日")
            button(dialog, "登记").click()

        demo.answering(again)
        button(dialog, "登记").click()

    demo.answering(fill)
    demo.controller.run("change_target")
    change = demo.filing.target_changes(row.id)[-1]
    assert (change.new, change.approved_on) == ("≥1人", date(2024, 7, 18))
    assert row.target == "≥1人"


def test_approval_is_asked_for_and_undone(demo):
    moment_form(demo, "declaration", 2)
    row = demo.filing.indicators(demo.project(2).id)[0]
    before = row.approved
    row_target = row.target
    demo.pressing("批复")
    demo.controller.run("approve_targets")
    assert row.approved == row_target != before
    demo.controller.run("undo")
    assert row.approved == before


@pytest.mark.parametrize("key", [" ", "1", "√"])
def test_a_tick_box_is_ticked_without_a_list(demo, key):
    moment_form(demo, "monitoring", 2)
    row = demo.filing.indicators(demo.project(2).id)[0]
    ref = FieldRef("indicator", row.id, f"outlook#{Outlook.MAYBE.name}")
    assert row.outlook is not Outlook.MAYBE
    assert demo.view.go_to(ref)
    demo.type(key)
    assert row.outlook is Outlook.MAYBE
    assert not demo.view.session.is_open
    demo.key(Qt.Key.Key_Delete)
    assert row.outlook is None


def test_a_space_takes_the_tick_back_and_letters_are_refused(demo):
    moment_form(demo, "monitoring")
    row = demo.filing.indicators(demo.project().id)[0]
    demo.view.go_to(FieldRef("indicator", row.id, "cause_staff"))
    demo.type("  ")
    assert row.cause_staff is False
    demo.type(" x")
    assert row.cause_staff is True
    assert "只能打勾" in demo.message


def test_the_month_of_monitoring_is_typed(demo):
    moment_form(demo, "monitoring")
    demo.fill(FieldRef("filing", demo.filing.id, "monitor_month"), "9")
    assert demo.filing.head.monitor_month == 9
    assert any("1—9月" in cell.text for cell in demo.view.sheet.cells)


def test_only_the_form_shown_is_exported(demo, tmp_path):
    key = moment_form(demo, "monitoring", 1)

    def choose(dialog):
        dialog.this_form.setChecked(True)
        dialog.pdf.setChecked(False)
        dialog.folder.setText(str(tmp_path / "out"))
        order = dialog.order()
        button(dialog, "取消").click()
        return order

    seen = demo.answering(choose)
    demo.controller.run("export")
    assert (seen[0].codes, seen[0].project_ids) == ({"F06b"}, {demo.project(1).id})
    assert key == demo.page.key


def test_word_is_a_third_format(demo, tmp_path):
    def choose(dialog):
        dialog.folder.setText(str(tmp_path / "out"))
        before = dialog.order().formats
        dialog.pdf.setChecked(False)
        dialog.xlsx.setChecked(False)
        none = dialog.accept_button.isEnabled()
        dialog.docx.setChecked(True)
        result = before, none, dialog.accept_button.isEnabled(), dialog.order().formats
        button(dialog, "取消").click()
        return result

    seen = demo.answering(choose)
    demo.controller.run("export")
    assert seen == [((Format.PDF, Format.XLSX), False, True, (Format.DOCX,))]


# ---- published tables, the accounts


def test_a_published_table_is_pasted_whole_and_undone_at_once(demo):
    demo.controller.navigator.show("PUBLISHED")
    first = next(r.record for r in demo.view.sheet.rows if r.record)
    demo.view.go_to(first._replace(field="department_name"))
    demo.view.setFocus()
    demo.paste("".join(f"某局\t项目{n}\t{n}.5\t98\t优\r\n" for n in range(1, 18)))
    lines = demo.filing.summary_lines(PublishedTable.OWN)
    assert [row.name for row in lines] == [f"项目{n}" for n in range(1, 18)]
    assert str(lines[16].amount) == "17.5"
    demo.controller.run("undo")
    assert not demo.filing.summary_lines(PublishedTable.OWN)


def test_rows_of_published_tables_are_inserted_and_deleted(demo):
    demo.controller.navigator.show("PUBLISHED")
    first = next(r.record for r in demo.view.sheet.rows if r.record)
    demo.fill(first._replace(field="name"), "one")
    demo.view.go_to(first._replace(field="name"))
    demo.key(Qt.Key.Key_Insert)
    assert len(demo.filing.summary_lines(PublishedTable.OWN)) == 2
    demo.type("two")
    demo.key(Qt.Key.Key_Return)
    assert [row.name for row in demo.filing.summary_lines(PublishedTable.OWN)] == ["one", "two"]
    demo.view.go_to(first._replace(field="name"))
    demo.ctrl(Qt.Key.Key_Delete)
    assert [row.name for row in demo.filing.summary_lines(PublishedTable.OWN)] == ["two"]


def test_what_a_text_says_is_compared_and_its_finding_leads_back(demo):
    demo.controller.navigator.show("PUBLISHED")
    row = next(r.record for r in demo.view.sheet.rows if r.record and r.record.entity == "statement")
    demo.session.type_text(row._replace(field="topic"), StatementTopic.OWN_COUNT.value)
    demo.fill(row._replace(field="figure"), "46")
    assert str(demo.filing.statements[0].figure) == "46"
    checker = demo.session.checker
    found = next(f for f in checker.findings() if f.ref.whole == row and f.severity is not Severity.HINT)
    assert home_of(demo.filing, found.ref).key == "PUBLISHED"
    assert found in [card.finding for card in demo.findings.cards()]
    demo.show(0)
    demo.controller._findings.go(found)
    assert demo.view.current.ref == found.ref


def test_accounts_are_begun_and_a_subject_is_found_by_initials(demo):
    demo.choosing("新增部门决算")
    demo.window.topbar.add.click()
    assert demo.page.key == "F07-A1"

    def choose(dialog):
        QTest.keyClicks(dialog.box, "xzyx")
        words = dialog.found.item(0).text()
        dialog.box.clear()
        QTest.keyClicks(dialog.box, "2080101")
        code = dialog.code()
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)
        return code, words

    seen = demo.answering(choose)
    QTest.keyClick(demo.view, Qt.Key.Key_Insert)
    assert seen[0][0] == "2080101"
    assert "行政运行" in seen[0][1]
    assert demo.view.current.ref.entity == "subject_line"
    demo.session.type_text(demo.view.current.ref, "12.5")
    assert "部门决算公开表" in texts(demo, EntryKind.HEADING)
    assert demo.findings.isVisible()


def test_search_finds_what_is_on_the_other_forms(demo):
    demo.controller.navigator.show("PUBLISHED")
    first = next(r.record for r in demo.view.sheet.rows if r.record)
    demo.fill(first._replace(field="name"), "qqqq")
    demo.show(0)
    demo.ctrl(Qt.Key.Key_F)
    demo.type("qqqq")
    demo.key(Qt.Key.Key_Return)
    assert demo.page.key == "PUBLISHED"
    assert demo.view.current.text == "qqqq"


@pytest.mark.parametrize("width", [911, 1366])
def test_pills_are_never_cut_off(demo, width):
    demo.show(0)
    demo.window.resize(width, 512)
    demo.qtbot.waitUntil(lambda: demo.window.width() == width)
    for pill in demo.findings.pills.values():
        pill.setText(pill.text() + "99")
    demo.findings._pill_row.arrange()
    for pill in demo.findings.pills.values():
        assert pill.width() >= pill.sizeHint().width()
        assert pill.geometry().right() <= demo.findings._pill_row.width()
