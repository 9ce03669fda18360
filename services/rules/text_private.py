"""Rules NM08 and NM09: numbers and names of people in a written passage that would be published with it."""

from __future__ import annotations

from collections.abc import Iterator

from models.enums import Severity
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import READS
from services.rules.written import Written
from services.texts.privacy import Private, disclosures

_BASIS = "《个人信息保护法》；预算公开文本"


@text_rule(
    "NM08",
    Severity.ERROR,
    "文中有个人号码",
    reads=READS,
    text="文中有{kind}“{shown}”，不能公开",
    remedy="删去号码",
    basis=_BASIS,
)
def no_personal_numbers(one: Written) -> Iterator[Hit]:
    """No number of an identity card, a mobile telephone or a bank card; the finding shows only its beginning."""
    yield from _hits(one, names=False)


@text_rule(
    "NM09",
    Severity.WARNING,
    "文中有自然人姓名",
    reads=READS,
    text="文中写了{kind}“{shown}”，公开稿不宜出现",
    remedy="改写为职务或“某某”",
    basis=_BASIS,
)
def no_personal_names(one: Written) -> Iterator[Hit]:
    """No name of a person behind a role or before a title."""
    yield from _hits(one, names=True)


def _hits(one: Written, *, names: bool) -> Iterator[Hit]:
    for found in disclosures(one.text):
        if (found.kind is Private.NAME) is names:
            shown = found.text if names else found.masked
            yield Hit((one.ref,), {"kind": found.kind.value, "shown": shown}, span=(found.start, found.end))
