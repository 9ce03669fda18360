"""What a key works out of other figures, and how it is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.expressions import call_of, work_out
from services.reports.quote import Quote, QuoteKind, amount, amount_text, percent_text

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)


def figures(*values: str | None) -> list[Quote]:
    return [amount(f"k{n}", f"第{n}个数", None if v is None else Decimal(v), even=True) for n, v in enumerate(values)]


def text(function: str, *values: str | None, places: int = 2) -> str:
    arguments = figures(*values)
    if function == "portion":
        arguments = [arguments[0], *arguments]
    return work_out("key", function, arguments, places).text(places)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("t.totals.total_in.amount", None),
        ("share(a,b)", ("share", ["a", "b"])),
        ("change(sum(a,b),minus(c,zero(d)))", ("change", ["sum(a,b)", "minus(c,zero(d))"])),
        ("sum()", ("sum", [])),
    ],
)
def test_a_key_is_a_name_or_a_call(key: str, expected: tuple[str, list[str]] | None) -> None:
    assert call_of(key) == expected


@pytest.mark.parametrize(
    ("function", "values", "expected"),
    [
        ("rate", ("2076.76", "2086.70"), "99.52%"),
        ("rate", ("5", "5"), "100%"),
        ("rate", ("0", "5"), "0%"),
        ("rate", ("5", "0"), ""),
        ("rate", ("0.0001", "100"), "不足0.01%"),
        ("rate", (None, "5"), ""),
        ("growth", ("2113.98", "2762.63"), "23.48%"),
        ("growth", ("5", "0"), ""),
        ("gap", ("2113.98", "2762.63"), "648.65"),
        ("minus", ("3", "5"), "-2"),
        ("sum", ("1.5", None, "2"), "3.50"),
        ("sum", (None, None), ""),
        ("zero", (None,), "0"),
        ("trend", ("2", "3"), "减少"),
        ("trend", ("3", "3.001"), "持平"),
        ("change", ("2113.98", "2762.63"), "减少648.65万元，下降23.48%"),
        ("change", ("20", "16"), "增加4万元，增长25%"),
        ("change", ("2", "2"), "持平"),
        ("change", ("3.20", "0"), "增加3.20万元"),
        ("change", (None, "2"), ""),
        ("portion", ("1", "1", "1"), "33.34%"),
        ("portion", ("0", "0"), "0%"),
    ],
)
def test_functions(function: str, values: tuple[str | None, ...], expected: str) -> None:
    assert text(function, *values) == expected


@pytest.mark.parametrize(("places", "expected"), [(0, "100%"), (1, "99.5%"), (2, "99.52%")])
def test_percentages_have_the_declared_places(places: int, expected: str) -> None:
    assert text("rate", "2076.76", "2086.70", places=places) == expected


@pytest.mark.parametrize(
    ("value", "even", "expected"),
    [
        ("2086.7", True, "2086.70"),
        ("112", True, "112"),
        ("196.5", False, "196.5"),
        ("0", True, "0"),
        ("0.004", True, "0.004"),
        ("-1.5", True, "-1.50"),
    ],
)
def test_amounts_as_texts_print_them(value: str, even: bool, expected: str) -> None:
    assert amount_text(Decimal(value), even=even) == expected


@given(st.lists(AMOUNTS, min_size=1, max_size=9).filter(any))
def test_portions_of_a_whole_add_up_to_100(values: list[Decimal]) -> None:
    parts = [amount(f"k{n}", "", value) for n, value in enumerate(values)]
    shares = [work_out("", "portion", [part, *parts], 2).value or Decimal(0) for part in parts]
    printed = [Decimal(percent_text(share, 2).rstrip("%")) for share in shares if "不足" not in percent_text(share, 2)]
    assert sum(printed) == 100


@given(now=AMOUNTS, before=AMOUNTS)
def test_direction_size_and_rate_agree(now: Decimal, before: Decimal) -> None:
    said = text("change", str(now), str(before))
    assert said.startswith({-1: "减少", 0: "持平", 1: "增加"}[(now > before) - (now < before)])
    assert ("增长" in said) == (now > before > 0)
    assert ("下降" in said) == (now < before)


def test_a_derived_figure_names_the_cells_of_its_parts() -> None:
    made = work_out("key", "rate", figures("1", "2"), 2)
    assert made.kind is QuoteKind.PERCENT
    assert made.parts == (("第0个数", Decimal(1)), ("第1个数", Decimal(2)))
