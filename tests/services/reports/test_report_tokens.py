"""Tokens in stored texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.document import Run
from services.reports.tokens import keys_in, runs, split_places, token, without_tokens

WORDS = st.text(st.characters(exclude_characters="⟦⟧"))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [("a.b", ("a.b", None)), ("rate(a,b)@1", ("rate(a,b)", 1)), ("a@b", ("a@b", None)), ("@1", ("@1", None))],
)
def test_declared_places(inside: str, expected: tuple[str, int | None]) -> None:
    assert split_places(inside) == expected


def test_a_text_is_words_and_figures() -> None:
    text = f"合计{token('a')}万元，占{token('rate(a,b)', 1)}。"
    assert keys_in(text) == ["a", "rate(a,b)"]
    shown = {"a": "5", "rate(a,b)@1": "9.1%"}
    pieces = runs(text, shown.__getitem__)
    assert pieces == (Run("合计"), Run("5", "a"), Run("万元，占"), Run("9.1%", "rate(a,b)@1"), Run("。"))


@given(WORDS)
def test_words_without_tokens_stay_as_they_are(text: str) -> None:
    assert "".join(run.text for run in runs(text, lambda _key: "!")) == text


@given(st.text())
def test_what_is_pasted_holds_no_token(text: str) -> None:
    assert keys_in(without_tokens(text)) == []
