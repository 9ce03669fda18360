"""目录 in Word: a field that is already filled in, so that Word asks nothing on opening; F9 works it out anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from services.render.docx_styles import CONTENTS_TITLE, contents_style
from services.render.docx_xml import Props, field, run
from services.reports.document import Block, Contents, Heading, SheetBlock

SHEET_LEVEL: Final = 1
"""A sheet stands in the contents where a heading 一、 does, below the parts."""


class Entry(NamedTuple):
    """A line of the contents; `place` is that of its block in the document."""

    place: int
    text: str
    level: int
    anchor: str

    @property
    def bookmark(self) -> str:
        """The bookmark it leads to; Word hides those that begin with a line."""
        return f"_Toc{self.place:08d}"


def entries_of(blocks: Iterable[Block]) -> list[Entry]:
    """All headings and titled sheets."""
    found: list[Entry] = []
    for index, block in enumerate(blocks):
        match block:
            case Heading():
                found.append(Entry(index, block.text, block.level, block.anchor))
            case SheetBlock() if block.title:
                found.append(Entry(index, block.title, SHEET_LEVEL, block.anchor))
            case _:
                pass
    return found


def contents_paragraphs(
    contents: Contents, entries: Sequence[Entry], pages: Mapping[str, int]
) -> Iterator[tuple[Props, str]]:
    """The title and the entries as paragraphs; `pages` are the printed page numbers by anchor, as far as known."""
    yield Props(CONTENTS_TITLE), run(contents.title)
    shown = [entry for entry in entries if entry.level <= contents.depth]
    code = f'TOC \\o "1-{contents.depth + 1}" \\h \\z \\u'
    begin = f'{_mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{_mark("separate")}'
    for place, entry in enumerate(shown):
        before = begin if place == 0 else ""
        after = _mark("end") if place == len(shown) - 1 else ""
        yield Props(contents_style(entry.level)), f"{before}{_link(entry, pages)}{after}"


def _link(entry: Entry, pages: Mapping[str, int]) -> str:
    page = str(pages.get(entry.anchor, ""))
    number = field(f"PAGEREF {entry.bookmark} \\h", page)
    text = run(f"{entry.text}\t")
    return f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text}{number}</w:hyperlink>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
