"""Line breaking: our small table against uniseg (UAX #14), and the rules of Chinese print."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from services.render.linebreak import breaks, fill, widest_word

# Without what we do otherwise than UAX #14: ％ after anything, units after numbers, signs around brackets.
COMMON = "项目绩效（）《》“”，。、；：？！—…bc12.,/()〔〕"
ALL = COMMON + "%％ ～·-+￥≥＝𠮷々\n年万元人"


@given(st.text(alphabet=COMMON, min_size=2, max_size=12))
@example("完成A类“指标值≥95”。其中：共计1,234.56……")
@example("1/1")
@example("1,/1b/1")
def test_agrees_with_uniseg(text):
    assert set(breaks(text, strict=False)) == set(line_break_boundaries(text)) - {0, len(text)}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("共120万元。", ["共", "120万元。"]),
        ("2024年12月31日", ["2024年", "12月", "31日"]),
        ("项目资金（万元）", ["项", "目", "资", "金", "（万元）"]),
        ("完成率为87.26%，好", ["完", "成", "率", "为", "87.26%，", "好"]),
        ("５％", ["５％"]),
        ("5～10次", ["5～", "10次"]),
        ("＜5天", ["＜5天"]),
        ("“好”的", ["“好”", "的"]),
        ("一\n二", ["一\n", "二"]),
        ("A B", ["A ", "B"]),
        ("……——", ["……", "——"]),
    ],
)
def test_where_lines_may_end(text, pieces):
    edges = (0, *breaks(text), len(text))
    assert [text[a:b] for a, b in itertools.pairwise(edges)] == pieces


@given(st.text(alphabet=ALL, max_size=60), st.integers(1, 12))
def test_every_character_is_on_a_line_that_fits(text, width):
    lines = fill(text, [1.0] * len(text), width)
    assert all(end - start <= width for start, end in lines)
    rest = 0
    for start, end in lines:
        assert set(text[rest:start]) <= {" ", "\n"}
        rest = end
    assert set(text[rest:]) <= {" ", "\n"}


@given(st.text(alphabet=ALL, max_size=60), st.integers(8, 20))
def test_words_stay_whole_where_they_fit(text, width):
    ones = [1.0] * len(text)
    if widest_word(text, ones) > width:
        return
    for start, end in fill(text, ones, width):
        if start and text[start - 1] not in "\n ":
            assert start in breaks(text)
            assert text[start] not in "，。、；：？！）》”％～·"
        if end < len(text) and text[end] not in "\n ":
            assert text[end - 1] not in "（《〔"


def test_line_feeds_are_kept():
    assert fill("甲\n\n乙\n", [1.0] * 5, 9) == [(0, 1), (2, 2), (3, 4), (5, 5)]


def test_unit_leaves_its_number_before_the_number_is_broken():
    assert fill("1234万元", [1.0] * 6, 4) == [(0, 4), (4, 6)]
    assert fill("12345678", [1.0] * 8, 4) == [(0, 4), (4, 8)]
