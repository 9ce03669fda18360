"""Approved targets: fixing what was approved, and changing it later by a document.

申报, 监控 and 自评 share one indicator row; `approved` keeps what the finance bureau approved, each later change is a
TargetChange with date and document number (绩效目标批复后一般不予调整, 确需调整的按程序报批; checks.md LC02).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.enums import FundSource
from models.project import Indicator, Project, TargetChange
from services.filing.filing import Filing
from services.filing.funds import Figure, FundColumn, Funds
from services.filing.gestures import created
from services.filing.refs import Change, FieldRef
from services.values.money import Unreadable
from services.values.numbers import format_date
from services.values.target import format_target, parse_target

_STATE = (FundSource.APPROPRIATION, FundSource.CENTRAL, FundSource.LOCAL)
_OTHER = (FundSource.CARRY_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.OWN, FundSource.OTHER)
DECLARED = {"declared_appropriation": _STATE, "declared_other": _OTHER}
"""The amounts of a declaration and the sources of the year's initial budget they consist of."""


def declared_figure(project: Project, funds: Funds, name: str) -> Figure:
    """A declared amount of the year (万元): typed or fixed by approval, else the initial budget of its sources."""
    derived = funds.folded(DECLARED[name], FundColumn.INITIAL)
    return Figure(getattr(project, name), derived.derived, derived.parts)


def approve_targets(filing: Filing, project_id: str) -> list[Change]:
    """Fix targets and amounts of a declaration as approved. A target already changed by a document stays as it was."""
    project, funds = filing.project(project_id), Funds(filing.fundings(project_id))
    changes = [
        Change(FieldRef("indicator", row.id, "approved"), row.approved, row.target)
        for row in filing.indicators(project_id)
        if not filing.target_changes(row.id)
    ]
    for name in DECLARED:
        fixed = declared_figure(project, funds, name).value
        changes.append(Change(FieldRef("project", project_id, name), getattr(project, name), fixed))
    return [change for change in changes if change.old != change.new]


def approved_target(filing: Filing, row: Indicator) -> str:
    """The latest approved literal of an indicator; "" while nothing was approved."""
    changes = filing.target_changes(row.id)
    return changes[-1].new if changes else row.approved


def change_target(filing: Filing, indicator_id: str, new: str, approved_on: date, document: str) -> list[Change]:
    """Change an approved target by a document. Unreadable says what is wrong with target, date or document.

    While nothing of the project was approved, its targets count as approved as they stand; later an indicator without
    approval is one that the document adds.
    """
    row = filing.record("indicator", indicator_id)
    if not isinstance(row, Indicator):
        raise KeyError(indicator_id)
    added = not approved_target(filing, row) and _is_approved(filing, row.project_id)
    old = "" if added else approved_target(filing, row) or row.target
    new, document = new.strip(), document.strip()
    if not old and not added:
        raise Unreadable(new, "这条指标还没有指标值，请直接在表上填写，不必登记调整")
    _check(filing, row, old, new, approved_on, document)
    record = TargetChange(
        project_id=row.project_id, indicator=row.id, old=old, new=new, approved_on=approved_on, document=document
    )
    changes = [created("target_change", record), Change(FieldRef("indicator", row.id, "target"), row.target, new)]
    if not row.approved and not added:
        changes.append(Change(FieldRef("indicator", row.id, "approved"), "", old))
    return [change for change in changes if change.old != change.new]


def _is_approved(filing: Filing, project_id: str) -> bool:
    return any(approved_target(filing, row) for row in filing.indicators(project_id))


def _check(filing: Filing, row: Indicator, old: str, new: str, approved_on: date, document: str) -> None:
    parse_target(new)
    if new == old:
        raise Unreadable(new, "调整后的指标值与批复的相同，请填写新的指标值")
    if not document:
        raise Unreadable(document, "请填写批准调整的文号")
    last = max((change.approved_on for change in filing.target_changes(row.id) if change.approved_on), default=None)
    if last is not None and approved_on <= last:
        raise Unreadable(format_date(approved_on), f"批准日期应在上一次调整（{format_date(last)}）之后，请核对日期")


def target_history(filing: Filing, row: Indicator) -> Iterator[str]:
    """Each approved change of an indicator's target in words, oldest first."""
    for change in filing.target_changes(row.id):
        day = f"（{format_date(change.approved_on)}）" if change.approved_on else ""
        by, new = f"经 {change.document}{day}", printed_target(filing, change.new)
        if change.old:
            yield f"指标值{by}由 {printed_target(filing, change.old)} 调整为 {new}"
        else:
            yield f"指标{by}增加，指标值为 {new}"


def printed_target(filing: Filing, literal: str) -> str:
    """A target literal as the forms print it; one that cannot be read stays as typed."""
    try:
        return format_target(parse_target(literal), filing.scheme.scoring.symbols)
    except Unreadable:
        return literal
