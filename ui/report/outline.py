"""The open report's outline as lines of the list at the left, with the way back to all forms and reports."""

from __future__ import annotations

from collections.abc import Sequence

from services.reports.sections import SectionView
from services.reports.standing import Found, section_state
from services.rules.engine import Checker
from ui.entries import Entry, EntryKind

BACK = "back"
_PREFIX = "section:"
_TO_WRITE = "待写"


def outline_lines(name: str, sections: Sequence[SectionView], checker: Checker, found: Found) -> list[Entry]:
    """The way back, the report's name, and its sections with their state."""
    lines = [Entry(EntryKind.BACK, BACK, "‹ 全部表和报告"), Entry(EntryKind.TITLE, "title", name)]
    least = min((one.level for one in sections if one.level), default=1)
    for section in sections:
        heading = section.level == 0 and not section.passages
        kind = EntryKind.HEADING if heading else EntryKind.SECTION
        line = Entry(kind, line_key(section.key), section.title, depth=max(section.level - least, 0))
        if not heading:
            state = section_state(checker, section, found)
            line.verdict = state.verdict if section.passages else None
            line.note = _TO_WRITE if state.lacking else ""
        lines.append(line)
    return lines


def line_key(section: str) -> str:
    """The key of a section's line."""
    return _PREFIX + section


def section_of_line(key: str) -> str:
    """The section of a line."""
    return key.removeprefix(_PREFIX)
