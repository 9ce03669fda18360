"""A paragraph set in lines as its role asks: indents, 28 characters a line, justified; not yet on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from services.render.document_breaks import justified
from services.render.document_titles import title_lines
from services.render.fonts import FontFile
from services.render.linebreak import is_wide
from services.render.measure import Line, Measurer, Run
from services.render.official import CHARACTER_PITCH, TEXT_WIDTH, THIRD, Place, Setting

_OPENING: Final = frozenset("（《〈「『〔【［｛“‘")
_CLOSING: Final = frozenset("，。、）》〉」』〕】］｝”’")
"""Punctuation with half a character of white before or after it, which may be taken away."""
_MARK: Final = 0.5
_FULL: Final = 0.9
"""From this width (in multiples of the size) on a mark counts as a full character; some fonts have narrow ones."""
_UNBROKEN: Final = frozenset({"……", "——"})
_MOST_SPREAD: Final = 0.6
"""A line that would have to be spread further between two characters (multiples of the size) is not spread at all."""
_EXACT: Final = 1e-4
_MIDDLE: Final = 0.38
"""The middle of a Chinese character above its baseline, in multiples of the size."""


class SetLine(NamedTuple):
    """A line of a paragraph: `x` from the left of the column and `baseline` from the top of the line, in points.

    `pitch` is its height, `start` and `end` are the characters of the paragraph it shows (spaces at its end left out).
    """

    x: float
    baseline: float
    pitch: float
    size: float
    line: Line
    start: int
    end: int


def set_text(measurer: Measurer, text: str, setting: Setting, width: float = TEXT_WIDTH) -> tuple[SetLine, ...]:
    """The lines of a paragraph in a column `width` points wide; an empty paragraph is one empty line."""
    letters = _Letters(text, measurer.glyphs(text, setting.font), setting)
    room = width - setting.right_indent * letters.em
    indent = 0.0 if setting.place is Place.CENTER else setting.indent * letters.em
    ranges = _ranges(letters, setting.place, room, indent)
    return tuple(
        [_set_line(letters, setting, room, 0.0 if i else indent, pair) for i, pair in enumerate(ranges)],
    )


def em_of(setting: Setting) -> float:
    """What a full character takes on a line, points: 三号 type is drawn together so that 28 stand on a line."""
    return CHARACTER_PITCH if setting.size == THIRD else setting.size


def baseline_in(pitch: float, size: float) -> float:
    """The baseline below the top of a line whose characters stand in its middle."""
    return pitch / 2 + _MIDDLE * size


class _Letters:
    """The characters of a paragraph: fonts, widths in points as the font has them and as they are set."""

    def __init__(self, text: str, glyphs: Sequence[tuple[FontFile, float]], setting: Setting) -> None:
        self.text, self.size, self.em = text, setting.size, em_of(setting)
        self.fonts = [font for font, _unit in glyphs]
        self.natural = [unit * self.size for _font, unit in glyphs]
        self.advances = [unit * self.em for _font, unit in glyphs]
        self.full = [unit >= _FULL for _font, unit in glyphs]

    def give(self, at: int) -> float:
        """By how much a character may be narrower."""
        closing = self.text[at] in _CLOSING
        opening = self.text[at] in _OPENING and (at == 0 or self.full[at - 1])  # a narrow space has no room for it
        return _MARK * self.em if self.full[at] and (closing or opening) else 0.0

    def spreads(self, at: int) -> bool:
        """Whether there may be more room after a character: not inside words and numbers."""
        before, after = self.text[at : at + 1], self.text[at + 1 : at + 2]
        return before + after not in _UNBROKEN and (before == " " or self._loose(at) or self._loose(at + 1))

    def _loose(self, at: int) -> bool:
        return is_wide(self.text[at]) or (self.full[at] and not self.text[at].isascii())


def _ranges(letters: _Letters, place: Place, room: float, indent: float) -> list[tuple[int, int]]:
    """Start and end of the lines; those in the middle of the column about equally long."""
    text, advances = letters.text, letters.advances
    if not text:
        return [(0, 0)]
    if place is Place.CENTER:
        return title_lines(text, advances, room)
    justify = place is Place.JUSTIFIED
    give = [letters.give(i) if justify else 0.0 for i in range(len(text))]
    return justified(text, advances, give, room - indent, room)


def _set_line(letters: _Letters, setting: Setting, room: float, indent: float, pair: tuple[int, int]) -> SetLine:
    start, end = pair
    goal = room - indent
    xs = _positions(letters, start, end, goal, spread=setting.place is Place.JUSTIFIED and not _is_last(letters, end))
    line = Line(letters.text[start:end], xs[-1], tuple(_runs(letters, start, end, xs)))
    free = goal - line.width
    x = indent + {Place.CENTER: free / 2, Place.RIGHT: free}.get(setting.place, 0.0)
    return SetLine(x, baseline_in(setting.pitch, setting.size), setting.pitch, setting.size, line, start, end)


def _is_last(letters: _Letters, end: int) -> bool:
    """Whether nothing follows a line in its paragraph, or a line feed does."""
    return letters.text[end:].lstrip(" ")[:1] in ("", "\n")


def _positions(letters: _Letters, start: int, end: int, goal: float, *, spread: bool) -> list[float]:
    """Where each character of a line begins, and where the last one ends."""
    advances = letters.advances[start:end]
    free = goal - sum(advances)
    if free < -_EXACT:
        return _drawn_together(letters, start, advances, -free)
    gaps = [i for i in range(len(advances) - 1) if spread and letters.spreads(start + i)]
    if gaps and _EXACT < free <= len(gaps) * _MOST_SPREAD * letters.em:
        for i in gaps:
            advances[i] += free / len(gaps)
    return [0.0, *accumulate(advances)]


def _drawn_together(letters: _Letters, start: int, advances: list[float], over: float) -> list[float]:
    """Positions with `over` points less, taken from the white before opening and after closing marks."""
    gives = [letters.give(start + i) for i in range(len(advances))]
    share = min(over / sum(gives), 1.0) if any(gives) else 0.0
    xs = [0.0, *accumulate(advance - give * share for advance, give in zip(advances, gives, strict=True))]
    for i, give in enumerate(gives):
        if give and letters.text[start + i] in _OPENING:
            xs[i] -= give * share
    return xs


def _runs(letters: _Letters, start: int, end: int, xs: Sequence[float]) -> Iterator[Run]:
    """The stretches of a line with one font and one spacing."""
    first = start
    while first < end:
        last, spacing = first + 1, 0.0
        while last < end and letters.fonts[last] is letters.fonts[first]:
            here = round(xs[last - start] - xs[last - 1 - start] - letters.natural[last - 1], 6)
            if last == first + 1:
                spacing = here
            elif abs(here - spacing) > _EXACT:
                break
            last += 1
        yield _run(letters, first, xs[first - start : last - start + 1], spacing)
        first = last


def _run(letters: _Letters, first: int, xs: Sequence[float], spacing: float) -> Run:
    """The run of the characters that begin at `xs`, the last of which is the end of the run."""
    text = letters.text[first : first + len(xs) - 1]
    return Run(text, letters.fonts[first], xs[0], tuple([end - x for x, end in pairwise(xs)]), spacing)
