"""Checker: keeps the findings of a filing current while the clerk types.

It knows which rules read which fields. After a change it runs again only those rules on only the projects touched;
group rules keep an index by key, so that a change in one project looks only at the groups it enters or leaves; rules
about the filing as a whole read running totals (services/rules/whole.py), those about texts the written passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from models.enums import Severity
from models.explanation import Explanation
from services.collector import collector_paused, keep_for_long
from services.filing.assess import Assessment, assess
from services.filing.department import in_steps
from services.filing.editor import Applied
from services.filing.filing import Filing, chooses_scheme, moves_money
from services.filing.refs import Change, FieldRef
from services.rules.catalogue import Hit, IndicatorCheck, Item, Rule, all_rules
from services.rules.traits import row_traits
from services.rules.view import place_of
from services.rules.whole import Fields, Outcome, Place, WholeFiling
from services.rules.writings import Writings

GROUPS_PER_SLICE = 500
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class Finding(NamedTuple):
    """One thing a rule found: what the findings panel shows and JSON carries.

    `project_id`: where its first value stands, "" when that is in no project (a published table, a stated figure);
    `projects`: all projects it is about, each of which lists it.
    """

    rule: Rule
    severity: Severity
    project_id: str
    hit: Hit
    message: str
    projects: tuple[str, ...] = ()

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


class _Plan:
    """The single-project rules to run on one form after a change of given fields; indicator rules found by traits."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._on_project = tuple((rule.id, rule.on_project) for rule in self.rules if rule.on_project)
        self._on_indicator = tuple((rule.id, rule.on_indicator, rule.when) for rule in self.rules if rule.on_indicator)
        self._by_traits: dict[int, tuple[tuple[str, IndicatorCheck], ...]] = {}

    def hits(self, a: Assessment) -> dict[str, list[Hit]]:
        """What the rules find, by rule id."""
        found: dict[str, list[Hit]] = {}
        for rule_id, look in self._on_project:
            hits = list(look(a))
            if hits:
                found[rule_id] = hits
        for view, bits in zip(a.indicators, row_traits(a), strict=True) if self._on_indicator else ():
            for rule_id, check in self._fitting(bits):
                hit = check(view, a)
                if hit is not None:
                    found.setdefault(rule_id, []).append(hit)
        return found

    def _fitting(self, bits: int) -> tuple[tuple[str, IndicatorCheck], ...]:
        fitting = self._by_traits.get(bits)
        if fitting is None:
            fitting = tuple((rule_id, check) for rule_id, check, when in self._on_indicator if when & bits == when)
            self._by_traits[bits] = fitting
        return fitting


Group = dict[str, list[Item]]
"""What projects contribute to one group, by project id."""


class Checker:
    """The findings of one filing."""

    def __init__(self, filing: Filing, rules: Mapping[str, Rule] | None = None) -> None:
        self.filing = filing
        self._all = dict(all_rules() if rules is None else rules)
        self._found: dict[str, dict[str, tuple[Finding, ...]]] = {}
        self._groups: dict[Place, Group] = {}
        self._entered: dict[tuple[str, str], tuple[Place, ...]] = {}
        self._across: dict[Place, tuple[Finding, ...]] = {}
        self._across_of: dict[str, dict[Place, tuple[Finding, ...]]] = {}
        """The same by project, so that one form need not look through what all projects share."""
        self._order: dict[str, tuple[int, str]] = {}
        self._plans: dict[tuple[str, Fields], _Plan] = {}
        self._total: Counter[Severity] = Counter()
        self._sorted: dict[str | None, list[Finding]] = {}
        """What `findings` told since something was last found or gone: several parts of the screen ask for the same."""
        self.refresh_severities()

    def refresh_severities(self) -> None:
        """Read the scheme's severities again; rules switched off are not run. A full check must follow."""
        chosen = self.filing.scheme.severities
        self._severity = {rule.id: chosen.get(rule.id, rule.severity) for rule in self._all.values()}
        active = [rule for rule in self._all.values() if self._severity[rule.id] is not Severity.OFF]
        self._single = [rule for rule in active if rule.on_project is not None or rule.on_indicator is not None]
        self._grouped = [rule for rule in active if rule.on_group is not None]
        self._whole, self._writings = WholeFiling(self.filing, active), Writings(self.filing, active)
        self._plans.clear()

    def check_all(self) -> None:
        """Run every rule on every project."""
        for _ in self.slices():
            pass

    def slices(self) -> Generator[int, None, None]:
        """Run every rule, yielding after each project how many are done, so that a screen can stay fluent.

        Changes applied between two slices are told to `update` as usual.
        """
        with collector_paused():
            yield from self._slices()
            keep_for_long()

    def _slices(self) -> Iterator[int]:
        self._found.clear()
        self._groups.clear()
        self._entered.clear()
        self._across.clear()
        self._across_of.clear()
        self._order.clear()
        self._sorted.clear()
        self._total.clear()
        self._whole.begin()
        done = 0
        for done, project in enumerate(in_steps(self.filing), start=1):
            if self.filing.record("project", project.id) is not None:
                self._run_single(project.id, None)
                self._enter(project.id, None)
                self._whole.enter(project.id)
            yield done
        places = list(self._groups)
        for start in range(0, len(places), GROUPS_PER_SLICE):
            if start:
                yield done
            self._run_groups(places[start : start + GROUPS_PER_SLICE])
        for outcome in chain(self._whole.check_all(), self._writings.check_all()):
            yield done
            self._put_outcome(outcome)

    def update(self, applied: Applied) -> None:
        """Run again what the applied changes can have touched; everything under another scheme."""
        if any(chooses_scheme(change.ref) for change in applied.changes):
            self.refresh_severities()
            self.check_all()
            return
        dirty: set[Place] = set()
        touched = _touched(self.filing, applied)
        for project_id, fields in touched.items():
            if self.filing.record("project", project_id) is None:
                self._count(self._found.pop(project_id, {}).values(), -1)
            else:
                self._run_single(project_id, fields)
            dirty |= self._enter(project_id, fields)
        self._run_groups(dirty)
        for outcome in chain(*(one.update(touched, applied.changes) for one in (self._whole, self._writings))):
            self._put_outcome(outcome)

    def findings(self, project_id: str | None = None) -> list[Finding]:
        """Findings of one project or of all, errors first; those answered in writing included."""
        known = self._sorted.get(project_id)
        if known is None:
            known = sorted(self._iterate(project_id), key=lambda f: (_ORDER[f.severity], f.rule.id))
            self._sorted[project_id] = known
        return known.copy()

    def _iterate(self, project_id: str | None, rules: AbstractSet[str] | None = None) -> Iterator[Finding]:
        found = self._found.values() if project_id is None else [self._found.get(project_id, {})]
        for by_rule in found:
            wanted = by_rule if rules is None else rules & by_rule.keys()
            yield from chain.from_iterable([by_rule[rule_id] for rule_id in wanted])
        shared = self._across if project_id is None else self._across_of.get(project_id, {})
        for (rule_id, _), across in shared.items():
            if rules is None or rule_id in rules:
                yield from across

    def answer(self, finding: Finding) -> str:
        """The written answer that still fits what the finding says; "" when there is none or the figures changed."""
        return _answer(finding, self.filing.explanations)

    def former_answer(self, finding: Finding) -> str:
        """An answer given to other figures, offered to be confirmed."""
        known = self.filing.explanations.get((finding.rule.id, finding.key))
        return known.text if known is not None else ""

    def verdict(self, project_id: str | None = None) -> Verdict:
        """Counts of open findings; a warning or hint answered in writing is not open, an error stays open."""
        if project_id is None:
            counts = Counter(self._total)
        else:
            counts = Counter(finding.severity for finding in self._iterate(project_id))
        answered = self._answered(project_id)
        counts.subtract(answered)
        return Verdict(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.HINT], answered.total())

    def _answered(self, project_id: str | None) -> Counter[Severity]:
        """Warnings and hints answered in writing; looks only at the rules that have answers."""
        known = self.filing.explanations
        rules = {rule for rule, _ in known}
        found = self._iterate(project_id, rules) if rules else ()
        return Counter(f.severity for f in found if f.severity is not Severity.ERROR and _answer(f, known))

    def where(self, finding: Finding) -> str:
        """The place in a clerk's words: project and value."""
        return place_of(self.filing, finding.project_id, finding.ref)

    def _plan(self, form: str, fields: Fields) -> _Plan:
        plan = self._plans.get((form, fields))
        if plan is None:
            plan = _Plan(rule for rule in self._single if _concerns(rule, form, fields))
            self._plans[form, fields] = plan
        return plan

    def _run_single(self, project_id: str, fields: Fields) -> None:
        a = assess(self.filing, project_id)
        plan = self._plan(a.form, fields)
        results = self._found.setdefault(project_id, {})
        if results:
            stale = list(results) if fields is None else [rule.id for rule in plan.rules if rule.id in results]
            self._count([results.pop(rule_id) for rule_id in stale], -1)
        fresh = {
            rule_id: tuple([self._finding(self._all[rule_id], (project_id,), hit) for hit in hits])
            for rule_id, hits in plan.hits(a).items()
        }
        results.update(fresh)
        self._count(fresh.values(), 1)

    def _count(self, many: Iterable[tuple[Finding, ...]], step: int) -> None:
        """Keep the totals of the whole filing: findings of one rule each, come (1) or gone (-1)."""
        self._sorted.clear()
        for found in many:
            for finding in found:
                self._total[finding.severity] += step

    def _finding(self, rule: Rule, projects: tuple[str, ...], hit: Hit) -> Finding:
        first = projects[0] if projects else ""
        severity = self._severity[rule.id]
        if hit.mild and severity is Severity.ERROR:
            severity = Severity.WARNING
        return Finding(rule, severity, first, hit, rule.text.format_map(hit.values), projects)

    def _across_finding(self, rule: Rule, hit: Hit) -> Finding:
        """A finding about several projects or none: it belongs to the project of its first value, if that has one."""
        owners = [self.filing.project_id_of(ref) or "" for ref in hit.fields]
        found = self._finding(rule, tuple(dict.fromkeys(owners)), hit)
        return found._replace(projects=tuple(filter(None, found.projects)))

    def _enter(self, project_id: str, fields: Fields) -> set[Place]:
        """Take a project out of its groups and into those it now belongs to; the groups that changed."""
        gone = self.filing.record("project", project_id) is None
        if not gone:
            self._order[project_id] = self.filing.project(project_id).position, project_id
        a = None if gone else assess(self.filing, project_id)
        dirty: set[Place] = set()
        for rule in self._grouped:
            if fields is not None and not rule.reads & fields:
                continue
            for place in self._entered.pop((rule.id, project_id), ()):
                self._groups[place].pop(project_id, None)
                dirty.add(place)
            if a is not None and _concerns(rule, a.form, fields):
                self._entered[rule.id, project_id] = self._contribute(rule, a)
                dirty.update(self._entered[rule.id, project_id])
        return dirty

    def _contribute(self, rule: Rule, a: Assessment) -> tuple[Place, ...]:
        places: dict[Place, None] = {}
        project_id = a.project.id
        for key, thing, refs in rule.keys(a) if rule.keys else ():
            place = rule.id, key
            self._groups.setdefault(place, {}).setdefault(project_id, []).append(Item(a, thing, refs))
            places[place] = None
        return tuple(places)

    def _run_groups(self, dirty: Iterable[Place]) -> None:
        for place in dirty:
            group = self._groups.get(place)
            if group is None:
                continue
            if not group:
                del self._groups[place]
            if len(group) >= self._all[place[0]].least:
                self._put_across(place, tuple(self._group_findings(*place, group)))
            elif place in self._across:
                self._put_across(place, ())

    def _put_across(self, place: Place, found: tuple[Finding, ...]) -> None:
        """What a group rule now finds takes the place of what it found before."""
        gone = self._across.pop(place, ())
        self._count([gone] if gone else [], -1)
        for project_id in {project_id for finding in gone for project_id in finding.projects}:
            del self._across_of[project_id][place]
        if not found:
            return
        self._across[place] = found
        self._count([found], 1)
        for finding in found:
            for project_id in finding.projects:
                own = self._across_of.setdefault(project_id, {})
                own[place] = (*own.get(place, ()), finding)

    def _group_findings(self, rule_id: str, key: Hashable, group: Group) -> Iterator[Finding]:
        """What a group rule says about the items of a group, taken in the order of the projects."""
        rule = self._all[rule_id]
        order = sorted(group, key=self._order.__getitem__) if len(group) > 1 else group
        items = list(chain.from_iterable([group[project_id] for project_id in order]))
        for hit in rule.on_group(key, items) if rule.on_group else ():
            yield self._across_finding(rule, hit)

    def _put_outcome(self, outcome: Outcome) -> None:
        """What a rule about the whole filing now finds takes the place of what it found before."""
        place, hits = outcome
        rule = self._all[place[0]]
        self._put_across(place, tuple([self._across_finding(rule, hit) for hit in hits]))


def _answer(finding: Finding, explanations: Mapping[tuple[str, str], Explanation]) -> str:
    known = explanations.get((finding.rule.id, finding.key)) if explanations else None
    return known.text if known is not None and known.message == finding.message else ""


def _concerns(rule: Rule, form: str, fields: Fields) -> bool:
    return (not rule.forms or form in rule.forms) and (fields is None or not rule.reads.isdisjoint(fields))


def _touched(filing: Filing, applied: Applied) -> dict[str, Fields]:
    """Projects a list of changes touches, each with the changed fields; None when rows came, went or moved."""
    touched: dict[str, set[str] | None] = {}
    for change in applied.changes:
        for project_id in _projects_of(filing, change):
            fields = touched.setdefault(project_id, set())
            if change.is_record or change.ref.field in _RESHAPING:
                touched[project_id] = None
            elif fields is not None:
                fields.add(f"{change.ref.entity}.{change.ref.field}")
    return {project_id: None if fields is None else frozenset(fields) for project_id, fields in touched.items()}


_RESHAPING = frozenset({"position", "kind", "fund_nature", "project_form", "year"})
"""Fields on which hang the order of rows, the form, the department's rows of money, deadlines: all rules run again."""


def _projects_of(filing: Filing, change: Change) -> Iterable[str]:
    """The projects a change is about; all of them for the head and the unit."""
    ref = change.ref
    if ref.entity in {"filing", "unit"}:
        return [project.id for project in filing.evaluations()]
    record = (change.old or change.new) if change.is_record else None
    project_id = record.get("project_id") if record and ref.entity != "project" else filing.project_id_of(ref)
    own = [] if project_id is None else [project_id]
    above = filing.department if moves_money(ref) else None
    return own if above is None or above.id in own else [*own, above.id]
