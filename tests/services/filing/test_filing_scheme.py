"""Another scheme for an open filing: forms, scores and severities follow at once, and undo brings the old ones back."""

from __future__ import annotations

from pathlib import Path

from models.enums import Severity
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.refs import Change, FieldRef, Gesture
from services.rules.engine import Checker
from services.schemes import SchemeShelf
from tests.services.filing.yearbook import Nowhere, yearbook

CHOOSE = Gesture("换方案")


def opened(filing: Filing) -> tuple[Editor, Checker]:
    editor, checker = Editor(Nowhere(), filing), Checker(filing)
    editor.listen(checker.update)
    checker.check_all()
    return editor, checker


def scheme_change(filing: Filing, scheme_id: str) -> Change:
    return Change(FieldRef("filing", filing.id, "scheme"), filing.head.scheme, scheme_id)


def test_forms_follow_the_scheme_and_undo_takes_it_back() -> None:
    filing = yearbook(1)
    editor, _ = opened(filing)
    editor.apply([scheme_change(filing, "sichuan-county")], CHOOSE)
    assert (filing.scheme.id, filing.project_form in filing.scheme.forms) == ("sichuan-county", True)
    editor.undo()
    assert filing.scheme.id == "national-50"


def test_severities_of_the_users_scheme_count_at_once(tmp_path: Path) -> None:
    filing = yearbook(1)
    editor, checker = opened(filing)
    rules = {finding.rule.id for finding in checker.findings()}
    assert rules
    shelf = SchemeShelf(tmp_path)
    own = shelf.copy("national-50", "本县方案")
    shelf.change(own.id, {"severities": dict.fromkeys(rules, Severity.OFF.value)})
    filing.scheme_of = shelf.named
    editor.apply([scheme_change(filing, own.id)], CHOOSE)
    assert not rules & {finding.rule.id for finding in checker.findings()}
    editor.undo()
    assert {finding.rule.id for finding in checker.findings()} == rules
