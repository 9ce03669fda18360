"""What is pasted from Word, WPS or a web page as clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.report.pasting import clean_html, clean_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("　　第一段。\r\n　　第二段。", "第一段。\n第二段。"),
        ("• 一条\n● 二条", "一条\n二条"),
        ("a\u00a0\u00a0b", "a b"),
        ("中 文 字", "中文字"),
        ("预算 100 万元", "预算 100 万元"),
        ("软\u2028回车", "软回车"),
        ("零\u200b宽\ufeff", "零宽"),
        ("⟦p.x⟧", "p.x"),
        ("甲\t乙\t", "甲\t乙"),
        ("\n\n一\n\n\n二\n", "一\n二"),
        ("（一）标题", "（一）标题"),
        ("", ""),
    ],
)
def test_plain_text(text, clean):
    assert clean_text(text) == clean


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>跨行\r\n的字</p>", "跨行的字"),
        ("<p>one\ntwo</p>", "one two"),
        ("<p>第一句。<br>第二句。</p>", "第一句。\n第二句。"),
        ("<p>没有<br/>完</p>", "没有完"),
        ("<p class=MsoNormal><b>加</b><i>粗</i><o:p></o:p></p>", "加粗"),
        ("<!--[if !supportLists]--><span style='mso-list:Ignore'>(1)</span><!--[endif]-->条目", "条目"),
        ("<table><tr><th>甲</th><th>乙</th></tr></table><p>后</p>", "甲\t乙\n后"),
        ("&lt;不是标签&gt;&nbsp;", "<不是标签>"),
        ("没有标签", "没有标签"),
        ("<p>没有结束", "没有结束"),
    ],
)
def test_html(html, clean):
    assert clean_html(html) == clean


@given(st.text(max_size=60))
def test_clean_text_is_clean(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert "⟦" not in clean_text(text)


@given(st.text("<>/pbrtdul&;= 字0\n", max_size=60))
def test_no_html_is_too_broken(html):
    assert "\ufffc" not in clean_html(html)
