"""Homes: on which form of a filing a value is shown, for going from a finding or a search hit to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.enums import Moment
from models.project import Project
from services.filing.fields import PART
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.forms import project_list, report_inputs, summary
from services.forms.catalogue import FormEntry, build_entry, entry_of, unowned_entries
from services.forms.keys import entry_key
from services.forms.sheet import Sheet

_INDEX = "homes"
_ORDER = (Moment.EVALUATION, Moment.MONITORING, Moment.DECLARATION)
_OF_MONITORING = frozenset(
    {"monitored", "expected", "outlook", "monitor_note", "remark"}
    | {"cause_funding", "cause_system", "cause_staff", "cause_equipment", "cause_other"}
)
_OF_DECLARATION = frozenset(
    {"origin", "term_goal", "term_appropriation", "term_other", "declared_appropriation", "declared_other"}
    | {"start", "end", "approved", "term_target"}
)


def project_of(filing: Filing, ref: FieldRef) -> Project | None:
    """The project on whose forms a value is shown; an amount or note not yet typed has no record but a known owner."""
    owner = filing.record("project", filing.project_id_of(ref) or "")
    return owner if isinstance(owner, Project) else None


def moment_of(ref: FieldRef) -> Moment:
    """The moment of the year whose form asks for a value of a project."""
    field = ref.field.partition(PART)[0]
    if field in _OF_MONITORING:
        return Moment.MONITORING
    return Moment.DECLARATION if field in _OF_DECLARATION else Moment.EVALUATION


def cell_of(sheet: Sheet, ref: FieldRef) -> FieldRef | None:
    """The address of the cell that shows a value or a part of it; None when the sheet has none."""
    if ref in sheet.by_ref:
        return ref
    begin = ref.field + PART
    return next((place for place in sheet.by_ref if place.field.startswith(begin) and place.whole == ref.whole), None)


def home_of(filing: Filing, ref: FieldRef) -> FormEntry | None:
    """The form whose sheet has a cell for a value, the self-evaluation before any other; None when none has."""
    return next((entry for entry in _likely(filing, ref) if cell_of(build_entry(filing, entry), ref)), None)


def _likely(filing: Filing, ref: FieldRef) -> Iterator[FormEntry]:
    project = project_of(filing, ref)
    if project is not None:
        own = (entry_key(project.id, moment) for moment in _ORDER)
        keys: Iterable[str] = (report_inputs.ARRIVAL_CODE,) if ref.entity == "arrival" else own
    else:
        key = home_key(filing, ref)
        keys = () if key is None else (key,)
    yield from (entry for key in keys if (entry := entry_of(filing, key)) is not None)


def home_key(filing: Filing, ref: FieldRef) -> str | None:
    """Key of the sheet that shows a value which belongs to no project: published elsewhere, or of the accounts.

    The sheets are read once for each state of the filing beyond its projects.
    """
    version, known = filing.version(filing.id), filing.derived.get(_INDEX)
    if known is None or known[0] != version:
        known = filing.derived[_INDEX] = (version, _index(filing))
    index: dict[FieldRef, str] = known[1]
    return index.get(ref) or index.get(ref.whole)


def _index(filing: Filing) -> dict[FieldRef, str]:
    """Every value of the sheets over all and of the accounts, and every record of theirs, with the first sheet."""
    index: dict[FieldRef, str] = {}
    for entry in filter(is_apart, unowned_entries(filing)):
        for ref in build_entry(filing, entry).by_ref:
            index.setdefault(ref, entry.key)
            index.setdefault(ref.whole, entry.key)
    return index


def is_apart(entry: FormEntry) -> bool:
    """Whether a sheet over all is about values of its own, and not a table of the projects."""
    return entry.project_id is None and entry.code not in _OF_PROJECTS


_OF_PROJECTS = frozenset({project_list.CODE, summary.OWN_CODE, summary.TRANSFER_CODE, report_inputs.ARRIVAL_CODE})
