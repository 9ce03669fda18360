"""What is typed, what follows from details, and carry-over."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.accounts_matters import Matter, ThreePublic
from models.enums import FundNature as N
from services.accounts.ledger import ledger_of
from services.accounts.lines import line_ref
from services.filing.gestures import set_value, type_text
from tests.services.accounts.books import FILING, book, carried, detail, economic, only, subject

DETAILS = [detail("2080101", "30101", basic=5), detail("2080101", "30201", basic=2, project=1)]


def test_general_expenditure_follows_from_details() -> None:
    ledger = ledger_of(book(DETAILS))
    assert ledger.subject_figure("2080101", "general_basic").value == 7
    assert ledger.economic_figure("30201", "general_project").value == 1
    assert ledger.amount("208", "general_basic", "general_project") == 8
    assert ledger.detail_amount("20801", "302") == 3


def test_typed_figure_counts_and_the_derived_one_stays() -> None:
    figure = ledger_of(book([*DETAILS, subject("2080101", general_basic=9)])).subject_figure("2080101", "general_basic")
    assert (figure.value, figure.derived, figure.typed_over) == (9, 7, True)


def test_fund_columns_never_follow_from_details() -> None:
    assert ledger_of(book(DETAILS)).subject_figure("2080101", "fund_basic").value is None


@pytest.mark.parametrize(
    ("records", "fund", "opening", "closing"),
    [
        ([carried(N.GENERAL, opening=10), subject("2080101", income_general=5, general_basic=3)], N.GENERAL, 10, 12),
        ([subject("2120802", opening_fund=2, income_fund=5, fund_project=3)], N.FUND, 2, 4),
        ([carried(N.FUND, opening=9), subject("2120802", opening_fund=2, income_fund=5)], N.FUND, 9, 14),
        ([carried(N.GENERAL, opening=1, closing=7)], N.GENERAL, 1, 7),
        (
            [only(Matter, used_surplus=4, distributed=1), subject("2080101", income_other=2, to_superior=1)],
            N.OTHER,
            None,
            4,
        ),
        ([], N.CAPITAL, None, 0),
    ],
)
def test_carry_over(records: list[object], fund: N, opening: object, closing: object) -> None:
    ledger = ledger_of(book(records))  # type: ignore[arg-type]
    assert (ledger.opening(fund).value, ledger.closing(fund).value) == (opening, closing)


def test_three_public_follows_from_economic_subjects_until_typed() -> None:
    spent = [economic("30913", general_project=3), economic("31013", fund_project=4)]
    assert ledger_of(book(spent)).three_public_figure("purchase").value == 7
    typed = ledger_of(book([*spent, only(ThreePublic, purchase=6)])).three_public_figure("purchase")
    assert (typed.value, typed.derived, typed.typed_over) == (6, 7, True)
    assert ledger_of(book()).three_public_figure("abroad").value is None


def test_ledger_is_kept_until_a_line_changes() -> None:
    filing = book(DETAILS)
    before = ledger_of(filing)
    assert ledger_of(filing) is before
    for change in type_text(filing, line_ref(FILING, "subject_line", "2080101", "income_general"), "1.5"):
        filing.put(change)
    assert ledger_of(filing).amount("", "income_general") == Decimal("1.5")


def test_empty_cells_have_addresses_before_their_line() -> None:
    filing = book()
    ref = line_ref(FILING, "economic_line", "30101", "general_basic")
    changes = set_value(filing, ref, Decimal(3))
    assert [(change.is_record, change.ref.id) for change in changes] == [(True, "f:30101"), (False, "f:30101")]
    assert set_value(filing, ref, None) == []


def test_budget_of_a_subject_gives_its_completion() -> None:
    ledger = ledger_of(book([subject("2080101", budget=8, general_basic=6), subject("2080150", general_basic=1)]))
    assert (ledger.completion("2080101"), ledger.completion("2080150")) == (Decimal("0.75"), None)
    assert ledger.completion("") == Decimal(7) / 8
