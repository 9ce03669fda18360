"""Putting a document together from its paragraphs and tables in order: headings, passages of text, tables.

Paragraphs between two headings become one passage, so that a total and the lines below it are seen together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.texts.passage import Grid, Heading, Passage, Writing

PART, CHAPTER, SECTION = 0, 1, 2
_LEVELS = (
    re.compile(
        "^(?:第[一二三四五六七八九十]+部分|附件\\s*\\d*\\s*[:：]?\\s*$|附件[一二三四五六七八九十\\d]+[ 　:：]?)"
    ),
    re.compile("^[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile("^[（(][一二三四五六七八九十\\d]{1,3}[）)]"),
)
_REPORT = re.compile("^[^，。；：:]{0,40}(?:自评|评价|决算|工作)(?:情况)?(?:说明|报告)$")
"""A line that is the title of a report: 项目支出绩效自评报告."""
_SECOND_LINE = re.compile("^[（(][^（）()]{2,40}[）)]$")
_REMARK = re.compile("(?<=.)[（(][^（）()]{4,}[）)]?。?$")
_LONGEST_HEADING = 40
_NO_HEADING = re.compile("[，；;]|[：:]$|^\\S{1,3}[、.．)）]$|\\d(?:万元|元|%|％|人)")
_CAPTION = re.compile("表|单位[:：]|图\\d")
_CAPTION_LINES = 3
_PAGE = re.compile(r"(?:PAGEREF.*|[.．…·]{2,}\d*|\d+)$")
_ENDS = "。；：！？;:"
_FULL_LINE = 22
"""Characters of a line that a paragraph may go on from (28 to a line by GB/T 9704-2012, fewer with half-width ones)."""
_WIDEST_LINE, _LEAST_LINES = 60, 8


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `level` where the document itself says that it is a heading (0 part, 1 一、, 2 （一）)."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as it stands in the text, or a sheet with its name."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


def level_of(line: str) -> int | None:
    """The level of a line that looks like a heading; None for running text."""
    text = _REMARK.sub("", line.strip())
    if not text or len(text.rstrip("。")) > _LONGEST_HEADING or "。" in text[:-1] or _NO_HEADING.search(text):
        return None
    found = next((level for level, pattern in enumerate(_LEVELS) if pattern.match(text)), None)
    return PART if found is None and _REPORT.match(text) else found


class Assembly:
    """Takes the pieces of a document in order and gives the Writing."""

    def __init__(self) -> None:
        self._blocks: list[Passage | Grid] = []
        self._path: dict[int, str] = {}
        self._headings: list[Heading] = []
        self._lines: list[str] = []
        self._only_title = False
        """Whether nothing stands below the title yet."""

    def add(self, piece: Line | Cells) -> None:
        """The next paragraph or table."""
        if isinstance(piece, Cells):
            self._add_table(piece)
            return
        level = self._level(piece)
        if level is None and not self._is_second_line(piece.text):
            self._lines.append(piece.text)
            self._only_title = self._only_title and not piece.text.strip()
            return
        self._head(piece.text.strip(), PART if level is None else level)

    def _level(self, line: Line) -> int | None:
        """The level of a line; within a part, the title of a section whose number was lost is a chapter."""
        level = level_of(line.text) if line.level is None else line.level
        inside = self._path.get(PART, "").startswith("第")
        return CHAPTER if level == PART and inside and not _LEVELS[PART].match(line.text.strip()) else level

    def _head(self, text: str, level: int) -> None:
        """A heading; the lines of a title (附件2, its name, a name in brackets) are one."""
        before = self._path.get(PART, "") if self._only_title else ""
        self._close()
        self._path = {above: heading for above, heading in self._path.items() if above < level}
        self._path[level] = self._title(before, text) if level == PART else text
        if before and level == PART:
            self._headings.pop()
        self._headings.append(Heading(self._path[level], level, len(self._blocks)))
        self._only_title = level == PART

    @staticmethod
    def _title(before: str, text: str) -> str:
        """A line of a title behind those before it; one they hold already says nothing more."""
        return before if text in before else f"{before} {text}".strip()

    def _is_second_line(self, line: str) -> bool:
        return self._only_title and _SECOND_LINE.match(line.strip()) is not None

    def writing(self, title: str) -> Writing:
        """Everything taken so far."""
        self._close()
        return Writing(title, tuple(self._blocks), tuple(self._headings))

    @property
    def _section(self) -> tuple[str, ...]:
        return tuple(self._path[level] for level in sorted(self._path))

    def _close(self) -> None:
        text = "\n".join(self._lines)
        self._lines = []
        if text.strip():
            self._blocks.append(Passage(self._next("p"), text.strip("\n"), self._section))

    def _add_table(self, cells: Cells) -> None:
        """A table ends the passage before it; its caption is among the last lines of that."""
        captions = [
            line.strip()
            for line in self._lines[-_CAPTION_LINES:]
            if _CAPTION.search(line) and len(line) <= _LONGEST_HEADING
        ]
        self._close()
        rows = tuple(tuple(cell.strip() for cell in row) for row in cells.rows if any(map(str.strip, row)))
        if rows:
            self._blocks.append(Grid(self._next("t"), rows, self._section, cells.title or " ".join(captions)))

    def _next(self, kind: str) -> str:
        return f"{kind}{len(self._blocks) + 1}"


def assembled(title: str, pieces: Iterable[Line | Cells]) -> Writing:
    """A document from its pieces, without the contents before it."""
    assembly = Assembly()
    for piece in _without_contents(list(pieces)):
        assembly.add(piece)
    return assembly.writing(title)


def _without_contents(pieces: list[Line | Cells]) -> list[Line | Cells]:
    """The pieces without a list of contents: from 目录 to where its first entry comes again."""
    names = [_entry(piece.text) if isinstance(piece, Line) else "" for piece in pieces]
    start = next((at for at, name in enumerate(names) if name == "目录"), None)
    if start is None:
        return pieces
    first = next((name for name in names[start + 1 :] if name), "")
    again = [at for at, name in enumerate(names) if name == first and at > start]
    return pieces if len(again) < 2 else [*pieces[:start], *pieces[again[1] :]]


def _entry(line: str) -> str:
    """A line as the contents name it: without blanks, page number and the dots before that."""
    return _PAGE.sub("", "".join(line.split()))


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a page joined to paragraphs: a full line that no mark ends runs on, unless a heading follows."""
    text = last = ""
    for line in lines:
        goes_on = len(last) >= _FULL_LINE and last[-1] not in _ENDS and level_of(line) is None
        if text and not goes_on:
            yield text
            text = ""
        text, last = text + line, line
    if text:
        yield text


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are those of a page and not paragraphs: none is long, and most end in the middle of a sentence."""
    full = [line for line in lines if len(line) >= _FULL_LINE]
    cut = [line for line in full if line[-1] not in _ENDS]
    return len(full) >= _LEAST_LINES and max(map(len, full)) <= _WIDEST_LINE and len(cut) > len(full) / 2
