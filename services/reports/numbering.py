"""Numbers of headings: 第一部分, 一、（一）1.（1）①, always made by the program so that none is missing or double."""

from __future__ import annotations

from services.accounts.class_rows import chinese

_CIRCLED = 0x2460
_CIRCLES = 20


class Numbering:
    """Counts the headings of one report."""

    def __init__(self) -> None:
        self._counts: list[int] = [0] * 6

    def next(self, level: int) -> str:
        """The number of the next heading of a level; those below begin again (parts count on beside 一、)."""
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (len(self._counts) - level - 1)
        return number_text(level, self._counts[level])


def number_text(level: int, count: int) -> str:
    """A number as it stands before a heading."""
    if level == 0:
        return f"第{chinese(count)}部分　"
    if level <= 2:
        return f"{chinese(count)}、" if level == 1 else f"（{chinese(count)}）"
    if level <= 4:
        return f"{count}." if level == 3 else f"（{count}）"
    return chr(_CIRCLED + count - 1) if count <= _CIRCLES else f"{count}）"
