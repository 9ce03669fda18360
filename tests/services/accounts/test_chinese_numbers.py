"""Numbers of headings and rows in Chinese."""

from __future__ import annotations

import pytest

from services.accounts.class_rows import chinese


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
    ],
)
def test_numbers_are_written_as_they_are_read(number, words):
    assert chinese(number) == words


def test_no_two_numbers_are_written_alike():
    assert len({chinese(number) for number in range(10_000)}) == 10_000
