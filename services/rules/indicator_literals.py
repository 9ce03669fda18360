"""IX01–IX08, IX14–IX16: target and actual as written, numbers and words (scoring.md §1; 财预〔2020〕10号)."""

from __future__ import annotations

from decimal import Decimal

from models.enums import Severity
from services.filing.assess import Assessment, IndicatorView
from services.rules.catalogue import Hit, indicator_ref, indicator_rule, spoken
from services.rules.indicator_names import is_countable
from services.rules.traits import Trait
from services.values.money import plain
from services.values.target import Actual, Note, SymbolStyle, comparable, converted, format_target
from services.values.text import compact
from services.values.units import PERCENT

BASIS = "财预〔2020〕10号"
TARGET = ("indicator.target", "indicator.name")
BOTH = (*TARGET, "indicator.actual")

HUNDRED = Decimal(100)
BAND_WORDS = ("达成", "部分达成", "基本达成", "未达成", "部分完成", "未完成")
"""The bands of 财预〔2020〕10号 in words, accepted beside any levels."""


@indicator_rule(
    "IX01",
    Severity.ERROR,
    "指标值看不懂",
    reads=TARGET,
    text="“{name}”的指标值“{t}”无法识别：{why}。",
    remedy="按“≥200人”“＝100%”“优良中差”这样的写法改正指标值。",
    basis=BASIS,
    when=Trait.UNREADABLE,
)
def unreadable_target(view: IndicatorView, a: Assessment) -> Hit:  # noqa: ARG001
    """A target must read as a value, a deadline or words."""
    return Hit((indicator_ref(view, "target"),), {**spoken(view), "why": view.target_error.rstrip("。")})


@indicator_rule(
    "IX02",
    Severity.WARNING,
    "指标值缺运算符",
    reads=(*TARGET, "indicator.level2"),
    text="“{name}”的指标值“{t}”没有运算符，看不出是至少、至多还是正好。",
    remedy="在数值前选 ≥、≤ 或 ＝。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.NOTED,
)
def no_operator(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A numeric target says in which direction it holds."""
    target = view.target
    if target is None or target.operator_given or target.value is None:
        return None
    ref = indicator_ref(view, "target")
    counted = target.value > 0 and target.unit != PERCENT and "数量" in view.row.level2
    return Hit((ref,), spoken(view), (ref, f"≥{view.row.target}") if counted else None)


@indicator_rule(
    "IX03",
    Severity.WARNING,
    "指标值缺计量单位",
    reads=TARGET,
    text="“{name}”的指标值“{t}”没有计量单位。",
    remedy="在数值后写上计量单位，如 人、次、%、万元。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.NOTED,
)
def no_unit(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A numeric target has a unit."""
    if view.target is None or Note.MISSING_UNIT not in view.target.notes:
        return None
    return Hit((indicator_ref(view, "target"),), spoken(view))


@indicator_rule(
    "IX04",
    Severity.WARNING,
    "完成值与目标单位不符",
    reads=BOTH,
    text="“{name}”目标“{t}”，完成“{a}”，{why}。",
    remedy="完成值用与指标值相同的计量单位填写。",
    basis=BASIS,
    when=Trait.NUMERIC | Trait.ACTUAL,
)
def other_dimension(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Target and actual are measured in the same dimension."""
    target, actual = view.target, view.actual
    if target is None or actual is None or (target.unit == actual.unit and actual.value is not None):
        return None
    why = ""
    if actual.value is not None and not actual.unit:
        why = f"完成值没有计量单位，应为“{target.unit}”"
    elif not comparable(target, actual):
        why = "两者单位不同，无法比较" if actual.value is not None else "完成值不是数值，无法比较"
    fields = (indicator_ref(view, "actual"), indicator_ref(view, "target"))
    return Hit(fields, {**spoken(view), "why": why}) if why else None


@indicator_rule(
    "IX05",
    Severity.HINT,
    "单位倍数不同，已换算",
    reads=BOTH,
    text="“{name}”目标“{t}”，完成“{a}”，单位倍数不同，已按 {x} 与 {y} 比较。",
    remedy="换算无误可不改；也可以把两处写成相同的单位。",
    basis="表内勾稽",
    when=Trait.NUMERIC | Trait.ACTUAL,
)
def other_factor(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Tell how values in 万人 and 人 were compared."""
    target, actual = view.target, view.actual
    if target is None or actual is None or target.factor == actual.factor or not (target.unit and actual.unit):
        return None
    pair = converted(target, actual)
    if pair is None:
        return None
    values = {"x": plain(pair[0]) + target.base_unit, "y": plain(pair[1]) + target.base_unit}
    return Hit((indicator_ref(view, "actual"), indicator_ref(view, "target")), {**spoken(view), **values})


@indicator_rule(
    "IX06",
    Severity.HINT,
    "单位写法不规范",
    reads=BOTH,
    text="“{name}”的{which}“{x}”单位写法不规范，建议写作“{good}”。",
    remedy="改用规范的计量单位，如 万元、卷册、元/人/年。",
    basis=BASIS,
    when=Trait.NOTED,
)
def odd_unit(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Units are written the usual way (万 → 万元)."""
    target, actual = view.target, view.actual
    if target is not None and Note.ODD_UNIT in target.notes:
        return _better(view, "target", "指标值", format_target(target, SymbolStyle.PRINT))
    if actual is not None and Note.ODD_UNIT in actual.notes and _is_plain(actual) and _measured_alike(view):
        return _better(view, "actual", "完成值", f"{plain(actual.value or Decimal(0))}{actual.unit}")
    return None


def _is_plain(actual: Actual) -> bool:
    return actual.value is not None and actual.operator is None and not actual.extra_values and not actual.deadline


def _measured_alike(view: IndicatorView) -> bool:
    """Whether a bare 万 means money here: beside a target in 人 it stands for 万人."""
    target, actual = view.target, view.actual
    return target is None or actual is None or not target.unit or target.base_unit[:1] == actual.base_unit[:1]


def _better(view: IndicatorView, field: str, which: str, good: str) -> Hit:
    ref = indicator_ref(view, field)
    return Hit((ref,), {**spoken(view), "which": which, "x": getattr(view.row, field), "good": good}, (ref, good))


@indicator_rule(
    "IX07",
    Severity.HINT,
    "符号写法不统一",
    reads=TARGET,
    text="“{name}”的指标值“{t}”写法不统一，规范写法是“{good}”。",
    remedy="采用规范写法；不改也按规范写法理解。",
    basis=BASIS,
    when=Trait.NOTED,
)
def variant_symbol(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """Operators and levels are written in one way (≧ → ≥, 优良低中差 → 优良中低差)."""
    target = view.target
    if target is None or Note.ODD_UNIT in target.notes or not target.notes & {Note.VARIANT_SYMBOL, Note.LEVEL_ORDER}:
        return None
    good = format_target(target, SymbolStyle.PRINT)
    ref = indicator_ref(view, "target")
    return Hit((ref,), {**spoken(view), "good": good}, (ref, good)) if good != view.row.target else None


@indicator_rule(
    "IX08",
    Severity.ERROR,
    "比例超过 100%",
    reads=BOTH,
    text="“{name}”{which}“{x}”，比例不应超过 100%。",
    remedy="核对分子、分母，改正比例；增长率请在指标名称中写明“增长”。",
    basis="表内勾稽",
    when=Trait.PERCENT | Trait.SHARE,
)
def ratio_beyond_whole(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A part cannot be more than the whole."""
    target, actual = view.target, view.actual
    over_target = target is not None and target.value is not None and target.value > HUNDRED
    over_actual = actual is not None and actual.value is not None and actual.unit == PERCENT and actual.value > HUNDRED
    if not (over_target or over_actual):
        return None
    if over_target and "满意" not in view.row.name:
        return None
    field, which = ("actual", "完成值") if over_actual else ("target", "指标值")
    return Hit((indicator_ref(view, field),), {**spoken(view), "which": which, "x": getattr(view.row, field)})


@indicator_rule(
    "IX14",
    Severity.WARNING,
    "定性目标没有档次",
    reads=TARGET,
    text="“{name}”的定性目标“{t}”没有档次，得分没有依据。",
    remedy="选择一个档次方案，如“优良中差”“高中低”，完成值填其中一档。",
    basis=BASIS,
    when=Trait.QUALITATIVE,
)
def no_levels(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A qualitative target names its levels."""
    if view.target is None or view.target.levels or is_countable(view.row.name):
        return None
    return Hit((indicator_ref(view, "target"),), spoken(view))


@indicator_rule(
    "IX15",
    Severity.ERROR,
    "完成值不在档次内",
    reads=BOTH,
    text="“{name}”目标是“{t}”，完成值“{a}”不是其中一档，应为 {levels} 之一。",
    remedy="完成值只填档次，具体效果写到“实际完成情况”中。",
    basis=BASIS,
    when=Trait.QUALITATIVE | Trait.ACTUAL,
)
def no_such_level(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """The actual of a target with levels is one of them."""
    target, actual = view.target, view.actual
    if target is None or actual is None or not target.levels or actual.level in target.levels:
        return None
    if actual.phrase.startswith(BAND_WORDS):
        return None
    fields = (indicator_ref(view, "actual"), indicator_ref(view, "target"))
    return Hit(fields, {**spoken(view), "levels": "、".join(target.levels)})


@indicator_rule(
    "IX16",
    Severity.WARNING,
    "完成值照抄目标",
    reads=BOTH,
    text="“{name}”的完成值与目标逐字相同，都是“{a}”，看不出取得了什么效果。",
    remedy="写出可以核实的具体效果，或改用有档次的目标。",
    basis=BASIS,
    when=Trait.QUALITATIVE | Trait.ACTUAL,
)
def copied_target(view: IndicatorView, a: Assessment) -> Hit | None:  # noqa: ARG001
    """A described result says more than the described target."""
    target, actual = view.target, view.actual
    if target is None or actual is None or target.levels or compact(actual.phrase) != compact(target.phrase):
        return None
    return Hit((indicator_ref(view, "actual"), indicator_ref(view, "target")), spoken(view))
