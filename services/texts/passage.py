"""The text model that the checks read: passages of a report of the program, or paragraphs and tables of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end of a stretch of a text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more paragraphs written as one text.

    `section` is the path of headings above it, the report first; `bound` are the spans of inserted figures, which are
    right by construction: they take part in relations but are never compared with the filing.
    """

    id: str
    text: str
    section: tuple[str, ...] = ()
    bound: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text: rows of cells as printed, the heading rows first; `title` is its caption."""

    id: str
    rows: tuple[tuple[str, ...], ...]
    section: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed; `level` 0 is a part or report, 1 一、, 2 （一）; `block` the number of blocks before it."""

    text: str
    level: int
    block: int


@dataclass(frozen=True, slots=True)
class Writing:
    """A whole text in order: a report of the filing, or a file that is audited."""

    title: str
    blocks: tuple[Passage | Grid, ...]
    headings: tuple[Heading, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Its running text."""
        return (block for block in self.blocks if isinstance(block, Passage))

    def grids(self) -> Iterator[Grid]:
        """Its tables."""
        return (block for block in self.blocks if isinstance(block, Grid))
