"""Mending a written passage: other words, or an inserted figure, in place of some that are read in it."""

from __future__ import annotations

from collections.abc import Callable

from services.reports.tokens import runs, token


def mended(stored: str, show: Callable[[str], str], span: tuple[int, int], put: str) -> str:
    """The stored text with `put` in place of the characters of `span`, counted with figures as printed.

    Inserted figures outside stay inserted; one that the span touches goes.
    """
    pieces: list[str] = []
    read, placed = 0, False
    for run in runs(stored, show):
        start, read = read, read + len(run.text)
        before, after = max(span[0] - start, 0), max(read - max(span[1], start), 0)
        if span[1] <= start or span[0] >= read:
            pieces.append(token(run.key) if run.key else run.text)
            continue
        pieces.append("" if run.key else run.text[:before])
        pieces.append("" if placed else put)
        placed = True
        pieces.append("" if run.key or not after else run.text[-after:])
    return "".join(pieces)


def new_words(before: str, after: str) -> str:
    """What stands in a mended text where the old one differs, a figure's token or number whole."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    tail = 0
    least = min(len(before), len(after)) - start
    while tail < least and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    while start and _joins(after[start - 1]):
        start -= 1
    while tail and _joins(after[-tail]):
        tail -= 1
    return after[start : len(after) - tail]


def _joins(letter: str) -> bool:
    """Whether a letter belongs to a number or a token, which is shown whole."""
    return letter in "0123456789.,%⟦" or (letter.isascii() and letter.isalnum())
