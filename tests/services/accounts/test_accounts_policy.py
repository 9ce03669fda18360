"""The [accounts] part of a scheme."""

from __future__ import annotations

from typing import Any

import pytest

from services.accounts.policy import NATIONAL, SICHUAN, AccountsPolicy, TableKind
from services.scheme import shipped_schemes


def test_sets_have_thirteen_and_nine_tables() -> None:
    assert (len(SICHUAN), len(NATIONAL)) == (13, 9)
    assert AccountsPolicy.from_mapping({"tables": "national-9"}).tables == NATIONAL
    assert AccountsPolicy.from_mapping({"tables": ["fund", "totals"]}).number(TableKind.TOTALS) == 2
    assert AccountsPolicy.from_mapping({"tables": ["totals"]}).number(TableKind.FUND) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"tables": "x"}, "tables"),
        ({"tables": []}, "tables"),
        ({"tables": ["totals", "totals"]}, "重复"),
        ({"tables": ["nothing"]}, "nothing"),
        ({"class_rows": 25}, "class_rows"),
        ({"capital_columns": 5}, "capital_columns"),
        ({"basic_groups": 1}, "basic_groups"),
        ({"zero": "零"}, "zero"),
        ({"chart_places": 3}, "chart_places"),
        ({"caption_before": "前"}, "caption_before"),
        ({"three_public": "wide"}, "wide"),
        ({"rows": 1}, "rows"),
    ],
)
def test_contradictions_are_refused_in_words(data: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        AccountsPolicy.from_mapping(data)


def test_every_shipped_scheme_has_a_set() -> None:
    assert {len(scheme.accounts.tables) for scheme in shipped_schemes().values()} == {9, 13}
