"""The passages of a filing that somebody wrote: what is compared with the figures. Generated ones cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from models.report import Passage
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, passage_ref
from services.reports.document import Run
from services.reports.facts import context
from services.reports.figures import FigureBook
from services.reports.outline import Outline, PassageKind, PassageSpec, SectionSpec, outlines
from services.reports.templates import Templates
from services.reports.tokens import runs

Span = tuple[int, int]
_TEMPLATE = "{"


@dataclass(frozen=True, slots=True)
class WrittenPassage:
    """One written passage as read.

    `ref` is its text, `bound` the spans of inserted figures and their keys, in order; `report` and `section` say where.
    """

    ref: FieldRef
    key: ReportKey
    report: str
    section: str
    text: str
    bound: tuple[tuple[Span, str], ...]


def written_passages(filing: Filing, book: FigureBook | None = None) -> list[WrittenPassage]:
    """Every written passage that its report still has a place for, with its figures as printed."""
    figures = book or FigureBook(filing)
    rows = (row for row in filing.owned("passage", filing.id) if isinstance(row, Passage))
    made = (written(filing, row, figures) for row in rows if row.text and not row.omitted)
    return [one for one in made if one is not None]


def written(filing: Filing, row: Passage, book: FigureBook) -> WrittenPassage | None:
    """One stored passage as read; None when its outline or its project is gone."""
    outline = outlines().get(row.outline)
    if outline is None or (row.project and filing.record("project", row.project) is None):
        return None
    pieces = runs(row.text, book.show)
    text = "".join(piece.text for piece in pieces)
    key = ReportKey(row.outline, row.project)
    ref = passage_ref(filing.id, key, row.key)
    return WrittenPassage(ref, key, outline.name, heading_of(book, key, row.key), text, tuple(_bound(pieces)))


def _bound(pieces: tuple[Run, ...]) -> Iterator[tuple[Span, str]]:
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece.text))
    for piece, span in zip(pieces, pairwise(ends), strict=True):
        if piece.key:
            yield span, piece.key


def place_of(outline_id: str, key: str) -> tuple[SectionSpec | None, PassageSpec | None]:
    """The section and the passage of an outline that a key names; a repeated one has its item after a dash."""
    outline = outlines().get(outline_id)
    for section in outline.sections if outline else ():
        for spec in section.passages:
            if key == spec.key or key.startswith(f"{spec.key}-"):
                return section, spec
    return None, None


def heading_of(book: FigureBook, report: ReportKey, key: str) -> str:
    """The heading under which a passage stands, without its number; "" for one that has no place."""
    section, _spec = place_of(report.outline, key)
    if section is None or _TEMPLATE not in section.heading:
        return section.heading if section else ""
    names = dict(context(book.filing, book, report.project))
    if section.each:
        item = item_of(report.outline, key)
        if book.filing.record("project", item) is None:
            return ""
        names["item"] = names["f"].project(item)
    text = Templates(book, names, outlines()[report.outline].macros).text(section.heading)
    return "".join(piece.text for piece in runs(text, book.show))


def item_of(outline_id: str, key: str) -> str:
    """Id of the item a repeated passage is about; "" for one that stands once."""
    _section, spec = place_of(outline_id, key)
    return key[len(spec.key) + 1 :] if spec is not None else ""


def moved_key(outline_id: str, key: str, projects: Mapping[str, str]) -> str:
    """The key of the same passage in a filing that knows its projects by other ids."""
    item = item_of(outline_id, key)
    return key.removesuffix(item) + projects[item] if item in projects else key


class Place(NamedTuple):
    """Which passage of which report."""

    outline: str
    project: str
    key: str


def passages_by_place(filing: Filing, projects: Mapping[str, str]) -> dict[Place, Passage]:
    """The passages somebody wrote or left out, by the ids that another filing gives the projects."""
    rows = (row for row in filing.owned("passage", filing.id) if isinstance(row, Passage))
    return {
        Place(row.outline, projects.get(row.project, row.project), moved_key(row.outline, row.key, projects)): row
        for row in rows
        if row.text or row.omitted
    }


def asked_keys(outline: Outline) -> list[str]:
    """Keys of the passages that only the clerk can write; those that depend on figures not counted."""
    return [
        passage.key
        for section in outline.sections
        if not section.when and not section.each
        for passage in section.passages
        if passage.kind is PassageKind.FREE and not (passage.optional or passage.when or passage.template)
    ]
