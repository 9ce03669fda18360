"""Targets and what was reached, as running text states them side by side: 预计补助1000人，实际补助924人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.texts.reading import Reading

_DONE = re.compile("实际|完成(?!目标|全年|年度|任务|预算|率|情况)|已(?=[^，；]{0,6}$)")
_GOAL = re.compile("目标|指标|预计|计划|任务数")
_MARKERS = re.compile(".*(?:包含|包括|完成|实际|预计|目标(?:任务|值)?(?:为|是)?|计划|指标(?:值)?(?:为|是)?|已)")
_MEASURE = re.compile(
    "(?:的)?(?:总人数|人数|人次|户数|场次|次数|个数|期数|数量|数)?"
    "(?:不少于|不低于|不超过|不高于|控制在|高于|低于|达到?|为|是|约)*$"
)
_FILLER = re.compile('[\\s，,、；;:：“”"]|达到')
_PERIOD = re.compile("上半年|前三季度|第[一二三]季度|截[至止][^。]{0,8}(?:[1-9]|10|11)月|目前|监控")
_ELSEWHERE = re.compile("上年|去年|同比|累计|历年|(?:19|20)\\d\\d年[^，。]{0,6}(?:目标|计划)")
_SHORTEST = 2
_COUNTED_OUT = frozenset({MONEY, POINT, "分", ""})


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and the actual of the same name in one sentence."""

    name: str
    target: Quantity
    actual: Quantity

    @property
    def ratio(self) -> Decimal:
        """Actual ÷ target; 1 for a target of nothing."""
        return self.actual.value / self.target.value if self.target.value else Decimal(1)

    @property
    def missed(self) -> bool:
        """Whether the target was clearly not reached."""
        if self.target.limit == "≤":
            return self.actual.value > self.target.value
        return self.actual.value < self.target.value


def pairs_of(reading: Reading) -> Iterator[Pair]:
    """Every target with its actual; none in texts on part of the year, or where two could be meant."""
    for start, end in reading.sentences:
        sentence = reading.text[start:end]
        if not (_GOAL.search(sentence) and _DONE.search(sentence)):
            continue
        if not _PERIOD.search(sentence) and not _ELSEWHERE.search(sentence):
            yield from _in_sentence(reading.within(start, end))


def _in_sentence(quantities: tuple[Quantity, ...]) -> Iterator[Pair]:
    targets: list[tuple[str, Quantity]] = []
    done: bool | None = None
    for one in quantities:
        if _DONE.search(one.lead):
            done = True if targets else None
        elif _GOAL.search(one.lead):
            done = False
        if one.dimension in _COUNTED_OUT or one.role in {Role.CHANGE, Role.BASE, Role.SHARE} or one.negated:
            continue
        name = _name(one)
        if done is None:
            continue
        if not done:
            targets.append((name, one))
            continue
        near = [target for called, target in targets if _alike(called, name) and target.unit == one.unit]
        if len(near) == 1 and not one.loose:
            yield Pair(name, near[0], one)


def _name(one: Quantity) -> str:
    text = _FILLER.sub("", re.split("[，,；;。]", one.lead)[-1] or one.lead)
    return _MEASURE.sub("", _MARKERS.sub("", text))


def _alike(target: str, actual: str) -> bool:
    if min(len(target), len(actual)) < _SHORTEST:
        return False
    return target == actual or target.endswith(actual) or actual.endswith(target)


def is_rate(one: Quantity) -> bool:
    """Whether a quantity is a percentage, of which more than 130 % of a target says little."""
    return one.dimension == PERCENT
