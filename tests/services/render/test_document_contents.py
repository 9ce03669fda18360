"""目录 and bookmarks: which entries, how deep, true page numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.render.document_contents import depths, entries_of
from services.render.document_paged import Entry
from services.render.official import MARGIN_LEFT, TEXT_WIDTH
from services.reports.document import Block, Contents, Document, Heading, PageBreak, SheetBlock, words
from tests.services.render.papers import laid_out, report, table


def listed(*blocks: Block) -> list[str]:
    """The lines of the contents page, dots left out."""
    pages = laid_out(Document("文稿", blocks))
    return [line.text.replace(".", "") for line in pages.pages[0].lines]


def test_headings_and_titled_sheets_are_entries():
    assert [(entry.title, entry.level) for entry in entries_of(report().blocks)] == [
        ("第一部分　部门概况", 0),
        ("一、主要职能", 1),
        ("（一）机构设置", 2),
        ("1.人员情况", 3),
        ("（1）在职人员", 4),
        ("二、收支情况", 1),
        ("第二部分　自评情况", 0),
        ("项目支出绩效自评表", 1),
        ("公开03表", 1),
    ]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 1, 2, 1, 0], [0, 1, 2, 1, 0]),
        ([1, 2, 1], [0, 1, 0]),
        ([0, 3, 2, 1], [0, 1, 1, 1]),
        ([2, 1, 3, 3], [0, 0, 1, 1]),
        ([], []),
    ],
)
def test_depths(levels: list[int], expected: list[int]):
    assert depths([Entry("", level, 0) for level in levels]) == expected


@given(st.lists(st.integers(0, 5), max_size=30))
def test_no_entry_is_two_steps_deeper_than_the_one_before(levels: list[int]):
    found = depths([Entry("", level, 0) for level in levels])
    assert not found or found[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_the_contents_name_the_printed_page():
    blocks = (
        Contents(depth=1),
        Heading("一、甲", 1),
        words("文"),
        PageBreak(),
        Heading("二、乙", 1),
        Heading("（一）丙", 2),
    )
    sheet = SheetBlock(table(80), "表一"), SheetBlock(table(2), "表二"), SheetBlock(table(2))
    assert listed(*blocks, *sheet) == ["目录", "一、甲1", "二、乙2", "表一3", "表二6"]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_every_number_in_the_contents_is_true(lengths: list[int]):
    blocks: list[Block] = [Contents()]
    for number, length in enumerate(lengths):
        blocks += [Heading(f"标题{number}页", 1, f"h{number}"), *(words("正文") for _ in range(length))]
    pages = laid_out(Document("文稿", tuple(blocks)))
    lines = [line.text for page in pages.pages for line in page.lines if page.number is None][1:]
    stated = [int(line.rsplit(".", 1)[1]) for line in lines]
    assert stated == [pages.pages[pages.page_of(f"h{number}")].number for number in range(len(lengths))]


def test_long_contents_take_several_pages_and_shift_nothing():
    blocks = [Contents(), *(block for n in range(60) for block in (Heading(f"标题{n}", 1, f"h{n}"), words("文")))]
    pages = laid_out(Document("文稿", tuple(blocks)))
    front = [page for page in pages.pages if page.number is None]
    assert len(front) == 3
    assert sum(len(page.links) for page in front) == 60
    assert pages.pages[3].number == 1


def test_a_long_heading_is_broken_before_the_number():
    pages = laid_out(Document("文稿", (Contents(), Heading("部门整体支出绩效目标完成情况" * 4, 1), words("文"))))
    title, *lines = pages.pages[0].lines
    assert title.text == "目录"
    assert len(lines) == 2
    assert lines[-1].text.endswith("...1")
    assert max(line.rect.right for line in lines) <= MARGIN_LEFT + TEXT_WIDTH + 1e-3


def test_links_cover_their_lines():
    page = laid_out(report()).pages[1]
    assert [link.rect.y for link in page.links] == [line.top for line in page.lines[1:]]
    assert [link.rect.right for link in page.links] == pytest.approx([MARGIN_LEFT + TEXT_WIDTH] * len(page.links))
