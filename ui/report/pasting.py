"""Cleans what is pasted from Word, WPS or a web page: words and paragraphs stay, everything else goes.

Kept: paragraphs; the cells of a table row with tabs between them. Gone: bullets and numbers of lists, soft breaks,
odd spaces, spaces at the start of a paragraph (the program indents), whatever could be taken for a figure's token.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from services.reports.tokens import without_tokens

_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "blockquote", "ul", "ol"})
_HIDDEN = frozenset({"style", "script", "head", "title", "xml"})
_CELLS = frozenset({"td", "th"})
_BULLET = re.compile(r"^[\s\u3000]*[•·●○■□◆◇▪▫➢➤✓\uf0b7\uf06c\uf0a7\uf0d8][\s\u3000]*")
_GONE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffc\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f]+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u303f"
_BETWEEN = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")
_LIST_MARK = "mso-list"


def clean_text(text: str) -> str:
    """A plain text as a passage takes it."""
    text = without_tokens(_GONE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (_clean_line(line) for line in re.split("[\n\u2029]", text))
    return "\n".join(line for line in lines if line)


def _clean_line(line: str) -> str:
    line = _BULLET.sub("", line.replace("\u2028", ""))
    cells = (_BETWEEN.sub("", _SPACES.sub(" ", cell)).strip(" \u3000") for cell in line.split("\t"))
    return "\t".join(cells).strip("\t")


def clean_html(html: str) -> str:
    """The text of an HTML fragment as a passage takes it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return clean_text("".join(reader.pieces))


class _Reader(HTMLParser):
    """Collects the words, with a line break for each paragraph and table row, and a tab between cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0
        self._cells = 0
        """How deep in cells: paragraphs in a cell do not break its row."""
        self._marks: list[str] = []
        """Open tags since the number or bullet that Word writes before a list item began."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif self._marks:
            self._marks += [tag] if tag == "span" else []
        elif tag == "span" and _LIST_MARK in (dict(attrs).get("style") or "").lower():
            self._marks.append(tag)
        elif tag in _CELLS:
            self._cells += 1
        elif tag == "br":
            self.pieces.append("" if self._cells else "\n" if self._is_line_break() else "")
        elif tag in _BLOCKS and not self._cells:
            self.pieces.append("\n")

    def _is_line_break(self) -> bool:
        """A soft break within a sentence is no paragraph; one after its end is."""
        last = "".join(self.pieces[-3:]).rstrip()[-1:]
        return last in "。！？；：" if last else False

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif self._marks:
            if tag == self._marks[-1]:
                self._marks.pop()
        elif tag in _CELLS:
            self._cells = max(self._cells - 1, 0)
            self.pieces.append("\t")
        elif tag in _BLOCKS and not self._cells:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Words; line breaks in the source are mere white space."""
        if not self._hidden and not self._marks:
            self.pieces.append(re.sub(r"[\r\n\t]+[ ]*", " " if data.strip() else "", data))
