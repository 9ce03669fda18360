"""ReportPolicy: what a province lays down for its reports; the `[reports]` part of a scheme file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PLACES = (0, 1, 2)
_OFFERED = ("N8", "N4", "N7", "N9")


@dataclass(frozen=True, slots=True)
class ReportPolicy:
    """The `[reports]` part of a scheme.

    `offered` are the outlines a filing has without being asked; `heading_period` whether （一） headings end with 。
    (四川); `percent_places` decimals of percentages in texts; `list_zero` whether a list names what is 0.
    """

    offered: tuple[str, ...] = _OFFERED
    heading_period: bool = False
    percent_places: int = 2
    list_zero: bool = True

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> ReportPolicy:
        """Read the `[reports]` table of a scheme file. ValueError in words when something in it is wrong."""
        unknown = sorted(set(data) - set(cls.__dataclass_fields__))
        if unknown:
            raise ValueError(f"[reports] 里不认识的项目 {'、'.join(unknown)}")
        made = cls(**{**data, "offered": tuple(data.get("offered", _OFFERED))})
        if made.percent_places not in _PLACES or isinstance(made.percent_places, bool):
            raise ValueError("[reports] percent_places 只能是 0、1 或 2")
        return made
