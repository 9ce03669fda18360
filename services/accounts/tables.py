"""The published tables of a filing, derived from its ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from services.accounts.detail_table import detail_table
from services.accounts.economic_tables import basic_table, economic_table
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.main_tables import (
    capital_expenditure_table,
    capital_table,
    expenditure_table,
    fund_table,
    general_table,
    income_table,
    project_table,
)
from services.accounts.overrides import with_overrides
from services.accounts.pension_tables import ALLOCATION_KEY, BUDGET_KEY, pension_budget_table, pension_paid_table
from services.accounts.policy import TableKind
from services.accounts.table import Table
from services.accounts.three_public_table import three_public_table
from services.accounts.total_tables import appropriation_table, totals_table
from services.filing.filing import Filing

DERIVED: Mapping[str, Callable[[Ledger], Table]] = {
    TableKind.TOTALS: totals_table,
    TableKind.INCOME: income_table,
    TableKind.EXPENDITURE: expenditure_table,
    TableKind.APPROPRIATION: appropriation_table,
    TableKind.ECONOMIC: economic_table,
    TableKind.GENERAL: general_table,
    TableKind.DETAIL: detail_table,
    TableKind.BASIC: basic_table,
    TableKind.PROJECT: project_table,
    TableKind.FUND: fund_table,
    TableKind.CAPITAL: capital_table,
    TableKind.CAPITAL_EXPENDITURE: capital_expenditure_table,
    TableKind.THREE_PUBLIC: three_public_table,
    BUDGET_KEY: pension_budget_table,
    ALLOCATION_KEY: pension_paid_table,
}


class FinalTables:
    """All tables of one state of a filing, each derived when first asked for.

    A table outside the scheme's set (公开05表 in a set of nine) can still be asked for: its `number` is None.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._made: dict[str, Table] = {}

    def __getitem__(self, key: str) -> Table:
        """A table by TableKind, or by the key of a pension table. KeyError when there is none."""
        if key not in self._made:
            self._made[key] = with_overrides(self.ledger, DERIVED[key](self.ledger))
        return self._made[key]

    def published(self) -> list[Table]:
        """The tables of the scheme's set in their order."""
        return [self[kind] for kind in self.ledger.policy.tables]

    def offered(self, kind: TableKind) -> Table | None:
        """A table of the scheme's set, None when the set is without it."""
        return self[kind] if kind in self.ledger.policy.tables else None


def tables_of(filing: Filing) -> FinalTables:
    """The tables of a filing as it stands, derived once for each of its states."""
    ledger = ledger_of(filing)
    known = filing.derived.get(_CACHED)
    if known is None or known.ledger is not ledger:
        known = filing.derived[_CACHED] = FinalTables(ledger)
    return cast("FinalTables", known)


_CACHED = "final_tables"
