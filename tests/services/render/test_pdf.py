"""PDF: text per page, embedded fonts, stable bytes, all or nothing."""

from __future__ import annotations

import re
from contextlib import closing

import pypdfium2 as pdfium
import pytest

from services.render.fonts import font_set
from services.render.output import OutputBusy, OutputCancelled
from services.render.pdf import pdf_bytes, write_pdf
from services.render.preview import PdfPages

FONTS = font_set(prefer_installed=False)


def _texts(data: bytes) -> list[str]:
    with PdfPages(data) as pages:
        return [re.sub(r"\s", "", pages.text(i)) for i in range(pages.page_count)]


def test_each_page_holds_its_text(form):
    first, second = _texts(pdf_bytes([form(25)], fonts=FONTS, title="自评"))
    assert first.startswith("项目支出绩效自评表（2024年度）项目名称就业创业补助资金（中央、省、县）")
    assert first.endswith("第1页共2页")
    assert "第13类" in first
    assert "第14类" not in first
    assert "绩效指标(续)" in second
    assert "总分10095.33" in second
    assert second.endswith("第2页共2页")


def test_each_sheet_counts_its_own_pages_and_has_a_bookmark(form):
    data = pdf_bytes([form(9), form(25)], fonts=FONTS, title="自评表")
    assert [text[-6:] for text in _texts(data)] == ["第1页共1页", "第1页共2页", "第2页共2页"]
    with closing(pdfium.PdfDocument(data)) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert marks == [("项目支出绩效自评表", 0), ("项目支出绩效自评表", 1)]
        assert document.get_metadata_value("Title") == "自评表"


def test_fonts_are_embedded_and_bytes_stable(form):
    data = pdf_bytes([form(9)], fonts=FONTS, title="自评")
    assert data == pdf_bytes([form(9)], fonts=FONTS, title="自评")
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", data))
    assert fonts
    assert all(b"+NotoS" in name for name in fonts)
    assert data.count(b"/FontFile2") == len(fonts)


def test_rare_characters_can_be_copied(form):
    text = _texts(pdf_bytes([form(2, goal="𠅤村，䶮某")], fonts=FONTS, title="自评"))[0]
    assert "𠅤村，䶮某" in text


def test_a_busy_target_is_named_and_kept(form, tmp_path, monkeypatch):
    target = tmp_path / "自评表.pdf"
    target.write_bytes(b"old")

    def refuse(self, other):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OutputBusy, match=r"自评表\.pdf.*关闭"):
        write_pdf([form(2)], target, fonts=FONTS, title="自评")
    assert [path.name for path in tmp_path.iterdir()] == ["自评表.pdf"]
    assert target.read_bytes() == b"old"


def test_progress_is_told_and_work_can_be_stopped(form, tmp_path):
    seen: list[int] = []
    result = write_pdf([form(2)] * 3, tmp_path / "a.pdf", fonts=FONTS, title="自评", on_progress=seen.append)
    assert (result.pages, seen) == (3, [1, 2, 3])
    with pytest.raises(OutputCancelled):
        write_pdf([form(2)] * 3, tmp_path / "b.pdf", fonts=FONTS, title="自评", cancelled=lambda: len(seen) > 2)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_preview_gives_pixels(form):
    with PdfPages(pdf_bytes([form(2)], fonts=FONTS, title="自评")) as pages:
        assert pages.page_size(0) == pytest.approx((595.28, 841.89), abs=0.01)
        picture = pages.render(0, 0.5)
    assert (picture.width, picture.height) == (298, 421)
    assert len(picture.data) == picture.stride * picture.height
    assert min(picture.data) < 100 < max(picture.data)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError, match="not a PDF"):
        PdfPages(b"no pdf")
