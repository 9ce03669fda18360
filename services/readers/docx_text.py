"""Reading a Word document for audit: paragraphs with their heading levels, and tables as rows of cells.

Read from the parts themselves: what a reader sees. Deleted text, text boxes, contents and field codes are left out,
tracked insertions count as accepted. Automatic numbers are not in the text of Word and are not made up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from services.readers.assembly import PART, SECTION, Cells, Line, assembled
from services.readers.unreadable import UnreadableFileError, checked_size
from services.texts.passage import Writing

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_OLD_FILE = b"\xd0\xcf\x11\xe0"
_LARGEST_PART = 100 * 1024 * 1024
_CLOSED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "drawing", "pict", "object", "delText", "instrText")
)
"""What is not read: text taken out, boxes and pictures, the codes of fields."""
_OPEN = frozenset(f"{_W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "body"))
_HEADING_NAME = re.compile("^(?:heading|标题)\\s*(\\d)$", re.IGNORECASE)
_CONTENTS = re.compile("^(?:toc|目录)", re.IGNORECASE)


def read_docx(path: Path) -> Writing:
    """The text of a .docx; UnreadableFileError when it is none."""
    checked_size(path)
    document, styles = _parts(path)
    body = document.find(f"{_W}body")
    if body is None:
        raise _broken(path)
    return assembled(path.stem, _pieces(body, _Styles(styles)))


def _parts(path: Path) -> tuple[Any, Any]:
    with path.open("rb") as file:
        if file.read(len(_OLD_FILE)) == _OLD_FILE:
            advice = "请在 Word 或 WPS 中打开，去掉密码，另存为 .docx。"
            raise UnreadableFileError(f"“{path.name}”有打开密码，或是旧格式（.doc）。{advice}")
    try:
        with ZipFile(path) as package:
            return _parsed(package, _DOCUMENT), _parsed(package, _STYLES)
    except (BadZipFile, KeyError, OSError, SyntaxError) as error:
        raise _broken(path) from error


def _parsed(package: ZipFile, name: str) -> Any:
    """A part of the package; None where styles are missing. lxml's errors are SyntaxErrors."""
    from lxml import etree

    if name == _STYLES and name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _LARGEST_PART:
        raise BadZipFile
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _broken(path: Path) -> UnreadableFileError:
    return UnreadableFileError(f"“{path.name}”不是 Word 文档，或文件已损坏。请用 Word 或 WPS 另存为 .docx 再审核。")


class _Styles:
    """Which styles are headings, and which are lines of the contents."""

    def __init__(self, styles: Any) -> None:
        self.levels: dict[str, int] = {}
        self.contents: set[str] = set()
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            name, key = _value(style, "name"), style.get(f"{_W}styleId", "")
            outline, named = style.find(f"{_W}pPr/{_W}outlineLvl"), _HEADING_NAME.match(name)
            if outline is not None:
                self.levels[key] = int(outline.get(f"{_W}val", "9"))
            elif named:
                self.levels[key] = int(named[1]) - 1
            if _CONTENTS.match(name):
                self.contents.add(key)


def _value(element: Any, child: str) -> str:
    found = element.find(f"{_W}{child}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _pieces(parent: Any, styles: _Styles) -> Iterator[Line | Cells]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif element.tag == f"{_W}tbl":
            yield Cells(tuple(_rows(element)))
        elif element.tag in _OPEN:
            yield from _pieces(element, styles)


def _paragraph(element: Any, styles: _Styles) -> Iterator[Line]:
    """A paragraph, a line for each break in it; none for a line of the contents."""
    properties = element.find(f"{_W}pPr")
    style = "" if properties is None else _value(properties, "pStyle")
    if style in styles.contents:
        return
    own = None if properties is None else properties.find(f"{_W}outlineLvl")
    level = styles.levels.get(style) if own is None else int(own.get(f"{_W}val", "9"))
    text = _text(element)
    if level is not None and PART <= level <= SECTION and text.strip():
        yield Line(text.replace("\n", ""), level)
    else:
        yield from map(Line, text.split("\n"))


def _text(element: Any) -> str:
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _CLOSED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in {f"{_W}rPr", f"{_W}pPr"}:
            yield from _words(child)


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    """Rows of a table on its columns: a cell stands in every column it covers, and in the first of its rows."""
    for row in table.iter(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            merged = None if properties is None else properties.find(f"{_W}vMerge")
            covered = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            span = "" if properties is None else _value(properties, "gridSpan")
            text = "" if covered else "\n".join(_text(p) for p in cell.iter(f"{_W}p"))
            cells += [text] * (int(span) if span.isdecimal() else 1)
        yield tuple(cells)
