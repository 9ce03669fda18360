"""Suggestions while typing into a form: indicator names from the catalogue and from this filing, levels, units."""

from __future__ import annotations

from services.catalogue import suggest
from services.filing.filing import Filing
from services.filing.refs import FieldRef


def suggestions(filing: Filing, ref: FieldRef, text: str) -> list[str]:
    """Words to offer for a cell, best first; pinyin initials find Chinese words."""
    if ref.entity != "indicator" or ref.field not in _SOURCES:
        return []
    return _SOURCES[ref.field](filing, text)


def _names(filing: Filing, text: str) -> list[str]:
    if not text.strip():
        return []
    own = {row.name for project in filing.evaluations() for row in filing.indicators(project.id) if row.name}
    return list(dict.fromkeys(hint.name for hint in suggest(text, extra=own)))


def _level1(filing: Filing, _text: str) -> list[str]:
    return [level.name for level in filing.scheme.level1]


def _level2(filing: Filing, _text: str) -> list[str]:
    return [name for level in filing.scheme.level1 for name in level.level2]


_SOURCES = {"name": _names, "level1": _level1, "level2": _level2}
