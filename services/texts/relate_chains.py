"""Pattern: a chain of changes (“年初预算202.09万元，减少12万元，追加6.25万元…全年预算共266.34万元”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.texts.judge import Hypothesis
from services.texts.quantity import MONEY, Quantity
from services.texts.reading import Reading
from services.texts.relation import added

CHAIN = "chain"
"""Pattern name."""
_START = re.compile("年初.{0,12}预算|年初.{0,6}结转|年初.{0,6}安排|上年.{0,4}结转|期初")
_END = re.compile("(?:全年|调整后?的?|变更后)(?:财政)?预算|调整(?:后)?(?:为|到)|预算调整(?:为|到)|年末.{0,6}结[转余]")
_MORE = re.compile("追加|增加|调增|新增|补充|增拨|增安排|收入")
_LESS = re.compile("减少|调减|压减|核减|收回|调出|支出|扣减")
_LONGEST = 12


def relate_chains(reading: Reading) -> Iterator[Hypothesis]:
    """End = start ± every change between."""
    for start, end in reading.sentences:
        own = [q for q in reading.within(start, end) if q.dimension == MONEY and not reading.depths[q.span[0]]]
        first = next((i for i, q in enumerate(own) if _START.search(q.own) and not _END.search(q.own)), None)
        if first is None:
            continue
        last = next((i for i in range(first + 2, len(own)) if _END.search(own[i].own)), None)
        if last is not None and last - first <= _LONGEST:
            yield from _chain(own[first], own[first + 1 : last], own[last])


def _chain(first: Quantity, changes: Sequence[Quantity], last: Quantity) -> Iterator[Hypothesis]:
    signs = [sign_of(q) for q in changes]
    told = all(signs) and not any(q.loose for q in (first, *changes, last))
    parts = [first.operand(), *(q.operand() for q in changes)]
    relation = added(last.operand(), parts, [1, *(sign or 1 for sign in signs)])
    yield Hypothesis((CHAIN, last.span), CHAIN, relation, plausible=told)


def sign_of(one: Quantity) -> int:
    """1 for an increase, −1 for a decrease, 0 when the words before a number tell neither or both."""
    return (_MORE.search(one.own) is not None) - (_LESS.search(one.own) is not None)
