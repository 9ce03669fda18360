"""The growth of the program as a picture, one small chart for each measure, in SVG. Pure, so that it can be tested."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from typing import NamedTuple

from tests.bench.growth import MEASURES
from tests.bench.table import Row, plain

_PANEL, _ROOM = (230, 130), (58, 40, 24, 40)
"""Width and height of a chart's field; what is left, above, right and below it for words."""
_ACROSS = 3
_INK, _LINE, _CURVE = "#374151", "#D8DCE2", "#1D5FA8"


class Panel(NamedTuple):
    """One chart: its title, its unit, and its points (projects, value)."""

    title: str
    unit: str
    points: tuple[tuple[int, float], ...]


def panels(rows: Sequence[Row]) -> list[Panel]:
    """The charts that the rows of the growth make."""
    found = []
    for name, (what, unit) in MEASURES.items():
        named = [(*row.name.rpartition("_")[::2], row.value) for row in rows]
        points = sorted((int(size), value) for key, size, value in named if key == name)
        if points:
            found.append(Panel(what, unit, tuple(points)))
    return found


def growth_markdown(rows: Sequence[Row]) -> str:
    """The same figures as a table, a column for each size."""
    charts = panels(rows)
    sizes = [size for size, _ in charts[0].points]
    lines = [["measure", *(f"{size:,} projects" for size in sizes)], ["---", *("---:" for _ in sizes)]]
    lines += [[chart.title, *(f"{plain(value)} {chart.unit}" for _, value in chart.points)] for chart in charts]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def growth_svg(rows: Sequence[Row]) -> str:
    """The charts side by side, on logarithmic scales: what grows as the projects do is as steep as the dashed line."""
    charts = panels(rows)
    wide, high = (_PANEL[0] + _ROOM[0] + _ROOM[2], _PANEL[1] + _ROOM[1] + _ROOM[3])
    parts = [_chart(chart, (at % _ACROSS) * wide, (at // _ACROSS) * high) for at, chart in enumerate(charts)]
    width, height = _ACROSS * wide, -(-len(charts) // _ACROSS) * high
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
    return "\n".join(
        [f'{head} font-size="11">', f'<rect width="{width}" height="{height}" fill="white"/>', *parts, "</svg>\n"]
    )


def _chart(chart: Panel, left: float, top: float) -> str:
    x0, y0 = left + _ROOM[0], top + _ROOM[1]
    lowest, highest = _decades(chart)
    first, last = log10(chart.points[0][0]), log10(chart.points[-1][0])

    def x(size: float) -> float:
        return x0 + (log10(size) - first) / (last - first) * _PANEL[0]

    def y(value: float) -> float:
        return y0 + _PANEL[1] - (log10(value) - lowest) / (highest - lowest) * _PANEL[1]

    parts = [_text(left + 10, top + 20, f"{chart.title} ({chart.unit})", "start", "bold")]
    for power in range(lowest, highest + 1):
        level = y(10.0**power)
        parts += [
            _line([(x0, level), (x0 + _PANEL[0], level)], _LINE),
            _text(x0 - 6, level + 4, f"{10**power:,}", "end"),
        ]
    start = chart.points[0]
    rise = [(size, start[1] * size / start[0]) for size, _ in chart.points]
    parts.append(_line([(x(size), y(value)) for size, value in rise if value <= 10.0**highest], "#9CA3AF", dashed=True))
    spots = [(x(size), y(value)) for size, value in chart.points]
    parts.append(_line(spots, _CURVE, 2))
    for (size, value), (across, down) in zip(chart.points, spots, strict=True):
        parts.append(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="3" fill="{_CURVE}"/>')
        parts.append(_text(across, down - 8, plain(value), "middle"))
        parts.append(_text(across, y0 + _PANEL[1] + 16, f"{size:,}", "middle"))
    return "\n".join(parts)


def _decades(chart: Panel) -> tuple[int, int]:
    """The powers of ten between which the values lie, at least one apart."""
    values = [value for _, value in chart.points]
    lowest = int(log10(min(values)) // 1)
    return lowest, max(int(-(-log10(max(values)) // 1)), lowest + 1)


def _line(points: Sequence[tuple[float, float]], color: str, width: float = 1, *, dashed: bool = False) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{width}"{dash}/>'


def _text(x: float, y: float, words: str, anchor: str, weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="{_INK}">{words}</text>'
