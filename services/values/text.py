"""Reading what a clerk types: width, blanks, blank marks and plain decimal numbers.

Every parser of ``services.values`` goes through this module, so that full-width digits, the many blanks Word and
Excel leave behind and the dashes used for “nothing” are understood the same way everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal

EXACT = Context(prec=200)
"""Context in which no accepted input can lose a digit."""

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + _INVISIBLE
"""Every character that prints as nothing: spaces of all widths, line ends, zero-width marks."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {ord(sign): ord("-") for sign in "−﹣–"} | {ord("￥"): ord("¥"), ord("﹥"): ord(">"), ord("﹤"): ord("<")}
_COMPACT = _HALF_WIDTH | _SIGNS | {ord(blank): None for blank in BLANKS}
_LOOSE = re.compile(f"[{re.escape(''.join(map(chr, _COMPACT)))}]")
"""Looked for first: most texts hold nothing to change, and translating takes twice as long as looking."""
_SPACED = _HALF_WIDTH | _SIGNS | {ord(blank): ord(" ") for blank in BLANKS}

_BLANK_MARKS = frozenset({"", "-", "--", "—", "——", "―", "/"})
_LOOSE_BLANK = re.compile(r"(?<![0-9]) +| +(?![0-9])")
_BRACKETED = re.compile(r"\(([^()]*)\)([^()]*)")
_NUMBER = re.compile(
    r"(?:¥?(?P<sign>[-+])?|(?P<outer>[-+])¥)"
    r"(?P<number>(?:[0-9]{1,3}(?P<gap>[, ])[0-9]{3}(?:(?P=gap)[0-9]{3})*|[0-9]+)(?:\.[0-9]*)?(?:E[-+]?[0-9]{1,3})?"
    r"|\.[0-9]+(?:E[-+]?[0-9]{1,3})?)"
    r"(?P<unit>[^0-9.,+()-]{0,3})",
    re.IGNORECASE,
)
_LONGEST = 64
_SHOWN = 30


class Unreadable(ValueError):
    """A text that cannot be read as the value expected; ``reason`` tells the clerk what is expected."""

    def __init__(self, text: str, reason: str) -> None:
        """Keep the text as typed and the reason in plain Chinese."""
        self.text = text
        self.reason = reason
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        super().__init__(f"无法识别“{shown}”：{reason}")


def compact(text: str) -> str:
    """Return the text in half-width characters, without any blank."""
    return text.translate(_COMPACT) if _LOOSE.search(text) else text


def compact_all(texts: Sequence[str]) -> list[str]:
    """Many texts as `compact` gives them, looked through together."""
    return [compact(text) for text in texts] if _LOOSE.search("".join(texts)) else list(texts)


def trim(text: str) -> str:
    """Return the text without blanks of any kind at its ends."""
    return text.strip(BLANKS)


def is_blank(text: str) -> bool:
    """Tell whether a cell says “nothing”: empty, a dash or a slash (layout rule: 不适用打 “—” 或 “/”)."""
    return compact(text) in _BLANK_MARKS


def read_number(text: str, expected: str) -> tuple[Decimal, str] | None:
    """Read a decimal number and the unit written after it; None for a blank cell.

    Understands thousands separators, signs, ¥, Excel's 1.2E+3 and accountancy negatives such as (1,234.5).
    Raises Unreadable with the reason ``expected``.
    """
    if is_blank(text):
        return None
    body = _LOOSE_BLANK.sub("", text.translate(_SPACED))
    bracketed = _BRACKETED.fullmatch(body)
    if bracketed:
        body = bracketed[1] + bracketed[2]
    match = _NUMBER.fullmatch(body) if len(body) <= _LONGEST else None
    sign = match and (match["sign"] or match["outer"])
    if match is None or (bracketed and sign):
        raise Unreadable(text, expected)
    value = Decimal(match["number"].replace(",", "").replace(" ", ""))
    negative = (bracketed or sign == "-") and value
    return value.copy_negate() if negative else value, match["unit"]


def places_of(value: Decimal) -> int:
    """How many decimal places a number is written with, trailing zeros included; 0 for whole numbers."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def is_finer(value: Decimal, places: int) -> bool:
    """Tell whether the value has digits beyond that many decimal places; trailing zeros do not count."""
    return EXACT.quantize(value, Decimal(1).scaleb(-places)) != value
