"""The keys of figures that are worked out of others: rate(a,b), growth(a,b), change(a,b) … nested as needed.

The arithmetic of a report is here and nowhere else; what is divided by nothing has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from services.charts.shares import shares
from services.filing.refs import FieldRef
from services.reports.quote import AMOUNT_PLACES, Quote, QuoteKind, amount_text, percent_text, phrase
from services.values.money import round_half_up

_ZERO = Decimal(0)
_MANY = 12
"""Sources kept of a sum: enough to jump to, not a list of a thousand."""


def call_of(key: str) -> tuple[str, list[str]] | None:
    """Function and arguments of a key; None for a plain one."""
    if not key.endswith(")") or "(" not in key:
        return None
    name, _, inside = key[:-1].partition("(")
    return name, list(_arguments(inside))


def _arguments(inside: str) -> Iterator[str]:
    depth, begin = 0, 0
    for place, letter in enumerate(inside):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            yield inside[begin:place]
            begin = place + 1
    if inside:
        yield inside[begin:]


def work_out(key: str, name: str, arguments: Sequence[Quote], places: int) -> Quote:
    """The figure of a function over others. KeyError for a function that does not exist."""
    return FUNCTIONS[name](key, arguments, places)


def _refs(arguments: Sequence[Quote]) -> tuple[FieldRef, ...]:
    known = (ref for one in arguments[:_MANY] for ref in one.refs)
    return tuple(dict.fromkeys(known))[:_MANY]


def _values(arguments: Sequence[Quote]) -> list[Decimal] | None:
    """The values of all arguments; None when one is missing."""
    known = [one.value for one in arguments]
    return None if any(value is None for value in known) else [value or _ZERO for value in known]


def _parts(arguments: Sequence[Quote]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((one.title, one.value) for one in arguments[:_MANY] if one.value is not None)


def _made(key: str, title: str, kind: QuoteKind, value: Decimal | None, arguments: Sequence[Quote]) -> Quote:
    unit = arguments[0].unit if kind in {QuoteKind.AMOUNT, QuoteKind.COUNT, QuoteKind.POINTS} else ""
    parts, refs, even = _parts(arguments), _refs(arguments), arguments[0].even
    return Quote(key, title, kind, value, unit=unit, refs=refs, parts=parts, missing=value is None, even=even)


def _total(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    """Sum; what is blank counts as nothing, all blank is blank."""
    known = [one.value for one in arguments if one.value is not None]
    title = "、".join(one.title for one in arguments[:3]) + ("等" if len(arguments) > 3 else "") + "合计"
    return _made(key, title, arguments[0].kind, sum(known, _ZERO) if known else None, arguments)


def _zero(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    """The figure itself, 0 where nothing was entered."""
    only = arguments[0]
    return replace(only, key=key, value=only.value or _ZERO, missing=False)


def _minus(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    values = _values(arguments)
    value = None if values is None else values[0] - sum(values[1:], _ZERO)
    title = f"{arguments[0].title}减去{'、'.join(one.title for one in arguments[1:])}"
    return _made(key, title, arguments[0].kind, value, arguments)


def _gap(key: str, arguments: Sequence[Quote], places: int) -> Quote:
    """Size of the difference without its sign: what a text says after 增加 or 减少."""
    made = _minus(key, arguments, places)
    title = f"{arguments[0].title}与{arguments[1].title}相差"
    return replace(made, title=title, value=None if made.value is None else abs(made.value))


def _rate(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    """First ÷ second, as a percentage."""
    values = _values(arguments)
    value = values[0] / values[1] if values and values[1] else None
    return _made(key, f"{arguments[0].title}占{arguments[1].title}的比率", QuoteKind.PERCENT, value, arguments)


def _portion(key: str, arguments: Sequence[Quote], places: int) -> Quote:
    """The share of the first among the rest (itself one of them), so that all printed shares add up to 100 %."""
    whole = arguments[1:]
    values = [one.value or _ZERO for one in whole]
    title = f"{arguments[0].title}所占比重"
    place = next((n for n, one in enumerate(whole) if one.key == arguments[0].key), None)
    if place is None or not any(values) or min(values) < 0:
        return _made(key, title, QuoteKind.PERCENT, _ZERO if values and place is not None else None, arguments)
    share = shares(values, places)[place] / 100
    if not share and values[place]:  # something, but less than can be printed: its neighbours got the last digit
        share = Decimal(1).scaleb(-places - 3)
    return _made(key, title, QuoteKind.PERCENT, share, [arguments[0]])


def _growth(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    """|now − before| ÷ before, as a percentage."""
    values = _values(arguments)
    value = abs(values[0] - values[1]) / values[1] if values and values[1] else None
    return _made(key, f"{arguments[0].title}的变动率", QuoteKind.PERCENT, value, arguments)


def _trend(key: str, arguments: Sequence[Quote], _places: int) -> Quote:
    """增加, 减少 or 持平 of the first against the second, by what is printed."""
    values = _values(arguments)
    return phrase(key, f"{arguments[0].title}增减", "" if values is None else _word(values), *_refs(arguments))


def _word(values: Sequence[Decimal]) -> str:
    now, before = (round_half_up(value, AMOUNT_PLACES) for value in values[:2])
    return "持平" if now == before else "增加" if now > before else "减少"


def _change(key: str, arguments: Sequence[Quote], places: int) -> Quote:
    """The whole phrase: “减少648.65万元，下降23.48%”, “持平”, or “增加3.2万元” where there was nothing before."""
    title = f"{arguments[0].title}比{arguments[1].title}的增减"
    values = _values(arguments)
    if values is None:
        return phrase(key, title, "")
    word = _word(values)
    if word == "持平":
        return phrase(key, title, word, *_refs(arguments))
    gap = abs(values[0] - values[1])
    size = f"{word}{amount_text(gap, even=arguments[0].even)}{arguments[0].unit}"
    fall = "增长" if word == "增加" else "下降"
    rate = f"，{fall}{percent_text(gap / values[1], places)}" if values[1] > 0 else ""
    return replace(phrase(key, title, size + rate, *_refs(arguments)), parts=_parts(arguments))


FUNCTIONS: Mapping[str, Callable[[str, Sequence[Quote], int], Quote]] = {
    "sum": _total,
    "zero": _zero,
    "minus": _minus,
    "gap": _gap,
    "rate": _rate,
    "portion": _portion,
    "growth": _growth,
    "trend": _trend,
    "change": _change,
}
"""What a key may work out; every function takes the key, its arguments and the decimals of a percentage."""
