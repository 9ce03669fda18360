"""A package's projects as they would stand in the department's filing: under ids of its own, marked with their source.

Ids are unique in the store, which may hold the subordinate's filing too; so each record gets an id that follows from
both filings. A second package of the same unit therefore meets the records that the first one brought. A project begun
here before (carried from last year, or typed) is met by code or name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.entities import ENTITIES
from models.enums import ProjectKind
from models.project import Funding, Indicator, Management, Project, TargetChange
from models.record import Record
from models.report import Arrival, Organisation, Passage, Subordinate
from services.filing.fields import to_json
from services.filing.filing import Filing
from services.filing.filing_json import Package, dump
from services.filing.gestures import funding_id, management_id
from services.filing.matching import match_indicators
from services.filing.rekey import new_key
from services.filing.report_rows import ReportKey, arrival_ref, organisation_ref, passage_ref
from services.reports.tokens import renamed

ROWS = ("funding", "management", "indicator", "target_change", "arrival")
"""What hangs below a project; the passages of its reports go with it, too."""
_STAFF = ("staff_admin", "staff_public", "staff_institution", "staff_worker", "staff_contract")
_DIGITS = 16
_MARK = "#"
_LONGEST_SOURCE = 40 - _DIGITS - len(_MARK)
_NOT_CONTENT = frozenset({"id", "filing_id", "project_id", "source_filing", "previous_project", "indicator"})
_OF_PASSAGE = frozenset({"outline", "project", "key"})
_NAMED_BY = {"funding": frozenset({"source"}), "management": frozenset({"topic"}), "passage": _OF_PASSAGE}
_PLACED = {"project": frozenset({"position"}), "passage": frozenset({"project"})}

Values = Mapping[str, Any]
"""The fields of one record by name."""
Contents = dict[tuple[str, str], Values]
"""A project with all its rows: (entity, id) → fields."""


@dataclass(frozen=True)
class Adopted:
    """One project of a package under the filing's ids; `met` is the project here that it meets, None when new."""

    project_id: str
    name: str
    contents: Contents
    met: Project | None
    digest: str

    @property
    def mark(self) -> str:
        """What `Project.source_filing` is set to: where the project came from and what it was then."""
        return str(self.contents["project", self.project_id]["source_filing"])


def source_of(project: Project) -> str:
    """Id of the filing a project was taken from; "" when it was begun here."""
    return project.source_filing.partition(_MARK)[0]


def base_digest(project: Project) -> str:
    """Digest of the project as its package had it when it was last merged; "" when it never was."""
    return project.source_filing.partition(_MARK)[2]


def source_name(package: Package) -> str:
    """How the package's filing is named in the mark; an id too long for it is shortened."""
    return package.head.id if len(package.head.id) <= _LONGEST_SOURCE else _short(package.head.id)


def own_contents(filing: Filing, project_id: str) -> Contents:
    """A project of the filing with all its rows."""
    rows = [("project", filing.project(project_id)), *_rows_of(filing, project_id)]
    return {(entity, record.id): record.model_dump() for entity, record in rows}


def _rows_of(filing: Filing, project_id: str) -> Iterator[tuple[str, Record]]:
    """Everything that hangs below a project, and what was written in reports on it."""
    yield from ((entity, row) for entity in ROWS for row in filing.owned(entity, project_id))
    passages = (row for row in filing.owned("passage", filing.id) if isinstance(row, Passage))
    yield from (("passage", row) for row in passages if row.project == project_id)


def digest(contents: Contents) -> str:
    """What a project says, in 16 digits: the same whatever its ids and whoever holds it."""
    said = [(entity, values) for (entity, _), values in contents.items() if not is_blank(entity, values)]
    return _short(dump({"rows": sorted((entity, dump(_content(entity, values))) for entity, values in said)}))


def is_blank(entity: str, values: Values) -> bool:
    """Whether a row of money or of notes says nothing."""
    names = _NAMED_BY.get(entity)
    content = _content(entity, values)
    return names is not None and not any(value for field, value in content.items() if field not in names)


def _content(entity: str, values: Values) -> dict[str, Any]:
    left_out = _NOT_CONTENT | _PLACED.get(entity, frozenset())
    return {name: to_json(_even(value)) for name, value in values.items() if name not in left_out}


def _even(value: Any) -> Any:
    return value.normalize() + 0 if hasattr(value, "normalize") else value


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


class Adoption:
    """Gives the projects of a package ids in a filing."""

    def __init__(self, filing: Filing, package: Package) -> None:
        self._here = filing
        self._there = Filing(package.unit, package.head, filing.scheme, package.owned)
        self._source = source_name(package)
        self.ids: dict[str, str] = {package.head.id: filing.id}
        """Every id of the package to its id here."""

    def projects(self) -> list[Adopted]:
        """The package's projects, without the subordinate's evaluation as a whole: that stays its own."""
        theirs = [p for p in self._there.evaluations() if p.kind is not ProjectKind.DEPARTMENT]
        met = self._met(theirs)
        return [self._adopted(project, met.get(project.id)) for project in theirs]

    def explanations(self) -> Iterator[tuple[str, Record]]:
        """The package's answers to warnings, about the records as they are called here."""
        for old in self._there.explanations.values():
            key = new_key(old.finding, self.ids)
            if key is not None:
                place = {"filing_id": self._here.id, "finding": key}
                yield "explanation", old.model_copy(update=self._named(old.id) | place)

    def _named(self, record_id: str) -> dict[str, str]:
        return {"id": _short(f"{self._here.id}/{self._there.id}/{record_id}")}

    def _met(self, theirs: Sequence[Project]) -> dict[str, Project]:
        """Which project here is which of theirs: by its derived id, else by what it says among those not yet met."""
        here = {project.id: project for project in self._here.evaluations()}
        met = {p.id: here.pop(name) for p in theirs if (name := self._named(p.id)["id"]) in here}
        for sign in (_by_unit_code_and_name, _by_unit_and_name, _by_source_and_code):
            free = {sign(project): project for project in reversed(here.values())}
            free.pop(None, None)
            for project in theirs:
                known = free.pop(sign(self._ours(project)), None) if project.id not in met else None
                if known is not None:
                    met[project.id] = here.pop(known.id)
        return met

    def _ours(self, project: Project) -> Project:
        """A project of theirs with unit and source as it would have them here."""
        unit = project.unit_name or self._there.unit.name
        return project.model_copy(update={"unit_name": unit, "source_filing": self._source})

    def _adopted(self, project: Project, met: Project | None) -> Adopted:
        project_id = met.id if met else self._named(project.id)["id"]
        self.ids[project.id] = project_id
        known = self._here.indicators(met.id) if met else []
        self._meet_indicators(self._there.indicators(project.id), known)
        rows = [(entity, self._row(row, project_id)) for entity, row in _rows_of(self._there, project.id)]
        fields = {"id": project_id, "filing_id": self._here.id, "previous_project": met.previous_project if met else ""}
        taken = self._ours(project).model_copy(update=fields)
        contents: Contents = {(entity, r.id): r.model_dump() for entity, r in (("project", taken), *rows)}
        content_digest = digest(contents)
        mark = f"{self._source}{_MARK}{content_digest}"
        contents["project", project_id] = {**contents["project", project_id], "source_filing": mark}
        return Adopted(project_id, project.name, contents, met, content_digest)

    def _meet_indicators(self, theirs: Sequence[Indicator], here: Sequence[Indicator]) -> None:
        """Indicators are met by their derived id, else by levels and name."""
        derived = {row.id: self._named(row.id)["id"] for row in theirs}
        known = {row.id for row in here}
        named = [row.model_copy(update={"id": derived[row.id]}) for row in theirs]
        back = {derived[row.id]: row.id for row in theirs}
        for ours, row in match_indicators(here, named):
            if row is not None:
                self.ids[back[row.id]] = row.id if ours is None or row.id in known else ours.id

    def subordinate(self) -> Subordinate:
        """The package's unit as a budget unit below this department, with the people it tells of."""
        told = self._there.record("organisation", organisation_ref(self._there.id, "").id)
        counts = [getattr(told, name) for name in _STAFF] if isinstance(told, Organisation) else []
        known = [count for count in counts if count is not None]
        unit, row_id = self._there.unit, self._named(self._there.unit.id)["id"]
        row = Subordinate(id=row_id, filing_id=self._here.id, name=unit.name, nature=unit.nature)
        return row.model_copy(update={"staff": sum(known) if known else None})

    def _passage(self, row: Passage, project_id: str) -> Passage:
        """A passage under its id here, its figures those of the records here."""
        ref = passage_ref(self._here.id, ReportKey(row.outline, project_id), row.key)
        self.ids[row.id] = ref.id
        place = {"id": ref.id, "filing_id": self._here.id, "project": project_id}
        return row.model_copy(update={**place, "text": renamed(row.text, self.ids)})

    def _row(self, row: Record, project_id: str) -> Record:
        fields: dict[str, Any] = {"project_id": project_id}
        if isinstance(row, Passage):
            return self._passage(row, project_id)
        if isinstance(row, Arrival):
            fields["id"] = arrival_ref(project_id, "").id
        elif isinstance(row, Funding):
            fields["id"] = funding_id(project_id, row.source)
        elif isinstance(row, Management):
            fields["id"] = management_id(project_id, row.topic)
        elif isinstance(row, TargetChange):
            fields |= {**self._named(row.id), "indicator": self.ids.get(row.indicator, "")}
        else:
            fields["id"] = self.ids[row.id]
        return row.model_copy(update=fields)


def _by_unit_code_and_name(project: Project) -> tuple[str, str, str] | None:
    words = project.unit_name, project.code, project.name
    return words if all(words) else None


def _by_unit_and_name(project: Project) -> tuple[str, str] | None:
    words = project.unit_name, project.name
    return words if all(words) else None


def _by_source_and_code(project: Project) -> tuple[str, str] | None:
    words = source_of(project), project.code
    return words if all(words) else None


def record_of(entity: str, values: Values) -> Record:
    """A record with these fields."""
    return ENTITIES[entity].record(**values)
