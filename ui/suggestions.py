"""Suggestions while typing into a form: indicator names from the catalogue and from this filing, levels, units."""

from __future__ import annotations

from collections import Counter

from services.catalogue import folded, suggest
from services.filing.filing import Filing
from services.filing.refs import FieldRef

_MOST_BY_PINYIN = 500
_MOST_COMPARED = 4000
_INDEX = "indicator names"


def suggestions(filing: Filing, ref: FieldRef, text: str) -> list[str]:
    """Words to offer for a cell, best first; pinyin initials find Chinese words."""
    if ref.entity != "indicator" or ref.field not in _SOURCES:
        return []
    return _SOURCES[ref.field](filing, text)


def _names(filing: Filing, text: str) -> list[str]:
    first = folded(text)[:1]
    return list(dict.fromkeys(hint.name for hint in suggest(text, extra=_own_names(filing, first)))) if first else []


def _own_names(filing: Filing, first: str) -> list[str]:
    """Names in this filing that may fit: those with the first character, for letters the most used ones.

    At every key: of 30,000 names only few may be compared at length or have their pinyin worked out.
    """
    names: _Names = filing.derived.setdefault(_INDEX, _Names())
    used = names.refreshed(filing)
    if first.isascii():
        return [name for name, _ in used.most_common(_MOST_BY_PINYIN) if name]
    return [name for name in used if first in name][:_MOST_COMPARED]


class _Names:
    """How often each name is used; after a change only the changed projects are counted anew."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()
        self._of: dict[str, tuple[int, list[str]]] = {}

    def refreshed(self, filing: Filing) -> Counter[str]:
        """The names as they are now."""
        versions = {project.id: filing.version(project.id) for project in filing.evaluations()}
        for gone in self._of.keys() - versions.keys():
            self._drop(gone)
        for project_id, version in versions.items():
            known = self._of.get(project_id)
            if known is None or known[0] != version:
                self._drop(project_id)
                names = [row.name for row in filing.indicators(project_id)]
                self._of[project_id] = version, names
                self._used.update(names)
        return self._used

    def _drop(self, project_id: str) -> None:
        for name in self._of.pop(project_id, (0, []))[1]:
            self._used[name] -= 1
            if not self._used[name]:
                del self._used[name]


def _level1(filing: Filing, _text: str) -> list[str]:
    return [level.name for level in filing.scheme.level1]


def _level2(filing: Filing, _text: str) -> list[str]:
    return [name for level in filing.scheme.level1 for name in level.level2]


_SOURCES = {"name": _names, "level1": _level1, "level2": _level2}
