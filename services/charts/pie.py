"""Layout of a pie: wedges clockwise from the top, every one labelled beside the disc, with a line leading to it.

Where small parts crowd together so that their lines would cross the disc, the disc is turned until they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import hypot
from typing import Final

from services.charts.chart import Chart, Slice, slices
from services.charts.lettering import Lettering, spread
from services.charts.paints import INK
from services.charts.primitives import FULL, Point, PolyLine, Primitive, Wedge, polar
from services.forms.sheet import Align
from services.render.measure import Line

_RADIUS: Final = 66.0
_BEND: Final = 8.0
"""How far outside the disc a leader line bends."""
_REACH: Final = 31.0
"""From the disc to the labels."""
_STUB: Final = 5.0
"""The level end of a leader line."""
_GAP: Final = 3.0
"""Between label and line, and between labels."""
_MARGIN: Final = 12.0
_LEADER: Final = 0.6
_BROAD: Final = 40.0
"""Degrees from which a part is led to from its side rather than from its middle."""
_TURNS: Final = tuple(float(turn) for turn in range(0, 360, 15))
_UNWILLING: Final = 90.0
"""Points of displacement that are accepted before the disc is turned."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A label to place: its lines, the direction it is led from, and where its line bends."""

    lines: tuple[Line, ...]
    height: float
    angle: float
    bend: Point

    @property
    def right(self) -> bool:
        """Whether it stands to the right of the disc."""
        return self.angle < FULL / 2


@dataclass(frozen=True, slots=True)
class _Plan:
    """Labels with their tops for one turn of the disc, around a centre at (x, 0)."""

    turn: float
    centre: Point
    placed: tuple[tuple[_Label, float], ...]

    @property
    def top(self) -> float:
        """The upper end of all, seen from the centre."""
        return min(-_RADIUS - _MARGIN, *(top for _label, top in self.placed))

    @property
    def bottom(self) -> float:
        """The lower end of all, seen from the centre."""
        return max(_RADIUS + _MARGIN, *(top + label.height for label, top in self.placed))

    @property
    def cost(self) -> tuple[int, float]:
        """Leader lines that cross the disc; then how tall, how far labels are pushed, and whether it is turned."""
        crossing = sum(_crosses(self.leader(label, top), self.centre) for label, top in self.placed)
        pushed = sum(abs(top + label.height / 2 - label.bend.y) for label, top in self.placed)
        return crossing, round(self.bottom - self.top + pushed + (_UNWILLING if self.turn else 0.0), 3)

    def leader(self, label: _Label, top: float) -> tuple[Point, ...]:
        """From the rim of the part to the middle of the label's side."""
        side = 1 if label.right else -1
        end, middle = self.centre.x + side * (_RADIUS + _REACH), top + label.height / 2
        rim = polar(self.centre, _RADIUS, label.angle)
        return rim, label.bend, Point(end - side * _STUB, middle), Point(end, middle)

    def items(self, lettering: Lettering, down: float) -> Iterator[Primitive]:
        """Leader lines and labels, moved down to where the centre is."""
        for label, top in self.placed:
            leader = self.leader(label, top)
            yield PolyLine(tuple(Point(x, y + down) for x, y in leader), _LEADER, INK)
            align, gap = (Align.LEFT, _GAP) if label.right else (Align.RIGHT, -_GAP)
            yield from lettering.block(label.lines, leader[-1].x + gap, top + down, align)


def lay_out_pie(chart: Chart, lettering: Lettering, width: float) -> tuple[list[Primitive], float]:
    """The drawing from y = 0 on, and its height, points; the chart is not empty."""
    parts = slices(chart)
    room = width / 2 - _RADIUS - _REACH - _GAP
    lines = _labels(parts, lettering, room)
    plan = min((_plan(parts, lines, lettering, width, turn) for turn in _TURNS), key=lambda plan: plan.cost)
    centre = Point(width / 2, -plan.top)
    return [*_wedges(parts, centre, plan.turn), *plan.items(lettering, centre.y)], plan.bottom - plan.top


def _labels(parts: Sequence[Slice], lettering: Lettering, room: float) -> list[tuple[Line, ...]]:
    """Every label on one line where all fit, else all with the figures on a line of their own."""
    if all(lettering.width(part.label) <= room for part in parts):
        return [lettering.lines(part.label) for part in parts]
    return [(*lettering.lines(part.name, room, even=True), *lettering.lines(part.figures, room)) for part in parts]


def _angles(parts: Sequence[Slice], turn: float) -> list[tuple[float, float]]:
    """Start and sweep of every part, degrees; the sweeps make a full turn."""
    ends = [FULL * share for share in accumulate((part.fraction for part in parts), initial=0.0)]
    ends[-1] = FULL
    return [(start + turn, end - start) for start, end in pairwise(ends)]


def _wedges(parts: Sequence[Slice], centre: Point, turn: float) -> Iterator[Wedge]:
    for part, (start, sweep) in zip(parts, _angles(parts, turn), strict=True):
        yield Wedge(centre, _RADIUS, start, sweep, part.paint)


def _plan(
    parts: Sequence[Slice], lines: Sequence[tuple[Line, ...]], lettering: Lettering, width: float, turn: float
) -> _Plan:
    centre = Point(width / 2, 0.0)
    labels = []
    for text, (start, sweep) in zip(lines, _angles(parts, turn), strict=True):
        angle = _direction(start, sweep)
        labels.append(_Label(text, lettering.height(text), angle, polar(centre, _RADIUS + _BEND, angle)))
    rightwards = sorted((label for label in labels if label.right), key=lambda label: label.angle)
    leftwards = sorted((label for label in labels if not label.right), key=lambda label: -label.angle)
    return _Plan(turn, centre, (*_stacked(rightwards), *_stacked(leftwards)))


def _direction(start: float, sweep: float) -> float:
    """Where a part is led from: its middle; for a broad part straight from the side where it reaches there."""
    middle = start + sweep / 2
    sides = [side for side in (90.0, 270.0, 450.0, 630.0) if abs(side - middle) <= sweep / 2 - _BROAD / 2]
    return min(sides, key=lambda side: abs(side - middle), default=middle) % FULL


def _stacked(labels: Sequence[_Label]) -> list[tuple[_Label, float]]:
    """The labels of one side from the top down, without overlaps, around the centre."""
    heights = [label.height + _GAP for label in labels]
    reach = max(_RADIUS + _MARGIN, sum(heights) / 2)
    wanted = [label.bend.y - label.height / 2 for label in labels]
    return list(zip(labels, spread(wanted, heights, -reach, reach + _GAP), strict=True))


def _crosses(leader: Sequence[Point], centre: Point) -> bool:
    """Whether a leader line enters the disc on its way from the bend to the label."""
    (ax, ay), (bx, by) = leader[1], leader[2]
    dx, dy = bx - ax, by - ay
    along = ((centre.x - ax) * dx + (centre.y - ay) * dy) / ((dx * dx + dy * dy) or 1.0)
    near = min(max(along, 0.0), 1.0)
    return hypot(ax + near * dx - centre.x, ay + near * dy - centre.y) < _RADIUS + 1.0
