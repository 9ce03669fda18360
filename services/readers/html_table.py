"""The table in a piece of HTML as Excel, WPS, LibreOffice and Word write it to the clipboard.

Only what the clipboard needs: texts as shown, merged cells, and whether the table is all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "title"})
_BLOCKS = frozenset({"p", "div", "li"})
_NOT_SHOWN = re.compile(r"#+")
_SPAN_LIMIT = 100_000
"""Larger spans than any clipboard block; keeps a nonsense span from costing memory."""


class Merge(NamedTuple):
    """A merged area: its top left place (0-based) and how many rows and columns it covers."""

    row: int
    col: int
    rows: int
    cols: int


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A rectangular table; covered places are blank. `alone` when the HTML holds no text beside it."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merge, ...]
    alone: bool


@dataclass(slots=True)
class _Cell:
    rows: int
    cols: int
    number: str
    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The text as shown; the number behind it where the column was too narrow to show it."""
        joined = _AROUND_BREAK.sub("\n", "".join(self.parts)).replace("\xa0", " ").strip()
        return self.number if self.number and _NOT_SHOWN.fullmatch(joined) else joined


@dataclass(slots=True)
class _Row:
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)

    @property
    def is_ruler(self) -> bool:
        """Excel ends some tables with a hidden empty row that only holds the column widths."""
        return self.hidden and not any(cell.text() for cell in self.cells)


class _Reader(HTMLParser):
    """Collects the rows of the first table; a table inside a cell counts as text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self.tables = 0
        self.outside = False
        self._depth = 0
        self._silent = 0
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            self.tables += self._depth == 1
        elif self._depth == 1 and tag in {"tr", "td", "th"}:
            self._open(tag, {name: value or "" for name, value in attrs})
        elif self._cell is not None:
            self._break(tag)

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        self._cell = None
        if self.tables > 1:
            return
        if tag == "tr":
            self.rows.append(_Row(bool(_HIDDEN.search(attrs.get("style", "")))))
            return
        if not self.rows:
            self.rows.append(_Row(hidden=False))
        self._cell = _Cell(_span(attrs, "rowspan"), _span(attrs, "colspan"), attrs.get("x:num", ""))
        self.rows[-1].cells.append(self._cell)

    def _break(self, tag: str) -> None:
        parts = self._parts()
        if tag == "br" or (tag in _BLOCKS | {"tr"} and any(part.strip() for part in parts)):
            parts.append("\n")
        elif tag in {"td", "th"} and parts:
            parts.append(" ")

    def _parts(self) -> list[str]:
        return [] if self._cell is None else self._cell.parts

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            self._depth = max(0, self._depth - 1)
        if self._depth == 0 or (self._depth == 1 and tag in {"td", "th", "tr"}):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._cell is not None:
            self._cell.parts.append(_SPACES.sub(" ", data))
        elif self._depth == 0 and data.strip(" \t\r\n\f\xa0\ufeff\0"):
            self.outside = True


def _span(attrs: dict[str, str], name: str) -> int:
    """A span as a number; 0 (“to the end”) and nonsense stay harmless."""
    word = attrs.get(name, "1").strip()
    if not (word.isascii() and word.isdecimal()):
        return 1
    return min(int(word[:9]), _SPAN_LIMIT) or (_SPAN_LIMIT if name == "rowspan" else 1)


def read_html_table(html: str, most_cells: int) -> HtmlTable | None:
    """The first table of the HTML; None when there is none. OverflowError beyond `most_cells` cells."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    rows = [row for row in reader.rows if not row.is_ruler]
    if not any(row.cells for row in rows):
        return None
    texts, merged = _grid(rows, most_cells)
    return HtmlTable(_rectangle(texts, len(rows), most_cells), merged, reader.tables == 1 and not reader.outside)


def _grid(rows: list[_Row], most_cells: int) -> tuple[dict[tuple[int, int], str], tuple[Merge, ...]]:
    """Every taken place with its text, covered places blank, and the merged areas."""
    texts: dict[tuple[int, int], str] = {}
    merged: list[Merge] = []
    for number, row in enumerate(rows):
        col = 0
        for cell in row.cells:
            while (number, col) in texts:
                col += 1
            area = Merge(number, col, min(cell.rows, len(rows) - number), cell.cols)
            if len(texts) + area.rows * area.cols > most_cells:
                raise OverflowError
            texts.update(dict.fromkeys(_free(area, texts), ""))
            texts[number, col] = cell.text()
            if area.rows * area.cols > 1:
                merged.append(area)
            col += cell.cols
    return texts, tuple(merged)


def _free(area: Merge, taken: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    return [place for place in merge_places(area) if place not in taken]


def merge_places(area: Merge) -> Iterable[tuple[int, int]]:
    """The places a merged area covers, its top left first."""
    for row in range(area.row, area.row + area.rows):
        for col in range(area.col, area.col + area.cols):
            yield row, col


def _rectangle(texts: dict[tuple[int, int], str], height: int, most_cells: int) -> tuple[tuple[str, ...], ...]:
    width = 1 + max(col for _row, col in texts)
    if width * height > most_cells:
        raise OverflowError
    return tuple(tuple(texts.get((row, col), "") for col in range(width)) for row in range(height))
