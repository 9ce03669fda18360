"""名词解释: the terms a text of final accounts must explain, drawn from the subjects and funds really used.

The words are data (resources/reports/terms.toml); a subject without its own falls back on its name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from resources import resource
from services.reports.facts_accounts import SubjectFacts
from services.reports.quote import Quote

_REST = "其他"


@dataclass(frozen=True, slots=True)
class Term:
    """One explained term."""

    name: str
    text: str


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(resource("reports", "terms.toml").read_text("utf-8"))


def general_terms(part: str, quote: Callable[[str], Quote], items: Mapping[str, bool]) -> Iterator[Term]:
    """Terms of a part (“general”, “after”) whose figure is not 0; `items` tells which items of 三公 were used."""
    for one in _words()[part]:
        if not one.get("when") or quote(one["when"]).value:
            yield Term(one["term"], _with_items(one["text"], items) if "三公" in one["term"] else one["text"])


def _with_items(text: str, items: Mapping[str, bool]) -> str:
    """三公 is explained with those of its items that were used (checks.md CL12)."""
    used = [words for item, words in _words()["three_public"].items() if items.get(item)]
    return f"{text.rstrip('。')}。其中，{'；'.join(used)}。" if used else text


def subject_term(subject: SubjectFacts) -> Term:
    """The explanation of a functional 项."""
    words = _words()
    name, group = subject.names[-1], subject.names[-2] if len(subject.names) > 1 else subject.names[-1]
    text = words["codes"].get(subject.code) or words["names"].get(name)
    if text is None:
        pattern = words["fallback"]["rest" if name.startswith(_REST) else "item"]
        text = pattern.format(name=name, group_name=group)
    return Term(subject.name, text)
