"""Checker: keeps the findings of a filing current while the clerk types.

It knows which rules read which fields. After a change it runs again only those rules on only the projects touched; group
rules keep an index by key, so that a change in one project looks only at the groups it enters or leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from models.enums import Severity
from services.filing.assess import Assessment, assess
from services.filing.editor import Applied
from services.filing.filing import Filing
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, Item, Rule, all_rules

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found: what the findings panel shows and JSON carries."""

    rule: Rule
    severity: Severity
    project_id: str
    hit: Hit
    message: str

    @property
    def ref(self) -> FieldRef:
        """The value to mark and jump to."""
        return self.hit.fields[0]

    @property
    def key(self) -> str:
        """What an explanation is kept under: stays the same while the finding is about the same values."""
        return "|".join(ref.text() for ref in self.hit.fields[:2])


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the filing stands: open findings by severity, and how many warnings are answered in writing."""

    errors: int
    warnings: int
    hints: int
    answered: int

    @property
    def ready(self) -> bool:
        """Whether nothing blocks 定稿."""
        return self.errors == 0

    @property
    def text(self) -> str:
        """The verdict line."""
        if self.errors:
            return f"还有 {self.errors} 项必须改，才能定稿"
        if self.warnings:
            return f"可上报；还有 {self.warnings} 条警告未写说明"
        return "可上报"


class Checker:
    """The findings of one filing."""

    def __init__(self, filing: Filing, rules: Mapping[str, Rule] | None = None) -> None:
        self.filing = filing
        self._all = dict(all_rules() if rules is None else rules)
        self._found: dict[str, dict[str, tuple[Finding, ...]]] = {}
        self._groups: dict[str, dict[Hashable, dict[str, list[Item]]]] = {}
        self._entered: dict[tuple[str, str], tuple[Hashable, ...]] = {}
        self._across: dict[tuple[str, Hashable], tuple[Finding, ...]] = {}
        self.refresh_severities()

    def refresh_severities(self) -> None:
        """Read the scheme's severities again; rules switched off are not run."""
        chosen = self.filing.scheme.severities
        self._severity = {rule.id: chosen.get(rule.id, rule.severity) for rule in self._all.values()}
        active = [rule for rule in self._all.values() if self._severity[rule.id] is not Severity.OFF]
        self._single = [rule for rule in active if rule.on_group is None]
        self._grouped = [rule for rule in active if rule.on_group is not None]

    def check_all(self) -> None:
        """Run every rule on every project."""
        for _ in self.slices():
            pass

    def slices(self) -> Iterator[int]:
        """Run every rule, yielding after each project how many are done, so that a screen can stay fluent."""
        self._found.clear()
        self._groups.clear()
        self._entered.clear()
        self._across.clear()
        dirty: set[tuple[str, Hashable]] = set()
        for done, project in enumerate(self.filing.evaluations(), start=1):
            self._run_single(project.id, self._single)
            dirty |= self._enter(project.id, self._grouped)
            yield done
        self._run_groups(dirty)

    def update(self, applied: Applied) -> None:
        """Run again what the applied changes can have touched."""
        touched = _touched(self.filing, applied)
        dirty: set[tuple[str, Hashable]] = set()
        for project_id, fields in touched.items():
            gone = self.filing.record("project", project_id) is None
            single = [rule for rule in self._single if fields is None or rule.reads & fields]
            grouped = [rule for rule in self._grouped if fields is None or rule.reads & fields]
            if gone:
                self._found.pop(project_id, None)
            else:
                self._run_single(project_id, single)
            dirty |= self._enter(project_id, grouped, gone=gone)
        self._run_groups(dirty)

    def findings(self, project_id: str | None = None) -> list[Finding]:
        """Findings of one project or of all, errors first; those answered in writing included."""
        return sorted(self._iterate(project_id), key=lambda f: (_ORDER[f.severity], f.rule.id))

    def _iterate(self, project_id: str | None) -> Iterator[Finding]:
        found = self._found.values() if project_id is None else [self._found.get(project_id, {})]
        for by_rule in found:
            yield from chain.from_iterable(by_rule.values())
        for across in self._across.values():
            yield from (f for f in across if project_id in (None, f.project_id))

    def answer(self, finding: Finding) -> str:
        """The written answer that still fits what the finding says; "" when there is none or the figures changed."""
        known = self.filing.explanations.get((finding.rule.id, finding.key))
        return known.text if known is not None and known.message == finding.message else ""

    def former_answer(self, finding: Finding) -> str:
        """An answer given to other figures, offered to be confirmed."""
        known = self.filing.explanations.get((finding.rule.id, finding.key))
        return known.text if known is not None else ""

    def verdict(self, project_id: str | None = None) -> Verdict:
        """Counts of open findings; a warning or hint answered in writing is not open, an error stays open."""
        counts: Counter[Severity] = Counter()
        answered = 0
        for finding in self._iterate(project_id):
            if finding.severity is not Severity.ERROR and self.answer(finding):
                answered += 1
            else:
                counts[finding.severity] += 1
        return Verdict(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.HINT], answered)

    def where(self, finding: Finding) -> str:
        """The place in a clerk's words: project and value."""
        project = self.filing.project(finding.project_id)
        return f"{project.name or '未命名项目'}：{name_of(self.filing, finding.ref)}"

    def _run_single(self, project_id: str, rules: Iterable[Rule]) -> None:
        a = assess(self.filing, project_id)
        form = self.filing.form_of(a.project)
        results = self._found.setdefault(project_id, {})
        for rule in rules:
            hits = _hits(rule, a) if not rule.forms or form in rule.forms else ()
            if hits:
                results[rule.id] = tuple(self._finding(rule, project_id, hit) for hit in hits)
            else:
                results.pop(rule.id, None)

    def _finding(self, rule: Rule, project_id: str, hit: Hit) -> Finding:
        return Finding(rule, self._severity[rule.id], project_id, hit, rule.text.format_map(hit.values))

    def _enter(self, project_id: str, rules: Iterable[Rule], *, gone: bool = False) -> set[tuple[str, Hashable]]:
        dirty: set[tuple[str, Hashable]] = set()
        for rule in rules:
            groups = self._groups.setdefault(rule.id, {})
            for key in self._entered.pop((rule.id, project_id), ()):
                groups[key].pop(project_id, None)
                dirty.add((rule.id, key))
            if not gone:
                keys = self._contribute(rule, project_id, groups)
                self._entered[rule.id, project_id] = keys
                dirty |= {(rule.id, key) for key in keys}
        return dirty

    def _contribute(self, rule: Rule, project_id: str, groups: dict[Hashable, dict[str, list[Item]]]) -> tuple[Hashable, ...]:
        a = assess(self.filing, project_id)
        if rule.keys is None or (rule.forms and self.filing.form_of(a.project) not in rule.forms):
            return ()
        keys: dict[Hashable, None] = {}
        for key, thing, fields in rule.keys(a):
            groups.setdefault(key, {}).setdefault(project_id, []).append(Item(a, thing, fields))
            keys[key] = None
        return tuple(keys)

    def _run_groups(self, dirty: Iterable[tuple[str, Hashable]]) -> None:
        for rule_id, key in dirty:
            rule = self._all[rule_id]
            items = [item for many in self._groups[rule_id][key].values() for item in many]
            hits = rule.on_group(key, items) if rule.on_group and items else ()
            found = tuple(self._finding(rule, self._owner(hit), hit) for hit in hits)
            if found:
                self._across[rule_id, key] = found
            else:
                self._across.pop((rule_id, key), None)

    def _owner(self, hit: Hit) -> str:
        return self.filing.project_id_of(hit.fields[0]) or ""


def _hits(rule: Rule, a: Assessment) -> tuple[Hit, ...]:
    if rule.on_indicator is not None:
        check = rule.on_indicator
        return tuple([hit for view in a.indicators if (hit := check(view, a)) is not None])
    return tuple(rule.on_project(a)) if rule.on_project else ()


def _touched(filing: Filing, applied: Applied) -> dict[str, set[str] | None]:
    """Projects a list of changes touches, each with the changed fields; None when rows came or went."""
    touched: dict[str, set[str] | None] = {}
    for change in applied.changes:
        project_id = _project_of(filing, change.ref, change.old or change.new if change.is_record else None)
        if project_id is None:
            if change.ref.entity in {"filing", "unit"}:
                touched |= {project.id: None for project in filing.evaluations()}
            continue
        fields = touched.setdefault(project_id, set())
        if change.is_record:
            touched[project_id] = None
        elif fields is not None:
            fields.add(f"{change.ref.entity}.{change.ref.field}")
    return touched


def _project_of(filing: Filing, ref: FieldRef, record: Mapping[str, str] | None) -> str | None:
    if record is not None:
        return ref.id if ref.entity == "project" else record.get("project_id")
    return filing.project_id_of(ref)
