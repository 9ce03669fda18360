"""Filing 年度编报: one unit × one year in memory; the aggregate root that forms, rules and reports read.

It is changed only by `put`, which the Editor calls after the change is safe in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

from models.entities import ENTITIES
from models.enums import FundSource, ManagementTopic, Moment, ProjectKind, PublishedTable
from models.explanation import Explanation
from models.filing import FilingHead
from models.project import Funding, Indicator, Management, Project, TargetChange
from models.published import Statement, SummaryLine
from models.record import Record
from models.unit import Unit
from services.filing.refs import WHOLE, Change, FieldRef
from services.scheme import Scheme, scheme_named

_BY_POSITION = attrgetter("position")


class Filing:
    """All records of one filing with lookups by id and by owner."""

    def __init__(
        self, unit: Unit, head: FilingHead, scheme: Scheme, records: Iterable[tuple[str, Record]] = ()
    ) -> None:
        self.scheme = scheme
        self.scheme_of: Callable[[str], Scheme] = scheme_named
        """Finds a scheme by id when the filing is given another one; the shelf's for a filing of a store."""
        self._records: dict[str, dict[str, Record]] = {name: {} for name in ENTITIES}
        self._owned: dict[tuple[str, str], dict[str, Record]] = {}
        self._versions: dict[str, int] = {}
        self.amounts_version = 0
        """Counts the changes of any project's money; what is summed over all projects is cached by this."""
        self.derived: dict[str, Any] = {}
        """Scratch space of `assess`: what follows from each project, by project id; “accounts” is the ledger's."""
        self.subject_folder: Path | None = None
        """The data folder, in which a year's own subject lists may lie (services/subjects.py)."""
        self.subordinates: Sequence[Filing] = ()
        """Filings of the units below and of 本级, where the store has them all: the final accounts are their sum."""
        self.unit = unit
        self.head = head
        for entity, record in (("unit", unit), ("filing", head), *records):
            self._add(entity, record)

    @property
    def id(self) -> str:
        """Id of the filing."""
        return self.head.id

    @property
    def projects(self) -> Sequence[Project]:
        """Projects in order, without the department's own evaluation and transfer payments."""
        own = self._children("project", self.id)
        return [p for p in cast("list[Project]", own) if p.kind not in _SEPARATE]

    @property
    def transfers(self) -> Sequence[Project]:
        """Transfer payments, in order."""
        own = cast("list[Project]", self._children("project", self.id))
        return [p for p in own if p.kind is ProjectKind.TRANSFER]

    @property
    def department(self) -> Project | None:
        """The department's own evaluation, None while it has not been begun."""
        own = cast("Iterable[Project]", self._owned.get(("project", self.id), {}).values())
        return min((p for p in own if p.kind is ProjectKind.DEPARTMENT), key=_BY_POSITION, default=None)

    def summary_lines(self, table: PublishedTable) -> Sequence[SummaryLine]:
        """Lines of a published table, in order."""
        lines = cast("list[SummaryLine]", self._children("summary_line", self.id))
        return [line for line in lines if line.table is table]

    @property
    def statements(self) -> Sequence[Statement]:
        """Figures stated in texts, in order."""
        return cast("list[Statement]", self._children("statement", self.id))

    def target_changes(self, indicator_id: str) -> Sequence[TargetChange]:
        """Approved changes of an indicator's target, oldest first."""
        row = cast("Indicator | None", self._records["indicator"].get(indicator_id))
        changes = self.owned("target_change", row.project_id) if row else []
        own = [change for change in cast("list[TargetChange]", changes) if change.indicator == indicator_id]
        return sorted(own, key=lambda change: (change.approved_on is None, change.approved_on or _LONG_AGO))

    def evaluations(self) -> Sequence[Project]:
        """Everything that has a self-evaluation form, in order."""
        return cast("list[Project]", self._children("project", self.id))

    def project(self, project_id: str) -> Project:
        """A project by id. KeyError when it is not in this filing."""
        return cast("Project", self._records["project"][project_id])

    def indicators(self, project_id: str) -> Sequence[Indicator]:
        """Indicator rows of a project in printed order: by level as the scheme ranks them, then by position."""
        rows = cast("Iterable[Indicator]", self._owned.get(("indicator", project_id), {}).values())
        levels: dict[tuple[str, str], list[Indicator]] = {}
        for row in sorted(rows, key=_BY_POSITION):
            levels.setdefault((row.level1, row.level2), []).append(row)
        rank = self.scheme.rank
        return [row for level in sorted(levels, key=lambda pair: (rank(*pair), pair)) for row in levels[level]]

    def fundings(self, project_id: str) -> dict[FundSource, Funding]:
        """Typed funding rows of a project by source."""
        rows = cast("Iterable[Funding]", self._owned.get(("funding", project_id), {}).values())
        return {row.source: row for row in rows}

    def managements(self, project_id: str) -> dict[ManagementTopic, Management]:
        """Written notes on fund management of a transfer payment by topic."""
        rows = cast("Iterable[Management]", self._owned.get(("management", project_id), {}).values())
        return {row.topic: row for row in rows}

    @property
    def explanations(self) -> dict[tuple[str, str], Explanation]:
        """Written answers by (rule, finding key)."""
        rows = cast("Iterable[Explanation]", self._records["explanation"].values())
        return {(row.rule, row.finding): row for row in rows}

    @property
    def project_form(self) -> str:
        """Code of the form this filing's projects are shown and printed on."""
        chosen = self.head.project_form
        return chosen if chosen in self.scheme.forms else self.scheme.forms[0]

    def form_of(self, project: Project) -> str:
        """Code of the form of one evaluation."""
        if project.kind is ProjectKind.DEPARTMENT:
            return self.scheme.department_form
        return self.scheme.transfer_form if project.kind is ProjectKind.TRANSFER else self.project_form

    def form_at(self, project: Project, moment: Moment) -> str:
        """Code of a project's form at one moment of the year; "" when it has none.

        The department and transfer payments declare their targets on forms of the finance system, not here.
        """
        if moment is Moment.EVALUATION:
            return self.form_of(project)
        if project.kind in _SEPARATE:
            return ""
        return self.scheme.declaration_form if moment is Moment.DECLARATION else self.scheme.monitoring_form

    def record(self, entity: str, record_id: str) -> Record | None:
        """A record, or None when there is none."""
        return self._records[entity].get(record_id)

    def value(self, ref: FieldRef) -> Any:
        """The stored value at an address; None when the record does not exist (yet)."""
        record = self.record(ref.entity, ref.id)
        return None if record is None else getattr(record, ref.field)

    def project_id_of(self, ref: FieldRef) -> str | None:
        """The project an address belongs to; None for values of the unit or the filing itself."""
        if ref.entity == "project":
            return ref.id
        record = self.record(ref.entity, ref.id)
        if record is None and ref.entity in _NAMED_BY_PROJECT:
            return ref.id.rsplit(":", 1)[0]
        return getattr(record, "project_id", None)

    def owned(self, entity: str, owner_id: str) -> list[Record]:
        """Records of one entity that hang below an owner, in order where they have one."""
        return self._children(entity, owner_id)

    def all_records(self) -> Iterator[tuple[str, Record]]:
        """Every record, owners before what they own."""
        for entity, records in self._records.items():
            for record in records.values():
                yield entity, record

    def version(self, project_id: str) -> int:
        """Counts the changes of a project and its rows, or (by the filing's id) of all else in the filing.

        What is derived from them is cached by this.
        """
        return self._versions.get(project_id, 0)

    def put(self, change: Change) -> None:
        """Take over a change that is already in the store."""
        self.amounts_version += moves_money(change.ref)
        project_id = self.project_id_of(change.ref)
        if not change.is_record:
            setattr(self._records[change.ref.entity][change.ref.id], change.ref.field, change.new)
            if chooses_scheme(change.ref):
                self.scheme = self.scheme_of(change.new)
        elif change.new is None:
            self._drop(change.ref)
        else:
            self._add(change.ref.entity, ENTITIES[change.ref.entity].record(**change.new))
            project_id = self.project_id_of(change.ref)
        owner = self.id if project_id is None else project_id
        self._versions[owner] = self.version(owner) + 1

    def _add(self, entity: str, record: Record) -> None:
        self._records[entity][record.id] = record
        owner = ENTITIES[entity].owner
        if owner is not None:
            self._owned.setdefault((entity, getattr(record, owner)), {})[record.id] = record

    def _drop(self, ref: FieldRef) -> None:
        record = self._records[ref.entity].pop(ref.id)
        owner = ENTITIES[ref.entity].owner
        if owner is not None:
            del self._owned[ref.entity, getattr(record, owner)][ref.id]

    def _children(self, entity: str, owner_id: str) -> list[Record]:
        rows = list(self._owned.get((entity, owner_id), {}).values())
        if rows and hasattr(rows[0], "position"):
            rows.sort(key=_BY_POSITION)
        return rows


def moves_money(ref: FieldRef) -> bool:
    """Whether a change there can change sums over all projects, and so the department's own figures."""
    return ref.entity == "funding" or (ref.entity == "project" and ref.field in _MOVING)


def chooses_scheme(ref: FieldRef) -> bool:
    """Whether an address holds the filing's scheme, on which forms, scores and severities hang."""
    return ref.entity == "filing" and ref.field == "scheme"


_MOVING = frozenset({WHOLE, "kind", "fund_nature"})
_LONG_AGO = date.min
_NAMED_BY_PROJECT = frozenset({"funding", "management", "arrival"})
"""Rows whose id begins with their project's, so that their empty cells belong to it before they exist."""
_SEPARATE = frozenset({ProjectKind.DEPARTMENT, ProjectKind.TRANSFER})
