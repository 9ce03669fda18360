"""Pages of Word: sections with paper, margins and document grid, page numbers in footers, and the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from services.forms.sheet import Sheet, Style
from services.render.docx_picture import BOX_NAMESPACES, Box, upright_box
from services.render.docx_styles import FOOTER, FOOTER_PITCH, SHEET_FOOTER
from services.render.docx_xml import DECLARATION, NAMESPACES, Jc, Props, field, paragraph, run, size, tab_stop, twips
from services.render.official import (
    CHARACTER_PITCH,
    LINE_PITCH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_NUMBER_BELOW,
    PAGE_NUMBER_SIZE,
    PAGE_WIDTH,
    THIRD,
)
from services.render.styles import MM, STYLES

_SHEET_FOOTER_BELOW: Final = 27.0
"""Lower edge of a form's page number above that of the paper, points: as in the PDF."""
_GRID_UNIT = 4096
"""Word states how much closer characters stand than their size in so many parts of a point."""


_NUMBER: Final = run("— ") + field("PAGE", "1") + run(" —")
_ONE_IN: Final = f'<w:ind w:left="{twips(PAGE_NUMBER_SIZE)}" w:right="{twips(PAGE_NUMBER_SIZE)}"/>'
_NUMBER_BOX: Final = Box(
    _SHEET_FOOTER_BELOW + 8.0 - FOOTER_PITCH / 2, MARGIN_LEFT, FOOTER_PITCH, PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
)
"""Where the page number of a landscape page is: beside the left edge of the paper."""


class Numbering(Enum):
    """What stands at the foot of the pages of a section besides the stamp."""

    NONE = "none"
    OFFICIAL = "official"
    BY_SHEET = "by_sheet"


class Paper(NamedTuple):
    """The page of a section: size and margins in points, whether text stands on the grid of a 公文."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    grid: bool = False

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


TEXT_PAPER: Final = Paper(PAGE_WIDTH, PAGE_HEIGHT, MARGIN_LEFT, MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, grid=True)


class Section(NamedTuple):
    """The page, what is numbered, and the number of its first page (None = goes on from the section before).

    `pages` is how many there are in the PDF, shown by programs that do not know Word's field for it.
    """

    paper: Paper
    numbering: Numbering
    first: int | None = None
    pages: int = 1


def sheet_paper(sheet: Sheet) -> Paper:
    """The page of a sheet."""
    size_ = (PAGE_HEIGHT, PAGE_WIDTH) if sheet.landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    left, top, right, bottom = (margin * MM for margin in sheet.margins_mm)
    return Paper(*size_, left, top, right, bottom)


def margin_frame(paper: Paper, top: float) -> str:
    """Puts a line of 公文 at a height above the column, where it takes no room from it."""
    return (
        f'<w:framePr w:w="{twips(paper.column)}" w:h="{twips(LINE_PITCH)}" w:hRule="exact" w:wrap="around"'
        f' w:vAnchor="page" w:hAnchor="margin" w:x="1" w:y="{twips(top)}"/>'
    )


@dataclass
class Footers:
    """The footers of a file, each kind and width once; `add` makes the part and gives its relation's id."""

    stamp: str
    add: Callable[[str], str]

    def __post_init__(self) -> None:
        self._known: dict[str, str] = {}

    def references(self, section: Section) -> str:
        """The references of a section to its footers; each is stated, or those of the section before would go on."""
        odd, even = self._contents(section)
        pairs = [("default", odd), ("even", even)]
        return "".join(f'<w:footerReference w:type="{kind}" r:id="{self._id(xml)}"/>' for kind, xml in pairs)

    def _id(self, content: str) -> str:
        if content not in self._known:
            self._known[content] = self.add(f"{DECLARATION}<w:ftr {NAMESPACES} {BOX_NAMESPACES}>{content}</w:ftr>")
        return self._known[content]

    def _contents(self, section: Section) -> tuple[str, str]:
        """Footers of odd and even pages."""
        if section.numbering is Numbering.OFFICIAL and section.paper.landscape:
            return self._turned(even=False), self._turned(even=True)
        if section.numbering is Numbering.OFFICIAL:
            width = twips(section.paper.column)
            return self._official(width, even=False), self._official(width, even=True)
        number = _page_of_section(section.pages) if section.numbering is Numbering.BY_SHEET else ""
        space = "　　" if number and self.stamp else ""
        content = paragraph(Props(SHEET_FOOTER, align=Jc.CENTER), number + run(space + self.stamp))
        return content, content

    def _official(self, width: int, *, even: bool) -> str:
        """— 1 — one character from the outer edge, the stamp in the middle (GB/T 9704-2012 §7.5)."""
        inside = twips(PAGE_NUMBER_SIZE)
        stamp = run(f"\t{self.stamp}", size(STYLES[Style.NOTE].size)) if self.stamp else ""
        middle = tab_stop(Jc.CENTER, width // 2) if stamp else ""
        if even:
            props = Props(FOOTER, tabs=middle, indent=f'<w:ind w:left="{inside}"/>')
            return paragraph(props, _NUMBER + stamp)
        stops = middle + tab_stop(Jc.RIGHT, width - inside)
        return paragraph(Props(FOOTER, tabs=stops), stamp + run("\t") + _NUMBER)

    def _turned(self, *, even: bool) -> str:
        """On a landscape page the number is at its left, where it is at the foot of the bound volume (§7.5)."""
        side = Props(FOOTER, indent=_ONE_IN, align=Jc.LEFT if even else Jc.RIGHT)
        number = upright_box(paragraph(side, _NUMBER), _NUMBER_BOX, 9002 if even else 9001)
        return paragraph(Props(SHEET_FOOTER, align=Jc.CENTER), number + run(self.stamp))


def _page_of_section(pages: int) -> str:
    return run("第 ") + field("PAGE", "1") + run(" 页 共 ") + field("SECTIONPAGES", str(pages)) + run(" 页")


def section_xml(section: Section, footers: Footers) -> str:
    """The properties of a section (sectPr)."""
    paper = section.paper
    turned = ' w:orient="landscape"' if paper.landscape else ""
    restart = "" if section.first is None else f'<w:pgNumType w:start="{section.first}"/>'
    return (
        f'<w:sectPr>{footers.references(section)}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"{turned}/>{_margins(section)}'
        f'{restart}<w:cols w:space="425"/>{_grid(paper)}</w:sectPr>'
    )


def settings_xml(*, facing: bool) -> str:
    """The part settings.xml; `facing` for footers that differ on odd and even pages.

    compatibilityMode 15 or Word opens the file in 兼容模式. Nothing is to be updated on opening, or Word asks.
    """
    even = "<w:evenAndOddHeaders/>" if facing else ""
    modes = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{even}'
        f'<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>{modes}</w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


_COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
    ("useWord2013TrackBottomHyphenation", 0),
)


def _margins(section: Section) -> str:
    paper = section.paper
    return (
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}" w:bottom="{twips(paper.bottom)}"'
        f' w:left="{twips(paper.left)}" w:header="{twips(paper.top / 2)}" w:footer="{_footer_below(section)}"'
        ' w:gutter="0"/>'
    )


def _footer_below(section: Section) -> int:
    """Lower edge of the footer above that of the paper: the dashes 7 mm below the text, or nearer where it is low."""
    if section.numbering is not Numbering.OFFICIAL:
        return twips(_SHEET_FOOTER_BELOW)
    bottom = section.paper.bottom
    return twips(max(bottom - PAGE_NUMBER_BELOW - FOOTER_PITCH / 2, min(_SHEET_FOOTER_BELOW, bottom - FOOTER_PITCH)))


def _grid(paper: Paper) -> str:
    """22 lines of 28 characters."""
    if not paper.grid:
        return ""
    closer = round((CHARACTER_PITCH - THIRD) * _GRID_UNIT)
    return f'<w:docGrid w:type="linesAndChars" w:linePitch="{twips(LINE_PITCH)}" w:charSpace="{closer}"/>'
