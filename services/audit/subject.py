"""Whose document it is and for which year, as far as the document says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from services.texts.passage import Writing

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度?(?=[^\d月]{0,24}(?:绩效|决算|自评|预算|报告))")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_UNIT = re.compile(
    "(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,12}(?:省|市|区|县|州|旗)[\u4e00-\u9fff]{2,14}?(?:局|厅|委员会|办公室|中心))"
)
_LEAST = 2
"""How often a unit must be named to be taken for the one whose document it is."""


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
    names = Counter(
        match[1]
        for text in (writing.title, *_texts(writing))
        for match in _UNIT.finditer(text)
        if "县区" not in match[1]
    )
    first = names.most_common(2)
    alone = len(first) == 1 or (len(first) > 1 and first[0][1] > first[1][1])
    return first[0][0] if alone and first[0][1] >= _LEAST else ""


def _texts(writing: Writing) -> Iterator[str]:
    yield from (heading.text for heading in writing.headings)
    yield from (passage.text for passage in writing.passages())
