"""Whose document it is and for which year, as far as the document says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from services.texts.passage import Writing

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度?(?=[^\d月]{0,24}(?:绩效|决算|自评|预算|报告))")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_UNIT_END = re.compile("(?:局|厅|委员会)(?!关于|《|印发|文件|转发)")
_AREA = frozenset("省市区县州旗")
_HAN = re.compile("[\u4e00-\u9fff]+$")
_SHORTEST, _LONGEST = 6, 24
"""Letters of a unit's full name."""
_FIRST, _WEIGHT = 4, 3
"""What the headings and the first passages name counts more: later ones name many offices."""
_LEAST = 4
"""How often a unit must be named to be taken for the one whose document it is, once at the beginning."""


def year_of(writing: Writing) -> int:
    """The year reported on: that of the titles, else the one named most; 0 when none is."""
    titles = [writing.title, *(heading.text for heading in writing.headings)]
    for texts, pattern in ((titles, _YEAR), (list(_texts(writing)), _YEAR), (list(_texts(writing)), _ANY_YEAR)):
        years = Counter(match[1] for text in texts for match in pattern.finditer(text))
        if years:
            return int(max(years, key=lambda year: (years[year], year)))
    return 0


def unit_of(writing: Writing) -> str:
    """The unit that is named most, in full with its area; "" when none stands out."""
    names: Counter[str] = Counter()
    for place, text in enumerate((writing.title, *_texts(writing))):
        for name in _full_names(text):
            names[name] += _WEIGHT if place < len(writing.headings) + _FIRST else 1
    best = max(names, key=lambda name: (names[name], len(name)), default="")
    return best if names[best] >= _LEAST else ""


def _full_names(text: str) -> Iterator[str]:
    """Every stretch that can be the full name of an office: it ends as one and names an area near its beginning."""
    for match in _UNIT_END.finditer(text):
        run = _HAN.search(text, max(0, match.end() - _LONGEST), match.end())
        for start in range(run.start(), match.end() - _SHORTEST + 1) if run else ():
            name = text[start : match.end()]
            if name[0] not in _AREA and _AREA.intersection(name[1:-_SHORTEST]):
                yield name


def _texts(writing: Writing) -> Iterator[str]:
    yield from (heading.text for heading in writing.headings)
    yield from (passage.text for passage in writing.passages())
