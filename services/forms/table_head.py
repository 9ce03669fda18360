"""Headings of a table with grouped columns: equal neighbours merge, short ones reach down; with a line of 栏次."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from services.accounts.table import Column
from services.forms.builder import SheetBuilder
from services.forms.sheet import Cell, RowRole

HEAD_HEIGHT = 20.0
Labels = Sequence[tuple[str, ...]]
"""Headings of one column from the top down, as deep as it has them."""


def paths_of(columns: Sequence[Column], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Headings of money columns, below what stands above all of them."""
    return [(*above, *column.heads, column.title) for column in columns]


def head(grid: SheetBuilder, paths: Labels, height: float = HEAD_HEIGHT) -> range:
    """Header rows over the whole grid; returns their range."""
    depth = max(map(len, paths))
    first = len(grid.rows)
    for _level in range(depth):
        grid.row(RowRole.HEADER, height)
    for level in range(depth):
        for col, width in _runs(paths, level):
            rows = 1 if level + 1 < len(paths[col]) else depth - level
            grid.cells.append(Cell(first + level, col, paths[col][level], rows=rows, cols=width))
    return range(first, first + depth)


def _runs(paths: Labels, level: int) -> list[tuple[int, int]]:
    """Columns that begin a cell on a level, and over how many columns it reaches."""
    runs = []
    for _, group in groupby(range(len(paths)), key=lambda col: _key(paths, col, level)):
        cols = list(group)
        if len(paths[cols[0]]) > level:
            runs.append((cols[0], len(cols)))
    return runs


def _key(paths: Labels, col: int, level: int) -> tuple[object, ...]:
    """Equal for neighbours that share a heading; a column's own lowest heading is never shared."""
    path = paths[col]
    return (path[: level + 1], col) if level + 1 >= len(path) else (path[: level + 1],)


def number_row(grid: SheetBuilder, numbers: Sequence[str], label_columns: Sequence[int]) -> None:
    """The line of 栏次 below the headings: the word over the label columns, a number over every other."""
    grid.row(RowRole.HEADER, HEAD_HEIGHT)
    for first, width in _neighbours(label_columns):
        grid.label("栏次", first, first + width - 1)
    for col, number in enumerate(numbers):
        if col not in label_columns:
            grid.label(number, col)


def _neighbours(columns: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for col in columns:
        if runs and sum(runs[-1]) == col:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((col, 1))
    return runs
