"""Assessment: everything that follows from the typed figures of one project.

Execution rate, effective weights, judgements, suggested and official scores, total and grade, each with the words that
explain it. Forms, rules, lists and reports all read this one result (scoring.md §2–§4; 财预〔2020〕10号).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial, wraps
from itertools import chain
from typing import Any, NamedTuple, TypeVar, cast

from models.enums import FundSource, ManagementTopic, ProjectKind
from models.filing import FilingHead
from models.project import Indicator, Management, Project, TargetChange
from services.filing.department import rolled_up
from services.filing.filing import Filing
from services.filing.funds import FundColumn, Funds
from services.scheme import SATISFACTION, Scheme
from services.values.scoring import (
    Derived,
    Judgement,
    Outcome,
    execution_rate,
    execution_score,
    grade,
    rate_falls_away,
    rescale,
    spread_weights,
    total,
)
from services.values.target import Actual, Target

_ZERO = Decimal(0)


class IndicatorView(NamedTuple):
    """One indicator with its parsed literals and what follows from them. A tuple: a full check makes 30,000.

    `weight` is the typed weight or the scheme's even share (分); `score` the official score: typed, else suggested.
    """

    row: Indicator
    target: Target | None
    target_error: str
    actual: Actual | None
    weight: Decimal | None
    judgement: Judgement

    @property
    def suggested(self) -> Derived:
        """The score by the formula, with the words that explain it."""
        return self.judgement.suggested

    @property
    def score(self) -> Decimal | None:
        """The official score (分)."""
        typed = self.row.score
        return self.judgement.suggested.value if typed is None else typed

    @property
    def outcome(self) -> Outcome:
        """Whether the target was met."""
        return self.judgement.outcome

    @property
    def typed_over(self) -> bool:
        """Whether the official score was typed and differs from the suggested one."""
        return self.row.score is not None and self.row.score != self.suggested.value


@dataclass(frozen=True)
class Assessment:
    """What follows from the figures of one project; immutable, cached by `assess`."""

    project: Project
    scheme: Scheme
    funds: Funds
    rows: Callable[[], Sequence[Indicator]] = field(repr=False, compare=False)
    head: FilingHead
    managements: Mapping[ManagementTopic, Management]
    form: str
    changed_targets: Mapping[str, str]
    """The target after its last approved change, by indicator id; only for indicators that had one."""
    known: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """What `once` has worked out for it."""

    @cached_property
    def indicators(self) -> tuple[IndicatorView, ...]:
        """The indicators in printed order; read and judged when first asked for, because a list of amounts need not."""
        rows, scheme = self.rows(), self.scheme
        weights = effective_weights(scheme, rows)
        return tuple([_view(row, weight, scheme, self.head.year) for row, weight in zip(rows, weights, strict=True)])

    def amount(self, column: FundColumn) -> Decimal | None:
        """Total of a column (万元)."""
        return self.funds.value(FundSource.TOTAL, column)

    @cached_property
    def initial(self) -> Decimal | None:
        """年初预算数 (万元)."""
        return self.amount(FundColumn.INITIAL)

    @cached_property
    def budget(self) -> Decimal | None:
        """全年预算数 (万元)."""
        return self.amount(FundColumn.BUDGET)

    @cached_property
    def executed(self) -> Decimal | None:
        """全年执行数 (万元)."""
        return self.amount(FundColumn.EXECUTED)

    @cached_property
    def rate(self) -> Derived:
        """Execution rate as a ratio (0.8726), by the scheme's denominator."""
        return execution_rate(self.budget, self.executed, self.initial, self.scheme.scoring)

    @cached_property
    def execution_suggested(self) -> Derived:
        """Execution score (分) by the formula."""
        return execution_score(self.budget, self.executed, self.initial, self.scheme.scoring)

    @property
    def execution_score(self) -> Decimal | None:
        """Official execution score: typed, else suggested."""
        typed = self.project.execution_score
        return self.execution_suggested.value if typed is None else typed

    @cached_property
    def total_suggested(self) -> Derived:
        """Sum of all official scores: each is rounded first, so that the paper adds up.

        Where the execution rate falls away (no budget), the indicators alone are the whole of 100 分.
        """
        scores = [self.execution_score, *(view.score for view in self.indicators)]
        known = [score for score in scores if score is not None]
        if not self.indicators or not known:
            return Derived(None, "还没有可以汇总的得分")
        policy = self.scheme.scoring
        if self.execution_score is None and rate_falls_away(self.budget, self.initial, policy):
            return rescale(sum(known, _ZERO), self.weight_sum, policy)
        value = total(scores, policy.total_places)
        rate = self.execution_score or 0
        return Derived(value, lambda: f"{value} = 执行率 {rate} + 各指标得分之和")

    @property
    def total_score(self) -> Decimal | None:
        """Official total: typed, else the sum."""
        typed = self.project.total_score
        return self.total_suggested.value if typed is None else typed

    @property
    def grade_suggested(self) -> str:
        """Grade that the total score has by the scheme ("" while there is no total)."""
        score = self.total_score
        return "" if score is None else grade(score, self.scheme.grades) or ""

    @property
    def grade(self) -> str:
        """Official grade: typed, else by the score."""
        return self.project.grade or self.grade_suggested

    @property
    def weight_sum(self) -> Decimal:
        """Sum of the indicator weights (分), without the execution rate."""
        return sum((view.weight for view in self.indicators if view.weight is not None), Decimal(0))

    @cached_property
    def by_levels(self) -> Mapping[tuple[str, str], Sequence[IndicatorView]]:
        """The indicators by first and second level as written; both in printed order, where a pair's rows are together.

        A rule about a level looks through some nine pairs instead of thirty rows.
        """
        found: dict[tuple[str, str], list[IndicatorView]] = {}
        for view in self.indicators:
            found.setdefault((view.row.level1, view.row.level2), []).append(view)
        return found

    def level1(self, name: str) -> tuple[IndicatorView, ...]:
        """Indicators of a first level, aliases included."""
        key = "level1", name
        if key not in self.known:
            self.known[key] = self._level1(name)
        return cast("tuple[IndicatorView, ...]", self.known[key])

    def _level1(self, name: str) -> tuple[IndicatorView, ...]:
        named = self.scheme.level1_named
        wanted = named(name)
        found = [views for (level1, _), views in self.by_levels.items() if wanted and named(level1) is wanted]
        return tuple(chain.from_iterable(found))


_Result = TypeVar("_Result")


def once(work: Callable[[Assessment], _Result]) -> Callable[[Assessment], _Result]:
    """A function of an assessment that is worked out once, however many rules ask for it."""

    @wraps(work)
    def known(a: Assessment) -> _Result:
        if work not in a.known:
            a.known[work] = work(a)
        return cast("_Result", a.known[work])

    return known


def assess(filing: Filing, project_id: str) -> Assessment:
    """The assessment of a project, worked out anew only when one of its values, the form or the scheme changed."""
    cache: dict[str, tuple[tuple[int, int, int, str, Scheme], Assessment]] = filing.derived
    money = filing.amounts_version if _rolls_up(filing, project_id) else 0
    basis = filing.version(project_id), money, filing.head.year, filing.project_form, filing.scheme
    known = cache.get(project_id)
    if known is None or known[0] != basis:
        known = basis, _assess(filing, project_id)
        cache[project_id] = known
    return known[1]


def _rolls_up(filing: Filing, project_id: str) -> bool:
    return filing.project(project_id).kind is ProjectKind.DEPARTMENT


def _assess(filing: Filing, project_id: str) -> Assessment:
    project = filing.project(project_id)
    return Assessment(
        project,
        filing.scheme,
        Funds(filing.fundings(project_id), rolled_up(filing) if _rolls_up(filing, project_id) else None),
        partial(filing.indicators, project_id),
        filing.head,
        filing.managements(project_id),
        filing.form_of(project),
        _changed_targets(filing, project_id),
    )


def _changed_targets(filing: Filing, project_id: str) -> dict[str, str]:
    records = filing.owned("target_change", project_id)
    changed = {change.indicator for change in records if isinstance(change, TargetChange)}
    return {row_id: changes[-1].new for row_id in changed if (changes := filing.target_changes(row_id))}


def _view(row: Indicator, weight: Decimal | None, scheme: Scheme, year: int) -> IndicatorView:
    literal = row.target
    name = "" if literal[:1] in _DIRECTED else row.name
    target, error, actual, judgement = scheme.read(literal, row.actual, weight, row.coefficient, name, year)
    return IndicatorView(row, target, error, actual, weight, judgement)


_DIRECTED = frozenset("≥≤＞＜")
"""A target that begins with one of these says itself in which direction it holds: the name is not asked."""


def effective_weights(scheme: Scheme, rows: Sequence[Indicator]) -> list[Decimal | None]:
    """Typed weights, and for the others an even share of what the scheme leaves for their group (分).

    A group is a first level where the scheme fixes its points, else all indicators together; the rest after rounding
    goes to the last one (scoring.md §3). None where nothing is left to share.
    """
    weights = [row.weight for row in rows]
    written: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        written.setdefault(row.level1, []).append(index)
    groups: dict[str, list[int]] = {}
    for level1, members in written.items():
        groups.setdefault(_level(scheme, level1), []).extend(members)
    satisfied = SATISFACTION in groups
    if not scheme.fixed_quotas:
        groups = {"": list(range(len(rows)))}
    for name, members in groups.items():
        quota = scheme.quota(name, satisfied=satisfied) if scheme.fixed_quotas else scheme.indicator_total
        _share(weights, sorted(members), quota, scheme)
    return weights


def _level(scheme: Scheme, level1: str) -> str:
    level = scheme.level1_named(level1)
    return level.name if level else level1


def _share(weights: list[Decimal | None], members: list[int], quota: Decimal | None, scheme: Scheme) -> None:
    blank = [index for index in members if weights[index] is None]
    if quota is None or not blank:
        return
    left = quota - sum([weights[index] or _ZERO for index in members], _ZERO)
    step = scheme.scoring.weight_step
    if left < step * len(blank):
        return
    shares = spread_weights(left, len(blank), step)
    for index, share in zip(blank, shares, strict=True):
        weights[index] = share
