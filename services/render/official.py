"""The page of a 公文 in the form of GB/T 9704-2012: margins, 22 lines of 28 characters, and how each role is set.

One table for Word, PDF and screen. Lengths are points unless said otherwise (1 mm = 72/25.4 pt).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.render.fonts import FontRole
from services.reports.document import TextStyle

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN_TOP, MARGIN_LEFT = 37 * MM, 28 * MM
MARGIN_RIGHT, MARGIN_BOTTOM = 26 * MM, 35 * MM
"""天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (GB/T 9704-2012 §5.2); right and bottom follow."""
TEXT_WIDTH, TEXT_HEIGHT = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT, PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
LINES, CHARACTERS = 22, 28
LINE_PITCH = 28.95
"""22 lines fill the 225 mm (637.8 pt): each is 28.99 pt; Word keeps twentieths, and 28.95 leaves no line over."""
CHARACTER_PITCH = TEXT_WIDTH / CHARACTERS
"""28 characters of 16 pt are 448 pt, the text area 442.2 pt: each takes 15.79 pt, as in Word's 文档网格."""
PAGE_NUMBER_SIZE = 14.0
PAGE_NUMBER_BELOW = 7 * MM
"""四号 — 1 —, its dash 7 mm below the text area; odd pages to the right, even to the left, one character in (§7.5)."""


class Place(StrEnum):
    """How the lines of a paragraph stand in the column."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Setting:
    """How one role is set: font, size, place, first-line and right indent in characters of its own size."""

    font: FontRole
    size: float
    place: Place = Place.JUSTIFIED
    indent: int = 2
    right_indent: int = 0
    pitch: float = LINE_PITCH
    keep_with_next: bool = False


THIRD, SECOND, FOURTH, SMALL_FOURTH, FIFTH = 16.0, 22.0, 14.0, 12.0, 10.5
"""三号, 二号, 四号, 小四, 五号 in points."""

SETTINGS: Mapping[TextStyle, Setting] = {
    TextStyle.TITLE: Setting(FontRole.TITLE, SECOND, Place.CENTER, 0, pitch=35.0, keep_with_next=True),
    TextStyle.SUBTITLE: Setting(FontRole.KAITI, THIRD, Place.CENTER, 0),
    TextStyle.BODY: Setting(FontRole.FANGSONG, THIRD),
    TextStyle.CAPTION: Setting(FontRole.FANGSONG, FOURTH, Place.CENTER, 0, pitch=22.0),
    TextStyle.NOTE: Setting(FontRole.FANGSONG, SMALL_FOURTH, Place.LEFT, 0, pitch=20.0),
    TextStyle.ATTACHMENT: Setting(FontRole.HEADING, THIRD, Place.LEFT, 0, keep_with_next=True),
    TextStyle.SIGNATURE: Setting(FontRole.FANGSONG, THIRD, Place.RIGHT, 0, right_indent=2),
    TextStyle.DATE: Setting(FontRole.FANGSONG, THIRD, Place.RIGHT, 0, right_indent=4),
    TextStyle.COVER_TITLE: Setting(FontRole.TITLE, 26.0, Place.CENTER, 0, pitch=42.0),
    TextStyle.COVER_LINE: Setting(FontRole.FANGSONG, SECOND, Place.CENTER, 0, pitch=36.0),
}
"""正文三号仿宋、首行空二字; 标题二号小标宋居中; 日期右空四字 (GB/T 9704-2012 §7.3)."""

HEADINGS: tuple[Setting, ...] = (
    Setting(FontRole.TITLE, SECOND, Place.CENTER, 0, pitch=35.0, keep_with_next=True),
    Setting(FontRole.HEADING, THIRD, keep_with_next=True),
    Setting(FontRole.KAITI, THIRD, keep_with_next=True),
    Setting(FontRole.FANGSONG, THIRD, keep_with_next=True),
    Setting(FontRole.FANGSONG, THIRD, keep_with_next=True),
    Setting(FontRole.FANGSONG, THIRD, keep_with_next=True),
)
"""By heading level: a part like a title; 一、 黑体, （一） 楷体, 1. and below 仿宋."""
CONTENTS_ENTRY = Setting(FontRole.BODY, FOURTH, Place.LEFT, 0, pitch=26.0)
"""目录 entries: 四号宋体, page number at the right after a line of dots."""
CONTENTS_TITLE = Setting(FontRole.HEADING, THIRD, Place.CENTER, 0, pitch=2 * LINE_PITCH)
"""“目录”二字三号黑体."""
