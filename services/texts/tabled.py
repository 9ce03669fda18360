"""Tabled: a table of an audited file as rules see it, with the text that announces it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from services.texts.judge import Judgement, judge
from services.texts.passage import Grid
from services.texts.relate_tables import relate_table
from services.texts.tables import Table, read_table


@dataclass(frozen=True)
class Tabled:
    """A table and the last passage before it in the same section."""

    grid: Grid
    before: str = ""

    @cached_property
    def table(self) -> Table | None:
        """How it reads; None when its rows are uneven."""
        return read_table(self.grid)

    @cached_property
    def judgement(self) -> Judgement:
        """Which of its relations agree and which do not."""
        return judge(relate_table(self.table, self.before) if self.table else ())
