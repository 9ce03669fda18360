"""FigureBook: every figure of a filing that a text may state, by key; worked out when asked for.

Keys begin with the name of their source: `t.` a cell of a published table, `l.` the ledger, `p.` a project, `i.` an
indicator, `s.` sums over projects, `u.` the unit and the year, `o.` its organisation. rate(…), change(…) and the like
work with them (services/reports/expressions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from services.filing.filing import Filing
from services.reports import figures_accounts, figures_projects, figures_unit
from services.reports.expressions import FUNCTIONS, call_of, work_out
from services.reports.quote import Quote, QuoteKind
from services.reports.tokens import split_places

Source = Callable[[Filing, str], Quote | None]
_SOURCES: Mapping[str, Source] = {
    "t": figures_accounts.table_quote,
    "l": figures_accounts.ledger_quote,
    "p": figures_projects.project_quote,
    "i": figures_projects.indicator_quote,
    "s": figures_projects.sum_quote,
    "u": figures_unit.unit_quote,
    "o": figures_unit.organisation_quote,
}
GONE = "［数字已不存在］"
"""Printed where an inserted figure is no more, so that nobody can miss it."""
BLANK = "［未填］"
"""Printed where an inserted figure has not been entered."""


class FigureBook:
    """The figures of one state of a filing. Make a new one, or `forget`, when the filing changed."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self._known: dict[str, Quote] = {}

    @property
    def places(self) -> int:
        """Decimals of a percentage."""
        return self.filing.scheme.reports.percent_places

    def forget(self) -> None:
        """Have every figure worked out anew."""
        self._known.clear()

    def quote(self, key: str, places: int | None = None) -> Quote:
        """The figure of a key; `missing` with no words when there is no such figure (any more)."""
        wanted = self.places if places is None else places
        name = f"{key}@{wanted}"
        if name not in self._known:
            self._known[name] = self._worked_out(key, wanted)
        return self._known[name]

    def _worked_out(self, key: str, places: int) -> Quote:
        called = call_of(key)
        if called is None:
            prefix, _, rest = key.partition(".")
            source = _SOURCES.get(prefix)
            found = source(self.filing, rest) if source else None
            return replace(found, key=key) if found else _gone(key)
        name, keys = called
        if name not in FUNCTIONS or not keys:
            return _gone(key)
        arguments = [self.quote(one, places) for one in keys]
        lost = any(is_gone(one) for one in arguments)
        return _gone(key) if lost else work_out(key, name, arguments, places)

    def show(self, inside: str) -> str:
        """What is printed for a token."""
        key, places = split_places(inside)
        quote = self.quote(key, places)
        if is_gone(quote):
            return GONE
        return quote.text(self.places if places is None else places) or BLANK

    def offered(self) -> Iterator[Quote]:
        """Every plain figure a clerk may look for, in the order of the forms; without those nobody entered."""
        for source in (figures_unit, figures_accounts, figures_projects):
            for key in source.offered(self.filing):
                quote = self.quote(key)
                if not quote.missing:
                    yield quote


def _gone(key: str) -> Quote:
    return Quote(key, "", QuoteKind.TEXT, missing=True)


def is_gone(quote: Quote) -> bool:
    """Whether a key names no figure of the filing."""
    return quote.missing and not quote.title
