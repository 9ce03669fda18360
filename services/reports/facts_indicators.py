"""What templates say of one indicator, and of those of one kind; every value is reached by a key."""

from __future__ import annotations

from dataclasses import dataclass

from services.filing.assess import IndicatorView
from services.reports.tokens import without_tokens
from services.scheme import canonical_level2
from services.values.grammar import Operator
from services.values.scoring import Outcome
from services.values.units import PERCENT

_NOTHING = frozenset({"无", "暂无", "没有", "不适用", "/", "-", "—"})
_RISING = frozenset({Operator.GE, Operator.GT})


def said(text: str) -> str:
    """What the clerk wrote; “” where that says no more than 无."""
    clean = without_tokens(text).strip()
    return "" if clean.rstrip("。.；;") in _NOTHING else clean


@dataclass(frozen=True)
class IndicatorFacts:
    """One indicator: `name`, `level1`, `level2` (standard name), how it came out, and the keys of its values.

    `target` and `actual` are as typed (≥95%), `goal` and `done` the same in words (不低于95%).
    """

    view: IndicatorView

    @property
    def id(self) -> str:
        """Record id."""
        return self.view.row.id

    @property
    def name(self) -> str:
        """三级指标."""
        return without_tokens(self.view.row.name).strip()

    @property
    def level1(self) -> str:
        """一级指标 as written."""
        return self.view.row.level1

    @property
    def level2(self) -> str:
        """二级指标 by its standard name."""
        return canonical_level2(self.view.row.level2)

    @property
    def target(self) -> str:
        """Key of the 年度指标值."""
        return f"i.{self.id}.target"

    @property
    def actual(self) -> str:
        """Key of the 实际完成值."""
        return f"i.{self.id}.actual"

    @property
    def goal(self) -> str:
        """Key of the 年度指标值 in words."""
        return f"i.{self.id}.goal"

    @property
    def done(self) -> str:
        """Key of the 实际完成值 in words."""
        return f"i.{self.id}.done"

    @property
    def rate(self) -> str:
        """Key of 完成 ÷ 目标."""
        return f"i.{self.id}.rate"

    @property
    def planned(self) -> bool:
        """Whether a target was entered."""
        return bool(self.view.row.target)

    @property
    def reported(self) -> bool:
        """Whether an actual value was entered."""
        return bool(self.view.row.actual)

    @property
    def met(self) -> bool:
        """Whether the target was met."""
        return self.view.outcome in {Outcome.MET, Outcome.OVER}

    @property
    def missed(self) -> bool:
        """Whether the target was certainly not met."""
        return self.view.outcome is Outcome.UNMET

    @property
    def over(self) -> bool:
        """Whether the target was met far beyond what was set, so that a reason is asked for."""
        return self.view.outcome is Outcome.OVER

    @property
    def marked_down(self) -> bool:
        """Whether it was met and still did not earn its full points."""
        score, weight = self.view.score, self.view.weight
        return not self.missed and score is not None and weight is not None and score < weight

    @property
    def rising(self) -> bool:
        """Whether 完成率 says how far it came: a number to be reached, not a limit, a percentage, a date or a level."""
        target, actual = self.view.target, self.view.actual
        if target is None or target.value is None or target.operator not in _RISING:
            return False
        return PERCENT not in {target.base_unit, actual.base_unit if actual else ""}

    @property
    def deviation(self) -> str:
        """偏差原因分析及改进措施 as written."""
        return said(self.view.row.deviation)


@dataclass(frozen=True)
class GroupFacts:
    """The indicators of one kind in printed order; `name` is the second level (数量指标)."""

    name: str
    indicators: tuple[IndicatorFacts, ...]

    @property
    def side(self) -> str:
        """社会效益指标 → 社会效益, as a text speaks of it."""
        return self.name.removesuffix("指标")

    @property
    def reported(self) -> list[IndicatorFacts]:
        """Those with an actual value."""
        return [one for one in self.indicators if one.reported]

    @property
    def planned(self) -> list[IndicatorFacts]:
        """Those with a target."""
        return [one for one in self.indicators if one.planned]
