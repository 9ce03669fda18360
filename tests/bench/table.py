"""What a measure says, its statistics, and the table of all measures. Pure, so that it can be tested."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any
from unicodedata import east_asian_width

HEADERS = ("measure", "value", "floor", "ratio", "budget", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure.

    `value` and `floor` (the bare minimum it is compared with, None when the budget is absolute) are in `unit`;
    `budget` is the most the ratio, or the value when there is no floor, may be; None for a figure only reported.
    """

    name: str
    what: str
    value: float
    unit: str = "ms"
    floor: float | None = None
    budget: float | None = None
    part: str = ""
    """Which table it stands in: "" the budgets, "growth", "windows"."""

    @property
    def ratio(self) -> float | None:
        """Value over floor."""
        return self.value / self.floor if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether the budget is kept; None when there is none."""
        if self.budget is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.budget

    @property
    def verdict(self) -> str:
        """The word in the table."""
        return "" if self.kept is None else "ok" if self.kept else "OVER"

    def cells(self) -> tuple[str, ...]:
        """The texts of the table."""
        floor = "" if self.floor is None else f"{plain(self.floor)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} ×"
        limit = "" if self.budget is None else f"≤ {self.budget:g} {'×' if self.floor else self.unit}"
        return self.what, f"{plain(self.value)} {self.unit}", floor, ratio, limit, self.verdict

    def as_json(self) -> dict[str, Any]:
        """The row for bench.json."""
        return {**asdict(self), "ratio": self.ratio, "kept": self.kept}


def rows_from(content: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows that `as_json` wrote."""
    return [Row(**{name: item[name] for name in Row.__dataclass_fields__ if name in item}) for item in content]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least this share of them (0–1) does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def medians(runs: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The median of each column."""
    return tuple(median(column) for column in zip(*runs, strict=True))


def table_text(rows: Sequence[Row]) -> str:
    """The table for a terminal; Chinese characters count as two columns."""
    lines = [HEADERS, *(row.cells() for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    texts = ("  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(text.rstrip() for text in texts)


def table_markdown(rows: Sequence[Row]) -> str:
    """The table for a document."""
    lines = [HEADERS, ("---",) + ("---:",) * 4 + ("---",), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(value: float) -> str:
    """A figure as the tables print it: three digits, or all of them before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
