"""Rows for what other documents say: each table has empty rows at its end that exist once something is typed there.

The id of such a row is known beforehand: filing, table and a running number, by which the row is also placed. Statement
rows stand under the word STATEMENT.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.enums import PublishedTable
from models.project import POSITION_GAP
from models.published import Statement, SummaryLine
from models.record import Record
from services.filing.filing import Filing
from services.filing.refs import FieldRef

STATEMENTS = "STATEMENT"
Published = SummaryLine | Statement


def published_rows(filing: Filing, table: PublishedTable | None) -> Sequence[Published]:
    """Rows of a published table, or (None) the stated figures, in order."""
    return filing.statements if table is None else filing.summary_lines(table)


def next_ids(filing: Filing, table: PublishedTable | None, count: int) -> list[str]:
    """Ids of the empty rows after the last one."""
    rows = published_rows(filing, table)
    begin = f"{filing.id}:{STATEMENTS if table is None else table.name}:"
    taken = [int(row.id.rpartition(":")[2]) for row in rows if row.id.startswith(begin)]
    first = max([0, *taken, *(-(-row.position // POSITION_GAP) for row in rows)]) + 1
    return [f"{begin}{number}" for number in range(first, first + count)]


def table_of(filing: Filing, row: FieldRef) -> PublishedTable | None:
    """The published table a row stands in or will stand in; None for the stated figures."""
    if row.entity == "statement":
        return None
    known = filing.record(row.entity, row.id)
    return known.table if isinstance(known, SummaryLine) else PublishedTable[row.id.rsplit(":", 2)[1]]


def empty_row(row_id: str) -> Record:
    """The row of an id of `next_ids`, as it is before anything was typed."""
    filing_id, table, number = row_id.rsplit(":", 2)
    position = int(number) * POSITION_GAP
    if table == STATEMENTS:
        return Statement(id=row_id, filing_id=filing_id, position=position)
    return SummaryLine(id=row_id, filing_id=filing_id, position=position, table=PublishedTable[table])
