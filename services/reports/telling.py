"""What a clerk is told of an inserted figure: its title, what it was worked out of, and where it comes from."""

from __future__ import annotations

from services.filing.filing import Filing
from services.reports.figures import FigureBook, is_gone
from services.reports.quote import Quote
from services.reports.tokens import split_places
from services.rules.view import place_of
from services.values.money import plain, round_half_up

_SHOWN_PARTS, _PLACES = 6, 6


def quote_of(book: FigureBook, inside: str) -> Quote:
    """The figure of what stands in a token."""
    key, places = split_places(inside)
    return book.quote(key, places)


def tell_figure(book: FigureBook, inside: str) -> str:
    """Title, parts and source, one a line."""
    quote = quote_of(book, inside)
    if is_gone(quote):
        return "这个数字在表里已经没有了，请删去，或另插一个。"
    lines = [f"{quote.title}　{book.show(inside)}{quote.unit}"]
    lines += [f"　{title}　{plain(round_half_up(value, _PLACES))}" for title, value in quote.parts[:_SHOWN_PARTS]]
    if len(quote.parts) > _SHOWN_PARTS:
        lines.append(f"　……共 {len(quote.parts)} 个数")
    if quote.refs:
        lines.append(f"来自：{_where(book.filing, quote)}（点一下跳过去）")
    return "\n".join(lines)


def _where(filing: Filing, quote: Quote) -> str:
    ref = quote.refs[0]
    return place_of(filing, filing.project_id_of(ref) or "", ref)
