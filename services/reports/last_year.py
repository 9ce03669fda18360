"""What was written last year, offered for the same passage of this year: as it was printed then, its years marked.

It is never copied by itself: it holds last year's facts. Taken over it is hand-written text, whose numbers are compared
with this year's figures as always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.filing.filing import Filing
from services.filing.matching import match_projects
from services.filing.report_rows import ReportKey
from services.reports.figures import FigureBook
from services.reports.passages import Place, Span, passages_by_place, written
from services.reports.tokens import without_tokens

_DIGITS = {letter: number for number, letter in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_YEAR = re.compile(f"(?<![0-9.])((?:19|20)[0-9]{{2}}|[{''.join(_DIGITS)}]{{4}})\\s*年度?")


@dataclass(frozen=True, slots=True)
class LastText:
    """A text of last year as it was printed; `years` are the spans of words that name its year or one before."""

    year: int
    text: str
    years: tuple[Span, ...]


class LastYearTexts:
    """The texts of last year's filing, found by this year's reports and passages.

    Projects are met by the link to last year, else by code or name.
    """

    def __init__(self, filing: Filing, previous: Filing) -> None:
        pairs = match_projects(previous.evaluations(), filing.evaluations())
        moved = {old.id: new.id for old, new in pairs if old is not None and new is not None}
        self._previous = previous
        self._book = FigureBook(previous)
        known = passages_by_place(previous, moved)
        self._rows = {place: row for place, row in known.items() if row.text.strip() and not row.omitted}

    def has(self, report: ReportKey, key: str) -> bool:
        """Whether something was written for this passage last year."""
        return Place(report.outline, report.project, key) in self._rows

    def text(self, report: ReportKey, key: str) -> LastText | None:
        """What was written for this passage last year; None when nothing was."""
        row = self._rows.get(Place(report.outline, report.project, key))
        read = written(self._previous, row, self._book) if row is not None else None
        if read is None:
            return None
        text, year = without_tokens(read.text), self._previous.head.year
        return LastText(year, text, tuple(years_in(text, year)))


def years_in(text: str, last: int) -> list[Span]:
    """The words of a text that name the year `last` or one before it: 2023年, 2023年度, 二〇二三年."""
    return [match.span() for match in _YEAR.finditer(text) if _number(match[1]) <= last]


def _number(digits: str) -> int:
    return int("".join(str(_DIGITS.get(letter, letter)) for letter in digits))
