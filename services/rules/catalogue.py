"""The catalogue of audit rules: a record for each, with a small pure check beside it.

A rule is registered by a decorator; its record carries id, severity, the fields it reads, legal basis and message.
Eight kinds: a project rule looks at one project, an indicator rule at one indicator row, a group rule at what several
projects share (a name, a text), a filing rule at the filing as a whole, a published rule at one line of a
published table or one stated figure, a text rule at one written passage of a report; in a file that is audited, a table
rule looks at one table and a structure rule at the whole. A blank value is another rule's
finding: checks stay silent when an input is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, NotRequired, TypedDict, TypeVar, Unpack

from models.enums import Severity
from services.filing.assess import Assessment, IndicatorView
from services.filing.refs import FieldRef
from services.rules.traits import Trait

if TYPE_CHECKING:
    from services.rules.view import FilingView, Published
    from services.rules.written import Written
    from services.texts.passage import Writing
    from services.texts.tabled import Tabled


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule found something.

    `fields`: the values it is about, the one to mark and jump to first. `values`: what the message template names, as
    printed. `adopt`: an address and the text that would mend it, offered as one click (“采用 5.33”). `mild`: an error
    of this size only warns (四舍五入尾差, checks.md §8). `span`: in a text, the stretch to underline.
    """

    fields: tuple[FieldRef, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    adopt: tuple[FieldRef, str] | None = None
    mild: bool = False
    span: tuple[int, int] | None = None


class Item(NamedTuple):
    """What one project contributes to a group: its assessment and the thing compared."""

    assessment: Assessment
    thing: Any
    fields: tuple[FieldRef, ...]


ProjectCheck = Callable[[Assessment], Iterable[Hit]]
IndicatorCheck = Callable[[IndicatorView, Assessment], "Hit | None"]
GroupKeys = Callable[[Assessment], Iterable[tuple[Hashable, Any, tuple[FieldRef, ...]]]]
GroupCheck = Callable[[Hashable, Sequence[Item]], Iterable[Hit]]
FilingCheck = Callable[["FilingView"], Iterable[Hit]]
PublishedCheck = Callable[["Published", "FilingView"], Iterable[Hit]]
TextCheck = Callable[["Written"], Iterable[Hit]]
TableCheck = Callable[["Tabled"], Iterable[Hit]]
StructureCheck = Callable[["Writing"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One audit rule.

    `reads`: field names "entity.field" whose change makes it run again; `forms`: form codes it applies to, empty for
    all; `text`: message template in a clerk's words naming both values; `remedy`: what to do; `when`: the traits a row
    must have for an indicator rule to run; `least`: how many projects a group must hold for a group rule to run.
    """

    id: str
    severity: Severity
    title: str
    text: str
    remedy: str
    basis: str
    reads: frozenset[str]
    forms: frozenset[str]
    doc: str
    on_project: ProjectCheck | None = None
    on_indicator: IndicatorCheck | None = None
    keys: GroupKeys | None = None
    on_group: GroupCheck | None = None
    least: int = 2
    on_filing: FilingCheck | None = None
    on_published: PublishedCheck | None = None
    on_text: TextCheck | None = None
    on_table: TableCheck | None = None
    on_structure: StructureCheck | None = None
    when: int = Trait.ANY

    @property
    def group(self) -> str:
        """The two letters of the id."""
        return self.id[:2]


_RULES: dict[str, Rule] = {}

FUNDS = ("funding.initial", "funding.budget", "funding.executed")
"""Everything the amounts of a project follow from."""
JUDGED = ("indicator.target", "indicator.actual", "indicator.name", "indicator.coefficient")
"""Everything the outcome of an indicator follows from."""
WEIGHED = ("indicator.weight", "indicator.level1", "indicator.level2")
"""Everything the weights follow from."""
SCORED = (*JUDGED, *WEIGHED, "indicator.score", "project.execution_score", "project.total_score", *FUNDS)
"""Everything the total score follows from."""
PLACED = ("project.kind", "project.fund_nature")
"""In which sums a project counts."""
STATED = ("statement.topic", "statement.document", "statement.project", "statement.figure", "statement.words")
"""Everything about a figure stated in a text."""
LISTED = (
    "summary_line.table",
    "summary_line.name",
    "summary_line.amount",
    "summary_line.score",
    "summary_line.grade",
    "summary_line.project",
)
"""Everything about a line of a published table."""


SCORED_FORMS = ("F01", "F02", "F02b", "F03", "F03b")
"""Forms with a self-score by formula; on F04 only the total is given (checks.md §4)."""


class RuleTexts(TypedDict):
    """What every rule says of itself: the fields it reads, its message template, what to do, and its basis."""

    reads: Iterable[str]
    text: str
    remedy: str
    basis: str
    forms: NotRequired[Iterable[str]]


_Check = TypeVar("_Check", bound=Callable[..., Any])


def _registers(
    kind: str, rule_id: str, severity: Severity, title: str, texts: RuleTexts, **more: Any
) -> Callable[[_Check], _Check]:
    """A decorator that registers a check of one kind and leaves it as it is."""

    def decorate(check: _Check) -> _Check:
        if rule_id in _RULES:
            raise ValueError(f"rule {rule_id} is registered twice")
        fields: dict[str, Any] = {
            **texts,
            "reads": frozenset(texts["reads"]),
            "forms": frozenset(texts.get("forms", ())),
            "doc": (check.__doc__ or "").strip(),
            kind: check,
            **more,
        }
        _RULES[rule_id] = Rule(id=rule_id, severity=severity, title=title, **fields)
        return check

    return decorate


def project_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[ProjectCheck], ProjectCheck]:
    """Register a check of one project."""
    return _registers("on_project", rule_id, severity, title, texts)


def indicator_rule(
    rule_id: str, severity: Severity, title: str, *, when: int = Trait.ANY, **texts: Unpack[RuleTexts]
) -> Callable[[IndicatorCheck], IndicatorCheck]:
    """Register a check of one indicator row that has all traits of `when`; it returns at most one Hit."""
    return _registers("on_indicator", rule_id, severity, title, texts, when=when)


def group_rule(
    rule_id: str, severity: Severity, title: str, *, keys: GroupKeys, least: int = 2, **texts: Unpack[RuleTexts]
) -> Callable[[GroupCheck], GroupCheck]:
    """Register a check over at least so many projects that share a key; `keys` says what each project contributes."""
    return _registers("on_group", rule_id, severity, title, texts, keys=keys, least=least)


def filing_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[FilingCheck], FilingCheck]:
    """Register a check of the filing as a whole; it reads the view's running totals and never walks all projects."""
    return _registers("on_filing", rule_id, severity, title, texts)


def published_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[PublishedCheck], PublishedCheck]:
    """Register a check of one published line or stated figure; run again when it or its project changed."""
    return _registers("on_published", rule_id, severity, title, texts)


def text_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[TextCheck], TextCheck]:
    """Register a check of one written passage; run again when it changed, or a figure that it names."""
    return _registers("on_text", rule_id, severity, title, texts)


def table_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[TableCheck], TableCheck]:
    """Register a check of one table of an audited file; its hits name the table by the id of its block."""
    return _registers("on_table", rule_id, severity, title, texts)


def structure_rule(
    rule_id: str, severity: Severity, title: str, **texts: Unpack[RuleTexts]
) -> Callable[[StructureCheck], StructureCheck]:
    """Register a check of the headings of an audited file; its hits name a block."""
    return _registers("on_structure", rule_id, severity, title, texts)


RULE_MODULES = (
    "funds",
    "funds_cost",
    "funds_text",
    "completeness",
    "wording",
    "duplicates",
    "indicator_literals",
    "indicator_setting",
    "scores",
    "totals",
    "lifecycle",
    "cross_forms",
    "published",
    "stated",
    "accounts_within",
    "accounts_figures",
    "accounts_between",
    "accounts_beyond",
    "accounts_subjects",
    "accounts_glossary",
    "accounts_pension",
    "accounts_beside",
    "text_relations",
    "text_claims",
    "text_numbers",
    "text_wording",
    "text_called",
    "text_periods",
    "text_slips",
    "text_private",
    "text_goals",
    "text_lacking",
    "text_kinds",
    "file_tables",
    "file_structure",
)
"""The modules of services/rules whose import registers their rules."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by id, in catalogue order."""
    for name in RULE_MODULES:
        import_module(f"services.rules.{name}")
    return dict(sorted(_RULES.items()))


def project_ref(a: Assessment, name: str) -> FieldRef:
    """Address of a field of the project itself."""
    return FieldRef("project", a.project.id, name)


def indicator_ref(view: IndicatorView, name: str) -> FieldRef:
    """Address of a field of an indicator row."""
    return FieldRef("indicator", view.row.id, name)


def spoken(view: IndicatorView) -> dict[str, str]:
    """What nearly every message on an indicator names: its name, target and actual as printed."""
    row = view.row
    return {"name": row.name or "未命名指标", "t": row.target or "（空）", "a": row.actual or "（空）"}


def funding_ref(a: Assessment, source: Any, column: Any) -> FieldRef:
    """Address of an amount; the row need not exist."""
    return FieldRef("funding", f"{a.project.id}:{source.name}", str(column.value))


def off_by_more(left: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    """Whether two amounts differ by more than the tolerance."""
    return abs(left - right) > tolerance
