"""Templates: Jinja in a sandbox. Figures are never printed by a template; it writes their tokens, which stay bound.

In a template a line break means nothing and an empty line begins a new paragraph. Filters on keys: `q` the token,
`full` the token with its unit, `rate`/`portion`/`growth`/`gap`/`trend`/`change` what follows from two figures. `v(key)`
is the value for conditions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from resources import resource
from services.reports.figures import FigureBook
from services.reports.quote import Quote
from services.reports.tokens import token

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


class TemplateRefused(ValueError):
    """A template that cannot be used; str() says which and why."""


class Templates:
    """Renders the templates of outlines over one filing's figures."""

    def __init__(self, book: FigureBook, context: Mapping[str, Any], macros: str = "") -> None:
        self._macros = macros
        self._context = {**context, "quote": book.quote, "v": lambda key: book.quote(key).value}

    def text(self, template: str, **more: Any) -> str:
        """The text a template makes: paragraphs separated by a line break, figures as tokens."""
        try:
            made = _template(self._macros + template).render(self._context, **more)
        except TemplateError as error:
            raise TemplateRefused(f"句式“{template.strip()[:30]}…”有误：{error}") from error
        return "\n".join(paragraphs(made))

    def value(self, expression: str, **more: Any) -> Any:
        """The value of an expression: a condition, or the things a section is repeated for."""
        try:
            return _expression(expression)(**{**self._context, **more})
        except TemplateError as error:
            raise TemplateRefused(f"条件“{expression}”有误：{error}") from error


def paragraphs(made: str) -> Iterable[str]:
    """The paragraphs of a rendered text: line breaks closed up, empty ones dropped."""
    for block in _PARAGRAPH.split(made.strip()):
        text = "".join(line.strip() for line in block.splitlines())
        if text:
            yield text


def _phrases(name: str) -> str:
    """A file of macros that several outlines share."""
    return resource("reports", name).read_text("utf-8")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_phrases)
    )
    made.filters.update(_FILTERS)
    return made


@lru_cache(maxsize=2048)
def _template(source: str) -> Template:
    return _environment().from_string(source)


@lru_cache(maxsize=512)
def _expression(source: str) -> Callable[..., Any]:
    return _environment().compile_expression(source, undefined_to_none=False)


@pass_context
def _or_zero(context: Context, key: str) -> str:
    """The token of a figure that counts as 0 where nothing was entered, and its unit."""
    return _full(context, f"zero({key})")


@pass_context
def _full(context: Context, key: str) -> str:
    """The token of a figure and its unit."""
    quote: Quote = context["quote"](key)
    return token(key) + quote.unit


def _of_two(function: str) -> Callable[[str, str], str]:
    return lambda first, second: token(f"{function}({first},{second})")


def _portion(key: str, whole: Sequence[str]) -> str:
    return token(f"portion({','.join([key, *whole])})")


def _flat(text: str) -> str:
    """A text of several lines as one sentence chain."""
    return "".join(_ended(text, "；"))


def _paragraphs(text: str) -> str:
    """A text of several lines with each line a paragraph."""
    return "\n\n".join(_ended(text, "。"))


def _inline(text: str) -> str:
    """Things named one a line, as they stand within a sentence."""
    return "、".join(line for one in text.splitlines() if (line := one.strip(" 。；;，,、")))


def _ended(text: str, mark: str) -> Iterator[str]:
    """The lines of a text, those without a mark at their end with this one, the last with a full stop.

    A mark at the beginning of a line is left out: the line before has its own.
    """
    lines = [line for one in text.splitlines() if (line := one.strip().lstrip(_LOOSE))]
    yield from (one if one[-1] in _MARKS else one + mark for one in lines[:-1])
    yield from map(_stopped, lines[-1:])


def _stopped(text: str) -> str:
    """A sentence with its full stop, and no second one."""
    clean = text.strip()
    if clean.endswith(_STOPS):
        return clean
    bare = clean.rstrip(_LOOSE + ".：:")
    return f"{bare}。" if bare else ""


_LOOSE = "。；;，,、 "
_MARKS = "。；：！？;:!?"
_STOPS = ("！", "？", "!", "?", "。”", "！”", "？”", "。）")
"""What ends a sentence beside a plain full stop."""


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "q": token,
    "full": _full,
    "or_zero": _or_zero,
    "places": token,
    "rate": _of_two("rate"),
    "gap": _of_two("gap"),
    "growth": _of_two("growth"),
    "trend": _of_two("trend"),
    "change": _of_two("change"),
    "portion": _portion,
    "listed": "、".join,
    "inline": _inline,
    "flat": _flat,
    "paragraphs": _paragraphs,
    "stopped": _stopped,
}
