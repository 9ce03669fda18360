"""What a laid-out chart is made of. Points from its left upper corner, y downwards; screen and PDF draw the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Final, NamedTuple

from services.charts.paints import Hatch, Paint
from services.render.layout import PlacedLine, Rect

OUTLINE: Final = 0.6
"""Weight of the line around a filled shape, points."""
HATCH_LINE: Final = 0.6
"""Weight of the lines of a hatch, points."""
_SPACING: Final = 4.5
FULL: Final = 360.0


class Point(NamedTuple):
    """A place on the chart."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A filled, outlined rectangle."""

    rect: Rect
    paint: Paint

    @property
    def bounds(self) -> Rect:
        """The rectangle itself."""
        return self.rect


@dataclass(frozen=True, slots=True)
class Wedge:
    """A filled, outlined part of a disc; degrees clockwise from the top; a sweep of 360 is the whole disc."""

    centre: Point
    radius: float
    start: float
    sweep: float
    paint: Paint

    @property
    def bounds(self) -> Rect:
        """The square around the whole disc."""
        return Rect(self.centre.x - self.radius, self.centre.y - self.radius, 2 * self.radius, 2 * self.radius)

    @property
    def is_disc(self) -> bool:
        """Whether it is the whole disc, which has no straight edges."""
        return self.sweep >= FULL


@dataclass(frozen=True, slots=True)
class PolyLine:
    """A line through some points."""

    points: tuple[Point, ...]
    weight: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: where it stands, at which size."""

    placed: PlacedLine
    size: float

    @property
    def bounds(self) -> Rect:
        """The room the line takes, from the top of its characters to below their descent."""
        return Rect(self.placed.x, self.placed.baseline - 0.88 * self.size, self.placed.line.width, self.size)


Primitive = Box | Wedge | PolyLine | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out chart: its size in points, what to draw, in order, and the sentence that says what it shows."""

    width: float
    height: float
    items: tuple[Primitive, ...]
    alternative: str


def polar(centre: Point, distance: float, degrees: float) -> Point:
    """The place at a distance from the centre, degrees clockwise from the top."""
    angle = radians(degrees)
    return Point(centre.x + distance * sin(angle), centre.y - distance * cos(angle))


def hatch_lines(area: Rect, hatch: Hatch) -> Iterator[tuple[Point, Point]]:
    """The lines of a hatch over an area, from side to side; to be clipped to the shape."""
    if hatch in {Hatch.HORIZONTAL, Hatch.GRID}:
        for y in _marks(area.y, area.bottom):
            yield Point(area.x, y), Point(area.right, y)
    if hatch in {Hatch.VERTICAL, Hatch.GRID}:
        for x in _marks(area.x, area.right):
            yield Point(x, area.y), Point(x, area.bottom)
    if hatch in {Hatch.FALLING, Hatch.CROSS}:
        for x in _marks(area.x - area.height, area.right, 2**0.5):
            yield Point(x, area.y), Point(x + area.height, area.bottom)
    if hatch in {Hatch.RISING, Hatch.CROSS}:
        for x in _marks(area.x - area.height, area.right, 2**0.5):
            yield Point(x, area.bottom), Point(x + area.height, area.y)


def _marks(low: float, high: float, stretch: float = 1.0) -> Iterator[float]:
    """Multiples of the spacing inside an interval."""
    spacing = _SPACING * stretch
    first = ceil(low / spacing)
    return (count * spacing for count in range(first, ceil(high / spacing)))
