"""The audit of a finished document: text rules on its passages, table rules on its tables, rules on its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from models.enums import Severity
from models.filing import FilingHead
from models.project import Project
from models.unit import Unit
from services.audit.compared import Audited, by_table
from services.audit.figures import DocumentBook, stated_figures, table_of
from services.audit.subject import unit_of, year_of
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey
from services.readers.writing import read_writing
from services.reports.passages import WrittenPassage
from services.rules.catalogue import Hit, Rule, all_rules
from services.rules.file_structure import heading_ref
from services.scheme import DEFAULT_SCHEME, scheme_named
from services.texts.against import Register
from services.texts.passage import Grid, Passage, Span, Writing
from services.texts.tabled import Tabled

_REPEATED = frozenset({"TX39", "NM05", "NM07", "NM10", "TX41", "WJ14"})
"""Rules whose findings in a document are told once, with how many there are: mending one mends them all."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing found in a document.

    `block` is the id of the passage or table, `span` the stretch of its text, `quote` the words there; `formula` what
    was worked out, "" where nothing was; `times` how often the same was found.
    """

    rule: Rule
    severity: Severity
    where: str
    message: str
    block: str
    quote: str = ""
    span: Span | None = None
    formula: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: `holds` counts the relations between figures that agree."""

    title: str
    unit: str
    year: int
    findings: tuple[AuditFinding, ...]
    holds: int
    passages: int
    tables: int

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(one.severity is severity for one in self.findings)


def audit_file(path: Path, *, unit: str = "", year: int = 0) -> Audit:
    """Read and audit a file; UnreadableFileError when it cannot be read."""
    return audit(read_writing(path), unit=unit, year=year)


def audit(writing: Writing, *, unit: str = "", year: int = 0) -> Audit:
    """Audit a document; the unit and the year are taken from it where they are not given."""
    auditor = _Auditor(writing, unit or unit_of(writing), year or year_of(writing))
    findings = tuple(_told_once(auditor.findings()))
    passages, tables = list(writing.passages()), list(writing.grids())
    return Audit(writing.title, auditor.unit, auditor.year, findings, auditor.holds(), len(passages), len(tables))


class _Auditor:
    """The document with everything its rules look at: passages, tables and headings, each by its id."""

    def __init__(self, writing: Writing, unit: str, year: int) -> None:
        self.writing, self.unit, self.year = writing, unit, year
        stated = stated_figures(writing, year)
        self._tabled = {one.grid.id: one for one in _tabled(writing)}
        self._book = DocumentBook(self._blank(), stated)
        figures = [one.figure for one in stated]
        self._register, self._tables = Register(figures, year), by_table(figures, year)
        self._where = dict(_places(writing))
        self._written = {one.id: self._as_written(one) for one in _texts(writing)}

    def _blank(self) -> Filing:
        """A filing without anything but the projects that the tables name."""
        head = FilingHead(id="audit", unit_id="audit", year=self.year)
        names = dict.fromkeys(name for one in self._tabled.values() for name in _projects(one))
        made = (Project(id=str(place), filing_id=head.id, name=name) for place, name in enumerate(names))
        projects = [("project", project) for project in made]
        return Filing(Unit(id="audit", name=self.unit), head, scheme_named(DEFAULT_SCHEME), projects)

    def _as_written(self, one: Passage) -> Audited:
        ref, section = FieldRef("passage", one.id, "text"), "".join(one.section)
        passage = WrittenPassage(ref, ReportKey("", ""), self.writing.title, section, one.text, ())
        return Audited(passage, self._register, self._book, self.unit, self.year, self._tables)

    def findings(self) -> Iterator[AuditFinding]:
        """Everything found; what is about headings first, then in the order of the document."""
        rules = all_rules()
        for rule, hit in chain(self._of_structure(rules.values()), self._of_tables(rules.values())):
            yield self._finding(rule, hit)
        for block, one in self._written.items():
            for rule in _on_text(rules, block):
                for hit in rule.on_text(one) if rule.on_text else ():
                    yield self._finding(rule, hit)

    def _of_structure(self, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
        for rule in rules:
            for hit in rule.on_structure(self.writing) if rule.on_structure else ():
                yield rule, hit

    def _of_tables(self, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
        for rule in rules:
            for one in self._tabled.values() if rule.on_table else ():
                yield from ((rule, hit) for hit in (rule.on_table(one) if rule.on_table else ()))

    def _finding(self, rule: Rule, hit: Hit) -> AuditFinding:
        mild = hit.mild and rule.severity is Severity.ERROR
        severity = Severity.WARNING if mild else rule.severity
        block = hit.fields[0].id
        quote = self._written[block].text[slice(*hit.span)] if hit.span else ""
        message = rule.text.format_map(hit.values)
        return AuditFinding(rule, severity, self._where[block], message, block, quote, hit.span, self._formula(hit))

    def _formula(self, hit: Hit) -> str:
        """The formula of the relation that a hit tells."""
        if "formula" in hit.values:
            return hit.values["formula"]
        failed = self._written[hit.fields[0].id].judgement.contradictions if hit.span else ()
        return next((found.relation.formula for found in failed if found.failed.span == hit.span), "")

    def holds(self) -> int:
        """How many relations agree: within passages, within tables, and between text and tables."""
        passages = [self._written[one.id] for one in self.writing.passages()]
        texts = sum(len(one.judgement.holds) for one in passages)
        compared = sum(bool(table_of(figure.key)) for one in passages for _, figure in one.compared.agreeing)
        return texts + compared + sum(len(one.judgement.holds) for one in self._tabled.values())


_TABLE, _TITLE = "t", "h"
"""How the ids of tables and headings begin."""
_OF_CELLS = frozenset({"NM05", "NM08", "NM09", "TX41"})
"""Text rules that the cells of a table are read by as well."""
_OF_TITLES = frozenset({"TX27", "NM12", "NM08", "NM09"})


def _on_text(rules: Mapping[str, Rule], block: str) -> list[Rule]:
    """The text rules for a passage, a heading, or the cells of a table."""
    wanted = _OF_CELLS if block.startswith(_TABLE) else _OF_TITLES if block.startswith(_TITLE) else rules.keys()
    return [rule for rule in rules.values() if rule.on_text and rule.id in wanted]


def _texts(writing: Writing) -> Iterator[Passage]:
    """Headings, passages, and the cells of tables as one text each."""
    for place, heading in enumerate(writing.headings):
        yield Passage(heading_ref(place).id, heading.text)
    for block in writing.blocks:
        if isinstance(block, Grid):
            yield Passage(block.id, "\n".join("\n".join(filter(None, row)) for row in block.rows), block.section)
        else:
            yield block


def _places(writing: Writing) -> Iterator[tuple[str, str]]:
    """Every id with its place in a clerk's words: the headings above it."""
    path: dict[int, str] = {}
    for place, heading in enumerate(writing.headings):
        path = {level: text for level, text in path.items() if level < heading.level} | {heading.level: heading.text}
        yield heading_ref(place).id, _JOINT.join(path.values())
    for block in writing.blocks:
        caption = (f"表“{block.title}”" if block.title else "表",) if isinstance(block, Grid) else ()
        yield block.id, _JOINT.join((*block.section, *caption))


_JOINT = " › "


def _tabled(writing: Writing) -> Iterator[Tabled]:
    """Every table with the passage right before it."""
    before = ""
    for block in writing.blocks:
        if isinstance(block, Grid):
            yield Tabled(block, before)
            before = ""
        else:
            before = block.text


def _projects(one: Tabled) -> Iterator[str]:
    """Names in a list of projects."""
    at = one.table.name_column if one.table else None
    if one.table and at is not None and "项目名称" in one.table.heads[at]:
        yield from (row.label for row in one.table.lines() if row.label)


def _told_once(findings: Iterator[AuditFinding]) -> Iterator[AuditFinding]:
    """Findings with one root are told at their first place, with their number."""
    found = list(findings)
    times = Counter(map(_root, found))
    told: set[Hashable] = set()
    for one in found:
        count = times[_root(one)]
        if count == 1:
            yield one
        elif _root(one) not in told:
            yield replace(one, message=f"{one.message}（全文共 {count} 处）", times=count)
        told.add(_root(one))


def _root(one: AuditFinding) -> Hashable:
    """What findings share that one change mends: the habit of a whole document, or the same wrong calculation."""
    if one.rule.id in _REPEATED:
        return one.rule.id
    return (one.rule.id, one.formula, one.quote) if one.formula else (one.rule.id, one.block, one.span, one.message)
