"""Styles of Word: a named style for each role of texts and sheets; Word shows built-in names in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from typing import Final

from services.forms.sheet import Align, Style
from services.render.docx_xml import DECLARATION, NAMESPACES, Jc, size, spacing, tab_stop, twips
from services.render.font_names import FONT_NAMES
from services.render.fonts import FontRole
from services.render.official import (
    CHARACTER_PITCH,
    CONTENTS_ENTRY,
    HEADINGS,
    PAGE_NUMBER_SIZE,
    SETTINGS,
    TEXT_WIDTH,
    THIRD,
    Place,
    Setting,
)
from services.render.official import (
    CONTENTS_TITLE as CONTENTS_HEADING,
)
from services.render.styles import STYLES
from services.reports.document import TextStyle

TEXT_STYLES: Final[Mapping[TextStyle, tuple[str, str]]] = {
    TextStyle.TITLE: ("Title", "Title"),
    TextStyle.SUBTITLE: ("Subtitle", "Subtitle"),
    TextStyle.BODY: ("BodyText", "Body Text"),
    TextStyle.CAPTION: ("Caption", "caption"),
    TextStyle.NOTE: ("TextNote", "文内注"),
    TextStyle.ATTACHMENT: ("Attachment", "附件"),
    TextStyle.SIGNATURE: ("Signature", "Signature"),
    TextStyle.DATE: ("Date", "Date"),
    TextStyle.COVER_TITLE: ("CoverTitle", "封面标题"),
    TextStyle.COVER_LINE: ("CoverLine", "封面文字"),
}
"""Id and name of the style of each role. Built-in names must be Word's English ones; Word translates them."""
SHEET_STYLES: Final[Mapping[Style, tuple[str, str]]] = {
    Style.TITLE: ("SheetTitle", "表题"),
    Style.SUBTITLE: ("SheetSubtitle", "表副题"),
    Style.LABEL: ("SheetLabel", "表内标签"),
    Style.BODY: ("SheetBody", "表内文字"),
    Style.NOTE: ("SheetNote", "表注"),
    Style.STRONG: ("SheetStrong", "表内强调"),
}
CONTENTS_TITLE, FIGURE, SEPARATOR, FOOTER, SHEET_FOOTER = "TOCHeading", "Figure", "Separator", "Footer", "SheetFooter"
"""Ids of the styles of the title of the contents, of a picture, of a paragraph without height, of page numbers."""
CONTENTS_LEVELS: Final = 6
HAIR: Final = 0.7
"""Height of a paragraph that only separates, points: the least Word lets one choose."""
FOOTER_PITCH: Final = 18.0
"""Height of the line of a page number, points."""
ALIGNMENTS: Final[Mapping[Align, Jc]] = {
    Align.LEFT: Jc.LEFT,
    Align.CENTER: Jc.CENTER,
    Align.RIGHT: Jc.RIGHT,
    Align.TOP_LEFT: Jc.LEFT,
}
_PLACES = {Place.JUSTIFIED: Jc.BOTH, Place.LEFT: Jc.LEFT, Place.CENTER: Jc.CENTER, Place.RIGHT: Jc.RIGHT}
_LEFT_STYLES = (Style.BODY, Style.NOTE)
_OTHER_NAMES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "方正小标宋简体": "华文中宋",
    "宋体": "SimSun",
    "黑体": "SimHei",
}
"""The font Word takes when the PC lacks the first."""
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_CLOSER = f'<w:spacing w:val="{floor((CHARACTER_PITCH - THIRD) * 20)}"/>'
"""Characters of 三号 drawn together so that 28 fill a line. Not left to the document grid: LibreOffice would give each
that is wider than its cell the room of two."""


def heading_style(level: int) -> str:
    """Id of the style of a heading; level 0 is a part."""
    return f"Heading{min(level + 1, len(HEADINGS))}"


def contents_style(level: int) -> str:
    """Id of the style of an entry of the contents for a heading of this level."""
    return f"TOC{level + 1}"


def sheet_align(style: Style) -> Jc:
    """How a sheet's text stands by its style alone."""
    return Jc.LEFT if style in _LEFT_STYLES else Jc.CENTER


def styles_xml() -> str:
    """The part styles.xml."""
    return f"{DECLARATION}<w:styles {NAMESPACES}>{_DEFAULTS}{_BASE}{''.join(_styles())}</w:styles>"


def fonts_xml() -> str:
    """The part fontTable.xml: names only, with what to take in their place."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{_OTHER_NAMES[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name in sorted(set(FONT_NAMES.values()))
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _font(role: FontRole) -> str:
    """One name for every script, so that digits look like the Chinese beside them."""
    name = FONT_NAMES[role]
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(FontRole.FANGSONG)}{size(THIRD)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)
_BASE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr>'
    f"<w:rPr>{size(THIRD)}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _styles() -> Iterator[str]:
    for level, setting in enumerate(HEADINGS):
        yield _text_style(heading_style(level), f"heading {level + 1}", setting, level)
    for role, setting in SETTINGS.items():
        yield _text_style(*TEXT_STYLES[role], setting)
    yield _text_style(CONTENTS_TITLE, "TOC Heading", CONTENTS_HEADING)
    for level in range(CONTENTS_LEVELS):
        yield _contents_entry(level)
    yield _style(FIGURE, "图", f"<w:keepLines/>{_OFF_GRID}{spacing(before=4, after=4)}{_jc(Jc.CENTER)}", "")
    yield _style(SEPARATOR, "分隔", f"{_OFF_GRID}{spacing(line=HAIR)}", f"{_OFF_GRID}{size(1)}")
    for style in Style:
        yield _sheet_style(style)
    yield _footer_style(FOOTER, "footer", PAGE_NUMBER_SIZE, FOOTER_PITCH)
    note = STYLES[Style.NOTE]
    yield _footer_style(SHEET_FOOTER, "表页脚", note.size, note.pitch)


def _text_style(id_: str, name: str, setting: Setting, outline: int | None = None) -> str:
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    keep = "<w:keepNext/>" if setting.keep_with_next else ""
    pitch = spacing(line=setting.pitch)
    inner = f"{keep}{_OFF_GRID}{pitch}{_indent(setting)}{_jc(_PLACES[setting.place])}{level}"
    following = "" if name == "Body Text" else "BodyText"
    closer = _CLOSER if setting.size == THIRD else ""
    return _style(id_, name, inner, f"{_font(setting.font)}{_OFF_GRID}{closer}{size(setting.size)}", following)


def _contents_entry(level: int) -> str:
    setting = CONTENTS_ENTRY
    stop = tab_stop(Jc.RIGHT, twips(TEXT_WIDTH), "dot")
    left = twips(setting.size * level)
    indent = f'<w:ind w:leftChars="{level * 100}" w:left="{left}"/>' if level else ""
    inner = f"<w:tabs>{stop}</w:tabs>{_OFF_GRID}{spacing(line=setting.pitch)}{indent}{_jc(_PLACES[setting.place])}"
    return _style(
        contents_style(level), f"toc {level + 1}", inner, f"{_font(setting.font)}{_OFF_GRID}{size(setting.size)}"
    )


def _sheet_style(style: Style) -> str:
    text = STYLES[style]
    inner = f"{_OFF_GRID}{spacing(line=text.pitch)}{_jc(sheet_align(style))}"
    return _style(*SHEET_STYLES[style], inner, f"{_font(text.role)}{_OFF_GRID}{size(text.size)}")


def _footer_style(id_: str, name: str, points: float, pitch: float) -> str:
    inner = f"{_OFF_GRID}{spacing(line=pitch)}"
    return _style(id_, name, inner, f"{_font(FontRole.BODY)}{_OFF_GRID}{size(points)}")


def _style(id_: str, name: str, paragraph: str, run: str, following: str = "") -> str:
    own = "" if name.isascii() else ' w:customStyle="1"'
    after = f'<w:next w:val="{following}"/>' if following else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr>{look}</w:style>"
    )


def _indent(setting: Setting) -> str:
    """First line and right edge in characters, with the lengths for programs that do not count characters."""
    first, right = setting.indent, setting.right_indent
    parts = (
        f' w:rightChars="{right * 100}" w:right="{twips(right * setting.size)}"' if right else "",
        f' w:firstLineChars="{first * 100}" w:firstLine="{twips(first * setting.size)}"' if first else "",
    )
    return f"<w:ind{''.join(parts)}/>" if any(parts) else ""


def _jc(align: Jc) -> str:
    return f'<w:jc w:val="{align.value}"/>'
