"""Axes reach over the largest value in few round steps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.charts.axis import axis_for


@pytest.mark.parametrize(
    ("largest", "maximum", "step"),
    [
        ("2762.63", "3000", "500"),
        ("0.32", "0.4", "0.1"),
        ("6", "6", "1"),
        ("6.01", "8", "2"),
        ("9999.99", "10000", "2000"),
        ("61", "80", "20"),
        ("13", "15", "2.5"),
        ("0.000001", "0.000001", "0.0000002"),
    ],
)
def test_axis(largest, maximum, step):
    axis = axis_for(Decimal(largest))
    assert (axis.maximum, axis.step) == (Decimal(maximum), Decimal(step))
    assert axis.ticks[0] == 0
    assert axis.ticks[-1] == axis.maximum


@given(st.decimals("0.000001", 10**10, places=6))
def test_the_largest_value_fills_most_of_the_axis(largest):
    axis = axis_for(largest)
    assert axis.maximum - axis.step < largest <= axis.maximum
    assert 3 <= len(axis.ticks) <= 7
    assert axis.step.normalize().as_tuple().digits in {(1,), (2,), (2, 5), (5,)}


@pytest.mark.parametrize("largest", ["0", "-1"])
def test_nothing_has_no_axis(largest):
    with pytest.raises(ValueError, match="positive"):
        axis_for(Decimal(largest))
