"""PDF of a Document: text by pages, bookmarks, links, page numbers in place, stable bytes, all or nothing."""

from __future__ import annotations

import errno
import re
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from services.render.document_pdf import document_pdf_pages, write_document_pdf
from services.render.official import MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MM, PAGE_HEIGHT, PAGE_WIDTH
from services.render.output import OutputBusy, OutputCancelled, OutputFull
from services.render.preview import PdfPages
from services.reports.document import Document, words
from tests.services.render.papers import FONTS, laid_out, plain, report

GOLDEN = Path(__file__).parent / "golden" / "document.txt"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "报告.pdf"


def texts(source: bytes | Path) -> list[str]:
    with PdfPages(source) as pages:
        return [pages.text(index).replace("\r\n", "\n") for index in range(pages.page_count)]


def boxes(path: Path, page: int, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a text on a page, points."""
    with closing(pdfium.PdfDocument(path)) as document:
        found = document[page].get_textpage()
        index, count = found.search(text).get_next()
        edges = [found.get_charbox(at) for at in range(index, index + count)]
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def test_the_text_of_every_page(target: Path, request: pytest.FixtureRequest):
    write_document_pdf(report("定稿第2版 校验码 3F9A"), target, fonts=FONTS)
    shown = "".join(f"==== 第 {number} 页\n{text.rstrip()}\n" for number, text in enumerate(texts(target), 1))
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(shown, "utf-8", newline="\n")
    assert shown == GOLDEN.read_text("utf-8")


def test_justified_text_can_be_copied(target: Path):
    paper = report()
    write_document_pdf(paper, target, fonts=FONTS)
    copied = re.sub(r"\s|— \d+ —", "", "".join(texts(target)))
    for block in paper.blocks[7:9]:
        assert re.sub(r"\s", "", block.text) in copied  # type: ignore[union-attr]


def test_rare_characters_can_be_copied(target: Path):
    write_document_pdf(plain("𠅤村，䶮某"), target, fonts=FONTS)
    assert "𠅤村，䶮某" in texts(target)[0]


def test_bookmarks_are_a_tree(target: Path):
    write_document_pdf(report(), target, fonts=FONTS)
    pages = laid_out(report())
    with closing(pdfium.PdfDocument(target)) as document:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert document.get_metadata_value("Title") == "2023年度部门决算"
        assert document.get_metadata_value("Author") == "县人力资源和社会保障局"
    assert marks == [
        (0, "第一部分　部门概况", 2),
        (1, "一、主要职能", 2),
        (2, "（一）机构设置", pages.page_of("homes")),
        (3, "1.人员情况", 2),
        (4, "（1）在职人员", 2),
        (1, "二、收支情况", pages.page_of("funds")),
        (0, "第二部分　自评情况", pages.page_of("part2")),
        (1, "项目支出绩效自评表", pages.page_of("form")),
        (1, "公开03表", pages.page_of("wide")),
    ]


def test_the_contents_lead_to_their_pages(target: Path):
    write_document_pdf(report(), target, fonts=FONTS)
    pages = laid_out(report())
    goals = []
    with closing(pdfium.PdfDocument(target)) as document:
        page = document[1]
        for line in pages.pages[1].lines[1:]:
            link = pdfium.raw.FPDFLink_GetLinkAtPoint(page, line.x + 20, PAGE_HEIGHT - line.top - 10)
            goal = pdfium.raw.FPDFLink_GetDest(document, link)
            goals.append(pdfium.raw.FPDFDest_GetDestPageIndex(document, goal))
    assert goals == [pages.places[link.block].page for link in pages.pages[1].links]


@pytest.mark.parametrize("number", [1, 2])
def test_page_numbers_stand_where_the_standard_says(target: Path, number: int):
    write_document_pdf(plain("绩" * 1200), target, fonts=FONTS)
    left, bottom, right, top = boxes(target, number - 1, f"— {number} —")
    assert (bottom + top) / 2 == pytest.approx(MARGIN_BOTTOM - 7 * MM, abs=2)
    if number % 2:
        assert right == pytest.approx(PAGE_WIDTH - MARGIN_RIGHT - 14, abs=1.5)
    else:
        assert left == pytest.approx(MARGIN_LEFT + 14, abs=1.5)


def test_the_number_of_a_wide_table_stands_at_its_left(target: Path):
    write_document_pdf(report(), target, fonts=FONTS)
    pages = laid_out(report())
    index = pages.page_of("wide")
    number = pages.pages[index].number
    _left, bottom, right, top = boxes(target, index, str(number))
    assert right < 20 * MM
    middle = (bottom + top) / 2
    assert (middle < PAGE_WIDTH / 2) is bool(number and number % 2)
    with PdfPages(target) as drawn:
        assert drawn.page_size(index) == pytest.approx((PAGE_HEIGHT, PAGE_WIDTH), abs=0.01)


def test_cover_and_contents_bear_no_number(target: Path):
    write_document_pdf(report(), target, fonts=FONTS)
    numbered = [re.findall(r"— \d+ —", text) for text in texts(target)]
    assert numbered[:3] == [[], [], ["— 1 —"]]
    assert all(numbered[2:])


def test_the_stamp_stands_on_every_page(target: Path):
    write_document_pdf(report("定稿第2版"), target, fonts=FONTS)
    assert all("定稿第2版" in text for text in texts(target))


def test_bytes_are_stable(tmp_path: Path):
    for name in ("a.pdf", "b.pdf"):
        write_document_pdf(report(), tmp_path / name, fonts=FONTS)
    data = (tmp_path / "a.pdf").read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", data))
    assert fonts
    assert data.count(b"/FontFile2") == len(fonts)


def test_some_pages_alone_are_as_in_the_whole(target: Path):
    write_document_pdf(report("定稿第2版"), target, fonts=FONTS)
    pages = laid_out(report("定稿第2版"))
    last = len(pages.pages) - 1
    for first, end in ((0, 1), (3, 3), (last, last)):
        part = document_pdf_pages(pages, first, end)
        assert texts(part) == texts(target)[first : end + 1]
        with PdfPages(part) as one, PdfPages(target) as whole:
            assert one.render(0, 0.5) == whole.render(first, 0.5)


def test_an_empty_document_is_one_empty_page(target: Path):
    assert write_document_pdf(Document("空", ()), target, fonts=FONTS).pages == 1
    assert texts(target) == [""]


def test_progress_is_told_and_work_can_be_stopped(target: Path):
    seen: list[int] = []
    result = write_document_pdf(plain("绩" * 1800), target, fonts=FONTS, on_progress=seen.append)
    assert (result.pages, seen) == (3, [1, 2, 3])
    old = target.read_bytes()
    with pytest.raises(OutputCancelled):
        write_document_pdf(plain("效" * 1800), target, fonts=FONTS, cancelled=lambda: True)
    assert target.read_bytes() == old
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_busy_target_is_named_and_kept(target: Path, monkeypatch: pytest.MonkeyPatch):
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OutputBusy, match=r"报告\.pdf.*关闭"):
        write_document_pdf(plain("文"), target, fonts=FONTS)
    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_full_disk_is_told(target: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OutputFull, match="空间不足"):
        write_document_pdf(Document("文", (words("文"),)), target, fonts=FONTS)
    assert not list(target.parent.iterdir())
