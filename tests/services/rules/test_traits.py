"""Traits of indicator rows, and the rules that hang on them."""

from __future__ import annotations

import pytest

from services.filing.assess import assess
from services.rules.catalogue import all_rules
from services.rules.traits import Trait, traits
from tests.services.rules.casebook import filing, indicator, project

T = Trait


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (indicator("≥95%", "99%", "满意度"), T.NUMERIC | T.PERCENT | T.UPWARD | T.SHARE | T.ACTUAL | T.MET),
        (indicator("≧200人", "44", "人员（人）"), T.NUMERIC | T.UPWARD | T.NOTED | T.ACTUAL | T.UNMET | T.BRACKETED),
        (indicator("≥10人", "20人", "人员"), T.NUMERIC | T.UPWARD | T.ACTUAL | T.OVER),
        (indicator("优良中差", "优", "作用"), T.QUALITATIVE | T.ACTUAL | T.MET),
        (indicator("≥1年", "", "失业率"), T.NUMERIC | T.UPWARD | T.LENGTH | T.LESS_IS_BETTER | T.UNSCORED),
        (indicator("优良中差", "优", "参加人数"), T.QUALITATIVE | T.ACTUAL | T.MET | T.COUNTABLE),
        (indicator("≤1年", "", "失业率"), T.NUMERIC | T.LENGTH | T.UNSCORED),
        (indicator("大于等天90%", "", "作用"), T.UNREADABLE | T.UNSCORED),
        (indicator("", "", "作用", score=0, deviation="无", last_actual="9", coefficient=1),
         T.SCORED | T.DEVIATION | T.LAST | T.RATED),
        (indicator("", "", ""), T.UNSCORED),
        (indicator("", "", "", expected="9"), T.UNSCORED | T.MONITORED),
    ],
)  # fmt: skip
def test_traits_of_a_row(row: tuple[str, dict[str, object]], expected: int) -> None:
    [view] = assess(filing(project(row)), "p").indicators
    assert traits(view) == expected


def test_only_indicator_rules_name_traits() -> None:
    assert [rule.id for rule in all_rules().values() if rule.when and rule.on_indicator is None] == []
