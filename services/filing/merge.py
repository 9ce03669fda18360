"""A subordinate unit's package taken into the department's filing: first shown, then taken as one gesture.

What differs is compared with what the package said when it was last merged: changed on one side only it is taken (or
left) without asking; changed on both sides since, it is a conflict that the clerk decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from models.project import POSITION_GAP
from services.filing.adoption import (
    Adopted,
    Adoption,
    Contents,
    Values,
    base_digest,
    digest,
    is_blank,
    own_contents,
    record_of,
    source_name,
    source_of,
)
from services.filing.filing import Filing
from services.filing.filing_json import Package
from services.filing.gestures import created, delete_rows
from services.filing.merge_base import BaseOf, merge_gesture, unknown
from services.filing.merge_words import FOLLOWS, LINKS, default_of, notes, row_text, row_title, shown, title_of
from services.filing.refs import WHOLE, Change, FieldRef, Gesture
from services.reports.figures_unit import subordinates


class MergeRefused(ValueError):
    """The package cannot be merged into this filing; str() says why and what to do."""


class Status(StrEnum):
    """How a project of the package stands to the filing."""

    NEW = "新增"
    CHANGED = "有变化"
    CONFLICT = "两边都改过"
    SAME = "没有变化"
    GONE = "对方已没有"


class Side(StrEnum):
    """Whose value is taken."""

    OURS = "保留本级"
    THEIRS = "采用对方"


@dataclass(frozen=True, slots=True)
class ValueMerge:
    """One value, or with field "" one whole row, that would change: its name, both texts, and whether both did so."""

    ref: FieldRef
    title: str
    ours: str
    theirs: str
    conflict: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ProjectMerge:
    """One project of the package, or one taken from it before that it no longer has."""

    project_id: str
    name: str
    status: Status
    values: tuple[ValueMerge, ...] = ()
    changes: tuple[Change, ...] = ()
    mark: Change | None = None

    @property
    def ref(self) -> FieldRef:
        """What a choice for the whole project is kept under."""
        return FieldRef("project", self.project_id, WHOLE)


@dataclass(frozen=True)
class MergePlan:
    """What merging would do; nothing has been taken.

    `subordinate` is a row for the package's unit among the units below, offered where there is none; it is taken when
    it is chosen under its address. `notes` say what of the package is left alone.
    """

    unit_name: str
    projects: tuple[ProjectMerge, ...]
    explanations: tuple[Change, ...]
    notes: tuple[str, ...]
    subordinate: Change | None = None

    @property
    def gesture(self) -> Gesture:
        """The name under which it is applied and undone."""
        return merge_gesture(self.unit_name)

    def having(self, status: Status) -> list[ProjectMerge]:
        """The projects that stand so."""
        return [project for project in self.projects if project.status is status]

    @property
    def conflicts(self) -> list[ValueMerge]:
        """Everything the clerk must decide."""
        return [value for project in self.projects for value in project.values if value.conflict]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take."""
        return not self.explanations and all(project.status is Status.SAME for project in self.projects)


def plan_merge(filing: Filing, package: Package, base_of: BaseOf = unknown) -> MergePlan:
    """What the package would bring. MergeRefused for another year or the filing's own package.

    `base_of` tells what a value was after the last merge (merge_base.merged_values for a filing in a store).
    """
    _refuse_misfit(filing, package)
    adoption = Adoption(filing, package)
    adopted = adoption.projects()
    last = max((p.position for p in filing.evaluations()), default=0)
    positions = count(last + POSITION_GAP, POSITION_GAP)
    projects = [_project(filing, one, positions, base_of) for one in adopted]
    met = {one.project_id for one in adopted}
    source = source_name(package)
    gone = [p for p in filing.evaluations() if source_of(p) == source and p.id not in met]
    projects += [_gone(filing, project.id, project.name) for project in gone]
    answers = tuple(_answers(filing, adoption))
    told = tuple(notes(filing, package))
    return MergePlan(package.unit.name, tuple(projects), answers, told, _subordinate(filing, adoption))


def _subordinate(filing: Filing, adoption: Adoption) -> Change | None:
    """A row for the package's unit; None where it is listed already, or is this very unit."""
    row = adoption.subordinate()
    known = {filing.unit.name.strip(), *(unit.name.strip() for unit in subordinates(filing))}
    taken = filing.record("subordinate", row.id) is not None or row.name.strip() in known
    last = max((unit.position for unit in subordinates(filing)), default=0)
    return None if taken else created("subordinate", row.model_copy(update={"position": last + POSITION_GAP}))


def merge_changes(plan: MergePlan, choices: Mapping[FieldRef, Side] | None = None) -> list[Change]:
    """The changes to apply under `plan.gesture`.

    A choice is given for a value (`ValueMerge.ref`) or a whole project (`ProjectMerge.ref`). Without one, new and
    changed is taken and a project that is gone stays. MergeRefused while a conflict is undecided.
    """
    chosen = choices or {}
    _refuse_undecided(plan, chosen)
    changes: list[Change] = []
    left: set[str] = set()
    for project in plan.projects:
        taken = list(_taken(project, chosen))
        changes += taken
        if project.status is Status.NEW and not taken:
            left.add(project.project_id)
    if plan.subordinate is not None and chosen.get(plan.subordinate.ref) is Side.THEIRS:
        changes.append(plan.subordinate)
    return changes + [c for c in plan.explanations if not any(p in c.new["finding"] for p in left)]


def _refuse_misfit(filing: Filing, package: Package) -> None:
    if package.head.id == filing.id:
        raise MergeRefused("这个数据包就是本编报导出的，不用合并到自己里面。")
    if package.head.year != filing.head.year:
        raise MergeRefused(
            f"数据包是“{package.unit.name}”{package.head.year}年度的，本编报是 {filing.head.year}年度，不能合并。"
            "请让对方导出同一年度的数据包。"
        )


def _refuse_undecided(plan: MergePlan, choices: Mapping[FieldRef, Side]) -> None:
    for project in plan.projects:
        for value in project.values:
            if value.conflict and value.ref not in choices and project.ref not in choices:
                number = len(plan.conflicts)
                raise MergeRefused(
                    f"有 {number} 处两边都改过，例如“{project.name}”的“{value.title}”："
                    f"本级是“{value.ours}”，对方是“{value.theirs}”。请先逐处选定用哪一个。"
                )


def _taken(project: ProjectMerge, choices: Mapping[FieldRef, Side]) -> Iterator[Change]:
    whole = choices.get(project.ref)
    side = whole or (Side.OURS if project.status is Status.GONE else Side.THEIRS)
    if side is Side.THEIRS:
        yield from project.changes
    for value in project.values:
        if choices.get(value.ref, side) is Side.THEIRS:
            yield from value.changes
    if project.mark is not None:
        yield project.mark


def _project(filing: Filing, adopted: Adopted, positions: Iterator[int], base_of: BaseOf) -> ProjectMerge:
    if adopted.met is None:
        changes = _creation(adopted, next(positions))
        return ProjectMerge(adopted.project_id, adopted.name, Status.NEW, changes=changes)
    ours = own_contents(filing, adopted.project_id)
    base = base_digest(adopted.met)
    mark = _mark(adopted)
    if base == adopted.digest or digest(ours) == adopted.digest:
        return ProjectMerge(adopted.project_id, adopted.name, Status.SAME, mark=mark)
    both_changed = digest(ours) != base
    values = tuple(_values(filing, ours, adopted.contents, base_of if both_changed else None))
    if not values:
        return ProjectMerge(adopted.project_id, adopted.name, Status.SAME, mark=mark)
    status = Status.CONFLICT if any(value.conflict for value in values) else Status.CHANGED
    return ProjectMerge(adopted.project_id, adopted.name, status, values, mark=mark)


def _mark(adopted: Adopted) -> Change | None:
    old = adopted.met.source_filing if adopted.met else ""
    ref = FieldRef("project", adopted.project_id, "source_filing")
    return Change(ref, old, adopted.mark) if old != adopted.mark else None


def _creation(adopted: Adopted, position: int) -> tuple[Change, ...]:
    """The project at the end of the list, then its rows."""
    changes = []
    for (entity, _), values in adopted.contents.items():
        placed = {**values, "position": position} if entity == "project" else values
        changes.append(created(entity, record_of(entity, placed)))
    return tuple(changes)


def _gone(filing: Filing, project_id: str, name: str) -> ProjectMerge:
    changes = tuple(delete_rows(filing, [FieldRef("project", project_id, WHOLE)]))
    return ProjectMerge(project_id, name, Status.GONE, changes=changes)


def _values(filing: Filing, ours: Contents, theirs: Contents, base_of: BaseOf | None) -> Iterator[ValueMerge]:
    """What of a project here the package would change; `base_of` is given when both sides changed the project."""
    for (entity, record_id), values in theirs.items():
        own = ours.get((entity, record_id))
        if own is not None:
            yield from _fields(filing, entity, own, values, base_of)
        elif not is_blank(entity, values):
            change = created(entity, record_of(entity, values))
            title, text = row_title(entity, values), row_text(filing, entity, values)
            yield ValueMerge(change.ref, title, "", text, conflict=False, changes=(change,))
    for (entity, record_id), values in ours.items():
        if (entity, record_id) not in theirs and not is_blank(entity, values):
            ref = FieldRef(entity, record_id, WHOLE)
            change = Change(ref, values, None)
            title, text = row_title(entity, values), row_text(filing, entity, values)
            yield ValueMerge(ref, title, text, "", conflict=base_of is not None, changes=(change,))


def _fields(filing: Filing, entity: str, own: Values, theirs: Values, base_of: BaseOf | None) -> Iterator[ValueMerge]:
    for name, value in theirs.items():
        if name in LINKS or own[name] == value or (entity, name) == ("project", "position"):
            continue
        ref = FieldRef(entity, own["id"], name)
        base = base_of(ref) if base_of else (own[name],)
        if base == (value,):
            continue  # changed here alone
        conflict = base != (own[name],) and name not in FOLLOWS and own[name] != default_of(entity, name)
        ours, new = (shown(filing, ref, side) for side in (own[name], value))
        change = Change(ref, own[name], value)
        yield ValueMerge(ref, title_of(filing, ref), ours, new, conflict=conflict, changes=(change,))


def _answers(filing: Filing, adoption: Adoption) -> Iterator[Change]:
    """Answers to warnings that are not answered here yet."""
    known = filing.explanations
    for entity, record in adoption.explanations():
        values = record.model_dump()
        taken = filing.record("explanation", record.id) is not None
        if not taken and (values["rule"], values["finding"]) not in known:
            yield created(entity, record)
