"""定稿 by the hands of a clerk: refused with what must be mended, fixed, checked, lifted with a reason."""

from __future__ import annotations

import pytest

from models.enums import FilingState, Severity
from services.filing.finalise import stamp
from services.filing.refs import Change, FieldRef, Gesture
from services.workspace import scheme_shelf
from tests.ui.conftest import button
from ui.dialogs.finalise import ErrorsDialog, UnlockDialog
from ui.printing import form_pdf


@pytest.fixture
def demo(desk):
    desk.demo()
    desk.activate()
    return desk


def errors(desk):
    return [finding for finding in desk.session.checker.findings() if finding.severity is Severity.ERROR]


@pytest.fixture
def ready(demo):
    """The demonstration by a scheme in which nothing it contains blocks 定稿."""
    shelf, head = scheme_shelf(demo.controller.store), demo.filing.head
    own = shelf.copy(head.scheme, "从宽")
    blocking = dict.fromkeys([finding.rule.id for finding in errors(demo)], Severity.HINT.value)
    shelf.change(own.id, {"severities": blocking})
    demo.session.apply([Change(FieldRef("filing", head.id, "scheme"), head.scheme, own.id)], Gesture("换方案"))
    assert not errors(demo)
    return demo


@pytest.fixture
def fixed(ready):
    ready.pressing("定稿")
    ready.controller.run("finalise")
    ready.activate()
    return ready


def test_errors_are_listed_and_one_leads_to_its_cell(demo):
    project = demo.show(0)
    ref = FieldRef("project", project.id, "total_score")
    demo.session.type_text(ref, "1")
    assert errors(demo)
    seen = []

    def look(dialog):
        assert isinstance(dialog, ErrorsDialog)
        seen.extend([dialog.chosen, dialog.table.rowCount()])
        button(dialog, "去改这一项").click()

    count = len(errors(demo))
    demo.answering(look)
    demo.controller.run("finalise")
    finding, rows = seen
    assert rows == count
    assert demo.filing.head.state is FilingState.DRAFT
    assert demo.view.current.ref.whole == finding.ref.whole


def test_the_question_can_be_declined(ready):
    ready.pressing("取消")
    ready.controller.run("finalise")
    assert ready.filing.head.state is FilingState.DRAFT


def test_a_fixed_filing_shows_version_and_check_sum(fixed):
    bar = fixed.controller._bars.lock
    assert bar.isVisible()
    assert f"已定稿　{stamp(fixed.filing)}" in bar.words.text()
    assert "已定稿" in fixed.window.topbar.filing.text()
    assert "第 1 版" in fixed.message


def test_nothing_can_be_typed_pasted_or_deleted(fixed):
    project = fixed.show(0)
    ref = FieldRef("project", project.id, "name")
    name = project.name
    fixed.view.go_to(ref)
    fixed.view.setFocus()
    fixed.type("abc")
    assert not fixed.view.session.is_open
    assert "已定稿，不能修改" in fixed.message
    fixed.window.tell("")
    fixed.paste("abc")
    assert "已定稿，不能修改" in fixed.message
    fixed.window.tell("")
    fixed.controller.run("add_project")
    assert "已定稿，不能修改" in fixed.message
    assert (project.name, fixed.window.saved.text().startswith("● 已保存")) == (name, True)


def test_what_is_printed_carries_the_stamp(fixed, monkeypatch):
    fixed.show(0)
    stamps = []

    def watched(sheet, words):
        stamps.append(words)
        return form_pdf(sheet, words)

    monkeypatch.setattr("ui.file_actions.form_pdf", watched)
    monkeypatch.setattr("ui.file_actions.print_pdf", lambda *_: True)
    fixed.controller.run("print")
    assert stamps == [stamp(fixed.filing)]
    assert "第 1 版" in stamps[0]


def test_it_is_still_what_was_fixed(fixed):
    fixed.controller.run("verify")
    assert "校验通过" in fixed.message


def test_an_altered_filing_is_told(fixed, monkeypatch):
    warned = []
    monkeypatch.setattr(fixed.window, "warn", warned.append)
    fixed.project().name = "别的程序改的"
    fixed.controller.run("verify")
    assert "与定稿时的校验码不符" in warned[0]


def test_unlocking_asks_for_a_reason(fixed):
    def give(dialog):
        assert isinstance(dialog, UnlockDialog)
        assert not button(dialog, "解除定稿").isEnabled()
        dialog.reason.setPlainText("财政局要求更正")
        button(dialog, "解除定稿").click()

    fixed.answering(give)
    fixed.controller.run("unlock")
    assert fixed.filing.head.state is FilingState.DRAFT
    assert not fixed.controller._bars.lock.isVisible()
    history = fixed.controller.store.history(fixed.filing.id)
    assert history[0].name == "解除定稿：财政局要求更正"
    project = fixed.show(0)
    fixed.activate()
    fixed.fill(FieldRef("project", project.id, "name"), "abc")
    assert project.name == "abc"
