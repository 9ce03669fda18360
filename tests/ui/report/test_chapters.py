"""Which sections are shown together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filing.refs import FieldRef
from services.reports.outline import PassageKind
from services.reports.sections import PassageState, PassageView, SectionView
from ui.report.chapters import chapters


def section(key, level, passages):
    made = tuple(
        PassageView(f"{key}-{n}", PassageKind.FREE, FieldRef("passage", f"{key}-{n}", "text"), PassageState.EMPTY)
        for n in range(passages)
    )
    return SectionView(key, "", key, level, made)


def sections(text):
    """“1:2 2:0” is a section of level 1 with two passages and one of level 2 with none."""
    pairs = (word.split(":") for word in text.split())
    return [section(f"s{n}", int(level), int(count)) for n, (level, count) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("1:1 1:1", [["s0"], ["s1"]]),
        ("1:0 2:1 2:1 1:1", [["s0", "s1", "s2"], ["s3"]]),
        ("0:0 1:1 1:1", [["s0", "s1"], ["s2"]]),
        ("0:1 1:1", [["s0"], ["s1"]]),
        ("1:1 2:6 2:6", [["s0"], ["s1"], ["s2"]]),
        ("1:0 2:6 2:6", [["s0", "s1"], ["s2"]]),
        ("1:0 2:0", [["s0", "s1"]]),
    ],
)
def test_little_goes_together(text, keys):
    assert [[one.key for one in chapter.sections] for chapter in chapters(sections(text))] == keys


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), max_size=30))
def test_every_section_is_in_one_chapter_in_order(shape):
    made = [section(f"s{n}", level, count) for n, (level, count) in enumerate(shape)]
    assert [one.key for chapter in chapters(made) for one in chapter.sections] == [one.key for one in made]
