"""The blocks of a Document as pieces that stand one below the other: lines, charts, tables, and what stays together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from services.charts.chart import Chart
from services.charts.geometry import lay_out_chart
from services.charts.primitives import Picture
from services.render.document_kept import Kept
from services.render.document_sheets import LaidSheet
from services.render.document_text import SetLine, set_text
from services.render.measure import Measurer
from services.render.official import HEADINGS, LINE_PITCH, SETTINGS, TEXT_HEIGHT, TEXT_WIDTH, Setting
from services.reports.document import Block, ChartBlock, Heading, Paragraph, SheetBlock, TextStyle

GAP: Final = 8.0
"""White below a table or chart in the text, points."""
_SIGNED: Final = (TextStyle.SIGNATURE, TextStyle.DATE)
_COVER: Final = (TextStyle.COVER_TITLE, TextStyle.COVER_LINE)
COVER_DROP: Final = 5 * LINE_PITCH
"""White above the title of a cover."""
COVER_FOOT: Final = 2 * LINE_PITCH
"""White below its last line."""
_LINES_WITH_SIGNATURE: Final = 2
"""Lines of text that come along when 署名 and 日期 go to the next page."""


class Piece(NamedTuple):
    """What stands on a page as one; `glued` when the next piece must be on the same page.

    A table may be divided: `least` is the room it needs to begin, for all others the same as `height`.
    """

    content: SetLine | Picture | LaidSheet
    height: float
    least: float
    block: int
    anchor: str
    glued: bool = False


def pieces_of(blocks: Sequence[Block], index: int, kept: Kept) -> list[Piece]:
    """The pieces of a block that stands in the column of the text."""
    match blocks[index]:
        case Paragraph(style=style, anchor=anchor) as paragraph:
            setting = SETTINGS[style]
            keep = setting.keep_with_next or (style is TextStyle.CAPTION and _is_table(blocks, index + 1))
            return _text_pieces(paragraph.text, setting, kept, index, anchor, keep=keep)
        case Heading(text=text, level=level, anchor=anchor):
            return _text_pieces(text, heading_setting(level), kept, index, anchor, keep=True)
        case ChartBlock(chart=chart, anchor=anchor):
            return _chart_pieces(chart, kept, index, anchor)
        case SheetBlock(sheet=sheet, anchor=anchor):
            laid = kept.sheet(sheet, inline=True)
            return [Piece(laid, laid.height, laid.least, index, anchor)]
    return []


def heading_setting(level: int) -> Setting:
    """How a heading of a level is set; deeper ones than the table knows like its last."""
    return HEADINGS[min(level, len(HEADINGS) - 1)]


def with_signatures_kept(pieces: Sequence[Piece], blocks: Sequence[Block]) -> list[Piece]:
    """The pieces, with 署名 and 日期 glued to two lines of text before them, so that no page is theirs alone."""
    kept = list(pieces)
    for index in range(len(pieces)):
        if _style(blocks[pieces[index].block]) in _SIGNED:
            for before in _lines_before(pieces, index):
                kept[before] = kept[before]._replace(glued=True)
    return kept


def is_cover(pieces: Sequence[Piece], blocks: Sequence[Block]) -> bool:
    """Whether the pieces are a cover that does not itself make room with empty lines."""
    styles = [_style(blocks[piece.block]) for piece in pieces]
    lines = (piece.content.line.text for piece in pieces if isinstance(piece.content, SetLine))
    return styles[0] is TextStyle.COVER_TITLE and all(style in _COVER for style in styles) and all(lines)


def spread_cover(pieces: Sequence[Piece], blocks: Sequence[Block]) -> list[Piece]:
    """A cover with its title above the middle and its lines (单位、日期) at the foot."""
    free = TEXT_HEIGHT - COVER_DROP - COVER_FOOT - sum(piece.height for piece in pieces)
    last = max(i for i, piece in enumerate(pieces) if _style(blocks[piece.block]) is TextStyle.COVER_TITLE)
    spread = list(pieces)
    if free > 0 and last < len(pieces) - 1:
        spread[last] = pieces[last]._replace(height=pieces[last].height + free)
    return spread


def is_attachment_mark(block: Block) -> bool:
    """Whether a block is “附件1” and the like."""
    return _style(block) is TextStyle.ATTACHMENT


def is_heading_of_next(block: Block) -> bool:
    """Whether a block makes no sense at the end of a page: an attachment's mark, a heading below the parts.

    The title of a part may have a page to itself.
    """
    return is_attachment_mark(block) or (isinstance(block, Heading) and block.level > 0)


def _style(block: Block) -> TextStyle | None:
    return block.style if isinstance(block, Paragraph) else None


def _lines_before(pieces: Sequence[Piece], index: int) -> Iterator[int]:
    """The places of the pieces before one, as far back as there are enough lines with text."""
    lines = 0
    while index > 0 and lines < _LINES_WITH_SIGNATURE:
        index -= 1
        content = pieces[index].content
        lines += not isinstance(content, SetLine) or bool(content.line.text)
        yield index


def _is_table(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index] if index < len(blocks) else None
    return isinstance(block, SheetBlock) and block.inline


def _text_pieces(text: str, setting: Setting, kept: Kept, block: int, anchor: str, *, keep: bool) -> list[Piece]:
    """The lines; those of a heading stay together and with what follows."""
    lines = kept.of(set_text, text, setting)
    return [Piece(line, line.pitch, line.pitch, block, anchor, keep) for line in lines]


def _chart_pieces(chart: Chart, kept: Kept, block: int, anchor: str) -> list[Piece]:
    """The drawing with its caption on the side the chart's rules say, all on one page."""
    picture = kept.of(_picture, chart)
    drawn = Piece(picture, picture.height + GAP, picture.height, block, anchor)
    caption = _text_pieces(chart.caption, SETTINGS[TextStyle.CAPTION], kept, block, anchor, keep=False)
    pieces = [*caption, drawn] if chart.caption_rules.before else [drawn, *caption]
    return [piece._replace(glued=True) for piece in pieces[:-1]] + pieces[-1:]


def _picture(measurer: Measurer, chart: Chart) -> Picture:
    return lay_out_chart(chart, measurer, TEXT_WIDTH, with_caption=False)
