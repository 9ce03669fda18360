"""What the clerk does with the final accounts, as lists of Changes for `Editor.apply`; nothing is changed here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from models.accounts_matters import Matter, Occasion
from models.enums import FundNature
from models.pension import PensionLine
from models.project import POSITION_GAP
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.lines import ONLY, detail_key, line_ref, maker, override_ref
from services.accounts.policy import TableKind
from services.accounts.tables import tables_of
from services.accounts.total_tables import AMOUNT
from services.filing.filing import Filing
from services.filing.gestures import created, set_value
from services.filing.refs import Change
from services.subjects import LEVELS
from services.values.money import Unreadable


def begin_accounts(filing: Filing) -> list[Change]:
    """Begin the final accounts, so that their input grids appear; nothing when they were begun."""
    if ledger_of(filing).begun:
        return []
    return [created("matter", Matter(id=line_ref(filing.id, "matter", ONLY, "").id, filing_id=filing.id))]


def add_subject_line(filing: Filing, code: str) -> list[Change]:
    """A row for a functional subject in the grids; nothing when it is there. Unreadable when it is no code."""
    return _line(filing, "subject_line", _checked(code))


def add_detail_line(filing: Filing, code: str, economic: str) -> list[Change]:
    """A row for a functional and an economic subject in the grid of details; nothing when it is there.

    Unreadable when one of them is no code.
    """
    return _line(filing, "detail_line", detail_key(_checked(code), _checked(economic)))


def _checked(code: str) -> str:
    """A code as the ids of lines may hold it; whether the year's catalogue knows it is a rule's business."""
    if code.isdecimal() and len(code) in LEVELS:
        return code
    raise Unreadable(code, "科目编码应为 3、5 或 7 位数字")


def _line(filing: Filing, entity: str, key: str) -> list[Change]:
    row_id = line_ref(filing.id, entity, key, "").id
    make = maker(entity)
    if make is None or filing.record(entity, row_id) is not None:
        return []
    return [created(entity, make(row_id))]


def add_occasion(filing: Filing) -> list[Change]:
    """An empty reception at the end of the list."""
    position = _next_position(ledger_of(filing).occasions)
    return [created("occasion", Occasion(filing_id=filing.id, position=position))]


def add_pension_line(filing: Filing, county: str = "") -> list[Change]:
    """A county at the end of the pension subsidy."""
    position = _next_position(ledger_of(filing).pension_lines)
    return [created("pension_line", PensionLine(filing_id=filing.id, position=position, county=county))]


def _next_position(rows: Sequence[Any]) -> int:
    return (rows[-1].position if rows else 0) + POSITION_GAP


def publish_figure(filing: Filing, table: str, row: str, column: str, figure: Decimal | None) -> list[Change]:
    """Put a figure published elsewhere over a cell of a derived table; None takes it away."""
    return set_value(filing, override_ref(filing.id, table, row, column), figure)


def take_last_year(filing: Filing, previous: Filing) -> list[Change]:
    """Last year's figures from last year's filing, and its closing carry-over as this year's opening.

    Figures last year's tables do not have stay as they are; nothing when all are there already.
    """
    figures = {("last_year", ONLY, name): value for name, value in _last_year(previous).items()}
    old = ledger_of(previous)
    for fund in (FundNature.GENERAL, FundNature.OTHER):
        figures["carry_over", fund.name, "opening"] = old.closing(fund).value
    changes: list[Change] = []
    for (entity, key, name), value in figures.items():
        changes += _set_once(filing, entity, key, name, value, changes)
    return changes


def _set_once(
    filing: Filing, entity: str, key: str, name: str, value: Decimal | None, before: Sequence[Change]
) -> list[Change]:
    """The changes that give a line's column its value; the line is created only once."""
    if value is None:
        return []
    made = {change.ref for change in before if change.is_record}
    changes = set_value(filing, line_ref(filing.id, entity, key, name), value)
    return [change for change in changes if change.ref not in made and change.old != change.new]


def _last_year(previous: Filing) -> dict[str, Decimal | None]:
    tables, ledger = tables_of(previous), ledger_of(previous)
    if ledger.empty:
        return {}
    totals = tables[TableKind.TOTALS]
    return {
        "total": totals.value("total_in", AMOUNT),
        "appropriation": tables[TableKind.APPROPRIATION].value("total_in", AMOUNT),
        "general": tables[TableKind.GENERAL].value("total", "total"),
        "closing": totals.value("closing", AMOUNT),
        "running_cost": ledger.running_cost.value,
        **{item: ledger.three_public_figure(item).value for item in ("abroad", "purchase", "running", "reception")},
        "subsidy_per_payer": subsidy_per_payer(ledger),
    }


def subsidy_per_payer(ledger: Ledger) -> Decimal | None:
    """缴费补贴 per person who pays (元); None without payers (checks.md RP08)."""
    payers = sum(line.payers or 0 for line in ledger.pension_lines)
    subsidy = sum((line.subsidy or Decimal(0) for line in ledger.pension_lines), Decimal(0))
    return (subsidy * 10000 / payers).quantize(Decimal("0.01")) if payers else None


def repeat_subjects(filing: Filing, previous: Filing) -> list[Change]:
    """Last year's functional subjects and details as empty rows of this year; those that are there stay."""
    old = ledger_of(previous)
    subjects = [change for line in old.lines for change in add_subject_line(filing, line.code)]
    details = [change for row in old.details for change in add_detail_line(filing, row.code, row.economic)]
    return [*subjects, *details]
