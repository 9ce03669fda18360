"""Paragraphs in lines: 28 characters, 避头尾, nothing lost, nothing wider than the column."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.render.document_text import SetLine, set_text
from services.render.fonts import FontRole
from services.render.measure import Measurer
from services.render.official import CHARACTER_PITCH, SETTINGS, TEXT_WIDTH, THIRD, Place, Setting
from services.reports.document import TextStyle
from tests.services.render.papers import FONTS, TEXTS

MEASURER = Measurer(FONTS)
BODY = SETTINGS[TextStyle.BODY]
FLUSH = Setting(FontRole.FANGSONG, THIRD, indent=0)
NEVER_FIRST = "，。、；：？！）》」』〕】％%～·……"
NEVER_LAST = "（《「『〔【"

PIECES = st.sampled_from(
    [
        "WPS Office",
        " ",
        *"，。、；（）《》的",
        "绩效",
        "自评",
        "预算",
        "“好”",
        "——",
        "……",
        "ABC-1/2",
        "5,105.18万元",
        "99.52%",
        "12月31日",
        "2023年",
        "82人",
        "〔2020〕10号",
    ]
)
CHINESE = st.sampled_from(["绩效", "预算，", "占99.52%", "共5,105.18万元；", "（中央）", "的"])
PROSE = st.lists(PIECES, max_size=60).map("".join)


def lines(text: str, setting: Setting = BODY) -> list[str]:
    return [line.line.text for line in set_text(MEASURER, text, setting)]


def spacings(line: SetLine) -> list[float]:
    """The distances between the beginnings of neighbouring characters."""
    xs = [x for run in line.line.runs for x in _starts(run.x, run.advances)]
    return [after - before for before, after in pairwise(xs)]


def _starts(x: float, advances: tuple[float, ...]) -> list[float]:
    return [x + sum(advances[:i]) for i in range(len(advances))]


def test_a_line_holds_28_characters():
    assert [len(text) for text in lines("绩" * 100)] == [26, 28, 28, 18]
    full = set_text(MEASURER, "绩" * 100, BODY)[1]
    assert full.line.width == pytest.approx(TEXT_WIDTH)
    assert spacings(full) == pytest.approx([CHARACTER_PITCH] * 27)


def test_the_first_line_begins_two_characters_in():
    first, second = set_text(MEASURER, "绩" * 40, BODY)
    assert (first.x, second.x) == (pytest.approx(2 * CHARACTER_PITCH), 0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绩" * 28 + "。", ["绩" * 27, "绩。"]),
        ("绩" * 13 + "，" + "绩" * 14 + "。", ["绩" * 13 + "，" + "绩" * 14 + "。"]),
        ("绩" * 27 + "（效）", ["绩" * 27, "（效）"]),
        ("绩" * 24 + "99.52%好", ["绩" * 24 + "99.52%", "好"]),
        ("绩" * 26 + "99.52%好", ["绩" * 26, "99.52%好"]),
        ("绩" * 26 + "……", ["绩" * 26 + "……"]),
        ("绩" * 27 + "……", ["绩" * 26, "绩……"]),
        ("上行\n下行", ["上行", "下行"]),
        ("", [""]),
    ],
)
def test_where_lines_end(text: str, expected: list[str]):
    assert lines(text, FLUSH) == expected


def test_a_line_is_drawn_together_at_its_punctuation():
    (line,) = set_text(MEASURER, "绩" * 13 + "，" + "绩" * 14 + "。", FLUSH)
    assert line.line.width == pytest.approx(TEXT_WIDTH)
    assert spacings(line)[13] == pytest.approx(CHARACTER_PITCH / 2)
    assert spacings(line)[12] == pytest.approx(CHARACTER_PITCH)


def test_an_opening_mark_gives_the_white_before_it():
    text = "绩" * 12 + "（" + "绩" * 15 + "。"
    (line,) = set_text(MEASURER, text, FLUSH)
    assert spacings(line)[11] == pytest.approx(CHARACTER_PITCH / 2)
    assert spacings(line)[12] == pytest.approx(CHARACTER_PITCH)


def test_a_number_is_not_spread():
    first = set_text(MEASURER, "绩" * 21 + "5105.18，好好好" + "绩" * 20, FLUSH)[0]
    digit = MEASURER.width("5", THIRD, FontRole.FANGSONG)
    assert spacings(first)[20] > CHARACTER_PITCH
    assert spacings(first)[21] < digit


def test_a_loose_line_takes_the_number_without_its_unit():
    text = "绩" * 20 + "4,454,454.96万元，占" + "绩" * 20
    assert lines(text, FLUSH)[0] == "绩" * 20 + "4,454,454.96"


def test_date_and_signature_keep_their_distance_from_the_right():
    for style, indent in ((TextStyle.SIGNATURE, 2), (TextStyle.DATE, 4)):
        (line,) = set_text(MEASURER, "2024年4月18日", SETTINGS[style])
        assert line.x + line.line.width == pytest.approx(TEXT_WIDTH - indent * CHARACTER_PITCH)


@given(PROSE)
def test_every_character_stands_once_and_in_order(text: str):
    laid = set_text(MEASURER, text, BODY)
    rest = 0
    for line in laid:
        assert line.line.text == text[line.start : line.end]
        assert "".join(run.text for run in line.line.runs) == line.line.text
        assert not text[rest : line.start].strip(" ")
        rest = line.end
    assert not text[rest:].strip(" ")


@given(PROSE, st.sampled_from(list(Place)))
def test_no_line_is_wider_than_the_column(text: str, place: Place):
    for line in set_text(MEASURER, text, Setting(FontRole.FANGSONG, THIRD, place)):
        assert line.x + line.line.width <= TEXT_WIDTH + 1e-3
        assert all(distance > 0 for distance in spacings(line))


@given(PROSE)
def test_no_line_begins_or_ends_with_what_may_not(text: str):
    prose = re.sub(r"[，。、；（《）》]{2,}", "，", text.replace(" ", ""))
    laid = lines(prose)
    assert not [line for line in laid[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in laid[:-1] if line[-1] in NEVER_LAST]


@given(st.lists(CHINESE, max_size=60).map("".join))
def test_all_lines_but_the_last_reach_both_edges(text: str):
    for line in set_text(MEASURER, text, BODY)[:-1]:
        assert line.x + line.line.width == pytest.approx(TEXT_WIDTH, abs=1e-3)


@pytest.mark.parametrize("text", TEXTS)
def test_prose_is_not_spread_far(text: str):
    for line in set_text(MEASURER, text * 4, BODY)[:-1]:
        assert line.x + line.line.width == pytest.approx(TEXT_WIDTH)
        assert max(run.spacing for run in line.line.runs) < 0.2 * THIRD
