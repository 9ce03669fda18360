"""Shares add up to 100 as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.charts.shares import shares
from services.values.money import round_half_up

AMOUNTS = st.lists(st.decimals(0, 10**8, places=6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("values", "places", "expected"),
    [
        ("2076.76 9.94", 2, "99.52 0.48"),
        ("909.74 1204.24", 2, "43.03 56.97"),
        ("9.94 1989.15 42.79 72.1", 2, "0.47 94.10 2.02 3.41"),
        ("9.94 1989.15 42.79 72.1", 1, "0.5 94.1 2.0 3.4"),
        ("1 1 1", 2, "33.34 33.33 33.33"),
        ("1 1 1", 0, "34 33 33"),
        ("1 2 1 2", 1, "16.7 33.3 16.7 33.3"),
        ("0 0.32 0", 2, "0.00 100.00 0.00"),
        ("0 0", 2, "0 0"),
    ],
)
def test_shares(values, places, expected):
    found = shares([Decimal(value) for value in values.split()], places)
    assert found == tuple(Decimal(share) for share in expected.split())


@given(AMOUNTS, st.integers(0, 4))
def test_shares_add_up_and_lie_next_to_the_exact_ones(values, places):
    found, whole = shares(values, places), sum(values)
    assert sum(found) == (100 if whole else 0)
    unit = Decimal(1).scaleb(-places)
    assert all(abs(share - 100 * value / whole) < unit for share, value in zip(found, values, strict=True) if whole)


@given(AMOUNTS)
def test_ordinary_rounding_is_kept_where_it_adds_up(values):
    whole = sum(values)
    exact = [100 * value / whole if whole else Decimal(0) for value in values]
    rounded = tuple(round_half_up(share, 2) for share in exact)
    ties = any((share * 100) % 1 == Decimal("0.5") for share in exact)
    if sum(rounded) == 100 and not ties:
        assert shares(values) == rounded


def test_negative_values_have_no_shares():
    with pytest.raises(ValueError, match="negative"):
        shares([Decimal(1), Decimal(-1)])
