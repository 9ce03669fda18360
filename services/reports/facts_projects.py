"""What templates say of one project: its texts, its money by source, its indicators by kind, what was not achieved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from models.enums import FundSource, ManagementTopic, ProjectKind
from models.project import Project
from models.report import Arrival
from services.filing.assess import Assessment, assess
from services.filing.filing import Filing
from services.filing.funds import FundColumn, Funds
from services.filing.report_rows import arrival_ref
from services.reports.facts_accounts import Named
from services.reports.facts_indicators import GroupFacts, IndicatorFacts, said
from services.reports.tokens import without_tokens
from services.scheme import HUNDRED, SATISFACTION

_ZERO = Decimal(0)
_BENEFIT = "效益指标"
_BENEFITS = frozenset({"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"})
_SATISFIED = "服务对象满意度指标"
_TRAILING = "；;。.，,、 "


class Split(NamedTuple):
    """An amount by source: the sources `within` it, whether they add up to it, and money `beside` it (上年结转)."""

    within: tuple[Named, ...]
    whole: bool
    beside: tuple[Named, ...] = ()


class NoteFacts(NamedTuple):
    """What a transfer payment's form says on one aspect of fund management."""

    note: str
    measures: str


@dataclass(frozen=True)
class ProjectFacts:
    """One project: its texts (`goal`, `result`, `problems`, …), its indicators, and `key(name)` of its figures."""

    filing: Filing
    project: Project

    @property
    def id(self) -> str:
        """Record id."""
        return self.project.id

    @property
    def name(self) -> str:
        """项目名称."""
        return without_tokens(self.project.name).strip() or "未命名项目"

    @property
    def text(self) -> Mapping[str, str]:
        """Every text of the project by field name; “” where blank or 无; enumerations as their word."""
        return {name: said(str(value)) for name, value in self.project if isinstance(value, str)}

    def key(self, name: str) -> str:
        """Key of a figure of the project: budget, executed, rate, score, grade, arrived, CENTRAL.budget …."""
        return f"p.{self.id}.{name}"

    @cached_property
    def assessment(self) -> Assessment:
        """Everything that follows from its figures."""
        return assess(self.filing, self.id)

    @property
    def deducted(self) -> bool:
        """Whether it was scored and has less than 100 分."""
        score = self.assessment.total_score
        return score is not None and score < HUNDRED

    @property
    def support(self) -> str:
        """What kind of spending it is (专用指标类别 of the 四川 2023 evaluation reports), by its class and name."""
        if self.project.kind in {ProjectKind.OPERATION, ProjectKind.PERSONNEL}:
            return "行政运转"
        return next((kind for word, kind in _SUPPORTS if word in self.name), "民生保障")

    # ---- money

    def split(self, column: str = "budget") -> Split:
        """The amount of a column by the sources it comes from; those of 0 are left out."""
        return _split(self.assessment.funds, FundColumn(column), lambda one: self.key(f"{one.name}.{column}"))

    @property
    def comparable(self) -> bool:
        """Whether 年初预算数 and 全年预算数 both hold the money brought over from last year, or both do not."""
        return bool(self.split("initial").beside) == bool(self.split().beside)

    @property
    def sources(self) -> tuple[Named, ...]:
        """Name of each source of its 全年预算数 and the key of its amount."""
        made = self.split()
        return (*made.within, *made.beside)

    @property
    def from_above(self) -> list[Named]:
        """Its money of central, provincial or city finance, by source."""
        return [one for one in self.sources if one.name in _ABOVE]

    @property
    def of_own(self) -> list[Named]:
        """Its money from any other source."""
        return [one for one in self.sources if one.name not in _ABOVE]

    @property
    def arrival(self) -> Arrival | None:
        """What was entered on the arrival of its money; None when nothing was."""
        found = self.filing.record("arrival", arrival_ref(self.id, "").id)
        return found if isinstance(found, Arrival) else None

    @property
    def documents(self) -> list[str]:
        """Documents that gave its money."""
        lines = self.arrival.documents.splitlines() if self.arrival else []
        return [line for one in lines if (line := without_tokens(one).strip(_TRAILING))]

    # ---- indicators

    @cached_property
    def indicators(self) -> tuple[IndicatorFacts, ...]:
        """Its indicators in printed order; those without a name are left out."""
        return tuple(IndicatorFacts(view) for view in self.assessment.indicators if view.row.name.strip())

    @property
    def kinds(self) -> list[str]:
        """The second levels its indicators are of, each once."""
        return list(dict.fromkeys(one.level2 for one in self.indicators if one.level2))

    def of(self, level: str) -> list[IndicatorFacts]:
        """Indicators of a first or (standard name of a) second level."""
        return [one for one in self.indicators if level in (one.level2, self._first(one))]

    def _first(self, one: IndicatorFacts) -> str:
        """Standard name of the first level; that of 效益 and 满意度 also where only the second level tells."""
        known = self.assessment.scheme.level1_named(one.level1)
        if known is not None:
            return known.name
        return _BENEFIT if one.level2 in _BENEFITS else SATISFACTION if one.level2 == _SATISFIED else one.level1

    @cached_property
    def outputs(self) -> list[GroupFacts]:
        """产出 and 成本指标 by second level, in printed order."""
        return self._groups(lambda first: first not in {_BENEFIT, SATISFACTION})

    @cached_property
    def benefits(self) -> list[GroupFacts]:
        """效益指标 by second level."""
        return self._groups(_BENEFIT.__eq__)

    @cached_property
    def satisfaction(self) -> list[GroupFacts]:
        """满意度指标 by second level."""
        return self._groups(SATISFACTION.__eq__)

    def _groups(self, wanted: Callable[[str], bool]) -> list[GroupFacts]:
        kinds: dict[str, list[IndicatorFacts]] = {}
        for one in self.indicators:
            if wanted(self._first(one)):
                kinds.setdefault(one.level2 or one.level1 or _UNNAMED, []).append(one)
        return [GroupFacts(name, tuple(members)) for name, members in kinds.items()]

    @property
    def reported(self) -> list[IndicatorFacts]:
        """Indicators with an actual value."""
        return [one for one in self.indicators if one.reported]

    @property
    def unmet(self) -> list[IndicatorFacts]:
        """Indicators whose target was not met."""
        return [one for one in self.indicators if one.missed]

    @property
    def marked_down(self) -> list[IndicatorFacts]:
        """Indicators that were met and still did not earn their full points."""
        return [one for one in self.reported if one.marked_down]

    @property
    def judged(self) -> bool:
        """Whether of every indicator it can be told whether its target was met."""
        return all(one.met or one.missed for one in self.indicators)

    @property
    def attained(self) -> bool:
        """Whether it has indicators and the target of each was met: of what is blank nothing may be claimed."""
        return bool(self.indicators) and all(one.met for one in self.indicators)

    @property
    def slow(self) -> bool:
        """Whether less was spent than the budget."""
        budget, executed = self.assessment.budget, self.assessment.executed
        return budget is not None and executed is not None and executed < budget

    @property
    def unpaid(self) -> bool:
        """Whether the year's budget is 0 and the execution rate earned nothing for it."""
        return self.unfunded and self.assessment.execution_score == 0

    @property
    def unfunded(self) -> bool:
        """Whether the year's budget is 0."""
        return self.assessment.budget == 0

    @property
    def explained(self) -> bool:
        """Whether something fell short, and each such indicator has its reason and measures written."""
        short = [*self.unmet, *self.marked_down]
        return bool(short) and all(one.deviation for one in short)

    @property
    def exceeded(self) -> list[IndicatorFacts]:
        """Indicators far beyond their target whose reason was written."""
        return [one for one in self.indicators if one.over and one.deviation]

    # ---- a transfer payment's fund management

    @cached_property
    def notes(self) -> Mapping[str, NoteFacts]:
        """What was written on each aspect of fund management, by its name (分配科学性); only what says something."""
        rows = self.filing.managements(self.id)
        made = {topic.value: NoteFacts(said(rows[topic].note), said(rows[topic].measures)) for topic in _in_order(rows)}
        return {topic: note for topic, note in made.items() if any(note)}


_UNNAMED = "其他指标"
_ABOVE = frozenset({FundSource.CENTRAL.value, FundSource.PROVINCE.value, FundSource.CITY.value})
_SUPPORTS = (
    ("工程", "基础设施"),
    ("建设", "基础设施"),
    ("改造", "基础设施"),
    ("产业", "产业发展"),
    ("园区", "产业发展"),
    ("招商", "产业发展"),
)
"""Words in a project's name that tell its kind; what has none of them serves people's livelihood."""


def _in_order(rows: Mapping[ManagementTopic, object]) -> Iterator[ManagementTopic]:
    return (topic for topic in ManagementTopic if topic in rows)


def _split(funds: Funds, column: FundColumn, key: Callable[[FundSource], str]) -> Split:
    total = funds.value(FundSource.TOTAL, column)
    parts = {one: funds.value(one, column) or _ZERO for one in _leaves(funds, FundSource.TOTAL, column)}
    carried = parts.get(FundSource.CARRY_OVER)
    apart = carried is not None and sum(parts.values()) - carried == total
    named = {one: Named(one.value, key(one)) for one in parts}
    beside = (named.pop(FundSource.CARRY_OVER),) if apart else ()
    whole = apart or sum(parts.values()) == total
    return Split(tuple(named.values()), whole, beside)


def _leaves(funds: Funds, source: FundSource, column: FundColumn) -> Iterator[FundSource]:
    """The sources that a sum comes from and that are not 0; a subtotal where its own parts do not add up to it."""
    for part in funds.parts(source, column):
        value = funds.value(part, column)
        if not value:
            continue
        below = list(_leaves(funds, part, column))
        if below and sum((funds.value(one, column) or _ZERO for one in below), _ZERO) == value:
            yield from below
        else:
            yield part
