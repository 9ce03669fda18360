"""What the clerk does, as lists of Changes: type, paste, fill down, insert, delete, move.

Nothing here changes anything; the lists go to `Editor.apply`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.entities import ENTITIES
from models.enums import FundSource, ManagementTopic, StatementTopic
from models.explanation import Explanation
from models.project import POSITION_GAP, Funding, Indicator, Management, Project
from models.published import Statement, SummaryLine
from models.record import Record
from services.accounts.lines import maker
from services.accounts.names import line_name
from services.filing.confirm import confirmation
from services.filing.fields import PART, field_spec, read_text, validated
from services.filing.filing import Filing
from services.filing.parts import whole_text
from services.filing.published_rows import empty_row, published_rows
from services.filing.refs import WHOLE, Change, FieldRef
from services.filing.report_rows import MAKERS as REPORT_MAKERS
from services.filing.stated import read_figure
from services.values.money import Unreadable


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that could not be taken over: where, what was typed and why not."""

    ref: FieldRef
    text: str
    reason: str


def funding_id(project_id: str, source: FundSource) -> str:
    """Id of the funding row of a source: known before the row exists, so that its empty cells have an address."""
    return f"{project_id}:{source.name}"


def management_id(project_id: str, topic: ManagementTopic) -> str:
    """Id of the note on one aspect of fund management: known before the row exists."""
    return f"{project_id}:{topic.name}"


def created(entity: str, record: Record) -> Change:
    """The change that adds a record."""
    return Change(FieldRef(entity, record.id, WHOLE), None, record.model_dump())


def deleted(entity: str, record: Record) -> Change:
    """The change that removes a record."""
    return Change(FieldRef(entity, record.id, WHOLE), record.model_dump(), None)


def set_value(filing: Filing, ref: FieldRef, value: Any) -> list[Change]:
    """Give a field a value; a row whose id is known beforehand and that does not exist yet is created first."""
    record = filing.record(ref.entity, ref.id)
    if record is not None:
        return [Change(ref, getattr(record, ref.field), value)]
    make = _MADE_ON_DEMAND.get(ref.entity) or maker(ref.entity)
    if make is None:
        raise KeyError(ref)
    if value in (None, ""):
        return []
    fresh = make(ref.id)
    return [created(ref.entity, fresh), Change(ref, getattr(fresh, ref.field), value)]


def _funding(row_id: str) -> Funding:
    project_id, source = row_id.rsplit(":", 1)
    return Funding(id=row_id, project_id=project_id, source=FundSource[source])


def _management(row_id: str) -> Management:
    project_id, topic = row_id.rsplit(":", 1)
    return Management(id=row_id, project_id=project_id, topic=ManagementTopic[topic])


_MADE_ON_DEMAND: Mapping[str, Callable[[str], Record]] = {
    "funding": _funding,
    "management": _management,
    "summary_line": empty_row,
    "statement": empty_row,
    **REPORT_MAKERS,
}


def type_text(filing: Filing, ref: FieldRef, text: str) -> list[Change]:
    """What typing `text` into a cell changes; a text carried from last year is confirmed by it.

    Unreadable when the text means nothing there.
    """
    return _typed(filing, ref, text, {})


def _typed(filing: Filing, ref: FieldRef, text: str, pending: Mapping[FieldRef, Change]) -> list[Change]:
    """Typing after the pending changes: the parts of one field may be typed in one go."""
    if PART not in ref.field:
        value = _value(filing, ref, text, pending)
        return [*set_value(filing, ref, value), *confirmation(filing, ref)]
    field, _, part = ref.field.partition(PART)
    whole = ref._replace(field=field)
    known = pending[whole].new if whole in pending else filing.value(whole)
    return _typed(filing, whole, whole_text(whole, known, part, text), pending)


def _value(filing: Filing, ref: FieldRef, text: str, pending: Mapping[FieldRef, Change]) -> Any:
    """The value a text means; what a stated figure counts follows from its topic."""
    unit = filing.head.amount_unit
    if (ref.entity, ref.field) != ("statement", "figure"):
        return read_text(ref, text, unit)
    return validated(ref, read_figure(_topic(filing, ref, pending), text, unit))


def _topic(filing: Filing, ref: FieldRef, pending: Mapping[FieldRef, Change]) -> StatementTopic:
    """What a stated figure is about: its topic may be typed in the same go."""
    topic = ref._replace(field="topic")
    known = pending[topic].new if topic in pending else filing.value(topic)
    return StatementTopic.PROJECT_COUNT if known is None else StatementTopic(known)


def type_many(filing: Filing, texts: Iterable[tuple[FieldRef, str]]) -> tuple[list[Change], list[Refusal]]:
    """Type many texts at once (paste, fill down): the changes, and what would be refused with the reason."""
    changes: dict[FieldRef, Change] = {}
    refusals: list[Refusal] = []
    for ref, text in texts:
        try:
            wanted = _typed(filing, ref, text, changes)
        except Unreadable as error:
            refusals.append(Refusal(ref, text, error.reason))
            continue
        changes.update({c.ref: c for c in wanted if not (c.is_record and c.ref in changes)})
    return list(changes.values()), refusals


def place_between(rows: Sequence[Any], index: int) -> tuple[int, list[Change]]:
    """A position before rows[index], and the renumbering it takes when there is no room."""
    after = rows[index].position if index < len(rows) else (rows[-1].position if rows else 0) + 2 * POSITION_GAP
    before = rows[index - 1].position if index > 0 else after - 2 * POSITION_GAP
    if after - before > 1:
        return (before + after) // 2, []
    renumbered = [
        Change(FieldRef(_entity_of(row), row.id, "position"), row.position, place * POSITION_GAP)
        for place, row in enumerate(rows, start=1)
    ]
    return index * POSITION_GAP + POSITION_GAP // 2, renumbered


def _entity_of(record: Record) -> str:
    return next(name for name, entity in ENTITIES.items() if type(record) is entity.record)


def insert_indicator(filing: Filing, project_id: str, anchor: Indicator | None, *, after: bool = True) -> list[Change]:
    """A new empty indicator row beside `anchor`, in its level group; at the very end when there is no anchor."""
    group = _group(filing, project_id, anchor) if anchor else list(filing.indicators(project_id))
    index = group.index(anchor) + after if anchor else len(group)
    position, changes = place_between(group, index)
    row = Indicator(project_id=project_id, position=position)
    if anchor is not None:
        row.level1, row.level2 = anchor.level1, anchor.level2
    return [*changes, created("indicator", row)]


def insert_published(filing: Filing, anchor: FieldRef, *, after: bool = True) -> list[Change]:
    """An empty row beside one of a published table or a stated figure; none beside an empty row at the end."""
    row = filing.record(anchor.entity, anchor.id)
    if not isinstance(row, SummaryLine | Statement):
        return []
    rows = published_rows(filing, row.table if isinstance(row, SummaryLine) else None)
    position, changes = place_between(rows, rows.index(row) + after)
    kept = ("filing_id", "table") if isinstance(row, SummaryLine) else ("filing_id", "topic", "document")
    fresh = type(row)(**{name: getattr(row, name) for name in kept}, position=position)
    return [*changes, created(anchor.entity, fresh)]


def _group(filing: Filing, project_id: str, row: Indicator) -> list[Indicator]:
    levels = (row.level1, row.level2)
    return [other for other in filing.indicators(project_id) if (other.level1, other.level2) == levels]


def delete_rows(filing: Filing, refs: Iterable[FieldRef]) -> list[Change]:
    """Delete whole records with everything that hangs below them, children first."""
    changes: list[Change] = []
    for ref in refs:
        record = filing.record(ref.entity, ref.id)
        if record is not None:
            changes += _with_children(filing, ref.entity, record)
    return list({change.ref: change for change in changes}.values())


def _with_children(filing: Filing, entity: str, record: Record) -> list[Change]:
    owned = [name for name, other in ENTITIES.items() if other.owner == f"{entity}_id"]
    children = [(name, child) for name in owned for child in filing.owned(name, record.id)]
    if isinstance(record, Indicator):
        children += [("target_change", change) for change in filing.target_changes(record.id)]
    if isinstance(record, Project):
        children += _reports_on(filing, record)
    below = [change for name, child in children for change in _with_children(filing, name, child)]
    return [*below, deleted(entity, record)]


def _reports_on(filing: Filing, project: Project) -> list[tuple[str, Record]]:
    """What was written in reports on a project; it hangs below the filing, for most reports are on the whole."""
    rows = [(name, row) for name in ("passage", "report") for row in filing.owned(name, filing.id)]
    return [(name, row) for name, row in rows if getattr(row, "project", "") == project.id]


def move_row(filing: Filing, ref: FieldRef, step: int) -> list[Change]:
    """Move an indicator, a project or a published row one row up (-1) or down (+1); nothing at the end of the list.

    An indicator moved past the border of its level group joins the group it enters.
    """
    record = filing.record(ref.entity, ref.id)
    rows: Sequence[Any]
    if isinstance(record, Indicator):
        rows = filing.indicators(record.project_id)
    elif isinstance(record, Project):
        rows = [row for row in filing.evaluations() if row.kind == record.kind]
    elif isinstance(record, SummaryLine | Statement):
        rows = published_rows(filing, record.table if isinstance(record, SummaryLine) else None)
    else:
        return []
    index = rows.index(record) + step
    if not 0 <= index < len(rows):
        return []
    other = rows[index]
    if isinstance(record, Indicator) and isinstance(other, Indicator) and _levels(record) != _levels(other):
        return _join_group(filing, record, other, step)
    return [
        Change(FieldRef(ref.entity, ref.id, "position"), record.position, other.position),
        Change(FieldRef(ref.entity, other.id, "position"), other.position, record.position),
    ]


def _levels(row: Indicator) -> tuple[str, str]:
    return row.level1, row.level2


def _join_group(filing: Filing, row: Indicator, other: Indicator, step: int) -> list[Change]:
    group = _group(filing, row.project_id, other)
    position, changes = place_between(group, len(group) if step < 0 else 0)
    joined = {"level1": other.level1, "level2": other.level2, "position": position}
    return changes + [
        Change(FieldRef("indicator", row.id, name), getattr(row, name), value)
        for name, value in joined.items()
        if getattr(row, name) != value
    ]


def add_project(filing: Filing, project: Project, indicators: Sequence[Indicator] = ()) -> list[Change]:
    """A new project at the end of the list, with its first indicator rows."""
    projects = filing.evaluations()
    project.position = (projects[-1].position if projects else 0) + POSITION_GAP
    for place, row in enumerate(indicators, start=1):
        row.project_id, row.position = project.id, place * POSITION_GAP
    return [created("project", project), *(created("indicator", row) for row in indicators)]


def explain(filing: Filing, rule: str, finding: str, message: str, text: str) -> list[Change]:
    """Answer a finding in writing; an empty text takes the answer back."""
    known = filing.explanations.get((rule, finding))
    if known is None:
        if not text.strip():
            return []
        fresh = Explanation(filing_id=filing.id, rule=rule, finding=finding, message=message, text=text.strip())
        return [created("explanation", fresh)]
    if not text.strip():
        return [deleted("explanation", known)]
    ref = FieldRef("explanation", known.id, "text")
    return [Change(ref, known.text, text.strip()), Change(ref._replace(field="message"), known.message, message)]


def name_of(filing: Filing, ref: FieldRef) -> str:
    """What a clerk calls the value at an address: “社会保险补贴人数 · 实际完成值”."""
    title = field_spec(ref.entity, ref.field).title
    record = filing.record(ref.entity, ref.id)
    if ref.entity == "funding":
        return f"{FundSource[ref.id.rsplit(':', 1)[1]].value} · {title}"
    if ref.entity == "management":
        return f"{ManagementTopic[ref.id.rsplit(':', 1)[1]].value} · {title}"
    if isinstance(record, Statement):
        return f"{record.document or '文中数字'} · {record.topic.value} · {title}"
    named = ref.entity in {"indicator", "summary_line"}
    name = getattr(record, "name", "") if named else line_name(filing, ref)
    return f"{name} · {title}" if name else title
