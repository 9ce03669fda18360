"""The catalogue of usual third-level indicators, and suggestions from it while the clerk types."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from resources import resource


@dataclass(frozen=True, slots=True)
class IndicatorHint:
    """A usual indicator (三级指标) with the kind of project it is filed for and a usual target.

    `target` is a target literal as typed (“≥95%”), empty where the number depends on the project; `unit` is then
    still known. `initials` and `pinyin` are those of the name: lower-case letters and digits only.
    """

    project_kind: str
    level1: str
    level2: str
    name: str
    target: str
    unit: str
    initials: str
    pinyin: str


@cache
def load_indicators() -> tuple[IndicatorHint, ...]:
    """Read the catalogue that ships with the program, in its own order."""
    with resource("catalogues", "indicators.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            IndicatorHint(**{name: row[name] for name in IndicatorHint.__slots__}) for row in csv.DictReader(file)
        )


def suggest(text: str, limit: int = 8, extra: Iterable[str] = ()) -> list[IndicatorHint]:
    """Indicators whose name fits what was typed, best first, each name once.

    A name fits when it begins with the text, contains it, has it as (part of) its pinyin initials, or begins with it
    in full pinyin; in this order. Width, case, spaces and punctuation do not matter. `extra` are names from
    elsewhere, such as last year's form: at equal fit they come before the catalogue.
    """
    typed = folded(text)
    if not typed:
        return []
    latin = typed.isascii()
    found: dict[str, tuple[int, IndicatorHint]] = {}
    for hint in (*(_hint_of(name, latin=latin) for name in extra), *load_indicators()):
        rank = _rank(typed, hint, latin=latin)
        if rank is not None and hint.name not in found:
            found[hint.name] = (rank, hint)
    return [hint for _, hint in sorted(found.values(), key=lambda pair: pair[0])][:limit]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text as it is compared: half-width, lower case, letters (汉字 too) and digits only."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=4096)
def initials_of(text: str) -> str:
    """First letters of each 字's pinyin: “资金到位率” → “zjdwl”. Latin letters and digits stay."""
    from pypinyin import Style, lazy_pinyin  # 40 MB and 0.2 s: only for names the catalogue does not have

    return "".join(lazy_pinyin(folded(text), style=Style.FIRST_LETTER))


@lru_cache(maxsize=4096)
def pinyin_of(text: str) -> str:
    """Pinyin without tones or spaces, ü as v: “女工” → “nvgong”."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(folded(text)))


def _hint_of(name: str, *, latin: bool) -> IndicatorHint:
    """Wrap a name from elsewhere; its pinyin is worked out only when letters were typed."""
    initials, pinyin = (initials_of(name), pinyin_of(name)) if latin else ("", "")
    return IndicatorHint("", "", "", name, "", "", initials, pinyin)


def _rank(typed: str, hint: IndicatorHint, *, latin: bool) -> int | None:
    """How well a hint fits, 0 best; None when it does not."""
    name = folded(hint.name)
    fits = [name.startswith(typed), typed in name]
    if latin:
        fits += [hint.initials.startswith(typed), typed in hint.initials, hint.pinyin.startswith(typed)]
    return fits.index(True) if True in fits else None
