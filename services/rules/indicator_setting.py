"""IX09–IX13, IX17–IX20: whether an indicator is set sensibly: level, direction, deadline, ambition, agreement."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from models.enums import ProjectKind, Severity
from services.filing.assess import Assessment, IndicatorView
from services.filing.refs import FieldRef
from services.filing.totals import name_key
from services.rules.catalogue import (
    Hit,
    Item,
    group_rule,
    indicator_ref,
    indicator_rule,
    project_rule,
    spoken,
)
from services.rules.facts import Fact, agree, fact_of
from services.rules.indicator_names import (
    COUNTED,
    QUALITY_RATES,
    SHARE_ENDINGS,
    TIMELY_RATES,
    bracketed,
    common_fact,
    plain_names,
)
from services.rules.traits import Trait
from services.scheme import SATISFACTION, canonical_level2
from services.values.direction import bare_name, is_worse_when_more
from services.values.money import plain
from services.values.target import Operator, Target, converted, parse_actual
from services.values.units import MONEY, PERCENT

BASIS = "财预〔2020〕10号"
PLACE = ("indicator.name", "indicator.level1", "indicator.level2")
TARGET = ("indicator.target", "indicator.name")

HUNDRED = Decimal(100)
SATISFIED = ("满意度", "满意率")
LONG_LASTING = ("工期", "周期", "服务期", "建设期", "年限", "寿命", "质保", "保修", "租期")
"""Names in which a length of years or months is what is meant."""
AMBITION = Decimal("0.7")
"""A target below this share of last year's actual is called low (checks.md IX19)."""


@indicator_rule(
    "IX09",
    Severity.WARNING,
    "满意度目标不合常理",
    reads=(*TARGET, "indicator.level1"),
    text="“{name}”的满意度目标“{t}”{why}，请核对是否合理。",
    remedy="满意度目标一般定在 80% 以上、100% 以下，如“≥95%”。",
    basis=BASIS,
    when=Trait.PERCENT | Trait.SHARE,
)
def satisfaction_target(view: IndicatorView, a: Assessment) -> Hit | None:
    """A satisfaction target is neither low nor perfect."""
    target, low = view.target, a.scheme.limits.satisfaction_low
    if target is None or target.value is None or low <= target.value != HUNDRED:
        return None
    name = view.row.name
    satisfied = any(word in name for word in SATISFIED) and "不满意" not in name
    if not satisfied or target.operator in {Operator.LE, Operator.LT}:
        return None
    why = f"低于 {plain(low)}%" if target.value < low else "是 100%"
    return Hit((indicator_ref(view, "target"),), {**spoken(view), "why": why})


@project_rule(
    "IX10",
    Severity.ERROR,
    "三级指标重名",
    reads=PLACE,
    text="三级指标“{name}”重复：{where}。",
    remedy="删去重复的一条，或把名称写得能够区分。",
    basis="表内勾稽",
)
def same_name(a: Assessment) -> Iterator[Hit]:
    """No two indicators of one form have the same name."""
    names = plain_names(a)
    if len(set(names)) == len(names):
        return
    seen: dict[str, IndicatorView] = {}
    for view, name in zip(a.indicators, names, strict=True):
        first = seen.setdefault(name, view) if name else view
        if first is not view:
            fields = (indicator_ref(view, "name"), indicator_ref(first, "name"))
            yield Hit(fields, {"name": view.row.name, "where": _where(_level(first), _level(view))})


def _level(view: IndicatorView) -> str:
    return view.row.level2 or view.row.level1 or "未分级"


def _where(one: str, other: str) -> str:
    return f"“{one}”中不止一条" if one == other else f"“{one}”中有一条，“{other}”中又有一条"


@indicator_rule(
    "IX11",
    Severity.WARNING,
    "名称里重复写了单位",
    reads=TARGET,
    text="“{name}”的单位“{unit}”已写在指标值“{t}”中，名称里不必再写。",
    remedy="去掉名称末尾括号里的单位。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.BRACKETED,
)
def unit_in_name(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """The unit stands in the value, not in the name as well."""
    name, target = view.row.name, view.target
    unit = bracketed(name)
    if target is None or not unit or unit != target.unit:
        return None
    ref = indicator_ref(view, "name")
    return Hit((ref,), {**spoken(view), "unit": unit}, (ref, bare_name(name)))


@indicator_rule(
    "IX12",
    Severity.WARNING,
    "指标放错了二级指标",
    reads=(*TARGET, "indicator.level1", "indicator.level2"),
    text="“{name}”（目标“{t}”）放在“{level}”下，这类指标通常属于“{better}”。",
    remedy="移到所说的二级指标下；确需放在这里的，请写说明。",
    basis=BASIS,
)
def wrong_level(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Counts, shares, timeliness and satisfaction stand under their own second level."""
    row, target = view.row, view.target
    if target is None:
        return None
    better = _better_level(canonical_level2(row.level2), bare_name(row.name), target)
    if not better:
        return None
    values = {**spoken(view), "level": row.level2, "better": better}
    return Hit((indicator_ref(view, "level2"), indicator_ref(view, "name")), values)


def _better_level(level: str, name: str, target: Target) -> str:
    """The second level an indicator belongs to beyond doubt, "" when it is right or cannot be told."""
    if name.endswith("满意度") and level not in _SATISFACTION_LEVELS:
        return SATISFACTION
    if level == "质量指标":
        counts = target.value is not None and target.unit != PERCENT
        return "数量指标" if counts and name.endswith(COUNTED) else ""
    if target.unit != PERCENT or level not in {"数量指标", "经济效益指标"}:
        return ""
    if name.endswith(TIMELY_RATES):
        return "时效指标"
    wrong = (*QUALITY_RATES, "比例") if level == "数量指标" else SHARE_ENDINGS
    return "质量指标" if name.endswith(wrong) and "增" not in name else ""


_SATISFACTION_LEVELS = frozenset({"服务对象满意度指标", SATISFACTION, ""})


@indicator_rule(
    "IX13",
    Severity.WARNING,
    "目标方向可能反了",
    reads=(*TARGET, "indicator.level1", "indicator.level2"),
    text="“{name}”越低越好，指标值却写“{t}”，方向是否反了？",
    remedy="把运算符改为 ≤。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.UPWARD | Trait.LESS_IS_BETTER,
)
def wrong_direction(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Costs, unemployment and complaints are limited from above."""
    target = view.target
    row = view.row
    if target is None or not (is_worse_when_more(row.name) or _is_costly(view, target)):
        return None
    ref = indicator_ref(view, "target")
    return Hit((ref,), spoken(view), (ref, f"≤{plain(target.value or Decimal(0))}{target.unit}"))


def _is_costly(view: IndicatorView, target: Target) -> bool:
    return target.base_unit.startswith(MONEY) and "成本" in view.row.level1 + view.row.level2


@indicator_rule(
    "IX17",
    Severity.WARNING,
    "可量化的指标用了定性",
    reads=TARGET,
    text="“{name}”可以用数字衡量，目标却是定性的“{t}”。",
    remedy="改为定量目标，如“≥95%”“≥200人”。",
    basis=BASIS,
    when=Trait.QUALITATIVE | Trait.COUNTABLE,
)
def should_be_counted(view: IndicatorView, a: Assessment) -> Hit:  # noqa: ARG001
    """What can be counted is counted."""
    return Hit((indicator_ref(view, "target"),), spoken(view))


@indicator_rule(
    "IX18",
    Severity.WARNING,
    "时效目标只写了长度",
    reads=(*TARGET, "indicator.level2"),
    text="时效指标“{name}”的目标“{t}”只是时间长度，看不出应在哪天前完成。",
    remedy="写完成时限日期，如“12月31日前”。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.LENGTH,
)
def length_for_deadline(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A timeliness target is a day, not a length in years or months."""
    target = view.target
    if target is None or "时效" not in view.row.level2 or any(word in view.row.name for word in LONG_LASTING):
        return None
    return Hit((indicator_ref(view, "target"),), spoken(view))


@indicator_rule(
    "IX19",
    Severity.HINT,
    "目标比上年实际低得多",
    reads=(*TARGET, "indicator.last_actual"),
    text="“{name}”的目标“{t}”不到上年完成值“{last}”的 70%，目标是否偏低？",
    remedy="核对目标；确实下降的可不改。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.UPWARD | Trait.LAST,
)
def low_ambition(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A target is not far below what was reached last year."""
    target = view.target
    if target is None or target.deadline:
        return None
    last = parse_actual(view.row.last_actual)
    pair = converted(target, last)
    if pair is None or pair[0] >= pair[1] * AMBITION:
        return None
    fields = (indicator_ref(view, "target"), indicator_ref(view, "last_actual"))
    return Hit(fields, {**spoken(view), "last": view.row.last_actual})


Keyed = tuple[Hashable, Any, tuple[FieldRef, ...]]
MOST_VERSIONS = 3
"""A name with more versions than this evidently means another thing in every project."""


def _facts(a: Assessment) -> Iterator[Keyed]:
    """The indicators of a project whose name means one fact everywhere: name → what is said of it."""
    levels = a.by_levels.items()
    asked = [views for (_, level2), views in levels if "成本" not in level2 and "时效" not in level2]
    for view in chain.from_iterable(asked):
        name = common_fact(view.row.name)
        said = fact_of(view) if name else None
        if said is not None:
            yield name, (said, view), ()  # its values are named where it is told


@group_rule(
    "IX20",
    Severity.WARNING,
    "同一指标两处不一致",
    keys=_facts,
    reads=(*TARGET, *PLACE, "indicator.actual", "project.name"),
    text="“{name}”在《{here}》中目标“{t}”、完成“{a}”，在《{there}》中目标“{t2}”、完成“{a2}”，两处不一致。",
    remedy="核对哪一处正确，改成一致；口径确有不同的，在名称中写清。",
    basis="表间勾稽",
)
def told_differently(key: Hashable, items: Sequence[Item]) -> Iterable[Hit]:  # noqa: ARG001
    """One fact has one target and one actual in all forms of the filing."""
    versions: dict[Fact, Item] = {}
    for item in items:
        versions.setdefault(item.thing[0], item)
        if len(versions) > MOST_VERSIONS:
            return
    first, *others = versions.values()
    for other in others:
        same_form = other.assessment.project.id == first.assessment.project.id
        if not same_form and not agree(first.thing[0], other.thing[0]) and not _namesakes(first, other):
            yield _contradiction(other, first)


def _namesakes(one: Item, other: Item) -> bool:
    """Whether one is a transfer payment and the other the project of its name: then XF18 says what differs."""
    projects = one.assessment.project, other.assessment.project
    transfers = sum(project.kind is ProjectKind.TRANSFER for project in projects)
    return transfers == 1 and name_key(projects[0].name) == name_key(projects[1].name)


def _contradiction(here: Item, there: Item) -> Hit:
    one, other = spoken(here.thing[1]), spoken(there.thing[1])
    place = 0 if here.thing[0][0] == there.thing[0][0] else 1
    values = {
        **one,
        "here": here.assessment.project.name,
        "there": there.assessment.project.name,
        "t2": other["t"],
        "a2": other["a"],
    }
    field = ("actual", "target")[place]
    return Hit((indicator_ref(here.thing[1], field), indicator_ref(there.thing[1], field)), values)
