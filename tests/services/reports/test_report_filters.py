"""The clerk's own words within a sentence: every line ended once, nothing doubled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.facts_indicators import said
from services.reports.figures import FigureBook
from services.reports.templates import Templates
from tests.services.rules.casebook import filing

TEMPLATES = Templates(FigureBook(filing()), {})


def made(name: str, text: str) -> str:
    return TEMPLATES.text("{{ text|" + name + " }}", text=text)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("stopped", "完成", "完成。"),
        ("stopped", "完成。", "完成。"),
        ("stopped", "完成；", "完成。"),
        ("stopped", "完成，", "完成。"),
        ("stopped", "好！", "好！"),
        ("stopped", "他说“好。”", "他说“好。”"),
        ("stopped", "（另行说明。）", "（另行说明。）"),
        ("stopped", "；", ""),
        ("stopped", " ", ""),
        ("paragraphs", "一是甲\n\n二是乙；\n三是丙", "一是甲。\n二是乙；\n三是丙。"),
        ("paragraphs", "目标：\n甲", "目标：\n甲。"),
        ("paragraphs", "", ""),
        ("flat", "甲\n乙；\n丙", "甲；乙；丙。"),
        ("flat", "甲。\n乙。", "甲。乙。"),
        ("flat", "", ""),
        ("inline", "《甲》；\n\n《乙》。", "《甲》、《乙》"),
        ("inline", "", ""),
    ],
)
def test_words_are_ended_once(name: str, text: str, says: str) -> None:
    assert made(name, text) == says


@given(st.lists(st.text("甲乙。；，！\n 丙", max_size=12), max_size=4).map("\n".join))
def test_a_sentence_chain_has_no_second_stop(text: str) -> None:
    once = re.sub("[。；，！]+", lambda match: match[0][0], text)
    flat = made("flat", once)
    assert not re.search("。。|；；|，。|；。", flat)
    assert flat == "" or flat[-1] in "。！"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("无", ""),
        (" 无。", ""),
        ("暂无", ""),
        ("/", ""),
        ("", ""),
        ("无偏差", "无偏差"),
        ("⟦p.x.rate⟧甲", "p.x.rate甲"),
    ],
)
def test_no_more_than_nothing_is_not_said(text: str, says: str) -> None:
    assert said(text) == says
