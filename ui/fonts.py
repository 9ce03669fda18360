"""Fonts for the screen: the interface's sans, and the very files that the PDF uses for the forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from resources import resource
from ui import tokens

if TYPE_CHECKING:
    from services.render.fonts import FontFile

# Sans faces with Chinese, as systems name them; the first that is installed is used.
_SANS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
_BUNDLED_SANS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@cache
def sans_family() -> str:
    """Family of the interface: the system's Chinese sans, else the bundled Noto Sans SC."""
    installed = set(QFontDatabase.families())
    for family in _SANS:
        if family in installed:
            return family
    families = [family_of(resource("fonts", name)) for name in _BUNDLED_SANS]
    return families[0] or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def interface_font(pixels: int = tokens.TEXT) -> QFont:
    """The interface's font at a size in logical pixels."""
    font = QFont(sans_family())
    font.setPixelSize(pixels)
    return font


@cache
def family_of(path: Path) -> str:
    """Make a font file known to Qt; its family, "" when the file cannot be read."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else ""


def text_font(file: FontFile, pixels: float, dpi: int) -> QFont:
    """A font for an editor whose text is to look like the form: no kerning, no hinting, any size."""
    font = QFont(family_of(file.path))
    font.setPointSizeF(max(pixels, 1.0) * 72 / dpi)
    font.setBold("bold" in file.name.lower())
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def raw_font(file: FontFile, size: float) -> QRawFont:
    """The glyphs of a font file at a size. Of a .ttc collection Qt opens the first face only."""
    return QRawFont(str(file.path), size, QFont.HintingPreference.PreferNoHinting)
