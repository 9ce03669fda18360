"""The arithmetic of relations and their tolerance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from services.texts import relation as r
from services.texts.relation import Operand


def printed(text: str, unit: str = "万元") -> Operand:
    """An operand with the precision it is printed with; counts are exact."""
    value = Decimal(text)
    half = Decimal(0) if unit == "个" else Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    return Operand(value, half, text, unit=unit, coarse=half)


@pytest.mark.parametrize(
    ("whole", "parts", "holds"),
    [
        ("2113.98", ["909.74", "1204.24", "0.00"], True),
        ("58.70", ["12.68", "1.06", "44.97"], True),
        ("58.70", ["12.68", "1.06", "44.99"], False),
        ("1989.15", ["498.79", "59.17", "185.28", "130.16", "26.04", "57.98", "1020.74", "10.98"], True),
        ("22680.96", ["19146.36", "3474.60", "240.00"], False),
    ],
)
def test_sum(whole: str, parts: list[str], holds: bool):
    assert r.added(printed(whole), [printed(part) for part in parts]).holds is holds


def test_parts_that_are_zero_bring_no_tolerance():
    with_zeros = r.added(printed("1.00"), [printed("0.97"), *[printed("0.00")] * 9])
    assert with_zeros.tolerance == Decimal("0.010")
    assert not with_zeros.holds


def test_counts_are_exact():
    relation = r.added(printed("70", "个"), [printed(n, "个") for n in ("6", "31", "17", "15")])
    assert (relation.tolerance, relation.gap, relation.holds) == (0, 1, False)


def test_a_total_printed_coarser_may_be_rounded():
    assert r.added(printed("72.1"), [printed("40.13"), printed("31.95")]).holds


def test_chain_has_signs():
    chain = r.added(printed("236.34"), [printed(n) for n in ("202.09", "12.00", "6.25", "40.00")], [1, -1, 1, 1])
    assert chain.holds
    assert chain.formula == "202.09 − 12.00 + 6.25 + 40.00"


@pytest.mark.parametrize(
    ("rate", "part", "whole", "holds"),
    [
        ("43.03", "909.74", "2113.98", True),
        ("43.04", "909.74", "2113.98", False),
        ("100", "2104.04", "2113.98", False),
        ("50", "7.9", "15.8", True),
    ],
)
def test_share(rate: str, part: str, whole: str, holds: bool):
    claimed = Operand(Decimal(rate), Decimal("0.005"), rate, unit="%")
    relation = r.share(claimed, printed(part), printed(whole))
    assert relation is not None
    assert relation.holds is holds


def test_no_share_of_nothing():
    assert r.share(printed("5"), printed("1.00"), printed("0.00")) is None
    assert r.growth(printed("5"), printed("1.00"), printed("0.00"), 1) is None


@pytest.mark.parametrize(
    ("make", "holds"),
    [
        (lambda: r.difference(printed("648.65"), printed("2113.98"), printed("2762.63"), -1), True),
        (lambda: r.difference(printed("648.65"), printed("2113.98"), printed("2762.63"), 1), False),
        (lambda: r.growth(printed("23.48"), printed("2113.98"), printed("2762.63"), -1), True),
        (lambda: r.growth(printed("30.68"), printed("2113.98"), printed("2762.63"), -1), False),
        (lambda: r.growth_of_change(printed("13.51"), printed("0.05"), printed("0.37")), True),
        (lambda: r.direction(printed("0"), printed("2113.98"), printed("2762.63"), -1), True),
        (lambda: r.direction(printed("0"), printed("2113.98"), printed("2762.63"), 1), False),
        (lambda: r.direction(printed("0"), printed("10.00"), printed("10.01"), 1), True),
        (lambda: r.product(printed("152.37"), [printed("15237", "个"), Operand(Decimal("0.01"))]), True),
        (lambda: r.counted(printed("17", "个"), [printed("1", "个")] * 16), False),
        (lambda: r.same(printed("2762.63"), printed("2762.62")), True),
        (lambda: r.same(printed("78", "个"), printed("67", "个")), False),
    ],
)
def test_other_relations(make: Any, holds: bool):
    assert make().holds is holds


def test_another_figure_is_tried_at_its_place():
    wrong = Operand(Decimal("2113.98"), Decimal("0.005"), span=(5, 9))
    relation = r.added(printed("2113.98"), [wrong, printed("58.70"), printed("1204.24")])
    assert not relation.holds
    repaired = relation.with_value((5, 9), Decimal("851.04"))
    assert repaired is not None
    assert repaired.holds


@pytest.mark.parametrize(
    ("text", "factor", "half"),
    [("72.10", 1, "0.005"), ("72", 1, "0"), ("72", 10000, "5000"), ("8.5", 10000, "500")],
)
def test_half_unit(text: str, factor: int, half: str):
    assert r.half_unit(Decimal(text), Decimal(factor)) == Decimal(half)
