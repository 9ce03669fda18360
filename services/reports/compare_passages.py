"""What differs in what was written in reports: paragraph by paragraph, figures as each filing prints them.

A passage that was written in one filing only stands against a word that says how it stands in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial

from models.project import Project
from services.filing.compare_values import Difference
from services.filing.filing import Filing
from services.filing.report_rows import ReportKey
from services.reports.figures import FigureBook
from services.reports.outline import outlines
from services.reports.passages import Place, heading_of, passages_by_place, place_of, written

_GENERATED, _LEFT_OUT = "（自动生成）", "（不写）"


def passage_rows(old: Filing, new: Filing, projects: Mapping[str, str]) -> Iterator[Difference]:
    """What differs in written passages; `projects` leads from the old filing's ids to the new one's.

    Reports on a project that only one filing has are told by the project.
    """
    before = _written(old, projects)
    after = _written(new, {project.id: project.id for project in new.evaluations()})
    shared = {"", *projects.values()}
    book = FigureBook(new)
    for place in sorted({*before, *after}, key=partial(_order, new)):
        if place.project in shared:
            one, two = (side.get(place) or _unwritten(place) for side in (before, after))
            yield from _paragraphs(book, place, one.split("\n"), two.split("\n"))


def _order(filing: Filing, place: Place) -> tuple[str, int, int, str]:
    """Report by report, project by project, as the outline goes."""
    project = filing.record("project", place.project)
    _section, spec = place_of(place.outline, place.key)
    keys = list(outlines()[place.outline].passages())
    at = keys.index(spec.key) if spec is not None else len(keys)
    return place.outline, getattr(project, "position", 0), at, place.key


def _written(filing: Filing, projects: Mapping[str, str]) -> dict[Place, str]:
    """The written passages of a filing by their place, as read."""
    book = FigureBook(filing)
    read = {place: (row, written(filing, row, book)) for place, row in passages_by_place(filing, projects).items()}
    return {place: _LEFT_OUT if row.omitted else one.text for place, (row, one) in read.items() if one is not None}


def _unwritten(place: Place) -> str:
    """How a passage stands that nobody wrote."""
    _section, spec = place_of(place.outline, place.key)
    return _GENERATED if spec is not None and spec.template else ""


def _paragraphs(book: FigureBook, place: Place, old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """A row for each run of paragraphs that differs."""
    report = outlines()[place.outline].name
    heading = heading_of(book, ReportKey(place.outline, place.project), place.key)
    project = book.filing.record("project", place.project)
    whose = (project.name or "未命名项目") if isinstance(project, Project) else f"（{report}）"
    for kind, *at in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            texts = "\n".join(old[at[0] : at[1]]), "\n".join(new[at[2] : at[3]])
            yield Difference(whose, heading, f"{report} · 文字", *texts)
