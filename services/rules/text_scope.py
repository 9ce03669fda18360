"""The stored passages of a filing side by side, for rules that compare one report with another.

Read as stored, with inserted figures blanked in place: what such rules look for are words, and resolving every figure
after each change of one passage would be felt while typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.report import Passage
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.figures import FigureBook
from services.reports.passages import written
from services.reports.tokens import runs
from services.rules.catalogue import Hit

_FIGURE = "◇"


@dataclass(frozen=True, slots=True)
class Stored:
    """One written passage: its record and its words, each inserted figure as one sign."""

    filing: Filing
    row: Passage
    text: str

    @property
    def ref(self) -> FieldRef:
        """The address of its text."""
        return passage_ref(self.filing.id, ReportKey(self.row.outline, self.row.project), self.row.key)

    def hit(self, values: Mapping[str, str], span: tuple[int, int]) -> Hit:
        """A hit at a place of its words, underlined where they stand in the text as read."""
        said = self.text[slice(*span)]
        whole = written(self.filing, self.row, FigureBook(self.filing))
        at = whole.text.find(said, span[0]) if whole else -1
        return Hit((self.ref,), values, span=(at, at + len(said)) if at >= 0 else None)


def stored_passages(filing: Filing) -> list[Stored]:
    """The written passages of a filing in stored order, without those left out and those of projects that are gone."""
    rows = (row for row in filing.owned("passage", filing.id) if isinstance(row, Passage))
    return [
        Stored(filing, row, "".join(piece.text for piece in runs(row.text, lambda _key: _FIGURE)))
        for row in rows
        if row.text and not row.omitted and (not row.project or filing.record("project", row.project) is not None)
    ]
