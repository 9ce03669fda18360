"""A mend replaces exactly the words it names, and leaves inserted figures inserted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.mend import mended, new_words
from services.reports.tokens import keys_in, runs, token

VALUES = {"a": "12.5", "b": "7", "c": "不足0.01%"}
PIECES = st.lists(st.one_of(st.sampled_from([token(key) for key in VALUES]), st.text("共占万元0123，。\n", max_size=6)))


def read(stored):
    return "".join(run.text for run in runs(stored, VALUES.__getitem__))


@pytest.mark.parametrize(
    ("stored", "words", "put", "after"),
    [
        ("共100元，占⟦b⟧个", "100元", "⟦a⟧元", "共⟦a⟧元，占⟦b⟧个"),
        ("共⟦a⟧万元", "12.5", "3", "共3万元"),
        ("共⟦a⟧万元", "2.5万", "3", "共3元"),
        ("甲", "甲", "", ""),
    ],
)
def test_words_are_replaced_where_they_are_read(stored, words, put, after):
    start = read(stored).index(words)
    assert mended(stored, VALUES.__getitem__, (start, start + len(words)), put) == after


@given(PIECES, st.data())
def test_between_figures_the_text_reads_as_if_replaced(pieces, data):
    stored = "".join(pieces)
    text = read(stored)
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start + 1, max(len(text), start + 1)))
    after = read(mended(stored, VALUES.__getitem__, (start, end), "换"))
    if text and len(keys_in(mended(stored, VALUES.__getitem__, (start, end), "换"))) == len(keys_in(stored)):
        assert after == text[:start] + "换" + text[end:]
    assert after.count("换") == bool(text)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("占40.03%。", "占43.03%。", "43.03%"),
        ("总计2100.00万元", "总计⟦t.a⟧万元", "⟦t.a⟧"),
        ("前后一致", "前后不一致", "不"),
        ("同", "同", ""),
    ],
)
def test_what_is_new_is_told_whole(before, after, words):
    assert new_words(before, after) == words
