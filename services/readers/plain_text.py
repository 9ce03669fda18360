"""Reading a plain text for audit: lines, and tables whose cells are set off by tabs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from services.readers.assembly import Cells, Line, assembled
from services.readers.unreadable import UnreadableFileError, checked_size
from services.texts.passage import Writing

_ENCODINGS = ("utf-8-sig", "gb18030")
_LEAST = 2
"""Rows and columns of a table."""


def read_text(path: Path) -> Writing:
    """The text of a .txt in UTF-8, UTF-16 or GB 18030; UnreadableFileError when it is none."""
    checked_size(path)
    text = decoded(path.read_bytes())
    if not text.strip() or "\0" in text:
        raise UnreadableFileError(f"“{path.name}”不是文本文件，或没有文字。")
    return assembled(path.stem, pieces_of(text))


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
    for several, run in groupby(rows, key=lambda row: len(row) >= _LEAST):
        group = tuple(run)
        if several and len(group) >= _LEAST:
            yield Cells(group)
        else:
            yield from (Line(cell) for row in group for cell in row)
