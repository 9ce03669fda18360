"""Line breaking 断行 by UAX #14 with the rules of Chinese typesetting.

A table of the classes that occur in forms, 60 times as fast as uniseg, against which it is tested. Beyond UAX #14
(tailorings, as Chinese print has them): a number stays with the unit after it (120万元, 12月); ％ ～ · never begin
a line; ＜ ＞ ＝ stay with their number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width

_SLACK = 1e-6

_CLASS_CHARS = {
    "OP": "（《〈「『〔【［｛〖([{",
    "CL": "，。、）》〉」』〕】］｝〗．｡}",
    "CP": ")]",
    "EX": "！？!?",
    "NS": "：；々·・～ー‥",
    "IS": ",.:;",
    "SY": "/",
    "HY": "-",
    "BA": "–‐\t",
    "B2": "—",
    "IN": "…",
    "PO": "%％‰℃°′″℉",
    "PR": "¥￥$＄+±−№€＜＞＝",
    "QU": "“”‘’\"'",
    "GL": "\u00a0\u202f",
    "WJ": "\u2060\ufeff",
    "ZW": "\u200b",
    "SP": " ",
}
_CLASS_OF = {char: name for name, chars in _CLASS_CHARS.items() for char in chars}

_NEVER_BEGINS = frozenset({"CL", "CP", "EX", "SY", "IS", "NS", "IN", "PO", "BA", "HY", "SP", "ZW", "WJ", "CM"})
_NEVER_ENDS = frozenset({"OP", "GL", "WJ"})
_JOINED = frozenset(
    pair
    for befores, afters in (
        (("AL", "NU"), ("AL", "NU", "GL")),
        (("PR",), ("ID", "AL", "NU", "OP")),
        (("PO",), ("AL", "NU")),
        (("AL", "NU"), ("PR",)),
        (("HY", "IS"), ("NU",)),
        (("IS",), ("AL",)),
        (("B2",), ("B2",)),
        (("CP",), ("AL", "NU")),
    )
    for before in befores
    for after in afters
    for pair in ((before, after),)
)
_UNITS = frozenset("年月日万亿千百元人次个项户家件套天倍分")
_UNIT_PAIRS = frozenset({"万元", "亿元", "千元", "百元", "百分", "万人", "人次"})


def fill(text: str, advances: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Break a text into lines no wider than `width`: (start, end) of each, without line feed and spaces at its end.

    A line feed always breaks. What is wider than a line is broken between number and unit, else by character; every
    line holds at least one.
    """
    ends = (0.0, *accumulate(advances))
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        stop = start + len(paragraph)
        lines.extend(_fill_paragraph(text, ends, width + _SLACK, start, stop))
        start = stop + 1
    return lines


def widest_word(text: str, advances: Sequence[float], *, strict: bool = True) -> float:
    """Width of the widest stretch that is not to be broken; with strict=False a unit may leave its number."""
    ends = (0.0, *accumulate(advances))
    edges = (0, *breaks(text, strict=strict), len(text))
    return max((ends[trimmed(text, first, last)] - ends[first] for first, last in pairwise(edges)), default=0.0)


@lru_cache(4096)
def breaks(text: str, *, strict: bool = True) -> tuple[int, ...]:
    """Where a line may or must end, offsets inside the text; with strict=False also between number and unit."""
    places = (at for at in range(1, len(text)) if _breaks_at(text, at))
    return tuple(at for at in places if not (strict and _one_figure(text[at - 1], text[at])))


def _fill_paragraph(text: str, ends: Sequence[float], width: float, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """First-fit lines of a text without line feeds."""
    if ends[stop] - ends[start] <= width:
        yield start, trimmed(text, start, stop)
        return
    while start < stop:
        limit = max(bisect_right(ends, ends[start] + width) - 1, start + 1)
        while limit < stop and text[limit] == " ":
            limit += 1
        end = stop if limit >= stop else last_break(text, start, limit)
        yield start, trimmed(text, start, end)
        start = end


def last_break(text: str, start: int, limit: int) -> int:
    """The last place after `start` and up to `limit` where a line may end; `limit` itself when there is none."""
    for strict in (True, False):
        places = breaks(text, strict=strict)
        at = bisect_right(places, limit)
        if at and places[at - 1] > start:
            return places[at - 1]
    return limit


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a line without the spaces (and line feed) at it."""
    while end > start and text[end - 1] in " \n":
        end -= 1
    return end


@cache
def _class(char: str) -> str:
    """The line-breaking class of a character."""
    if char in _CLASS_OF:
        return _CLASS_OF[char]
    kind = category(char)
    if kind == "Nd" and not is_wide(char):
        return "NU"
    if kind in ("Mn", "Me", "Mc"):
        return "CM"
    return "ID" if is_wide(char) else "AL"


@cache
def is_wide(char: str) -> bool:
    """Whether it is an East Asian wide or full-width character."""
    return east_asian_width(char) in "WF"


def _breaks_at(text: str, at: int) -> bool:  # noqa: PLR0911 - a decision list reads best as one
    """Whether a line may end before text[at]."""
    before, after = text[at - 1], text[at]
    if before == "\n" or after == "\n":
        return before == "\n"
    first, second = _class(before), _class(after)
    if second in _NEVER_BEGINS and not (first == "SP" and second in ("PO", "NS", "IN", "BA", "HY")):
        return False
    if first == "CM":
        first = _base_class(text, at - 1)
    if first == "SP":
        return _breaks_after_space(text, at, second)
    if first in _NEVER_ENDS or (first, second) in _JOINED:
        return False
    if "QU" in (first, second):
        return _breaks_at_quote(text, at, first, second)
    if first == "SY" and second == "NU":
        return not _continues_number(text, at - 1)
    return second != "OP" or first not in ("AL", "NU") or is_wide(after)


def _continues_number(text: str, at: int) -> bool:
    """Whether the separators up to text[at] follow a digit (1/2, 1,/3): the digits after them belong to it."""
    while at > 0 and _class(text[at]) in ("SY", "IS"):
        at -= 1
    return _class(text[at]) == "NU"


def _base_class(text: str, at: int) -> str:
    """Class of the character that combining marks up to text[at] belong to."""
    while at > 0 and _class(text[at]) == "CM":
        at -= 1
    found = _class(text[at])
    return "AL" if found in ("CM", "SP", "ZW") else found


def _breaks_after_space(text: str, at: int, second: str) -> bool:
    """After spaces: always, except after an opening bracket, inside a dash, or between closing bracket and ：；."""
    first = _class(text[: at - 1].rstrip(" ")[-1:] or "\n")
    return not (first == "OP" or (first == "B2" == second) or (first in ("CL", "CP") and second == "NS"))


def _breaks_at_quote(text: str, at: int, first: str, second: str) -> bool:
    """Quotation marks (LB19, LB19a): between Chinese characters “ may begin and ” may end a line."""
    quote = at if second == "QU" else at - 1
    opening, closing = text[quote] in "“‘", text[quote] in "”’"
    if second == "QU":
        return opening and first != "QU" and is_wide(text[at - 1]) and at + 1 < len(text) and is_wide(text[at + 1])
    return closing and is_wide(text[at]) and at > 1 and is_wide(text[at - 2])


def _one_figure(before: str, after: str) -> bool:
    """Whether a number and its unit meet here (120万, 万元)."""
    return (after in _UNITS and _class(before) == "NU") or before + after in _UNIT_PAIRS
