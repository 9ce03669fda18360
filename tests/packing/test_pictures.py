"""The icon is drawn at every size Windows asks for, and what is committed is what the script draws."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from launcher.splash import HEIGHT, WIDTH
from packing.pictures import ICON_SIZES, ICONS, icon, splash, write_icons
from resources import resource

ACCENT = (0x1D, 0x5F, 0xA8)


@pytest.mark.parametrize("size", ICON_SIZES)
def test_icon_is_a_white_sheet_with_a_check_mark(size):
    picture = icon(size)
    pixels = list(zip(*[iter(picture.tobytes())] * 4, strict=True))
    near_accent = [p for p in pixels if p[3] > 200 and all(abs(a - b) < 60 for a, b in zip(p[:3], ACCENT, strict=True))]
    white = [p for p in pixels if p[3] == 255 and min(p[:3]) > 240]
    assert picture.size == (size, size)
    assert picture.getpixel((0, 0))[3] < 8
    assert len(near_accent) > size * size * 0.08
    assert len(white) > size * size * 0.15


def test_committed_icons_are_those_drawn(tmp_path):
    write_icons(tmp_path)
    with Image.open(tmp_path / "app.png") as drawn, Image.open(ICONS / "app.png") as committed:
        assert max(high for _low, high in ImageChops.difference(drawn, committed).getextrema()) <= 2
    with Image.open(ICONS / "app.ico") as committed:
        assert committed.info["sizes"] == {(size, size) for size in ICON_SIZES}


def test_splash_fits_its_window_and_leaves_room_for_the_bar():
    picture = splash(WIDTH, HEIGHT, resource("fonts", "NotoSansSC-Regular.ttf"))
    assert picture.size == (WIDTH, HEIGHT)
    foot = picture.crop((8, HEIGHT - 40, WIDTH - 8, HEIGHT - 8))
    assert len(foot.getcolors()) == 1
    assert len(picture.getcolors(1 << 24)) > 50
