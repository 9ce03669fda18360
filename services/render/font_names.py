"""Fonts by the names office programs know; Excel and Word files carry only names (none may be embedded)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from services.render.fonts import FontRole

FONT_NAMES: Final[Mapping[FontRole, str]] = {
    FontRole.BODY: "宋体",
    FontRole.LABEL: "宋体",
    FontRole.STRONG: "黑体",
    FontRole.TITLE: "方正小标宋简体",
    FontRole.HEADING: "黑体",
    FontRole.FANGSONG: "仿宋_GB2312",
    FontRole.KAITI: "楷体_GB2312",
}
