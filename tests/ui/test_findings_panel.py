from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.enums import Severity
from services.filing.refs import FieldRef
from services.forms.keys import entry_key
from tests.ui.conftest import button


@pytest.fixture
def busy(desk):
    """The demonstration on the form of its first project with errors."""
    desk.demo()
    places = [n for n, p in enumerate(desk.filing.projects) if desk.session.checker.verdict(p.id).errors]
    desk.show(places[0])
    return desk


def explainable(desk):
    """A finding that may stay with an explanation, its form open."""
    checker = desk.session.checker
    finding = next(f for f in checker.findings() if f.severity is not Severity.ERROR and f.ref.entity == "indicator")
    assert desk.controller.show_page(finding.project_id)
    return finding


def card_of(desk, finding):
    return next(
        c for c in desk.findings.cards() if c.finding.rule.id == finding.rule.id and c.finding.key == finding.key
    )


def explain(desk, finding, text):
    def write(dialog):
        desk.type(text)
        button(dialog, "保存说明").click()

    desk.answering(write)
    card_of(desk, finding).explain.click()


def test_typing_shows_findings_and_a_click_goes_to_the_cell(desk):
    desk.demo()
    project = desk.show(0)
    row = desk.filing.indicators(project.id)[0]
    ref = FieldRef("indicator", row.id, "actual")
    before = len(desk.findings.cards())
    desk.fill(ref, "1")
    assert len(desk.findings.cards()) > before
    card = next(c for c in desk.findings.cards() if c.finding.ref.id == row.id)
    desk.view.go_to(FieldRef("project", project.id, "name"))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert desk.view.current.ref == card.finding.ref


def test_cards_are_kept_between_edits(busy):
    cards = busy.findings.cards()
    busy.fill(FieldRef("project", busy.page.project_id, "name"), "new name")
    assert busy.findings.cards()[0] is cards[0]


def test_the_computed_value_is_adopted_with_one_undo(desk):
    desk.demo()
    finding = next(f for f in desk.session.checker.findings() if f.hit.adopt is not None)
    desk.controller.show_page(finding.project_id)
    ref, _text = finding.hit.adopt
    before = desk.filing.value(ref)
    card_of(desk, finding).adopt.click()
    assert desk.filing.value(ref) != before
    assert "采用建议" in desk.window.topbar.undo.toolTip()
    desk.view.setFocus()
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.filing.value(ref) == before


def test_an_explanation_is_kept_and_goes_stale_with_the_figures(desk):
    desk.demo()
    finding = explainable(desk)
    explain(desk, finding, "政策调整")
    assert "已说明：政策调整" in card_of(desk, finding).answer.text()
    desk.again()
    desk.controller.show_page(finding.project_id)
    card = card_of(desk, finding)
    assert "已说明：政策调整" in card.answer.text()
    assert card.explain.text() == "改说明"


def test_f4_walks_every_open_finding_once(desk):
    desk.demo()
    checker = desk.session.checker
    open_findings = [f for f in checker.findings() if f.severity is Severity.ERROR or not checker.answer(f)]
    seen = set()
    desk.view.setFocus()
    for _ in open_findings:
        desk.key(Qt.Key.Key_F4)
        at = desk.controller._findings._at
        seen.add((at.rule.id, at.key))
    assert len(seen) == len({(f.rule.id, f.key) for f in open_findings})


def test_filters_count_and_narrow(busy):
    panel = busy.findings
    errors = int(panel.pills["错误"].text().split()[1])
    panel.pills["错误"].click()
    assert errors == len(panel.cards()) > 0


def test_a_mend_in_one_project_updates_the_list(busy):
    """The state beside every project is shown a little after the last edit."""
    entries = busy.window.sidebar.entry_model.entries
    project = busy.filing.project(busy.page.project_id)
    entry = next(e for e in entries if e.key == entry_key(project.id))
    row = busy.filing.indicators(project.id)[0]
    busy.fill(FieldRef("indicator", row.id, "name"), "x" * 3)
    busy.fill(FieldRef("indicator", row.id, "actual"), "")
    busy.qtbot.waitUntil(lambda: entry.verdict == busy.session.checker.verdict(project.id))


def test_a_typed_over_score_asks_for_its_reason(desk):
    desk.demo()
    project = desk.show(0)
    row = desk.filing.indicators(project.id)[0]
    desk.fill(FieldRef("indicator", row.id, "score"), "3")
    assert desk.page.reason.isVisible()
    assert desk.view.hasFocus()
    desk.ctrl(Qt.Key.Key_R)
    assert desk.page.reason.line.hasFocus()
    desk.type("财政要求")
    desk.key(Qt.Key.Key_Return)
    assert row.score_note == "财政要求"
    assert not desk.page.reason.isVisible()
    assert desk.view.hasFocus()


def test_a_reason_can_wait(desk):
    desk.demo()
    project = desk.show(0)
    row = desk.filing.indicators(project.id)[0]
    desk.fill(FieldRef("indicator", row.id, "score"), "3")
    desk.ctrl(Qt.Key.Key_R)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.page.reason.isVisible()
    assert row.score_note == ""
    assert any(c.finding.ref.id == row.id for c in desk.findings.cards())
