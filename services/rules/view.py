"""FilingView: the filing as a whole, as rules across forms see it: running totals, published tables, stated figures.

Published lines and stated figures are indexed by the project they are about, by its id or, where the clerk has not
named it, by its name; so that an edit in one project looks only at what was published about that project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.entities import ENTITIES
from models.enums import PublishedTable, StatementTopic
from models.project import Project
from models.published import Statement, SummaryLine
from models.report import Passage
from services.filing.assess import Assessment, assess
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.filing.totals import Section, Share, Totals, name_key, share_of
from services.reports.outline import outlines
from services.reports.passages import place_of as passage_place
from services.values.money import plain

Published = SummaryLine | Statement
PUBLISHED = {"summary_line": SummaryLine, "statement": Statement}
JOINED = "+"
"""Between the ids of several projects that one line is about (one line for two years of a project)."""
_SECTION_OF = {PublishedTable.OWN: Section.OWN, PublishedTable.TRANSFER: Section.TRANSFER}
_COMPLETE = (PublishedTable.OWN, PublishedTable.TRANSFER, PublishedTable.EXPENDITURE)
_TEMPLATE = "{{"
_PER_TERM, _MOST = Decimal("0.01"), Decimal("0.05")


def sum_tolerance(terms: int) -> Decimal:
    """How far a sum of rounded amounts may be off (万元): 0.01 for each, at most 0.05 (checks.md)."""
    return min(_PER_TERM * terms, _MOST)


def record_ref(record: Published, field: str) -> FieldRef:
    """Address of a value of a published line or a stated figure."""
    return FieldRef("summary_line" if isinstance(record, SummaryLine) else "statement", record.id, field)


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its lines in order and the sum of their amounts (万元)."""

    lines: tuple[SummaryLine, ...]
    total: Decimal

    @property
    def tolerance(self) -> Decimal:
        """How far the sum may be off what a text says."""
        return sum_tolerance(len(self.lines))


class FilingView:
    """What rules about the whole filing may look at."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.totals = Totals()
        self._tables: dict[PublishedTable, Table] = {}
        self._stated: dict[StatementTopic, list[Statement]] = {}
        self._records: dict[str, Published] = {}
        self._about: dict[str, dict[str, None]] = {}
        self._called: dict[str, dict[str, None]] = {}
        self._without_form: dict[str, SummaryLine] | None = None

    def index(self) -> None:
        """Read published lines and stated figures anew."""
        filing = self.filing
        self._records = {line.id: line for table in PublishedTable for line in filing.summary_lines(table)}
        self._records |= {statement.id: statement for statement in filing.statements}
        self._tables.clear()
        self._stated.clear()
        self._about.clear()
        self._called.clear()
        self._without_form = None
        for record in self._records.values():
            self._place(record)

    def _place(self, record: Published) -> None:
        for project_id in record.project.split(JOINED) if record.project else ():
            self._about.setdefault(project_id, {})[record.id] = None
        if isinstance(record, SummaryLine):
            if not record.project:
                self._called.setdefault(name_key(record.name), {})[record.id] = None
        elif not record.project:
            self._stated.setdefault(record.topic, []).append(record)

    def enter(self, project_id: str) -> tuple[Share | None, Share | None]:
        """Bring a project's share up to date, or take it out when the project is gone; the old and the new one."""
        gone = self.filing.record("project", project_id) is None
        fresh = None if gone else share_of(assess(self.filing, project_id))
        old = self.totals.replace(project_id, fresh)
        if old is None or fresh is None or (old.key, old.section) != (fresh.key, fresh.section):
            self._match(self.about((old, fresh)))
        return old, fresh

    def _match(self, record_ids: Iterable[str]) -> None:
        """Note for each line again whether it is about a form."""
        known = self._without_form
        for record_id in record_ids if known is not None else ():
            line = self._records[record_id]
            if known is not None and isinstance(line, SummaryLine) and line.table in _COMPLETE:
                known.pop(record_id, None)
                if line.name and not self.shares_of(line):
                    known[record_id] = line

    def about(self, shares: Iterable[Share | None]) -> Iterator[str]:
        """Ids of what was published about projects, by their ids and by the names they have or had."""
        for share in shares:
            if share is not None:
                yield from self._about.get(share.project_id, ())
                yield from self._called.get(share.key, ()) if share.key else ()

    @property
    def records(self) -> Mapping[str, Published]:
        """Every published line and stated figure by id."""
        return self._records

    def shares_of(self, record: Published) -> Sequence[Share]:
        """The evaluations a line or figure is about; several where projects of one name cannot be told apart."""
        if record.project:
            found = [self.totals.share(project_id) for project_id in record.project.split(JOINED)]
            return [share for share in found if share is not None]
        if not isinstance(record, SummaryLine) or not name_key(record.name):
            return ()
        named = [s for s in self.totals.named(name_key(record.name)) if s.section is not Section.DEPARTMENT]
        section = _SECTION_OF.get(record.table)
        fitting = [share for share in named if section in (None, share.section)] or named
        return sorted(fitting, key=lambda share: self._order(share.project_id))

    def table(self, table: PublishedTable) -> Table:
        """A published table."""
        if table not in self._tables:
            lines = [r for r in self._records.values() if isinstance(r, SummaryLine) and r.table is table]
            total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
            self._tables[table] = Table(tuple(lines), total)
        return self._tables[table]

    def without_form(self) -> Sequence[SummaryLine]:
        """Lines about projects that have no form; the list of large projects is part of another list."""
        if self._without_form is None:
            self._without_form = {}
            self._match(self._records)
        return sorted(self._without_form.values(), key=lambda line: (line.table, line.position, line.id))

    def stated(self, *topics: StatementTopic) -> list[Statement]:
        """Figures stated for the whole on these topics, blank ones left out; in order."""
        found = [one for topic in topics for one in self._stated.get(topic, ())]
        return [one for one in found if one.figure is not None or one.words]

    def figure(self, topic: StatementTopic) -> Decimal | None:
        """The first figure stated on a topic, None when there is none."""
        return next((one.figure for one in self._stated.get(topic, ()) if one.figure is not None), None)

    def beside(self, statement: Statement, topic: StatementTopic) -> Statement | None:
        """The figure on another topic stated at the same place, else the first stated anywhere."""
        known = [one for one in self._stated.get(topic, ()) if one.figure is not None]
        here = (one for one in known if one.document == statement.document)
        return next(here, known[0] if known else None)

    def department(self) -> Assessment | None:
        """The department's own evaluation, None while it has not been begun."""
        ids = self.totals.department_ids
        return assess(self.filing, min(ids, key=self._order)) if ids else None

    def _order(self, project_id: str) -> tuple[int, str]:
        return self.filing.project(project_id).position, project_id


def place_of(filing: Filing, project_id: str, ref: FieldRef) -> str:
    """The place of a finding in a clerk's words: project and value, or published table and line, or text and topic."""
    if project_id:
        return f"{filing.project(project_id).name or '未命名项目'}：{name_of(filing, ref)}"
    record = filing.record(ref.entity, ref.id)
    if isinstance(record, SummaryLine):
        return f"{record.table.value}：{record.name or '未命名项目'} · {field_spec(ref.entity, ref.field).title}"
    if isinstance(record, Statement):
        return f"{record.document or '文中数字'}：{record.topic.value}"
    if isinstance(record, Passage):
        return _passage_place(filing, record)
    return name_of(filing, ref)


def _passage_place(filing: Filing, record: Passage) -> str:
    """“部门决算情况说明：收入决算情况说明”, with the project of a report about one or of a repeated section."""
    section, _ = passage_place(record.outline, record.key)
    outline = outlines().get(record.outline)
    about = _project_name(filing, record.project)
    heading = section.heading.replace("{{ year }}", str(filing.head.year)) if section else ""
    if _TEMPLATE in heading:
        heading = _project_name(filing, record.key.rpartition("-")[2])
    place = outline.name if outline else record.outline
    return f"{place}{f'（{about}）' if about else ''}：{heading or record.key}"


def _project_name(filing: Filing, project_id: str) -> str:
    project = filing.record("project", project_id) if project_id else None
    return project.name if isinstance(project, Project) else ""


def all_fields(entity: str) -> frozenset[str]:
    """Names of all fields of an entity, as rules name what they read."""
    return frozenset(f"{entity}.{name}" for name in ENTITIES[entity].record.model_fields)


def said(statement: Statement, unit: str = "") -> str:
    """Where and what, for a message: “工作报告一、（一）”的项目总数 46 个."""
    where = f"“{statement.document}”的" if statement.document else "文中的"
    figure = "" if statement.figure is None else f" {plain(statement.figure)}"
    return f"{where}{statement.topic.value}{figure}{f' {unit}' if unit else ''}"
