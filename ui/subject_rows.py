"""Rows of the input grids by subject: which subject is asked for, then the row is added."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from services.accounts.gestures import add_detail_line, add_subject_line
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.refs import Change
from services.forms import accounts_input
from services.forms.catalogue import FormEntry
from ui.dialogs.subject import ask_for_subject

_BY_SUBJECT = frozenset({accounts_input.INCOME_CODE, accounts_input.EXPENDITURE_CODE, accounts_input.BUDGET_CODE})


def asks_for_subject(entry: FormEntry) -> bool:
    """Whether a row of this sheet comes by choosing a subject."""
    return entry.code in _BY_SUBJECT or entry.code == accounts_input.DETAIL_CODE


def subject_rows(parent: QWidget | None, filing: Filing, entry: FormEntry) -> tuple[list[Change], str]:
    """Ask for the subject (for details also for the economic one) of a new row; no changes when it was put off."""
    ledger = ledger_of(filing)
    code = ask_for_subject(parent, "增加功能科目", ledger.functional)
    if not code:
        return [], ""
    name = f"增加科目 {code} {ledger.functional.name(code)}"
    if entry.code in _BY_SUBJECT:
        return add_subject_line(filing, code), name
    economic = ask_for_subject(parent, f"{code} 的经济科目", ledger.economic)
    return (add_detail_line(filing, code, economic), f"{name} × {economic}") if economic else ([], "")
