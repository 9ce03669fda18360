"""What follows from the figures of a project by its scheme: the total where there is no budget."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.values.policy import ZeroBudget
from tests.services.filing.yearbook import yearbook


def assessed(zero_budget: ZeroBudget, budget: str, **project: object) -> Assessment:
    """Two indicators of 50 and 40 分, of which the first is met by 98 of 100."""
    filing: Filing = yearbook(1)
    filing.scheme = replace(filing.scheme, scoring=replace(filing.scheme.scoring, zero_budget=zero_budget))
    funding = next(iter(filing.fundings("p1").values()))
    funding.budget = funding.executed = Decimal(budget)
    filing.indicators("p1")[1].weight = Decimal(40)
    for name, value in project.items():
        setattr(filing.projects[0], name, value)
    return assess(filing, "p1")


@pytest.mark.parametrize(
    ("zero_budget", "budget", "typed", "total"),
    [
        (ZeroBudget.ZERO, "0", None, "89"),
        (ZeroBudget.SPREAD, "0", None, "98.89"),
        (ZeroBudget.SPREAD, "0", Decimal(10), "99"),
        (ZeroBudget.SPREAD, "100", None, "99"),
    ],
)
def test_without_a_budget_the_indicators_may_be_the_whole(
    zero_budget: ZeroBudget, budget: str, typed: Decimal | None, total: str
) -> None:
    """A budget of 0 costs the points of the execution rate, or they go to the indicators (49+40 of 90 分)."""
    assert assessed(zero_budget, budget, execution_score=typed).total_score == Decimal(total)


def test_the_total_without_a_budget_says_how_it_came_about() -> None:
    assert assessed(ZeroBudget.SPREAD, "0").total_suggested.how == "98.89 = 100 × 89 ÷ 90"
