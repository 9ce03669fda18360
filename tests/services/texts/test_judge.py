"""Readings compete: one that agrees ends the matter, several plausible ones say nothing, one root is told once."""

from __future__ import annotations

from decimal import Decimal

from services.texts.judge import Hypothesis, judge
from services.texts.relation import Operand, added, share


def figure(value: str, at: int) -> Operand:
    return Operand(Decimal(value), Decimal("0.005"), value, span=(at, at + 1))


def adds(whole: Operand, *parts: Operand, group: str = "g", plausible: bool = True) -> Hypothesis:
    return Hypothesis(group, "sum", added(whole, parts), plausible=plausible)


A, B, C, WHOLE = figure("1.00", 1), figure("2.00", 2), figure("3.00", 3), figure("4.00", 0)


def test_one_reading_that_agrees_ends_the_matter():
    judged = judge([adds(WHOLE, A, B), adds(WHOLE, A, C, plausible=False)])
    assert len(judged.holds) == 1
    assert judged.contradictions == ()


def test_a_single_plausible_reading_that_fails_is_told():
    judged = judge([adds(WHOLE, A, B), adds(WHOLE, B, C, plausible=False)])
    assert [one.relation.gap for one in judged.contradictions] == [1]


def test_two_plausible_readings_say_nothing():
    assert judge([adds(WHOLE, A, B), adds(WHOLE, B, C)]).contradictions == ()


def test_no_plausible_reading_says_nothing():
    assert judge([adds(WHOLE, A, B, plausible=False)]).contradictions == ()


def test_what_fails_for_one_number_is_one_contradiction():
    rate = share(Operand(Decimal(25), Decimal("0.005"), "25", span=(9, 10)), B, figure("6.00", 4))
    assert rate is not None
    judged = judge([adds(WHOLE, A, B, group="sum"), Hypothesis("share", "share", rate)])
    (found,) = judged.contradictions
    assert found.root == B.span
    assert [one.pattern for one in (found.failed, *found.also)] == ["sum", "share"]


def test_a_number_that_agrees_elsewhere_is_no_root():
    rate = share(Operand(Decimal(25), Decimal("0.005"), "25", span=(9, 10)), B, figure("6.00", 4))
    assert rate is not None
    right = adds(figure("5.00", 7), B, C, group="right")
    judged = judge([adds(WHOLE, A, B, group="sum"), Hypothesis("share", "share", rate), right])
    assert len(judged.contradictions) == 2


def test_the_same_claim_in_two_places_is_told_once():
    again = [figure(value, at) for value, at in (("4.00", 20), ("1.00", 21), ("2.00", 22))]
    judged = judge([adds(WHOLE, A, B, group="here"), adds(*again, group="there")])
    assert [len(one.also) for one in judged.contradictions] == [1]
