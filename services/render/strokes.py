"""The lines of the grid of one page, each drawn once: 0.5 pt between cells, 1.2 pt around the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from services.render.paged import Stroke
from services.render.styles import INNER, OUTER

Owners = Sequence[Sequence[int]]
"""Which bordered cell covers each place of the page's grid; NOBODY where there is none."""
NOBODY = -1


def strokes(owners: Owners, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Stroke]:
    """Grid lines as long as they go straight, for the owners of each place between the edges `xs` and `ys`."""
    half = OUTER / 2
    empty = [NOBODY] * (len(xs) - 1)
    for i, y in enumerate(ys):
        above = owners[i - 1] if i else empty
        below = owners[i] if i < len(owners) else empty
        for weight, first, last in _stretches(above, below):
            reach = half if weight == OUTER else 0.0
            yield Stroke(xs[first] - reach, y, xs[last] + reach, y, weight)
    columns = list(zip(*owners, strict=True))
    nobody = [NOBODY] * len(owners)
    for i, x in enumerate(xs):
        before = columns[i - 1] if i else nobody
        after = columns[i] if i < len(columns) else nobody
        for weight, first, last in _stretches(before, after):
            yield Stroke(x, ys[first], x, ys[last], weight)


def _stretches(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    """Stretches of equal weight along an edge between two rows (or columns): (weight, first edge, last edge)."""
    at = 0
    for weight, group in groupby(map(_weight, one, other)):
        end = at + len(list(group))
        if weight:
            yield weight, at, end
        at = end


def _weight(one: int, other: int) -> float:
    """No line inside a cell or outside of all."""
    if one == other:
        return 0.0
    return OUTER if NOBODY in (one, other) else INNER
