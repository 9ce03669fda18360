"""The bundled fonts: outlines reportlab can embed, the characters of the forms, small enough to ship."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from resources import resource

NAMES = ("NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Regular", "NotoSansSC-Bold")
SYMBOLS = "≥≤≧≦≠≈±×÷·—…“”‘’《》〈〉〔〕【】「」％‰℃№□■○●✓√★①⑳⑴⒈㈠㈩ⅠⅫ㎡¥￥，。；：？！（）－／"
RARE = "喆堃镕昇珺堉旻" + "㑇㕮䶮鿍𠅤"
"""Characters of people's and places' names; the last five are outside GBK, in 通用规范汉字表."""


def characters(codec: str) -> str:
    """All characters of the 汉字 rows of a double-byte character set."""
    pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    return "".join(c for c in (pair.decode(codec, "ignore") for pair in pairs) if "\u4e00" <= c <= "\u9fff")


@pytest.fixture(params=NAMES)
def font(request):
    with TTFont(resource("fonts", f"{request.param}.ttf")) as opened:
        yield opened


def lacking(font: TTFont, text: str) -> str:
    """Characters the font cannot draw: not mapped, or mapped to an empty outline."""
    cmap = font.getBestCmap()
    return "".join(c for c in text if ord(c) not in cmap or font["glyf"][cmap[ord(c)]].numberOfContours == 0)


def test_outlines_are_truetype_and_may_be_embedded(font):
    assert "glyf" in font
    assert "CFF " not in font
    assert font["OS/2"].fsType == 0


def test_licence_stays_in_the_font(font):
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Source" not in font["name"].getDebugName(1)


@pytest.mark.parametrize("text", [characters("gb2312"), SYMBOLS, RARE], ids=["gb2312", "symbols", "rare"])
def test_every_face_draws(font, text):
    assert text
    assert lacking(font, text) == ""


def test_serif_regular_draws_all_of_gbk():
    with TTFont(resource("fonts", "NotoSerifSC-Regular.ttf")) as font:
        assert lacking(font, characters("gbk")) == ""


def test_digits_are_equally_wide(font):
    cmap = font.getBestCmap()
    assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_together_they_stay_small():
    assert sum(resource("fonts", f"{name}.ttf").stat().st_size for name in NAMES) <= 25_000_000


def test_licence_texts_ship_beside_them():
    for name in ("OFL-NotoSerifSC.txt", "OFL-NotoSansSC.txt"):
        assert "SIL OPEN FONT LICENSE" in resource("fonts", name).read_text("utf-8").upper()
