"""The filings of the units below a department, where the store has all: its final accounts are their sum (DX23).

A department's accounts are those of 本级 and of every unit it lists. With one of them missing the sum would say
nothing, so that it is all or none; a unit is known by its name and the year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.reports.figures_unit import subordinates
from services.store.reading import FilingListing

_OWN = ("", "本级", "（本级）", "(本级)", "机关", "（机关）", "(机关)")
"""What is added to a department's name for its own accounts, without the units below."""


def unit_filings(
    filing: Filing, listings: Sequence[FilingListing], load: Callable[[str], Filing]
) -> tuple[Filing, ...]:
    """The year's filings of all units below and of 本级; none while one is missing, doubtful or without accounts."""
    ids = _ids(filing, listings)
    found = tuple(load(filing_id) for filing_id in ids)
    return () if any(ledger_of(one).empty for one in found) else found


def _ids(filing: Filing, listings: Sequence[FilingListing]) -> list[str]:
    listed = [unit.name.strip() for unit in subordinates(filing)]
    if not listed:
        return []
    own = {filing.unit.name.strip() + word for word in _OWN}
    wanted = [{name} for name in listed] + ([] if own & set(listed) else [own])
    others = [one for one in listings if one.year == filing.head.year and one.filing_id != filing.id]
    found = [[one.filing_id for one in others if one.unit_name.strip() in names] for names in wanted]
    known = [ids[0] for ids in found if len(ids) == 1]
    return known if len(known) == len(wanted) == len(set(known)) else []
