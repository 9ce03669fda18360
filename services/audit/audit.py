"""The audit of a finished document: text rules on its passages, table rules on its tables, rules on its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from models.enums import Severity
from models.filing import FilingHead
from models.project import Project
from models.unit import Unit
from services.audit.figures import DocumentBook, stated_figures
from services.audit.subject import unit_of, year_of
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey
from services.readers.writing import read_writing
from services.reports.passages import WrittenPassage
from services.rules.catalogue import Hit, Rule, all_rules
from services.rules.written import Written
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
    """The document with everything its rules look at."""

    def __init__(self, writing: Writing, unit: str, year: int) -> None:
        self.writing, self.unit, self.year = writing, unit, year
        self._stated = stated_figures(writing, year)
        self._tabled = {one.grid.id: one for one in _tabled(writing)}

    @cached_property
    def _written(self) -> dict[str, Written]:
        book = DocumentBook(self._blank(), self._stated)
        register = Register((one.figure for one in self._stated), self.year)
        return {
            one.id: Written(self._passage(one), register, book, self.unit, self.year) for one in self.writing.passages()
        }

    def _blank(self) -> Filing:
        """A filing without anything but the projects that the tables name."""
        head = FilingHead(id="audit", unit_id="audit", year=self.year)
        names = dict.fromkeys(name for one in self._tabled.values() for name in _projects(one))
        projects = [
            ("project", Project(id=str(place), filing_id=head.id, name=name)) for place, name in enumerate(names)
        ]
        return Filing(Unit(id="audit", name=self.unit), head, scheme_named(DEFAULT_SCHEME), projects)

    def _passage(self, one: Passage) -> WrittenPassage:
        section = "".join(one.section)
        return WrittenPassage(_ref(one.id), ReportKey("", ""), self.writing.title, section, one.text, ())

    def findings(self) -> Iterator[AuditFinding]:
        """Everything found, in the order of the document; what is about its headings first."""
        rules = list(all_rules().values())
        for rule in rules:
            for hit in rule.on_structure(self.writing) if rule.on_structure else ():
                yield self._finding(rule, hit)
        for block in self.writing.blocks:
            for rule in rules:
                for hit in self._hits(rule, block):
                    yield self._finding(rule, hit)

    def _hits(self, rule: Rule, block: Passage | Grid) -> Iterable[Hit]:
        if isinstance(block, Grid):
            return rule.on_table(self._tabled[block.id]) if rule.on_table else ()
        return rule.on_text(self._written[block.id]) if rule.on_text else ()

    def _finding(self, rule: Rule, hit: Hit) -> AuditFinding:
        mild = hit.mild and rule.severity is Severity.ERROR
        severity = Severity.WARNING if mild else rule.severity
        block = next((one for one in self.writing.blocks if one.id == hit.fields[0].id), None)
        where = " › ".join(block.section) if block else ""
        if isinstance(block, Grid):
            where = f"{where} › 表{f'“{block.title}”' if block.title else ''}"
        text = block.text if isinstance(block, Passage) else ""
        quote = text[slice(*hit.span)] if hit.span else ""
        message = rule.text.format_map(hit.values)
        return AuditFinding(rule, severity, where, message, hit.fields[0].id, quote, hit.span, self._formula(hit), 1)

    def _formula(self, hit: Hit) -> str:
        """The formula of the relation that a hit tells."""
        if "formula" in hit.values:
            return hit.values["formula"]
        one = self._written.get(hit.fields[0].id)
        failed = one.judgement.contradictions if one and hit.span else ()
        return next((found.relation.formula for found in failed if found.failed.span == hit.span), "")

    def holds(self) -> int:
        """How many relations agree: within passages, within tables, and between text and tables."""
        texts = sum(len(one.judgement.holds) for one in self._written.values())
        compared = sum(
            figure.key.startswith("t") for one in self._written.values() for _, figure in one.compared.agreeing
        )
        return texts + compared + sum(len(one.judgement.holds) for one in self._tabled.values())


def _ref(block: str) -> FieldRef:
    return FieldRef("passage", block, "text")


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
    """Findings of the kinds that are told once, at their first place and with their number."""
    found = list(findings)
    times = Counter(one.rule.id for one in found)
    told: set[str] = set()
    for one in found:
        repeated = one.rule.id in _REPEATED and times[one.rule.id] > 1
        if repeated and one.rule.id not in told:
            count = times[one.rule.id]
            yield replace(one, message=f"{one.message}（全文共 {count} 处）", times=count)
        elif not repeated:
            yield one
        told.add(one.rule.id)
