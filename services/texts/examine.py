"""The checks of one text from end to end: read, relate, judge; kept by the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from services.texts.judge import Hypothesis, Judgement, judge
from services.texts.passage import Span
from services.texts.reading import Reading, read
from services.texts.relate_chains import relate_chains
from services.texts.relate_changes import relate_changes
from services.texts.relate_counts import relate_counts
from services.texts.relate_products import relate_products
from services.texts.relate_rates import relate_rates
from services.texts.relate_shares import relate_shares
from services.texts.relate_sums import relate_sums

PATTERNS: tuple[Callable[[Reading], Iterator[Hypothesis]], ...] = (
    relate_sums,
    relate_shares,
    relate_changes,
    relate_rates,
    relate_products,
    relate_chains,
    relate_counts,
)


@lru_cache(maxsize=512)
def examine(text: str, bound: tuple[Span, ...] = ()) -> Judgement:
    """Which relations of a text agree and which contradict each other; `bound` are spans of inserted figures."""
    reading = read(text, bound)
    return judge(one for pattern in PATTERNS for one in pattern(reading))
