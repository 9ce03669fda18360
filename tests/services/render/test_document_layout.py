"""Pages of a Document: 22 lines, what stays together, page numbers, quick layout after a change, places on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.render.document_layout import lay_out_document
from services.render.document_paged import DocumentPages
from services.render.fonts import FontFile, FontRole
from services.render.measure import Measurer
from services.render.official import LINE_PITCH, MARGIN_LEFT, MARGIN_TOP, TEXT_HEIGHT, TEXT_WIDTH
from services.reports.document import (
    Block,
    ChartBlock,
    Contents,
    Document,
    Heading,
    PageBreak,
    SheetBlock,
    TextStyle,
    words,
)
from tests.services.render.papers import FONTS, body, chart, laid_out, lines_of, plain, report, table, text_of

LINE = "绩" * 26
"""Fills the first line of a paragraph."""


def document(*blocks: Block) -> Document:
    return Document("文稿", blocks)


def texts(pages: DocumentPages) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in pages.pages]


def filled(lines: int) -> list[Block]:
    """Paragraphs of one line each."""
    return [words(f"第{number:02}行" + LINE[:20]) for number in range(lines)]


def test_a_page_of_text_is_22_lines_of_28_characters():
    first, second, third = laid_out(plain("绩" * (28 * 44))).pages
    assert [len(page.lines) for page in (first, second, third)] == [22, 22, 1]
    assert {len(line.text) for line in second.lines} == {28}
    top, bottom = first.lines[0], first.lines[-1]
    assert (top.left, top.top) == (MARGIN_LEFT, MARGIN_TOP)
    assert bottom.top - top.top == pytest.approx(21 * LINE_PITCH)
    assert bottom.rect.bottom <= MARGIN_TOP + TEXT_HEIGHT


@pytest.mark.parametrize("level", range(6))
def test_a_heading_goes_with_what_follows(level: int):
    pages = laid_out(document(*filled(21), Heading("一、标题", level), words("正文")))
    assert texts(pages)[1] == ["一、标题", "正文"]


def test_headings_in_a_row_go_together():
    pages = laid_out(document(*filled(20), Heading("一、标题", 1), Heading("（一）标题", 2), words("正文")))
    assert texts(pages)[1] == ["一、标题", "（一）标题", "正文"]


@pytest.mark.parametrize("blank", [0, 1, 2])
def test_the_signature_takes_two_lines_along(blank: int):
    end = [words("")] * blank + [words("某某局", TextStyle.SIGNATURE), words("2024年4月18日", TextStyle.DATE)]
    pages = laid_out(document(*filled(21 - blank), *end))
    assert [text[:4] for text in texts(pages)[1]] == [
        f"第{19 - blank:02}行",
        f"第{20 - blank:02}行",
        *[""] * blank,
        "某某局",
        "2024",
    ]


def test_a_signature_that_fits_stays():
    pages = laid_out(document(*filled(20), words("某某局", TextStyle.SIGNATURE), words("2024年", TextStyle.DATE)))
    assert len(pages.pages) == 1


def test_a_keep_that_no_page_can_hold_is_broken():
    pages = laid_out(document(*(Heading(f"{number}.标题", 3) for number in range(50))))
    assert [len(page.lines) for page in pages.pages] == [22, 22, 6]


@pytest.mark.parametrize(("rows", "pages"), [(5, 1), (20, 2), (60, 3)])
def test_an_inline_table_is_divided_with_its_header(rows: int, pages: int):
    laid = laid_out(document(*filled(12), SheetBlock(table(rows), inline=True), words("其后")))
    assert len(laid.pages) == pages
    cells = [part.cell.text for page in laid.pages for item in page.tables for part in item.page.fragments]
    assert cells.count("项目") == pages
    assert [text for text in cells if text.startswith("第")] == [f"第{row}项支出" for row in range(1, rows + 1)]
    for page in laid.pages:
        assert all(item.rect.bottom <= MARGIN_TOP + TEXT_HEIGHT + 1e-3 for item in page.tables)
        assert all(item.rect.width == TEXT_WIDTH for item in page.tables)
    last = laid.pages[-1]
    assert last.lines[-1].text == "其后"
    assert last.lines[-1].top > last.tables[-1].rect.bottom


def test_a_table_does_not_begin_with_its_header_at_the_foot_of_a_page():
    caption = words("表1", TextStyle.CAPTION)
    laid = laid_out(document(*filled(20), caption, SheetBlock(table(5), inline=True)))
    assert not laid.pages[0].tables
    assert texts(laid)[1] == ["表1"]


def test_a_chart_stays_with_its_caption():
    laid = laid_out(document(*filled(18), ChartBlock(chart(), "figure")))
    assert texts(laid)[1] == ["（图1：收、支决算总计变动情况图）（柱状图）"]
    assert laid.pages[1].figures[0].y > laid.pages[1].lines[0].top


def test_page_breaks_leave_no_empty_page():
    laid = laid_out(document(PageBreak(), words("一"), PageBreak(), PageBreak(), words("二"), PageBreak()))
    assert texts(laid) == [["一"], ["二"]]


def test_a_document_has_a_page():
    assert len(laid_out(document()).pages) == 1
    assert len(laid_out(document(Contents())).pages) == 1


def test_numbers_begin_after_cover_and_contents():
    laid = laid_out(report())
    numbers = [page.number for page in laid.pages]
    assert numbers == [None, None, *range(1, len(numbers) - 1)]


@pytest.mark.parametrize(
    ("blocks", "numbers"),
    [
        ([words("正文")], [1]),
        ([words("标题", TextStyle.TITLE), words("正文")], [1]),
        ([Contents(), words("正文")], [None, 1]),
        ([words("封面", TextStyle.COVER_TITLE)], [None]),
        ([words("封面", TextStyle.COVER_TITLE), PageBreak(), SheetBlock(table(2))], [None, 1]),
        ([words("正文"), Contents(), words("正文")], [1, 2, 3]),
    ],
)
def test_which_pages_are_numbered(blocks: list[Block], numbers: list[int | None]):
    assert [page.number for page in laid_out(document(*blocks)).pages] == numbers


def test_a_cover_is_spread_unless_it_makes_room_itself():
    title, line = words("部门决算", TextStyle.COVER_TITLE), words("2024年8月", TextStyle.COVER_LINE)
    spread = laid_out(document(title, line)).pages[0].lines
    own = laid_out(document(title, words("", TextStyle.COVER_LINE), line)).pages[0].lines
    assert spread[0].top > MARGIN_TOP
    assert spread[-1].top > MARGIN_TOP + TEXT_HEIGHT * 0.8
    assert own[0].top == MARGIN_TOP
    assert own[-1].top < MARGIN_TOP + TEXT_HEIGHT * 0.5


def test_forms_lie_on_pages_of_their_own():
    laid = laid_out(document(words("正文"), SheetBlock(table(3, landscape=True), anchor="wide"), words("其后")))
    assert [page.landscape for page in laid.pages] == [False, True, False]
    assert laid.page_of("wide") == 1


def test_an_attachment_mark_stands_on_its_form():
    laid = laid_out(document(words("正文"), words("附件1", TextStyle.ATTACHMENT), SheetBlock(table(60), "表")))
    assert texts(laid) == [["正文"], ["附件1"], []]
    assert laid.pages[1].lines[0].rect.bottom <= laid.pages[1].tables[0].rect.y


def test_an_attachment_mark_stands_before_a_text():
    laid = laid_out(document(words("附件1", TextStyle.ATTACHMENT), words("正文")))
    assert texts(laid) == [["附件1", "正文"]]


def test_an_attachment_mark_is_not_left_alone_by_a_page_break():
    mark = words("附件1", TextStyle.ATTACHMENT)
    laid = laid_out(
        document(words("正文"), PageBreak(), mark, PageBreak(), words("报告", TextStyle.TITLE), words("文"))
    )
    assert texts(laid) == [["正文"], ["附件1", "报告", "文"]]


def test_a_heading_goes_over_a_page_break():
    laid = laid_out(
        document(words("正文"), Heading("1.项目", 3), PageBreak(), words("报告", TextStyle.TITLE), words("文"))
    )
    assert texts(laid) == [["正文"], ["1.项目", "报告", "文"]]


def test_a_part_may_have_a_page_to_itself():
    laid = laid_out(
        document(Heading("第四部分", 0), PageBreak(), words("文"), Heading("一、表", 1), SheetBlock(table(2)))
    )
    assert texts(laid) == [["第四部分"], ["文", "一、表"], []]


def test_every_text_stands_in_the_document_once():
    paper = report()
    laid = laid_out(paper)
    contents = next(i for i, block in enumerate(paper.blocks) if isinstance(block, Contents))
    shown = "".join(
        line.text for line in lines_of(laid) if line.block != contents and text_of(paper.blocks[line.block])
    )
    assert shown == "".join(text_of(block).replace(" ", "") for block in paper.blocks)


# --- after a change ---------------------------------------------------------------------------------------------

EDITS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["改", "增加一句。", "", LINE * 3])), max_size=4)


@given(EDITS)
@settings(max_examples=25, deadline=None)
def test_the_layout_after_a_change_is_that_of_a_fresh_one(edits: list[tuple[int, str]]):
    paper, known = report(), None
    for at, text in [(0, "首"), *edits]:
        blocks = list(paper.blocks)
        blocks[at % len(blocks)] = words(text)
        paper = replace(paper, blocks=tuple(blocks))
        known = lay_out_document(paper, FONTS, known)
        fresh = laid_out(paper)
        assert known == fresh
        assert known.places == fresh.places


def test_pages_before_and_after_a_small_change_are_the_same_objects():
    paper = document(*body(60))
    before = laid_out(paper)
    changed = replace(paper, blocks=(*paper.blocks[:30], words("严格按程序发放。", anchor="p30"), *paper.blocks[31:]))
    after = lay_out_document(changed, FONTS, before)
    at = after.page_of("p30")
    assert at > 0
    assert all(a is b for a, b in zip(after.pages[:at], before.pages, strict=False))


def test_nothing_is_kept_that_the_document_has_no_more():
    paper = report()
    known = laid_out(paper)
    size = len(known.kept.results), len(known.kept.sheets)
    for number in range(5):
        changed = replace(paper, blocks=(*paper.blocks[:-1], words(f"第{number}次")))
        known = lay_out_document(changed, FONTS, known)
    known = lay_out_document(paper, FONTS, known)
    assert (len(known.kept.results), len(known.kept.sheets)) == size


def test_only_the_changed_paragraph_is_set_again(monkeypatch: pytest.MonkeyPatch):
    paper = report()
    known = laid_out(paper)
    seen: list[str] = []
    measured = Measurer.glyphs

    def watched(self: Measurer, text: str, role: FontRole) -> list[tuple[FontFile, float]]:
        seen.append(text)
        return measured(self, text, role)

    monkeypatch.setattr(Measurer, "glyphs", watched)
    at = next(i for i, block in enumerate(paper.blocks) if text_of(block).startswith("严格"))
    changed = (*paper.blocks[:at], words("严格按程序发放。"), *paper.blocks[at + 1 :])
    lay_out_document(replace(paper, blocks=changed), FONTS, known)
    assert seen == ["严格按程序发放。"]


def test_equal_forms_are_not_laid_out_again():
    paper = document(SheetBlock(table(9), inline=True), SheetBlock(table(40), "表"))
    again = document(SheetBlock(table(9), inline=True), SheetBlock(table(40), "表"))
    before = laid_out(paper)
    after = lay_out_document(again, FONTS, before)
    assert [a is b for a, b in zip(after.pages, before.pages, strict=True)] == [True] * len(before.pages)


# --- places -----------------------------------------------------------------------------------------------------


def test_passages_are_found_by_anchor():
    laid = laid_out(report())
    assert laid.page_of("part1") == 2
    anchors = {getattr(block, "anchor", ""): index for index, block in enumerate(laid.document.blocks)}
    assert laid.numbers[anchors["part1"]] == 1
    assert laid.numbers[anchors["wide"]] == laid.pages[-1].number
    with pytest.raises(KeyError):
        laid.page_of("unknown")


def test_a_click_finds_the_character():
    laid = laid_out(plain("绩效自评" * 20))
    page = laid.pages[0]
    second = page.lines[1]
    middle = second.top + 5
    for offset in range(*second.span):
        rect = second.part(offset, offset + 1)
        assert rect is not None
        hit = page.at(rect.x + 1, middle)
        assert hit is not None
        assert (hit.block, hit.offset) == (0, offset)
    assert page.at(0, middle).offset == second.span[0]  # type: ignore[union-attr]
    assert page.at(595, middle).offset == second.span[1]  # type: ignore[union-attr]
    assert page.at(200, 800) is None


def test_a_click_finds_tables_and_charts():
    laid = laid_out(report())
    for anchor in ("inline", "figure2", "form"):
        page = laid.pages[laid.page_of(anchor)]
        item = next(item for item in (*page.tables, *page.figures) if item.anchor == anchor)
        hit = page.at(item.rect.x + 5, item.rect.y + 5)
        assert hit is not None
        assert hit.anchor == anchor


def test_a_figure_is_found_over_two_lines_and_pages():
    text = "绩" * (26 + 28 * 20 + 26) + "绩效自评" * 5
    laid = laid_out(plain(text))
    start = 26 + 28 * 20 + 26
    rects = list(laid.rects_of(0, start, start + 4))
    assert [page for page, _rect in rects] == [0, 1]
    assert rects[0][1].right == pytest.approx(MARGIN_LEFT + TEXT_WIDTH)
    assert rects[1][1].x == pytest.approx(MARGIN_LEFT)
