"""Fonts: our reading of the files against fontTools; chains; characters no font has."""

from __future__ import annotations

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from services.render import fonts as fonts_module
from services.render.fontface import Face
from services.render.fonts import FontRole, font_set, missing_characters

BUNDLED = font_set(prefer_installed=False)


@pytest.mark.parametrize("font", BUNDLED.files, ids=lambda font: font.name)
def test_characters_and_widths_are_those_of_the_file(font):
    ours = Face(font.path, font.index)
    assert ours.has_outlines
    with TTFont(font.path, lazy=True) as theirs:
        names, metrics, units = theirs.getBestCmap(), theirs["hmtx"].metrics, theirs["head"].unitsPerEm
    assert [code for code in range(0x2A700) if bool(ours.glyph(code)) != (code in names)] == []
    assert [code for code, name in names.items() if ours.advance(code) != metrics[name][0] * 1000 / units] == []


def test_old_character_maps_are_read(tmp_path):
    path = tmp_path / "simsun.ttf"
    path.write_bytes(_small_font("中一A"))
    face = Face(path)
    assert [bool(face.glyph(ord(char))) for char in "中一AB丁"] == [True, True, True, False, False]
    assert face.advance(ord("中")) == 600


@pytest.mark.parametrize("content", [b"", b"no font", b"OTTO" + bytes(20), b"\0\1\0\0\0\1" + bytes(60)])
def test_what_is_no_font_is_refused(tmp_path, content):
    path = tmp_path / "bad.ttf"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"bad\.ttf"):
        Face(path)


def test_the_fonts_of_the_pc_come_first(tmp_path, monkeypatch):
    (tmp_path / "Sub").mkdir()
    (tmp_path / "Sub" / "SIMSUN.ttf").write_bytes(_small_font("中"))
    (tmp_path / "simhei.ttf").write_bytes(b"damaged")
    monkeypatch.setattr(fonts_module, "_folders", lambda: [tmp_path, tmp_path / "missing"])
    found = font_set.__wrapped__()
    assert [font.name for font in found.chain(FontRole.BODY)] == ["SIMSUN", "NotoSerifSC-Regular", "NotoSansSC-Regular"]
    assert found.chain(FontRole.HEADING) == BUNDLED.chain(FontRole.HEADING)


def test_every_role_has_a_font_with_the_marks_of_forms():
    for role in FontRole:
        face = Face(BUNDLED.chain(role)[0].path)
        assert all(face.glyph(ord(char)) for char in "绩效≥≤％（）“”—…①〔〕0")


def test_missing_characters_are_named_once():
    assert missing_characters(["绩效\n𠮷", "𠮷\U000e0001"], BUNDLED) == ["𠮷", "\U000e0001"]


def _small_font(characters: str) -> bytes:
    """A TrueType font with a format 4 map only."""
    names = [".notdef", *(f"g{i}" for i in range(len(characters)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for char, name in zip(characters, names[1:], strict=True)})
    pen = TTGlyphPen(None)
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()
