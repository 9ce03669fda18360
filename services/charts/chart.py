"""Chart: what a figure of the accounts' text (图1–图7) shows. Every decision about its content is made here, once.

Zero parts of a pie are left out, the others keep the order of the table they come from, clockwise from the top. A
single part is a full disc; when everything is zero there is a sentence in place of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.charts.axis import Axis, axis_for
from services.charts.paints import Paint, paint
from services.charts.shares import shares
from services.values.money import plain, round_half_up

_AMOUNT_PLACES = 2


class ChartKind(StrEnum):
    """How the figures are drawn; the value is the type's name as a caption brackets it."""

    COLUMNS = "柱状图"
    PIE = "饼状图"


class ChartRefused(ValueError):
    """The figures cannot be drawn; str() tells the clerk which one and what to do."""


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """方案 parameters: the caption before or after the figure, in brackets with the type, or plain.

    Defaults are the Sichuan text of 2022: （图1：…）（柱状图） before the figure; that of 2023 has 图1：… after it.
    """

    before: bool = True
    bracketed: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value for every category, in the chart's unit."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of the text. `places` are the decimals of a pie's percentages; `note` is printed below the drawing.

    Raises ChartRefused for a negative value, ValueError when series and categories do not fit together.
    """

    kind: ChartKind
    number: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = "万元"
    note: str = ""
    places: int = 2
    caption_rules: CaptionRules = CaptionRules()

    def __post_init__(self) -> None:
        if self.kind is ChartKind.PIE and len(self.series) != 1:
            raise ValueError("a pie shows one series")
        for series in self.series:
            for category, value in zip(self.categories, series.values, strict=True):
                if not value.is_finite() or value < 0:
                    raise ChartRefused(self._refusal(category, series.name, value))

    def _refusal(self, category: str, series: str, value: Decimal) -> str:
        where = f"{category}（{series}）" if self.kind is ChartKind.COLUMNS else category
        figure = f"{plain(value)} {self.unit}" if value.is_finite() else str(value)
        what = "负数" if value.is_finite() else "这个值"
        place = f"{self.number}“{self.title}”中“{where}”是 {figure}"
        return f"{place}，{self.kind.value}不能画{what}。请核对表中的这个数，改正后再生成图。"

    @property
    def caption(self) -> str:
        """The caption as printed."""
        named = f"{self.number}：{self.title}"
        return f"（{named}）（{self.kind.value}）" if self.caption_rules.bracketed else named

    @property
    def unit_line(self) -> str:
        """What the figures are in."""
        return f"单位：{self.unit}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no figure, or all are zero."""
        return not any(value for series in self.series for value in series.values)

    @property
    def empty_text(self) -> str:
        """The sentence that takes the place of the drawing when all is zero."""
        return f"本图各项均为 0 {self.unit}，没有可画的图形。"


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a pie: its share in % as printed, its fraction of the whole for drawing, its paint."""

    name: str
    value: Decimal
    share: Decimal
    fraction: float
    paint: Paint
    places: int

    @property
    def share_text(self) -> str:
        """The share as printed: 99.52%, 100% for all there is, 不足0.01% for what rounds to nothing."""
        if self.fraction == 1.0:
            return "100%"
        least = Decimal(1).scaleb(-self.places)
        return f"{self.share:f}%" if self.share else f"不足{least:f}%"

    @property
    def figures(self) -> str:
        """Amount and share: 2076.76，99.52%."""
        return f"{amount_text(self.value)}，{self.share_text}"

    @property
    def label(self) -> str:
        """Name, amount and share, as every medium writes it."""
        return f"{self.name} {self.figures}"


def slices(chart: Chart) -> tuple[Slice, ...]:
    """The parts of a pie that are not zero, in the order of the chart; () when all are zero."""
    (series,) = chart.series
    parts = [(name, value) for name, value in zip(chart.categories, series.values, strict=True) if value]
    values = [value for _name, value in parts]
    whole = sum(values, Decimal(0))
    return tuple(
        Slice(name, value, share, float(value / whole) if len(parts) > 1 else 1.0, paint(place), chart.places)
        for place, ((name, value), share) in enumerate(zip(parts, shares(values, chart.places), strict=True))
    )


def axis(chart: Chart) -> Axis:
    """The value axis of a column chart that is not empty."""
    return axis_for(max(value for series in chart.series for value in series.values))


def amount_text(value: Decimal) -> str:
    """An amount on a chart: two decimals at most, no trailing zeros; one that rounds to nothing is written in full."""
    return plain(round_half_up(value, _AMOUNT_PLACES) or value)


def alternative_text(chart: Chart) -> str:
    """What the chart shows, as a sentence with its figures: for those who cannot see it, and for search."""
    head = f"{chart.number} {chart.title}（{chart.kind.value}），{chart.unit_line}。"
    if chart.is_empty:
        return head + chart.empty_text
    parts = _spoken_slices(chart) if chart.kind is ChartKind.PIE else _spoken_columns(chart)
    return f"{head}{'；'.join(parts)}。{chart.note}"


def _spoken_slices(chart: Chart) -> list[str]:
    return [f"{part.name} {amount_text(part.value)}，占 {part.share_text}" for part in slices(chart)]


def _spoken_columns(chart: Chart) -> list[str]:
    return [
        f"{category}" + "，".join(f"{series.name} {amount_text(series.values[place])}" for series in chart.series)
        for place, category in enumerate(chart.categories)
    ]
