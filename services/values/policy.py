"""The adjustable parameters of scoring and grading: one ``ScoringPolicy`` per scheme, with documented defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from services.values.target import SymbolStyle


class OverMode(StrEnum):
    """What over-fulfilment beyond the threshold costs."""

    EXPLAIN_ONLY = "explain_only"
    DEDUCT = "deduct"


class ReverseMode(StrEnum):
    """How a missed reverse target is scored: w×t/a, or w×max(0, 1-(a-t)/t)."""

    RATIO = "ratio"
    LINEAR = "linear"


class EqualOver(StrEnum):
    """What a value above an EQ target is: over-fulfilment, scored t/a, or decided by the kind of indicator."""

    BY_KIND = "by_kind"
    EXCESS = "excess"
    INVERSE = "inverse"


class MissingOperator(StrEnum):
    """How a numeric target without operator is taken: as =, or as ≥ (人数、金额完成越多越好)."""

    EQUAL = "equal"
    AT_LEAST = "at_least"


class QualitativeBands(StrEnum):
    """The three qualitative bands: 100–80–60–0 (财预〔2020〕10号), or variant A 100–80–50–0."""

    DEFAULT = "default"
    A = "A"


class RateDenominator(StrEnum):
    """What the execution rate divides by: 全年（调整后）预算数 or 年初预算数."""

    BUDGET = "budget"
    INITIAL = "initial"


class ZeroBudget(StrEnum):
    """What becomes of the execution points when the budget is 0: lost, or spread over the indicators."""

    ZERO = "zero"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (等级) and the lowest score, in 分, that earns it; the interval is closed on the left."""

    name: str
    minimum: Decimal


Band = tuple[Decimal, Decimal]
"""Lowest and highest coefficient of a qualitative band (0–1)."""

_BANDS = {
    QualitativeBands.DEFAULT: (Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal(0)),
    QualitativeBands.A: (Decimal(1), Decimal("0.8"), Decimal("0.5"), Decimal(0)),
}
_GRADES = (
    Grade("优", Decimal(90)),
    Grade("良", Decimal(80)),
    Grade("中", Decimal(60)),
    Grade("差", Decimal(0)),
)
_LEVELS: Mapping[str, tuple[Decimal, ...]] = MappingProxyType(
    {
        scale: tuple(Decimal(coefficient) for coefficient in coefficients.split())
        for scale, coefficients in {
            "优良中差": "1 0.85 0.7 0.6",
            "优良中低差": "1 0.85 0.7 0.6 0.5",
            "高中低": "1 0.8 0.6",
            "好中差": "1 0.8 0.6",
            "好差": "1 0.6",
            "好坏": "1 0.6",
            "有无": "1 0",
        }.items()
    }
)


@dataclass(frozen=True, slots=True)
class ScoringPolicy:
    """Every configurable parameter of scoring (计分) and grading (评级).

    Ratios and coefficients are plain numbers (1.30 = 130%), weights and points are 分. The defaults follow
    财预〔2020〕10号 and common practice: over-fulfilment is explained, not deducted; execution rate 10 分, linear.
    """

    over_threshold: Decimal = Decimal("1.30")
    """Completion ratio beyond which over-fulfilment must be explained."""
    over_mode: OverMode = OverMode.EXPLAIN_ONLY
    over_step: Decimal = Decimal("0.5")
    """DEDUCT: each full step beyond the threshold costs ``over_step_deduction`` of the weight …"""
    over_step_deduction: Decimal = Decimal("0.1")
    over_max_deduction: Decimal = Decimal("0.2")
    """… but never more than this share of it."""
    reverse: ReverseMode = ReverseMode.RATIO
    touch_deduction: Decimal = Decimal(0)
    """Share of the weight lost when a strict target (GT, LT) is only equalled; 0 only tells the clerk."""
    equal_over: EqualOver = EqualOver.BY_KIND
    missing_operator: MissingOperator = MissingOperator.EQUAL
    infer_reverse: bool = False
    """Take cost and failure indicators without operator as ≤ (E12)."""
    qualitative: QualitativeBands = QualitativeBands.DEFAULT
    levels: Mapping[str, tuple[Decimal, ...]] = field(default_factory=lambda: _LEVELS, hash=False)
    """Highest (and default) coefficient of each level of a scale, best level first."""
    rate_weight: Decimal = Decimal(10)
    rate_denominator: RateDenominator = RateDenominator.BUDGET
    rate_floor: Decimal | None = None
    """Execution rate below which the execution score is 0; None for no floor."""
    rate_whole_points: bool = False
    zero_budget: ZeroBudget = ZeroBudget.ZERO
    item_places: int = 2
    total_places: int = 2
    weight_step: Decimal = Decimal("0.5")
    """Smallest unit, in 分, of a weight given out by ``spread_weights``."""
    grades: tuple[Grade, ...] = _GRADES
    satisfaction_to: str = "效益指标"
    """First-level indicator that takes the weight of a missing 满意度指标."""
    symbols: SymbolStyle = SymbolStyle.PRINT

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> ScoringPolicy:
        """Build a policy from a TOML table. Raises ValueError with a Chinese reason for unknown keys or bad values."""
        unknown = sorted(set(mapping) - {known.name for known in fields(cls)})
        if unknown:
            raise ValueError(f"计分方案中有不认识的参数：{'、'.join(unknown)}")
        return cls(**{key: _read(key, value) for key, value in mapping.items()})  # type: ignore[arg-type]

    def bands(self) -> tuple[Band, Band, Band]:
        """Return the coefficient bands of 达成、部分达成、未达成, best first."""
        top, reached, partial, bottom = _BANDS[self.qualitative]
        return (reached, top), (partial, reached), (bottom, partial)

    def level_band(self, levels: tuple[str, ...], level: str) -> Band | None:
        """Return the coefficient band of one level of a scale; None when the scale has no coefficients."""
        coefficients = self.levels.get("".join(levels), ())
        if level not in levels or len(coefficients) != len(levels):
            return None
        rank = levels.index(level)
        below = coefficients[rank + 1] if rank + 1 < len(levels) else Decimal(0)
        return below, coefficients[rank]


def _read(key: str, value: object) -> object:
    """A parameter as the policy holds it; messages call it by its title, with the key to find it in the file."""
    title, read = _READERS[key]
    return read(f"“{title}”（{key}）", value)


def _fail(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"计分方案参数{name}的值“{value}”不正确：{expected}")


def _number(low: str, high: str) -> Callable[[str, object], Decimal]:
    """Return a reader of numbers within [low, high]."""

    def read(name: str, value: object) -> Decimal:
        expected = f"应为 {low} 到 {high} 之间的数"
        if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
            raise _fail(name, value, expected)
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise _fail(name, value, expected) from None
        if not number.is_finite() or not Decimal(low) <= number <= Decimal(high):
            raise _fail(name, value, expected)
        return number

    return read


def _places(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        raise _fail(name, value, "应为 0 到 4 的整数")
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _fail(name, value, "应为 true 或 false")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fail(name, value, "应为文字")
    return value


def _choice(kind: type[StrEnum]) -> Callable[[str, object], StrEnum]:
    """Return a reader of one member of an enumeration, by its value."""

    def read(name: str, value: object) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError:
            raise _fail(name, value, f"应为 {'、'.join(kind)} 之一") from None

    return read


def _levels(name: str, value: object) -> Mapping[str, tuple[Decimal, ...]]:
    if not isinstance(value, Mapping):
        raise _fail(name, value, "应为“档次串 = [系数…]”的表")
    read = {str(scale): _coefficients(name, str(scale), given) for scale, given in value.items()}
    return MappingProxyType({**_LEVELS, **read})


def _coefficients(name: str, scale: str, value: object) -> tuple[Decimal, ...]:
    items = value if isinstance(value, list | tuple) else ()
    coefficients = tuple(_SHARE(name, item) for item in items)
    if len(coefficients) != len(scale) or list(coefficients) != sorted(coefficients, reverse=True):
        raise _fail(name, value, f"“{scale}”应给 {len(scale)} 个从高到低的系数")
    return coefficients


def _grades(name: str, value: object) -> tuple[Grade, ...]:
    """Read [{name, minimum}, …] from the best grade to the last."""
    expected = "应为从高到低的等级表，每级有名称（name）和起始分（minimum），最末一级从 0 分起"
    items = value if isinstance(value, list | tuple) else ()
    if not all(isinstance(item, Mapping) and set(item) == {"name", "minimum"} for item in items):
        raise _fail(name, value, expected)
    grades = tuple(Grade(_text(name, item["name"]), _POINTS(name, item["minimum"])) for item in items)
    if not grades:
        raise _fail(name, value, expected)
    _refuse_overlap(grades)
    return grades


def _refuse_overlap(grades: tuple[Grade, ...]) -> None:
    """Grades follow one another downwards, and the last takes every score that is left."""
    for better, worse in pairwise(grades):
        if worse.minimum >= better.minimum:
            above = f"上一级“{better.name}”的 {better.minimum} 分"
            raise ValueError(f"等级“{worse.name}”从 {worse.minimum} 分起，应低于{above}，否则两级重叠")
    if grades[-1].minimum != 0:
        raise ValueError(f"最末一级“{grades[-1].name}”应从 0 分起，现在是 {grades[-1].minimum} 分")


_SHARE = _number("0", "1")
_POINTS = _number("0", "1000")

_READERS: Mapping[str, tuple[str, Callable[[str, object], object]]] = {
    "over_threshold": ("超额完成要写原因的完成率", _number("1", "1000")),
    "over_mode": ("超额完成的处理", _choice(OverMode)),
    "over_step": ("超额扣分的档距", _number("0.01", "1000")),
    "over_step_deduction": ("超额每档扣分比例", _SHARE),
    "over_max_deduction": ("超额最多扣分比例", _SHARE),
    "reverse": ("反向指标公式", _choice(ReverseMode)),
    "touch_deduction": ("严格指标只达到时的扣分比例", _SHARE),
    "equal_over": ("等于类指标超过时的处理", _choice(EqualOver)),
    "missing_operator": ("没有符号的指标值", _choice(MissingOperator)),
    "infer_reverse": ("没有符号的成本指标按“不超过”", _flag),
    "qualitative": ("定性指标的档次", _choice(QualitativeBands)),
    "levels": ("档次系数", _levels),
    "rate_weight": ("执行率分值", _number("0", "100")),
    "rate_denominator": ("执行率的分母", _choice(RateDenominator)),
    "rate_floor": ("执行率得分的下限", _SHARE),
    "rate_whole_points": ("执行率得分取整", _flag),
    "zero_budget": ("预算为 0 时的执行率得分", _choice(ZeroBudget)),
    "item_places": ("单项得分的小数位数", _places),
    "total_places": ("总分的小数位数", _places),
    "weight_step": ("分值的最小单位", _number("0.01", "100")),
    "grades": ("等级", _grades),
    "satisfaction_to": ("没有满意度指标时并入的一级指标", _text),
    "symbols": ("打印的比较符号", _choice(SymbolStyle)),
}
