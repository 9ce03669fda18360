"""The rows a new project begins with: one empty indicator for each level the scheme asks for."""

from __future__ import annotations

from models.project import Indicator
from services.scheme import Scheme

_FIRST = {"效益指标": ("社会效益指标",)}


def starter_indicators(scheme: Scheme) -> list[Indicator]:
    """One empty row per second level of 产出 and one each for 效益 and 满意度, in printed order."""
    return [
        Indicator(project_id="", level1=level.name, level2=name)
        for level in scheme.level1
        for name in _FIRST.get(level.name, level.level2)
    ]
