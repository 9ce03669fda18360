"""Composer: keeps one report current while figures change and while the clerk writes.

A changed passage costs that passage; any other change has figures, sentences and the outline's conditions worked out
anew when they are next asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from models.report import Passage, Report
from services.accounts.charts import charts_of
from services.charts.chart import Chart
from services.filing.filing import Filing
from services.filing.refs import Change
from services.filing.report_rows import ReportKey, passage_ref, report_ref
from services.forms.catalogue import build_entry, forms_of
from services.forms.final_tables import GROUP as PUBLISHED
from services.forms.sheet import Sheet
from services.reports.document import Run
from services.reports.facts import context
from services.reports.figures import FigureBook
from services.reports.numbering import Numbering
from services.reports.outline import Outline, PassageKind, PassageSpec, SectionSpec, outlines
from services.reports.sections import PassageState, PassageView, SectionView
from services.reports.templates import Templates
from services.reports.tokens import runs

ACCOUNTS_SHEETS = "accounts"
"""What an outline calls all published tables of the final accounts."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A passage of the outline at its place: with the item its section is repeated for, if any."""

    spec: PassageSpec
    key: str
    item: Any


@dataclass(frozen=True, slots=True)
class _Frame:
    """A section before its passages are filled."""

    key: str
    number: str
    heading: str
    level: int
    page_break: bool
    attachment: bool
    slots: tuple[_Slot, ...]


class Composer:
    """One report of a filing. KeyError for an outline or project that does not exist."""

    def __init__(self, filing: Filing, report: ReportKey, book: FigureBook | None = None) -> None:
        self.filing = filing
        self.report = report
        self.outline: Outline = outlines()[report.outline]
        self.book = book or FigureBook(filing)
        self._begin()

    def _begin(self) -> None:
        """Nothing is worked out yet."""
        names = dict(context(self.filing, self.book, self.report.project))
        self._templates = Templates(self.book, names, self.outline.macros)
        self._frames: list[_Frame] | None = None
        self._generated: dict[str, str] = {}
        self._printed: dict[str, tuple[tuple[Run, ...], ...]] = {}
        self._charts: dict[str, Chart] | None = None
        self._sheets_made: dict[tuple[str, ...], tuple[Sheet, ...]] = {}
        self._within: dict[ReportKey, Composer] = {}

    def changed(self, changes: Iterable[Change]) -> None:
        """Take note of what the Editor applied."""
        if any(change.ref.entity != "passage" for change in changes):
            self.book.forget()
            self._begin()

    # ---- what a report says of itself

    @property
    def title(self) -> str:
        """The title as printed; several lines where it is long."""
        return self._plain(self.outline.title)

    @property
    def subtitle(self) -> str:
        """What stands in brackets below the title; "" when nothing does."""
        return self._plain(self.outline.subtitle) if self.outline.subtitle else ""

    @property
    def record(self) -> Report:
        """What was settled for this report; blank when nothing was."""
        row_id = report_ref(self.filing.id, self.report, "").id
        found = self.filing.record("report", row_id)
        return found if isinstance(found, Report) else Report(filing_id=self.filing.id)

    def _plain(self, template: str) -> str:
        """A template as read, its figures printed."""
        text = self._templates.text(template)
        return "".join(run.text for run in runs(text, self.book.show))

    def within(self, report: ReportKey) -> Composer:
        """A report that stands in this one in full; it is kept current with it."""
        if report not in self._within:
            self._within[report] = Composer(self.filing, report, self.book)
        return self._within[report]

    # ---- sections

    def sections(self) -> list[SectionView]:
        """The report as it stands."""
        if self._frames is None:
            self._frames = list(self._framed())
        return [self._section(frame) for frame in self._frames]

    def passage(self, key: str) -> PassageView | None:
        """One passage by its key; None when the report has none (any more)."""
        found = (one for section in self.sections() for one in section.passages)
        return next((one for one in found if one.key == key), None)

    def _section(self, frame: _Frame) -> SectionView:
        passages = tuple(self._passage(slot) for slot in frame.slots)
        heading = (frame.key, frame.number, frame.heading, frame.level)
        return SectionView(*heading, passages, frame.page_break, frame.attachment)

    def _framed(self) -> Iterator[_Frame]:
        numbering, attached = Numbering(), 0
        for spec, item, suffix in self._walk(list(self.outline.sections), {}, ""):
            slots = tuple(self._slots(spec, item, suffix))
            attached += spec.attachment
            number = self._number(spec, numbering, attached)
            heading = self._heading(spec, item)
            yield _Frame(spec.key + suffix, number, heading, spec.level, spec.page_break, spec.attachment, slots)

    def _number(self, spec: SectionSpec, numbering: Numbering, attached: int) -> str:
        """The number before a heading; an attachment that is the only one has none (GB/T 9704-2012 §7.3.4)."""
        if spec.attachment:
            several = sum(one.attachment for one in self.outline.sections) > 1
            return f"附件{attached}　" if several else "附件　"
        return numbering.next(spec.level) if spec.numbered else ""

    def _walk(
        self, specs: Sequence[SectionSpec], names: dict[str, Any], suffix: str
    ) -> Iterator[tuple[SectionSpec, dict[str, Any], str]]:
        """The sections to print in order, each repeated one with its item, all below with it."""
        place = 0
        while place < len(specs):
            spec = specs[place]
            end = next((n for n in range(place + 1, len(specs)) if specs[n].level <= spec.level), len(specs))
            for more, added in self._items(spec, names):
                if not spec.when or self._templates.value(spec.when, **more):
                    yield spec, more, suffix + added
                    yield from self._walk(specs[place + 1 : end], more, suffix + added)
            place = end

    def _items(self, spec: SectionSpec, names: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
        if not spec.each:
            yield names, ""
            return
        for number, item in enumerate(self._templates.value(spec.each, **names), start=1):
            yield {**names, "item": item, "number": number}, f"-{getattr(item, 'id', number)}"

    def _slots(self, spec: SectionSpec, names: dict[str, Any], suffix: str) -> Iterator[_Slot]:
        for passage in spec.passages:
            if not passage.when or self._templates.value(passage.when, **names):
                yield _Slot(passage, passage.key + suffix, names)

    def _heading(self, spec: SectionSpec, names: dict[str, Any]) -> str:
        heading = self._templates.text(spec.heading, **names) if "{" in spec.heading else spec.heading
        ends = self.filing.scheme.reports.heading_period and spec.level > 1
        return f"{heading}。" if ends and heading[-1:] not in "。？！" else heading

    # ---- passages

    def _passage(self, slot: _Slot) -> PassageView:
        ref = passage_ref(self.filing.id, self.report, slot.key)
        record = self.filing.record("passage", ref.id)
        typed, omitted = (record.text, record.omitted) if isinstance(record, Passage) else ("", False)
        view = partial(PassageView, slot.key, slot.spec.kind, ref, prompt=slot.spec.prompt, optional=slot.spec.optional)
        if slot.spec.kind in {PassageKind.CHART, PassageKind.SHEETS, PassageKind.REPORT}:
            state = PassageState.OMITTED if omitted else PassageState.ATTACHED
            return view(state, **({} if omitted else self._attached(slot)))
        generated = self._generate(slot)
        state = _state(slot.spec.kind, generated, typed, omitted=omitted)
        shown = () if omitted else self._print(typed or generated)
        return view(state, generated=generated, typed=typed, paragraphs=shown)

    def _attached(self, slot: _Slot) -> dict[str, Any]:
        spec = slot.spec
        if spec.kind is PassageKind.CHART:
            return {"chart": self._chart(spec.chart)}
        if spec.kind is PassageKind.REPORT:
            return {"report": ReportKey(spec.report, getattr(slot.item.get("item"), "id", ""))}
        if spec.sheets not in self._sheets_made:
            self._sheets_made[spec.sheets] = tuple(self._sheets(spec.sheets))
        return {"sheets": self._sheets_made[spec.sheets], "inline": spec.inline}

    def _generate(self, slot: _Slot) -> str:
        if slot.key not in self._generated:
            template = slot.spec.template
            self._generated[slot.key] = self._templates.text(template, **slot.item) if template else ""
        return self._generated[slot.key]

    def _print(self, text: str) -> tuple[tuple[Run, ...], ...]:
        """The paragraphs of a stored text, its figures as printed."""
        if text not in self._printed:
            lines = [line for line in text.split("\n") if line.strip()]
            self._printed[text] = tuple(runs(line.strip(), self.book.show) for line in lines)
        return self._printed[text]

    def _chart(self, number: str) -> Chart | None:
        if self._charts is None:
            self._charts = {chart.number: chart for chart in charts_of(self.filing)}
        return self._charts.get(number)

    def _sheets(self, codes: Sequence[str]) -> Iterator[Sheet]:
        """The forms of these codes; those of the report's own project when it is about one."""
        for entry in forms_of(self.filing):
            wanted = entry.code in codes or (ACCOUNTS_SHEETS in codes and entry.group == PUBLISHED)
            if wanted and entry.project_id in (None, self.report.project or entry.project_id):
                yield replace(build_entry(self.filing, entry), name=entry.name)


def _state(kind: PassageKind, generated: str, typed: str, *, omitted: bool) -> PassageState:
    if omitted:
        return PassageState.OMITTED
    if typed:
        return PassageState.REWRITTEN if generated and typed != generated else PassageState.WRITTEN
    if kind is PassageKind.FREE and not generated:
        return PassageState.EMPTY
    return PassageState.GENERATED if generated else PassageState.EMPTY
