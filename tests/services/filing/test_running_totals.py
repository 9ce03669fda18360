"""Totals: running sums equal fresh ones after any changes; names are matched without marks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundNature, FundSource
from services.filing.funds import FundColumn
from services.filing.totals import Measure, Section, Share, Totals, name_key

AMOUNTS = st.sampled_from(
    [None, Decimal(0), Decimal("0.1"), Decimal("3398.25"), Decimal("192.853287"), Decimal(10) ** 9]
)
SHARES = st.builds(
    lambda section, name, nature, grade, budget, executed, central: share(
        section, name, nature, grade, budget=budget, executed=executed, central=central
    ),
    st.sampled_from(list(Section)),
    st.sampled_from(["", "就业", "培训"]),
    st.sampled_from(list(FundNature)),
    st.sampled_from(["", "优", "良"]),
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
)


def share(
    section: Section, name: str = "", nature: FundNature = FundNature.GENERAL, grade: str = "", **money: Any
) -> Share:
    measures: dict[str, Measure] = {
        "budget": FundColumn.BUDGET,
        "executed": FundColumn.EXECUTED,
        "central": FundSource.CENTRAL,
    }
    amounts: dict[Measure, Decimal] = {measures[key]: value for key, value in money.items() if value is not None}
    if money.get("budget") is not None:
        amounts[nature] = money["budget"]
    return Share("?", name, section, nature, amounts, None, grade, money.get("central") is not None)


def placed(project_id: str, one: Share | None) -> Share | None:
    if one is None:
        return None
    return Share(project_id, one.name, one.section, one.nature, one.amounts, one.score, one.grade, one.by_levels)


def told(totals: Totals) -> list[Any]:
    measures = [*FundColumn, *FundNature, FundSource.CENTRAL]
    return [
        *(totals.amount(section, measure) for section in Section for measure in measures),
        *(totals.count(section, nature) for section in Section for nature in (None, *FundNature)),
        *(totals.grade(section, grade) for section in Section for grade in ("优", "良")),
        *(totals.levelled(section) for section in Section),
        *(totals.together(column) for column in FundColumn),
        sorted(totals.department_ids),
        sorted(one.project_id for one in totals.named("就业")),
        totals.most_left(),
    ]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | SHARES), max_size=20))
def test_running_totals_equal_fresh_ones(steps: list[tuple[str, Share | None]]) -> None:
    running, fresh = Totals(), Totals()
    for project_id, one in steps:
        running.replace(project_id, placed(project_id, one))
    for project_id, one in dict(steps).items():
        fresh.replace(project_id, placed(project_id, one))
    assert told(running) == told(fresh)


def test_a_transfer_payment_with_a_form_of_the_same_name_counts_once() -> None:
    totals = Totals()
    made = (("a", Section.OWN, "就业", 60), ("t", Section.TRANSFER, "“就业”", 50), ("u", Section.TRANSFER, "培训", 7))
    for project_id, section, name, budget in made:
        totals.replace(project_id, placed(project_id, share(section, name, budget=Decimal(budget))))
    assert totals.together(FundColumn.BUDGET) == (Decimal(67), 2)
    totals.replace("a", None)
    assert totals.together(FundColumn.BUDGET) == (Decimal(57), 2)


def test_blank_is_not_nothing() -> None:
    totals = Totals()
    totals.replace("a", placed("a", share(Section.OWN)))
    assert totals.amount(Section.OWN, FundColumn.BUDGET) is None
    totals.replace("b", placed("b", share(Section.OWN, budget=Decimal(0))))
    assert totals.amount(Section.OWN, FundColumn.BUDGET) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("就业见习（冀财社[2022]150号）", "就业见习(冀财社【2022】150号)", True),
        ("“三支一扶” 经费", "三支一扶经费", True),
        ("2023年就业", "2024年就业", False),
        ("——", "", True),
    ],
)
def test_names_are_matched_without_marks(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same
