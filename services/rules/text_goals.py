"""Rules TX46 and TX47: targets that a text says were missed, or far exceeded, without a reason beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.enums import Severity
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import READS
from services.rules.written import Written
from services.texts.goals import Pair, is_rate, pairs_of
from services.values.money import round_half_up

_BASIS = "财预〔2020〕10号：未完成绩效目标或偏离目标较大的，分析并说明原因"
_REASON = re.compile("原因|由于|因为|(?<![基])因(?!公|素)|受[^，。]{1,20}影响|主要是|鉴于|导致|致使|偏差|偏离")
_FAR = Decimal("1.3")
_TEXT = "“{name}”目标 {target}，完成 {actual}，是目标的 {rate}%，没有说明原因"


@text_rule(
    "TX46",
    Severity.WARNING,
    "目标未完成没有说明原因",
    reads=READS,
    text=_TEXT,
    remedy="核对完成数；确实没有完成的，写明原因和改进措施",
    basis=_BASIS,
)
def missed_targets_have_a_reason(one: Written) -> Iterator[Hit]:
    """A target that was missed by the text's own figures is followed by a reason somewhere in the passage."""
    yield from (_hit(one, pair) for pair in _unexplained(one) if pair.missed)


@text_rule(
    "TX47",
    Severity.WARNING,
    "超过目标30%没有说明原因",
    reads=READS,
    text=_TEXT,
    remedy="核对目标和完成数；目标定得偏低的，写明原因",
    basis=_BASIS,
)
def exceeded_targets_have_a_reason(one: Written) -> Iterator[Hit]:
    """A count of more than 130 % of its target has a reason."""
    for pair in _unexplained(one):
        if not pair.missed and pair.target.limit != "≤" and not is_rate(pair.target) and pair.ratio > _FAR:
            yield _hit(one, pair)


def _unexplained(one: Written) -> Iterator[Pair]:
    return pairs_of(one.reading) if not _REASON.search(one.text) else iter(())


def _hit(one: Written, pair: Pair) -> Hit:
    bound = {"≥": "不少于 ", "≤": "不超过 "}.get(pair.target.limit, "")
    values = {
        "name": pair.name,
        "target": f"{bound}{pair.target.words}",
        "actual": pair.actual.words,
        "rate": f"{round_half_up(100 * pair.ratio, 2):f}".rstrip("0").rstrip("."),
    }
    return Hit((one.ref,), values, span=pair.actual.span)
