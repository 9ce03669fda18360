"""Word count of passages: characters, and the figures in them by where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.reports.sections import PassageState, PassageView

_NUMBER = re.compile(r"(?<![\d.])(?!\d{4}年)\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class WordCount:
    """`characters` without white space; numbers `bound` to the tables and those `typed` by hand, years not counted."""

    characters: int
    bound: int
    typed: int

    @property
    def figures(self) -> int:
        """All numbers."""
        return self.bound + self.typed


def word_count(passages: Iterable[PassageView]) -> WordCount:
    """Count what is printed; every number of a generated text comes from the tables."""
    characters = bound = typed = 0
    for passage in passages:
        generated = passage.state is PassageState.GENERATED
        for run in (run for runs in passage.paragraphs for run in runs):
            characters += sum(not letter.isspace() for letter in run.text)
            numbers = len(_NUMBER.findall(run.text))
            bound += 1 if run.key else numbers if generated else 0
            typed += 0 if run.key or generated else numbers
    return WordCount(characters, bound, typed)
