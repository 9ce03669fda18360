"""WordprocessingML as text: runs, paragraphs, fields. Children stand in the order of the schema, or Word refuses.

Written as text because elements of a library take many times as long. Format: ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from services.render.xml_text import writable

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org"
NAMESPACES: Final = (
    f'xmlns:w="{_MAIN}/wordprocessingml/2006/main"'
    f' xmlns:r="{_MAIN}/officeDocument/2006/relationships"'
    f' xmlns:wp="{_MAIN}/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{_MAIN}/drawingml/2006/main"'
    f' xmlns:pic="{_MAIN}/drawingml/2006/picture"'
)
_BREAKS = re.compile(r"([\t\n])")
_BREAK_TAGS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


class Jc(StrEnum):
    """How the lines of a paragraph stand, as Word names it."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"


class Props(NamedTuple):
    """What a paragraph has beyond its style.

    `frame`, `tabs`, `spacing`, `indent` and `mark` are ready XML ("" = of the style); `outline` is its level in the
    navigation pane, counted from 0.
    """

    style: str = ""
    keep_next: bool = False
    page_break: bool = False
    frame: str = ""
    tabs: str = ""
    spacing: str = ""
    indent: str = ""
    align: Jc | None = None
    outline: int | None = None
    mark: str = ""


def twips(points: float) -> int:
    """Twentieths of a point, Word's unit of length."""
    return round(points * 20)


def spacing(*, line: float | None = None, before: float = 0.0, after: float = 0.0) -> str:
    """Space around a paragraph and the exact distance of its lines, points."""
    exact = f' w:line="{twips(line)}" w:lineRule="exact"' if line is not None else ""
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{exact}/>'


def tab_stop(kind: Jc, at: int, leader: str = "") -> str:
    """A tab stop so many twips from the left edge of the column."""
    dots = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind.value}"{dots} w:pos="{at}"/>'


def attribute(text: str) -> str:
    """A text as the quoted value of an attribute."""
    return quoteattr(writable(text))


def plain(text: str) -> str:
    """A text as the content of an element."""
    return escape(writable(text))


def run(text: str, look: str = "") -> str:
    """A run of text with ready run properties; tabs and line feeds become Word's."""
    if not text:
        return ""
    parts = _BREAKS.split(writable(text).replace("\r", "\n"))
    return f"<w:r>{_run_properties(look)}{''.join(map(_part, parts))}</w:r>"


def field(code: str, shown: str) -> str:
    """A field with the result it shows until Word works it out."""
    return field_mark("begin") + instruction(code) + field_mark("separate") + run(shown) + field_mark("end")


def field_mark(kind: str) -> str:
    """The begin, the end of a field, or what separates its instruction from its result."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(code: str) -> str:
    """What a field works out."""
    return f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'


def paragraph(props: Props, content: str = "", section: str = "") -> str:
    """A paragraph; with a section's properties it is the last of that section."""
    inner = _paragraph_properties(props) + section
    return f"<w:p><w:pPr>{inner}</w:pPr>{content}</w:p>" if inner else f"<w:p>{content}</w:p>"


def bookmark(name: str, number: int, content: str) -> str:
    """The content with a bookmark around it."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def size(points: float) -> str:
    """Run property of a size; Word counts in half points."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _part(part: str) -> str:
    if not part or part in _BREAK_TAGS:
        return _BREAK_TAGS.get(part, "")
    kept = ' xml:space="preserve"' if part[0] == " " or part[-1] == " " or "  " in part else ""
    return f"<w:t{kept}>{escape(part)}</w:t>"


def _run_properties(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _paragraph_properties(props: Props) -> str:
    parts = (
        f'<w:pStyle w:val="{props.style}"/>' if props.style else "",
        "<w:keepNext/>" if props.keep_next else "",
        "<w:pageBreakBefore/>" if props.page_break else "",
        props.frame,
        f"<w:tabs>{props.tabs}</w:tabs>" if props.tabs else "",
        props.spacing,
        props.indent,
        f'<w:jc w:val="{props.align.value}"/>' if props.align else "",
        "" if props.outline is None else f'<w:outlineLvl w:val="{props.outline}"/>',
        _run_properties(props.mark),
    )
    return "".join(parts)
