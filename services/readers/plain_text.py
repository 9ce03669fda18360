"""Reading a plain text for audit: lines, and tables whose cells are set off by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from services.readers.assembly import Cells, Line, assembled, is_wrapped, joined
from services.readers.unreadable import UnreadableFileError, checked_size
from services.texts.passage import Writing

_ENCODINGS = ("utf-8-sig", "gb18030")
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_LEAST = 2
"""Rows and columns of a table."""


def read_text(path: Path) -> Writing:
    """The text of a .txt in UTF-8, UTF-16 or GB 18030; UnreadableFileError when it is none."""
    checked_size(path)
    text = decoded(path.read_bytes())
    if not text.strip() or "\0" in text:
        raise UnreadableFileError(f"“{path.name}”不是文本文件，或没有文字。")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pieces = map(Line, joined(lines)) if "\t" not in text and is_wrapped(lines) else pieces_of(text)
    return assembled(path.stem, pieces)


def decoded(data: bytes) -> str:
    """The characters of a text file; "" when no encoding fits."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def pieces_of(text: str) -> Iterator[Line | Cells]:
    """Lines and tables. A row is a line with tabs in it, or lines that begin with a tab up to a blank one."""
    rows: list[tuple[str, ...]] = []
    column: list[str] = []
    for line in (*text.replace("\r\n", "\n").split("\n"), None):
        if line is not None and line.startswith("\t"):
            column += line[1:].split("\t")
            continue
        if column:
            rows.append(tuple(column))
            column = []
        if line is not None and "\t" in line.strip():
            rows.append(tuple(line.split("\t")))
        elif line is None or line.strip() or not rows:
            yield from _table(rows)
            rows = []
            if line is not None:
                yield Line(line)


def _table(rows: list[tuple[str, ...]]) -> Iterator[Line | Cells]:
    """Rows of several cells in a row are a table, the others the lines they were."""
    whole = list(_joined(rows))
    for several, run in groupby(whole, key=lambda row: len(row) >= _LEAST):
        group = tuple(run)
        if several and len(group) >= _LEAST:
            yield Cells(tuple(_even(group)))
        else:
            yield from (Line(cell) for row in group for cell in row)


def _joined(rows: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Rows of the width of the first; two neighbours that have it together are one that a blank line cut."""
    kept: tuple[str, ...] = ()
    for row in rows:
        width = len(rows[0])
        if kept and len(kept) + len(row) == width:
            yield (*kept, *row)
            kept = ()
            continue
        if kept:
            yield kept
        kept = row if len(row) < width else ()
        if not kept:
            yield row
    if kept:
        yield kept


def _even(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """The rows, one blank cell put into those that lack one, where the numbers of the row before say which."""
    pattern: tuple[bool, ...] = ()
    for row in rows:
        if len(row) == len(pattern) - 1:
            filled = [(*row[:at], "", *row[at:]) for at in range(len(pattern))]
            yield next((one for one in filled if _pattern(one) == pattern), row)
        else:
            pattern = _pattern(row)
            yield row


def _pattern(row: tuple[str, ...]) -> tuple[bool, ...]:
    """Which cells are numbers."""
    return tuple(_NUMBER.fullmatch(cell.strip()) is not None for cell in row)
