"""The manual of rules is what the catalogue says, and the catalogue is fit to be printed."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from services.filing.fields import field_spec
from services.rules.catalogue import Rule, all_rules
from services.rules.manual import GROUPS, MANUAL, manual, write

RULES = list(all_rules().values())


def test_the_manual_is_up_to_date() -> None:
    assert MANUAL.read_text("utf-8") == manual(), "run: python -m services.rules.manual"


def test_every_rule_has_its_row() -> None:
    rows = re.findall(r"^\| ([A-Z]{2}[0-9]{2}) \|", manual(), re.MULTILINE)
    assert rows == [rule.id for rule in RULES]


def test_all_rows_have_as_many_cells_as_the_head(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "rules.md")
    table = [line for line in (tmp_path / "docs" / "rules.md").read_text("utf-8").splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {9}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_record_is_complete(rule: Rule) -> None:
    assert rule.group in GROUPS
    assert all((rule.title, rule.text, rule.remedy, rule.basis, rule.doc))
    assert len(rule.title) <= 14
    for name in rule.reads:
        assert field_spec(*name.split(".")).title
    assert all(name is None or name for _, name, _, _ in Formatter().parse(rule.text))
