"""Chapters: the sections shown together in the middle, so that a short one does not stand alone on the screen.

Only what is shown has widgets; a report of a hundred sections is as quick to type in as one of three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.reports.sections import PassageView, SectionView

_MOST = 8
"""Passages shown together with those of the sections below, at most."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections shown one below the other."""

    sections: tuple[SectionView, ...]

    @property
    def passages(self) -> list[PassageView]:
        """All passages in order."""
        return [passage for section in self.sections for passage in section.passages]

    @property
    def shape(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What decides its widgets: sections with their titles, and passages by key."""
        keys = ((one.key, one.title, tuple(passage.key for passage in one.passages)) for one in self.sections)
        return tuple(keys)

    def has(self, section: str) -> bool:
        """Whether a section is in it."""
        return any(one.key == section for one in self.sections)


def chapters(sections: Sequence[SectionView]) -> list[Chapter]:
    """The chapters: a section with all below it where that is little; a heading alone goes with the next."""
    made: list[Chapter] = []
    waiting: tuple[SectionView, ...] = ()
    for group in _groups(sections, 0, len(sections)):
        if any(section.passages for section in group):
            made.append(Chapter((*waiting, *group)))
            waiting = ()
        else:
            waiting += group
    return [*made, Chapter(waiting)] if waiting else made


def _groups(sections: Sequence[SectionView], start: int, end: int) -> Iterator[tuple[SectionView, ...]]:
    while start < end:
        level = sections[start].level
        stop = next((n for n in range(start + 1, end) if sections[n].level <= level), end)
        branch = sections[start:stop]
        if level and sum(len(section.passages) for section in branch) <= _MOST:
            yield tuple(branch)
        else:
            yield (sections[start],)
            yield from _groups(sections, start + 1, stop)
        start = stop
