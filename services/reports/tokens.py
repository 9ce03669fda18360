"""Tokens: how an inserted figure stands in a stored text: ⟦key⟧, or ⟦key@1⟧ for a percentage with one decimal.

The brackets are on no keyboard; what comes in by pasting is cleaned of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from services.reports.document import Run

OPEN, CLOSE = "⟦", "⟧"
_TOKEN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_STRAY = re.compile(f"[{OPEN}{CLOSE}]")
_PLACES = "@"
_PART = re.compile("[^(),@]+")
"""A plain key within one that is worked out of others: both a and b of rate(a,b)."""


def token(key: str, places: int | None = None) -> str:
    """The token of a figure."""
    return f"{OPEN}{key}{CLOSE}" if places is None else f"{OPEN}{key}{_PLACES}{places}{CLOSE}"


def split_places(inside: str) -> tuple[str, int | None]:
    """Key and declared decimals of what stands in a token."""
    key, _, places = inside.rpartition(_PLACES)
    return (key, int(places)) if key and places.isdecimal() else (inside, None)


def keys_in(text: str) -> list[str]:
    """Keys of the figures inserted in a text, in order."""
    return [split_places(match[1])[0] for match in _TOKEN.finditer(text)]


def runs(text: str, show: Callable[[str], str]) -> tuple[Run, ...]:
    """The pieces of a text: words, and figures as `show` prints what stands in their token."""
    return tuple(_pieces(text, show))


def _pieces(text: str, show: Callable[[str], str]) -> Iterator[Run]:
    done = 0
    for match in _TOKEN.finditer(text):
        if match.start() > done:
            yield Run(text[done : match.start()])
        yield Run(show(match[1]), match[1])
        done = match.end()
    if done < len(text):
        yield Run(text[done:])


def renamed(text: str, ids: Mapping[str, str]) -> str:
    """A text whose figures are those of other records: each id in a key becomes what `ids` says."""
    return _TOKEN.sub(lambda match: f"{OPEN}{_PART.sub(lambda part: _renamed(part[0], ids), match[1])}{CLOSE}", text)


def _renamed(key: str, ids: Mapping[str, str]) -> str:
    """A plain key, whose second part is the id of a record, under another id."""
    source, dot, rest = key.partition(".")
    record_id, end, name = rest.partition(".")
    return f"{source}{dot}{ids.get(record_id, record_id)}{end}{name}"


def without_tokens(text: str) -> str:
    """A pasted text without anything that could be taken for a token."""
    return _STRAY.sub("", text)
