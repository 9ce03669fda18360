"""Runs the rules about the filing as a whole: filing rules, and rules on published lines and stated figures.

After a change only those filing rules run that read a changed field, and only those lines are looked at that changed
or are about a changed project.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from models.entities import ENTITIES
from services.filing.filing import Filing
from services.filing.refs import Change
from services.rules.catalogue import PLACED, SCORED, Hit, Rule
from services.rules.view import PUBLISHED, FilingView, all_fields

Place = tuple[str, Hashable]
"""What a check was run on: rule id, and "" for the filing or the id of a published record."""
Fields = frozenset[str] | None
"""Names of changed fields; None stands for all of them."""
SHARED = frozenset({*SCORED, *PLACED, "project.name", "project.grade"})
"""Everything a project's share in the totals follows from."""
OF_PROJECTS = frozenset[str]().union(
    *map(all_fields, ("project", "funding", "management", "indicator", "target_change"))
)
"""What may have changed with a row of a project that came, went or moved; never the final accounts."""
Outcome = tuple[Place, list[Hit]]


class WholeFiling:
    """Keeps the totals of one filing and runs the rules that need them."""

    def __init__(self, filing: Filing, rules: Iterable[Rule]) -> None:
        self._view = FilingView(filing)
        active = list(rules)
        self._on_filing = [rule for rule in active if rule.on_filing is not None]
        self._on_published = [rule for rule in active if rule.on_published is not None]

    def begin(self) -> None:
        """Forget everything before a full check."""
        self._view = FilingView(self._view.filing)
        self._view.index()

    def enter(self, project_id: str) -> None:
        """Take a project into the totals, during a full check."""
        self._view.enter(project_id)

    def check_all(self) -> Iterator[Outcome]:
        """Run every rule on everything."""
        yield from self._filing(None)
        yield from self._published(self._view.records, None)

    def update(self, touched: Mapping[str, Fields], changes: Iterable[Change]) -> Iterator[Outcome]:
        """Run again what changes in these projects and in published records can have touched."""
        if not self._on_filing and not self._on_published:
            return
        records, fields = _published_changes(changes)
        if records:
            self._view.index()
            yield from self._published(records, None)
        moved = [project_id for project_id, own in touched.items() if own is None or not SHARED.isdisjoint(own)]
        shares = [share for project_id in moved for share in self._view.enter(project_id)]
        seen = fields.union(*[OF_PROJECTS if own is None else own for own in touched.values()])
        yield from self._filing(seen)
        about = dict.fromkeys(self._view.about(shares))
        yield from self._published([record_id for record_id in about if record_id not in records], seen)

    def _filing(self, fields: Fields) -> Iterator[Outcome]:
        for rule in self._on_filing:
            if rule.on_filing is not None and (fields is None or not rule.reads.isdisjoint(fields)):
                yield (rule.id, ""), list(rule.on_filing(self._view))

    def _published(self, record_ids: Iterable[str], fields: Fields) -> Iterator[Outcome]:
        rules = [rule for rule in self._on_published if fields is None or not rule.reads.isdisjoint(fields)]
        for record_id in record_ids if rules else ():
            record = self._view.records.get(record_id)
            for rule in rules:
                if rule.on_published is not None:
                    hits = [] if record is None else list(rule.on_published(record, self._view))
                    yield (rule.id, record_id), hits


def _published_changes(changes: Iterable[Change]) -> tuple[dict[str, None], frozenset[str]]:
    """Ids of published records that changed, came or went, and the changed fields of all that is in no project."""
    records: dict[str, None] = {}
    fields: set[str] = set()
    for change in changes:
        ref = change.ref
        if ref.entity in PUBLISHED:
            records[ref.id] = None
        if ref.entity in {"filing", "unit"} or ENTITIES[ref.entity].owner == "filing_id":
            whole = change.is_record or ref.field == "position"
            fields |= all_fields(ref.entity) if whole else {f"{ref.entity}.{ref.field}"}
    return records, frozenset(fields)
