"""What the clerk does with reports, as lists of Changes for `Editor.apply`; nothing is changed here."""

from __future__ import annotations

from datetime import date
from typing import cast

from models.enums import UnitNature
from models.project import POSITION_GAP
from models.report import Subordinate
from services.filing.filing import Filing
from services.filing.gestures import created, set_value
from services.filing.refs import Change, FieldRef
from services.filing.report_rows import ReportKey, report_ref
from services.reports.sections import PassageView


def write_passage(filing: Filing, passage: PassageView, text: str) -> list[Change]:
    """Write or rewrite a passage; a text equal to what is generated, or none at all, takes the rewriting back."""
    wanted = text.strip("\n")
    value = "" if wanted.strip() == passage.generated.strip() else wanted
    return set_value(filing, passage.ref, value)


def take_back(filing: Filing, passage: PassageView) -> list[Change]:
    """Let the generated text stand again."""
    return [*set_value(filing, passage.ref, ""), *omit_passage(filing, passage, omitted=False)]


def take_over(filing: Filing, passage: PassageView, text: str) -> list[Change]:
    """Take over a text written elsewhere: in place of a generated or an empty one, else below what was written."""
    return write_passage(filing, passage, f"{passage.typed}\n{text}" if passage.typed.strip() else text)


def omit_passage(filing: Filing, passage: PassageView, *, omitted: bool) -> list[Change]:
    """Leave a passage out of the report, or take it in again."""
    ref = passage.ref._replace(field="omitted")
    if filing.record(ref.entity, ref.id) is None and not omitted:
        return []
    return set_value(filing, ref, omitted)


def want_report(filing: Filing, report: ReportKey, *, wanted: bool) -> list[Change]:
    """Add a report that the scheme does not offer, or put one aside that it offers."""
    offered = report.outline in filing.scheme.reports.offered
    values = {"wanted": wanted and not offered, "unwanted": not wanted and offered}
    changes: dict[FieldRef, Change] = {}
    for name, value in values.items():
        ref = report_ref(filing.id, report, name)
        if value or filing.record(ref.entity, ref.id) is not None:
            changes.update({change.ref: change for change in set_value(filing, ref, value)})
    return list(changes.values())


def date_report(filing: Filing, report: ReportKey, day: date | None) -> list[Change]:
    """Set the date below a report."""
    return set_value(filing, report_ref(filing.id, report, "dated"), day)


def add_subordinate(filing: Filing, name: str = "", nature: UnitNature = UnitNature.INSTITUTION) -> list[Change]:
    """A further budget unit below the department, at the end of the list."""
    rows = cast("list[Subordinate]", filing.owned("subordinate", filing.id))
    position = (rows[-1].position if rows else 0) + POSITION_GAP
    return [created("subordinate", Subordinate(filing_id=filing.id, position=position, name=name, nature=nature))]
