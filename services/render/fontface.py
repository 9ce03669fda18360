"""What measuring needs of a font file: which characters it has and how wide they are.

Reads only the table directory, cmap and hmtx (under a millisecond; fontTools needs 80 ms to open one Chinese font,
which would be felt at the first window). Tests compare the result with fontTools.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import BinaryIO

_WANTED = ("head", "hhea", "hmtx", "cmap")
_GlyphOf = Callable[[int], int]


class Face:
    """One face of a font file. Widths are in thousandths of the font size."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Read the face; OSError when the file cannot be read, ValueError when it is no TrueType font."""
        try:
            with path.open("rb") as file:
                directory = _directory(file, index)
                tables = {tag: _read(file, *directory[tag]) for tag in _WANTED}
            self._glyph_of = _character_map(tables["cmap"])
        except (struct.error, KeyError, IndexError) as error:
            raise ValueError(f"not a TrueType font: {path.name}") from error
        self.has_outlines = "glyf" in directory
        self._units = struct.unpack_from(">H", tables["head"], 18)[0]
        self._last = struct.unpack_from(">H", tables["hhea"], 34)[0] - 1
        self._metrics = _words(tables["hmtx"][: 4 * (self._last + 1)], "H")

    def glyph(self, code: int) -> int:
        """The glyph of a character, 0 when the font lacks it."""
        return self._glyph_of(code)

    def advance(self, code: int) -> float:
        """Width of a character in thousandths of the size; that of the missing-glyph box when the font lacks it."""
        glyph = min(self._glyph_of(code), self._last)
        return float(self._metrics[2 * glyph] * 1000 / self._units)


@cache
def face(path: Path, index: int = 0) -> Face:
    """The face, read once."""
    return Face(path, index)


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def _directory(file: BinaryIO, index: int) -> dict[str, tuple[int, int]]:
    """Tables of a face: tag to (offset, length)."""
    start = 0
    if _read(file, 0, 4) == b"ttcf":
        start = struct.unpack(">I", _read(file, 12 + 4 * index, 4))[0]
    count = struct.unpack(">H", _read(file, start + 4, 2))[0]
    records = struct.iter_unpack(">4sIII", _read(file, start + 12, 16 * count))
    return {tag.decode("latin-1"): (offset, length) for tag, _sum, offset, length in records}


def _words(data: bytes, kind: str) -> array[int]:
    """Big-endian numbers of a table."""
    values = array(kind, data)
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _character_map(cmap: bytes) -> _GlyphOf:
    """The widest Unicode map of the font: format 12, else format 4."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    maps: dict[int, int] = {}
    for platform, encoding, offset in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count]):
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            maps[struct.unpack_from(">H", cmap, offset)[0]] = offset
    if 12 in maps:
        return _format12(cmap, maps[12])
    return _format4(cmap, maps[4])


def _format12(cmap: bytes, offset: int) -> _GlyphOf:
    """Map by groups of (first, last, glyph of the first)."""
    count = struct.unpack_from(">I", cmap, offset + 12)[0]
    groups = _words(cmap[offset + 16 : offset + 16 + 12 * count], "I")
    firsts, lasts, glyphs = groups[0::3], groups[1::3], groups[2::3]

    def glyph_of(code: int) -> int:
        at = bisect_right(firsts, code) - 1
        return glyphs[at] + code - firsts[at] if at >= 0 and code <= lasts[at] else 0

    return glyph_of


def _format4(cmap: bytes, offset: int) -> _GlyphOf:
    """Map by segments with a delta or an offset into a glyph array that follows the offsets."""
    size = struct.unpack_from(">H", cmap, offset + 6)[0]
    end = offset + 14
    lasts = _words(cmap[end : end + size], "H")
    firsts = _words(cmap[end + size + 2 : end + 2 * size + 2], "H")
    deltas = _words(cmap[end + 2 * size + 2 : end + 3 * size + 2], "H")
    ranges = end + 3 * size + 2

    def glyph_of(code: int) -> int:
        at = bisect_right(firsts, code) - 1
        if at < 0 or code > lasts[at] or code > 0xFFFF:
            return 0
        skip = struct.unpack_from(">H", cmap, ranges + 2 * at)[0]
        if not skip:
            return (code + deltas[at]) & 0xFFFF
        glyph = struct.unpack_from(">H", cmap, ranges + 2 * at + skip + 2 * (code - firsts[at]))[0]
        return (glyph + deltas[at]) & 0xFFFF if glyph else 0

    return glyph_of
