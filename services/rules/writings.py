"""Runs the text rules on the written passages of a filing, again only on those that a change can have touched."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from services.filing.filing import Filing
from services.filing.refs import Change
from services.reports.figures import FigureBook
from services.reports.passages import WrittenPassage, written_passages
from services.rules.catalogue import Hit, Rule
from services.rules.text_figures import figures_of_project, figures_of_whole
from services.rules.whole import Fields, Outcome
from services.rules.written import Written
from services.texts.against import Register

_NAMING = frozenset({
    "project.name", "project.kind", "indicator.name", "indicator.target", "indicator.actual", "subject_line.code",
    "subject_line.name", "economic_line.code", "occasion.name", "detail_line.code", "detail_line.economic",
})  # fmt: skip
"""Fields on which hang the names of figures, or which of them there are."""
_WHOLE = ""
_OF_PROJECTS = frozenset(
    {"project", "funding", "management", "indicator", "target_change", "arrival", "passage", "report"}
)
"""What no figure of the accounts or of the organisation follows from."""


class Writings:
    """The written passages of one filing, and the rules about them."""

    def __init__(self, filing: Filing, rules: Iterable[Rule]) -> None:
        self._filing = filing
        self._rules = [rule for rule in rules if rule.on_text is not None]
        self._book = FigureBook(filing)
        self._register = _register_of(filing)
        self._passages: dict[str, Written] = {}
        self._outcomes: dict[str, Hashable] = {}
        """What came of comparing each passage when its rules last ran."""

    def check_all(self) -> Iterator[Outcome]:
        """Read everything anew and run every rule on every passage."""
        self._book.forget()
        self._register = _register_of(self._filing)
        self._passages.clear()
        for passage in self._written():
            if not self._passages:
                self._name_everything()
            yield from self._run(self._read(passage))

    def update(self, touched: Mapping[str, Fields], changes: Iterable[Change]) -> Iterator[Outcome]:
        """Run again what these changes can have touched; nothing where nothing was written."""
        changed = list(changes)
        texts = {change.ref.id for change in changed if change.ref.entity == "passage"}
        if not self._rules or not (texts or self._passages):
            return
        if any(change.ref.entity == "filing" for change in changed):
            yield from self._anew()
            return
        figures = {change.ref.entity for change in changed} - {"passage"}
        named = bool(figures) and self._rename(touched, changed)
        if figures:
            self._book.forget()
        yield from self._again(texts, lambda key: named or _follows(key, touched, figures))

    def _again(self, texts: set[str], moved: Callable[[str], bool]) -> Iterator[Outcome]:
        """Passages that changed, and those that name a figure that may have moved, if it did."""
        if texts and not self._passages and not self._register.figures:
            self._name_everything()
        written = {passage.ref.id: passage for passage in self._written()}
        for gone in self._passages.keys() - written.keys():
            yield from self._forget(gone)
        for row_id, passage in written.items():
            known = self._passages.get(row_id)
            if known is None or known.passage != passage or row_id in texts:
                yield from self._run(self._read(passage))
            elif any(map(moved, known.keys or ("",))):
                fresh = self._read(passage)
                if fresh.outcome != self._outcomes[row_id]:
                    yield from self._run(fresh)

    def _anew(self) -> Iterator[Outcome]:
        before = set(self._passages)
        yield from self.check_all()
        for gone in before - self._passages.keys():
            yield from self._forget(gone)

    def _written(self) -> list[WrittenPassage]:
        return written_passages(self._filing, self._book) if self._rules else []

    def _read(self, passage: WrittenPassage) -> Written:
        return Written(passage, self._register, self._book, self._filing.unit.name, self._filing.head.year)

    def _run(self, one: Written) -> Iterator[Outcome]:
        row_id = one.ref.id
        self._passages[row_id], self._outcomes[row_id] = one, one.outcome
        for rule in self._rules:
            if rule.on_text is not None:
                yield (rule.id, row_id), [_marked(hit, one) for hit in rule.on_text(one)]

    def _forget(self, row_id: str) -> Iterator[Outcome]:
        self._passages.pop(row_id, None)
        for rule in self._rules:
            yield (rule.id, row_id), []

    def _name_everything(self) -> None:
        self._register = _register_of(self._filing)
        self._register.put(_WHOLE, figures_of_whole(self._filing, self._book))
        for project in self._filing.evaluations():
            self._register.put(project.id, figures_of_project(self._filing, self._book, project.id))

    def _rename(self, touched: Mapping[str, Fields], changes: list[Change]) -> bool:
        """Names of figures that came, went or changed; whether there were any."""
        projects = [one for one, fields in touched.items() if fields is None or not _NAMING.isdisjoint(fields)]
        for project_id in projects:
            self._register.put(project_id, figures_of_project(self._filing, self._book, project_id))
        whole = any(change.is_record or f"{change.ref.entity}.{change.ref.field}" in _NAMING for change in changes)
        if whole:
            self._register.put(_WHOLE, figures_of_whole(self._filing, self._book))
        return bool(projects) or whole


def _register_of(filing: Filing) -> Register:
    return Register((), filing.head.year, filing.unit.name)


def _follows(key: str, touched: Mapping[str, Fields], entities: set[str]) -> bool:
    """Whether a figure can follow from what changed: accounts and organisation, one project, or all projects."""
    if key.startswith(("p.", "i.", "s.", "minus(s.", "sum(p.")):
        return bool(touched) and (not key.startswith("p.") or key.split(".")[1] in touched)
    return not entities <= _OF_PROJECTS


def _marked(hit: Hit, one: Written) -> Hit:
    """A hit about a passage begins with it."""
    return hit if hit.fields[:1] == (one.ref,) else replace(hit, fields=(one.ref, *hit.fields))
