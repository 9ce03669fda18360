from __future__ import annotations

from itertools import accumulate

import pytest
from PySide6.QtGui import QFontDatabase, QImage, QPainter

from services.render.fonts import FontRole
from ui.fonts import interface_font, raw_font, sans_family, text_font
from ui.form.glyphs import GlyphCache, glyph_run


@pytest.mark.parametrize("text", ["补贴 82 人", "≥98%", "𠮷田𠮷人", "a\tb", "（50 分）"])
def test_every_character_has_one_glyph_where_the_layout_puts_it(qapp, measurer, text):
    (line,) = measurer.lines(text, 10.5, FontRole.BODY, 500.0)
    for run in line.runs:
        glyphs = glyph_run(run, 10.5)
        assert len(glyphs.glyphIndexes()) == len(glyphs.positions()) == len(run.text)
        assert [point.x() for point in glyphs.positions()] == pytest.approx(
            list(accumulate(run.advances[:-1], initial=0.0))
        )


def test_no_shown_character_is_the_missing_glyph(qapp, measurer):
    (line,) = measurer.lines("项目支出绩效自评表（2024 年度）≥≤％—", 10.5, FontRole.BODY, 900.0)
    assert all(0 not in glyph_run(run, 10.5).glyphIndexes() for run in line.runs)


def test_advances_of_the_layout_are_those_of_the_font(qapp, measurer):
    (line,) = measurer.lines("绩效Abc 12", 14.0, FontRole.BODY, 900.0)
    for run in line.runs:
        font = raw_font(run.font, 14.0)
        real = [point.x() for point in font.advancesForGlyphIndexes(font.glyphIndexesForString(run.text))]
        assert real == pytest.approx(list(run.advances), abs=0.1)


def test_the_cache_keeps_runs_and_forgets_the_oldest(qapp, measurer, monkeypatch):
    monkeypatch.setattr("ui.form.glyphs._KEPT", 2)
    made = []
    monkeypatch.setattr("ui.form.glyphs.glyph_run", lambda run, size: (made.append(run.text), glyph_run(run, size))[1])
    cache, image = GlyphCache(), QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for text in ("甲", "甲", "乙", "丙", "甲"):
        (line,) = measurer.lines(text, 10.5, FontRole.BODY, 100.0)
        cache.draw(painter, line, 10.5, 0, 20)
    painter.end()
    assert made == ["甲", "乙", "丙", "甲"]


def test_the_interface_has_a_chinese_sans(qapp):
    assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(sans_family())
    assert interface_font(15).pixelSize() == 15


def test_an_editors_font_is_the_forms_file(qapp, measurer):
    bold = next(file for file in measurer.fonts.files if file.name.endswith("Serif SC-Bold") or "Bold" in file.name)
    font = text_font(bold, 14.0, 96)
    assert (font.bold(), font.kerning(), font.pointSizeF()) == (True, False, 10.5)
