"""The sheets of the final accounts in order: input grids, published tables, and the pension subsidy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from services.accounts.ledger import ledger_of
from services.accounts.policy import TableKind
from services.filing.filing import Filing
from services.forms import accounts_input, accounts_matters, accounts_overrides, final_tables, pension
from services.forms.sheet import Sheet

INPUT_GROUP = "部门决算录入表"
PENSION_GROUP = "城乡居保补助"


@dataclass(frozen=True, slots=True)
class AccountForm:
    """One sheet of the final accounts: its code, name, heading in lists, and builder."""

    code: str
    name: str
    group: str
    build: Callable[[Filing], Sheet]


_INPUTS = tuple(
    AccountForm(code, name, INPUT_GROUP, build)
    for code, name, build in (
        (accounts_input.INCOME_CODE, accounts_input.INCOME_TITLE, accounts_input.build_income),
        (accounts_input.EXPENDITURE_CODE, accounts_input.EXPENDITURE_TITLE, accounts_input.build_expenditure),
        (accounts_input.BUDGET_CODE, accounts_input.BUDGET_TITLE, accounts_input.build_budget),
        (accounts_input.ECONOMIC_CODE, accounts_input.ECONOMIC_TITLE, accounts_input.build_economic),
        (accounts_input.DETAIL_CODE, accounts_input.DETAIL_TITLE, accounts_input.build_detail),
        (accounts_matters.CARRIED_CODE, accounts_matters.CARRIED_TITLE, accounts_matters.build_carried),
        (accounts_matters.THREE_PUBLIC_CODE, accounts_matters.THREE_PUBLIC_TITLE, accounts_matters.build_three_public),
        (accounts_matters.MATTER_CODE, accounts_matters.MATTER_TITLE, accounts_matters.build_matter),
        (accounts_matters.LAST_YEAR_CODE, accounts_matters.LAST_YEAR_TITLE, accounts_matters.build_last_year),
    )
)
_DIFFERENCES = AccountForm(accounts_overrides.CODE, accounts_overrides.TITLE, INPUT_GROUP, accounts_overrides.build)
_PENSION = (
    AccountForm(pension.BUDGET_CODE, pension.BUDGET_TITLE, PENSION_GROUP, pension.build_budget),
    AccountForm(pension.PAID_CODE, pension.PAID_TITLE, PENSION_GROUP, pension.build_paid),
)


def account_forms(filing: Filing) -> list[AccountForm]:
    """Every sheet of the final accounts that a filing has.

    Input grids once the accounts were begun, the list of differences while a published figure differs, published
    tables once there is a figure, the pension subsidy once a county was added.
    """
    ledger = ledger_of(filing)
    forms = list(_INPUTS) if ledger.begun else []
    forms += [_DIFFERENCES] if accounts_overrides.differences(filing) else []
    if not ledger.empty:
        forms += _published(filing)
    return [*forms, *(_PENSION if ledger.pension_lines else ())]


def account_form(filing: Filing, code: str) -> AccountForm | None:
    """A sheet of the final accounts by its code, None when there is none."""
    return next((form for form in account_forms(filing) if form.code == code), None)


def _published(filing: Filing) -> Iterator[AccountForm]:
    for kind in filing.scheme.accounts.tables:
        for part, (code, name) in enumerate(final_tables.sheets_of(filing, kind), start=1):
            yield AccountForm(code, name, final_tables.GROUP, partial(_table, kind=kind, part=part))


def _table(filing: Filing, *, kind: TableKind, part: int) -> Sheet:
    return final_tables.build(filing, kind, part)
