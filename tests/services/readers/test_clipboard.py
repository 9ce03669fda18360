"""The clipboard of Excel, WPS, Word and Notepad as a block of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.readers import clipboard
from services.readers.clipboard import Block, BlockTooLarge, format_block, parse_block
from services.readers.html_table import Merge


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (None, ()),
        ("", ()),
        ("甲", (("甲",),)),
        ("甲\r\n", (("甲",),)),
        ("\r\n", (("",),)),
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙"), ("丙", "丁"))),
        ("甲\t乙\n丙\t丁", (("甲", "乙"), ("丙", "丁"))),
        ("甲\r乙\r", (("甲",), ("乙",))),
        ("1\n2\n3\n", (("1",), ("2",), ("3",))),
        ("甲\t\n\n", (("甲", ""), ("", ""))),
        ("\t\t", (("", "", ""),)),
        ("甲\t乙\n丙", (("甲", "乙"), ("丙", ""))),
        ("甲\t乙\0", (("甲", "乙"),)),
        ('"第一行\n第二行"\t2\r\n', (("第一行\n第二行", "2"),)),
        ('"第一行\r\n第二行"\r\n', (("第一行\n第二行",),)),
        ('"第一行\n第二行"', (("第一行\n第二行",),)),
        ('"说""好""\n"\t1', (('说"好"\n', "1"),)),
        ('"含\t制表符"\t1', (("含\t制表符", "1"),)),
        ('5"管\t6"管\r\n', (('5"管', '6"管'),)),
        ('"三公"经费\t1\r\n', (('"三公"经费', "1"),)),
        ('"三公"\t1\r\n', (('"三公"', "1"),)),
        ('"没有结尾\t1\r\n', (('"没有结尾', "1"),)),
        ('""\t1', (("", "1"),)),
        ('""""\t1', (('"', "1"),)),
        ("１２３．５\t≥９５％\n", (("１２３．５", "≥９５％"),)),
        ("=1+1\t-5\n", (("=1+1", "-5"),)),
    ],
)
def test_text_alone(text: str | None, rows: tuple[tuple[str, ...], ...]) -> None:
    assert parse_block(text) == Block(rows)


@pytest.mark.parametrize("html", [None, "<p>第一段</p><p>第二段</p>"])
def test_text_without_tabs_and_table_stays_one_cell(html: str | None) -> None:
    assert parse_block("第一段\r\n第二段", html).rows == (("第一段\n第二段",),)


def test_word_paragraphs_with_a_last_line_end_stay_one_cell() -> None:
    assert parse_block("第一段\r\n第二段\r\n", "<p>第一段</p><p>第二段</p>").rows == (("第一段\n第二段",),)


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>
<!--td {mso-number-format:General; display:none} --></style></head><body link=blue>
<table border=0 cellpadding=0 style='border-collapse:collapse'>
<!--StartFragment--> <col width=64 span=2 style='width:48pt'>
 <tr height=18><td rowspan=2 height=36 class=xl65>绩效
  指标</td><td class=xl66 align=right x:num="196.5">196.50</td></tr>
 <tr height=18><td style='mso-number-format:"\\@"'>&nbsp;</td></tr>
 <tr height=18><td colspan=2>第一行<br style='mso-data-placement:same-cell'>  第二行</td></tr>
<!--EndFragment--><![if supportMisalignedColumns]>
 <tr height=0 style='display:none'><td width=64></td><td width=64></td></tr><![endif]>
</table></body></html>"""


def test_excel_html_tells_merges_and_text_tells_values() -> None:
    block = parse_block('绩效指标\t196.50\r\n\t\r\n"第一行\n第二行"\t\r\n', EXCEL)
    assert block.rows == (("绩效指标", "196.50"), ("", ""), ("第一行\n第二行", ""))
    assert block.merged == (Merge(0, 0, 2, 1), Merge(2, 0, 1, 2))
    assert block.covered == {(1, 0), (2, 1)}


def test_excel_html_without_text() -> None:
    block = parse_block(None, EXCEL)
    assert block.rows == (("绩效 指标", "196.50"), ("", ""), ("第一行\n第二行", ""))
    assert (block.height, block.width) == (3, 2)


def test_a_column_of_a_table_is_rows_even_without_last_line_end() -> None:
    html = "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>"
    assert parse_block("1\r\n2", html).rows == (("1",), ("2",))


def test_number_too_wide_for_its_column_is_read_from_the_html() -> None:
    html = "<table><tr><td x:num='1948.3'>####</td><td x:num>2</td><td>##</td></tr></table>"
    assert parse_block("####\t2\t##\r\n", html).rows == (("1948.3", "2", "##"),)


def test_word_table_wins_over_its_broken_text() -> None:
    html = "<table><tr><td><p>甲</p><p>乙</p></td><td><p>1</p></td></tr></table>"
    assert parse_block("甲\r\n乙\t1\r\n", html).rows == (("甲\n乙", "1"),)


def test_text_wins_over_a_table_among_other_text() -> None:
    html = "<p>说明</p><table><tr><td>甲</td><td>1</td></tr></table>"
    assert parse_block("说明\n甲\t1\n", html).rows == (("说明", ""), ("甲", "1"))


def test_table_in_a_cell_is_text_of_the_cell() -> None:
    html = "<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table></td><td>丁</td></tr></table>"
    assert parse_block(None, html).rows == (("甲\n乙 丙", "丁"),)


@pytest.mark.parametrize(
    ("html", "rows", "merged"),
    [
        ("<table><td>甲<td>乙<tr><td>丙</table>", (("甲", "乙"), ("丙", "")), ()),
        ("<table><tr><td rowspan=0>甲<td>1<tr><td>2</table>", (("甲", "1"), ("", "2")), (Merge(0, 0, 2, 1),)),
        ("<table><tr><td rowspan=9>甲<td>1</table>", (("甲", "1"),), ()),
        ("<table><tr><td rowspan=x colspan=-2>甲</table>", (("甲",),), ()),
        ("<table><tr><th>甲&amp;乙</th></tr></table>", (("甲&乙",),), ()),
        ("<head><title>表</title><body><table><tr><td>甲</table>", (("甲",),), ()),
    ],
)
def test_loose_html(html: str, rows: tuple[tuple[str, ...], ...], merged: tuple[Merge, ...]) -> None:
    assert parse_block(None, html) == Block(rows, merged)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("\t" * clipboard.MOST_CELLS, None),
        ("\n" * (clipboard.MOST_CELLS + 1), None),
        ("\t" * 1000 + "\n" * 1000, None),
        (None, "<table><tr><td colspan=99999>1<td colspan=99999>2</table>"),
        (None, "<table><tr>" + "<td>" * 400 + "<tr><td>" * 400 + "</table>"),
    ],
)
def test_a_whole_worksheet_is_refused(text: str | None, html: str | None) -> None:
    with pytest.raises(BlockTooLarge, match="超过 100,000 格"):
        parse_block(text, html)


def test_as_many_cells_as_allowed() -> None:
    assert parse_block(("\t" * 99 + "\n") * 1000).height == 1000


_CELLS = st.text(st.sampled_from('甲1"\t\n =&<') | st.characters(exclude_characters="\r\0\ufeff"), max_size=8)
_BLOCKS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.tuples(*[_CELLS] * width), min_size=1, max_size=5).map(tuple)
)


@given(_BLOCKS)
def test_what_is_copied_is_pasted(rows: tuple[tuple[str, ...], ...]) -> None:
    assert parse_block(format_block(rows)).rows == rows


@given(st.text(st.sampled_from('甲"\t\n\r<>/tdr&;') | st.characters()), st.text(st.sampled_from("<>/tdr=a&;甲 \n")))
def test_any_clipboard_gives_a_rectangle(text: str, html: str) -> None:
    block = parse_block(text, html)
    assert {len(row) for row in block.rows} <= {block.width}


def test_copied_text_is_what_excel_expects() -> None:
    assert format_block([("甲", "一\r\n二"), ('"三公"经费', "")]) == '甲\t"一\n二"\n"""三公""经费"\t\n'
