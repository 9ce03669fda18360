"""A passage of a document beside the document's figures: with which table it speaks, and where it departs from it.

Names as 印刷费 stand in several tables with several amounts. A passage is held against the one table that most of its
numbers are taken from; lists of projects and sums proved elsewhere are sure by their names alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from services.audit.figures import is_sure, table_of
from services.rules.written import Written
from services.texts.against import Compared, KnownFigure, Register, compare

_LEAST = 3
"""Numbers of a passage that must be those of a table before another is called wrong by it."""
_SHARE = 0.6


@dataclass(frozen=True)
class Audited(Written):
    """A passage of a finished document; `tables` are the figures of each of its tables."""

    tables: dict[str, Register] = field(default_factory=dict)

    @cached_property
    def compared(self) -> Compared:
        """Which of its numbers are those of the document's tables and sums, and which are not."""
        first = self._beside(self.register)
        sure = tuple(one for one in first.mismatches if all(is_sure(figure.key) for figure in one.figures))
        times = Counter(table_of(figure.key) for _, figure in first.agreeing)
        times.pop("", None)
        source, count = (times.most_common(1) or [("", 0)])[0]
        if count < _LEAST:
            return replace(first, mismatches=sure)
        own = self._beside(self.tables[source])
        told = own.mismatches if len(own.agreeing) >= _SHARE * (len(own.agreeing) + len(own.mismatches)) else ()
        settled = {one.span for one, _ in first.agreeing}
        kept = tuple(one for one in told if one.quantity.span not in settled)
        return replace(first, mismatches=(*sure, *(one for one in kept if one not in sure)))

    def _beside(self, register: Register) -> Compared:
        section = (self.passage.report, self.passage.section)
        return compare(self.reading, register, section=section)


def by_table(figures: Iterable[KnownFigure], year: int) -> dict[str, Register]:
    """The figures of each table by themselves."""
    own: dict[str, list[KnownFigure]] = {}
    for figure in figures:
        if table_of(figure.key):
            own.setdefault(table_of(figure.key), []).append(figure)
    return {table: Register(known, year) for table, known in own.items()}
