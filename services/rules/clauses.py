"""Reading running text for the rules: sentences, clauses, and the counted things they state.

Deliberately small: what it does not recognise stays unsaid. Text comes out in half-width characters without blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from services.texts.relation import half_unit
from services.values.text import compact
from services.values.units import read_measure

_SENTENCE = re.compile("[。;!?]+")
_CLAUSE = re.compile("[、:]|(?<![0-9]),|,(?![0-9]{3}(?![0-9]))")
_UNITS = (
    "[%‰]|亿元|万元|元|万人次|人次|万人|万户|人|名|位|户|家|个"  # a longer word before the one it begins with
    "|场次|场|期|次|项|件|份|册|卷|亩|公里|台|套|辆|批|篇|所|处"
)
_QUANTITY = re.compile(rf"(?<![0-9.,年月第-])([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)({_UNITS})(?![/0-9月])")


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity as a text states it: printed words, value in the base unit, half a unit of the last digit, place."""

    words: str
    amount: Decimal
    half: Decimal
    base: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences and lines of a text."""
    return tuple(filter(None, _SENTENCE.split(compact(text.replace("\n", "。")))))


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """Clauses of a text in order."""
    return tuple(part for sentence in sentences(text) for part in _CLAUSE.split(sentence) if part)


@lru_cache(maxsize=8192)
def quantities(clause: str) -> tuple[Stated, ...]:
    """Counted things, amounts and percentages stated in a clause."""
    if clause.isalpha():
        return ()
    return tuple(stated for match in _QUANTITY.finditer(clause) if (stated := _stated(match)))


def _stated(match: re.Match[str]) -> Stated | None:
    measure = read_measure(match[2])
    if measure is None:
        return None
    value = Decimal(match[1].replace(",", ""))
    return Stated(match[0], value * measure.factor, half_unit(value, measure.factor), measure.base, *match.span())
