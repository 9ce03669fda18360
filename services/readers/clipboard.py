"""What Excel and WPS put on the clipboard, read into a block of texts, and the way back for copying.

They put the same cells there twice: as text (cells by tabs, rows by line ends) and as an HTML table. The text shows
exactly what the clerk saw; the HTML also knows which cells were merged. Nothing is interpreted here: thousands
separators, per cents and full-width digits are the business of the field parsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.readers.html_table import HtmlTable, Merge, merge_places, read_html_table

MOST_CELLS = 100_000
"""More cells than any form has; a larger block is a whole worksheet copied by mistake."""

# A quoted cell ends with its quote right before a tab, a line end or the end; anything else is a cell that merely
# begins with a quotation mark (“"三公"经费”) and is taken literally.
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'\A"|[\t\n]')
_NOT_SHOWN = re.compile(r"#+")


class BlockTooLarge(ValueError):
    """The clipboard holds more cells than can be pasted at once; the message is for the clerk."""

    def __init__(self) -> None:
        super().__init__(
            f"剪贴板里的表格超过 {MOST_CELLS:,} 格，可能复制了整张工作表。请只选中要用的区域，再复制一次。"
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of texts, () when the clipboard is empty; places covered by a merged cell are blank."""

    rows: tuple[tuple[str, ...], ...] = ()
    merged: tuple[Merge, ...] = ()

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def covered(self) -> frozenset[tuple[int, int]]:
        """The places hidden under a merged cell: not values, so pasting must not clear anything there."""
        return frozenset(place for area in self.merged for place in merge_places(area) if place != (area.row, area.col))


def parse_block(text: str | None, html: str | None = None) -> Block:
    """The block on the clipboard. BlockTooLarge beyond MOST_CELLS cells.

    The texts are taken from the plain text and the merges from the HTML when both have the same shape. When they
    differ, a table that is all of the HTML wins (Word writes several paragraphs of one cell as several text lines).
    Text without a tab that comes from no table stays one cell, line ends included, unless it ends with a line end,
    as spreadsheets end every copied column.
    """
    try:
        table = read_html_table(html, MOST_CELLS) if html else None
        return _combine((text or "").strip("\0\ufeff"), table, has_html=bool(html))
    except OverflowError:
        raise BlockTooLarge from None


def _combine(text: str, table: HtmlTable | None, *, has_html: bool) -> Block:
    if not text:
        return Block() if table is None else Block(table.rows, table.merged)
    if table is None and "\t" not in text and (has_html or not text.endswith(("\n", "\r"))):
        return Block(((_one_cell(text),),))
    rows = _rectangle(_read_rows(text))
    if table is None:
        return Block(rows)
    if _shape(rows) == _shape(table.rows):
        return Block(tuple(map(_legible, rows, table.rows)), table.merged)
    return Block(table.rows, table.merged) if table.alone else Block(rows)


def _legible(shown: tuple[str, ...], marked_up: tuple[str, ...]) -> tuple[str, ...]:
    """A row as shown, with the number behind “####” (a column too narrow to show it) where the HTML tells it."""
    return tuple(other if _NOT_SHOWN.fullmatch(one) else one for one, other in zip(shown, marked_up, strict=True))


def _shape(rows: tuple[tuple[str, ...], ...]) -> tuple[int, int]:
    return len(rows), len(rows[0])


def _one_cell(text: str) -> str:
    rows = list(_read_rows(text))
    return rows[0][0] if len(rows) == 1 else _LINE_END.sub("\n", text).rstrip("\n")


def _read_rows(text: str) -> Iterator[list[str]]:
    """Rows of cells; the line end after the last row opens no further row."""
    at, end, row = 0, len(text), list[str]()
    while True:
        cell, at = _read_cell(text, at)
        row.append(cell)
        if at < end and text[at] == "\t":
            at += 1
            continue
        yield row
        line_end = _LINE_END.match(text, at)
        if line_end is None or line_end.end() == end:
            return
        at, row = line_end.end(), []


def _read_cell(text: str, at: int) -> tuple[str, int]:
    """The cell at a position and where it ends.

    Excel and WPS quote a cell only for a line end, a tab or a quote inside it, so a cell like “"甲"” without any of
    them was typed with its quotes and keeps them.
    """
    if text.startswith('"', at) and (quoted := _QUOTED.match(text, at)) is not None:
        inner = quoted[1]
        if not inner or any(mark in inner for mark in '\t\r\n"'):
            return _LINE_END.sub("\n", inner.replace('""', '"')), quoted.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain is not None else ("", at)


def _rectangle(rows: Iterable[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows padded with blanks to the same width; OverflowError as soon as there are too many cells."""
    read: list[list[str]] = []
    width = cells = 0
    for row in rows:
        read.append(row)
        width, cells = max(width, len(row)), cells + len(row)
        if max(cells, width * len(read)) > MOST_CELLS:
            raise OverflowError
    return tuple((*row, *[""] * (width - len(row))) for row in read)


def format_block(rows: Iterable[Sequence[str]]) -> str:
    """The text that puts these cells on the clipboard for Excel and WPS: the inverse of `parse_block`.

    Line ends inside a cell become line feeds; every row ends with a line end, as Excel writes it.
    """
    return "".join("\t".join(map(_format_cell, row)) + "\n" for row in rows)


def _format_cell(cell: str) -> str:
    text = _LINE_END.sub("\n", cell)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
