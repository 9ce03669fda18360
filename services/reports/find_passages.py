"""Find: a text in the reports: in every passage somebody wrote, and in all that the report shown says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.find import Match, excerpt
from services.reports.passages import written_passages
from services.reports.sections import SectionView


def find_passages(filing: Filing, text: str, report: str = "", sections: Sequence[SectionView] = ()) -> list[Match]:
    """Passages that hold a text (case does not matter); `sections` are those of the report shown, by its name."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    found: dict[FieldRef, Match] = {}
    for ref, place, section, words in (*_of_shown(report, sections), *_written(filing)):
        at = words.casefold().find(wanted)
        if at >= 0:
            found.setdefault(ref, Match(ref, place, section, excerpt(words, at, len(wanted))))
    return list(found.values())


Place = tuple[FieldRef, str, str, str]
"""Address of a passage, name of its report, heading of its section, its text as read."""


def _of_shown(report: str, sections: Sequence[SectionView]) -> Iterator[Place]:
    for section in sections:
        for passage in section.passages:
            yield passage.ref, report, section.heading, passage.text


def _written(filing: Filing) -> Iterator[Place]:
    for passage in written_passages(filing):
        yield passage.ref, passage.report, passage.section, passage.text
