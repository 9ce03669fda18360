"""Did two systems export the same? `python -m tools.windows.compare LEFT RIGHT`; each a folder of `self-check --keep`.

Bytes first; where they differ (another zlib packs differently), the content decides: pages of a PDF with every
character's place, parts of an XLSX or DOCX, values of a JSON file. The ending of the name says which.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
from PIL import Image

MANIFEST = "files.json"
"""What the self-check writes beside the files it keeps; it names the system, so it is not compared."""
_NEAR = 0.01
"""Points by which a character may stand elsewhere: less than any printer shows."""
_SHOWN = 5
"""Differences named per file; one is enough to fail."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out for one file: how it was compared, and in words where the two differ (none = equal)."""

    name: str
    how: str
    differences: tuple[str, ...] = ()


def compare_folders(left: Path, right: Path) -> list[Verdict]:
    """Compare all files of two folders by name; a file that only one has is a difference."""
    names = _files(left) | _files(right)
    return [compare_files(name, left / name, right / name) for name in sorted(names)]


def _files(folder: Path) -> set[str]:
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return paths - {MANIFEST}


def compare_files(name: str, left: Path, right: Path) -> Verdict:
    """Compare two files of the same name."""
    missing = [str(path.parent) for path in (left, right) if not path.is_file()]
    if missing:
        return Verdict(name, "presence", tuple(f"not in {folder}" for folder in missing))
    if left.read_bytes() == right.read_bytes():
        return Verdict(name, "bytes")
    how, differences = _BY_ENDING.get(left.suffix.lower(), ("bytes", _bytes_differ))
    return Verdict(name, how, tuple(differences(left, right)[:_SHOWN]))


def _bytes_differ(left: Path, right: Path) -> list[str]:
    return [f"{left.stat().st_size} bytes and {right.stat().st_size}, not the same"]


def pdf_differences(left: Path, right: Path) -> list[str]:
    """Page by page: size, text, and the box of every character within a hundredth of a point."""
    pages = [_pdf_pages(path) for path in (left, right)]
    if len(pages[0]) != len(pages[1]):
        return [f"{len(pages[0])} pages and {len(pages[1])}"]
    return [
        f"page {number}: {difference}"
        for number, (one, other) in enumerate(zip(*pages, strict=True), start=1)
        for difference in _page_differences(one, other)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    size: tuple[float, float]
    text: str
    boxes: list[tuple[float, ...]]


def _pdf_pages(path: Path) -> list[_Page]:
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        pages.append(_Page(page.get_size(), text.get_text_range(), boxes))
    document.close()
    return pages


def _page_differences(one: _Page, other: _Page) -> list[str]:
    if one.size != other.size:
        return [f"size {one.size} and {other.size}"]
    if one.text != other.text:
        return [f"text {_first_difference(one.text, other.text)}"]
    moved = [
        index
        for index, (box, box2) in enumerate(zip(one.boxes, other.boxes, strict=True))
        if any(abs(a - b) > _NEAR for a, b in zip(box, box2, strict=True))
    ]
    return [f"{len(moved)} characters stand elsewhere, first number {moved[0]}"] if moved else []


def _first_difference(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"“{one[at : at + 20]}” and “{other[at : at + 20]}”"


def package_differences(left: Path, right: Path) -> list[str]:
    """Part by part of an office file, unpacked; pictures by their pixels, for they are packed once more."""
    parts = [_parts(path) for path in (left, right)]
    names = sorted(parts[0].keys() | parts[1].keys())
    return [f"part {name}" for name in names if not _same_part(name, parts[0].get(name), parts[1].get(name))]


def _same_part(name: str, one: bytes | None, other: bytes | None) -> bool:
    if one == other or one is None or other is None or not name.endswith(".png"):
        return one == other
    pictures = [Image.open(io.BytesIO(content)) for content in (one, other)]
    return bool(pictures[0] == pictures[1] and pictures[0].info == pictures[1].info)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def workbook_differences(left: Path, right: Path) -> list[str]:
    """Part by part; where parts differ, cell by cell, so that the answer names cells. Pictures count as parts."""
    parts = package_differences(left, right)
    if not parts:
        return []
    books = [openpyxl.load_workbook(path) for path in (left, right)]
    if books[0].sheetnames != books[1].sheetnames:
        return [f"sheets {books[0].sheetnames} and {books[1].sheetnames}"]
    pairs = [(books[0][name], books[1][name]) for name in books[0].sheetnames]
    return [found for one, other in pairs for found in _cell_differences(one, other)] or parts


def _cell_differences(one: Any, other: Any) -> list[str]:
    if one.dimensions != other.dimensions:
        return [f"{one.title}: {one.dimensions} and {other.dimensions}"]
    return [
        f"{one.title}!{cell.coordinate}: {cell.value!r} and {other[cell.coordinate].value!r}"
        for row in one.iter_rows()
        for cell in row
        if cell.value != other[cell.coordinate].value
    ]


def json_differences(left: Path, right: Path) -> list[str]:
    """Value by value; the answer names the paths."""
    one, other = (json.loads(path.read_text("utf-8")) for path in (left, right))
    return _value_differences(one, other, "$")


def _value_differences(one: Any, other: Any, at: str) -> list[str]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in _value_differences(one[key], other[key], f"{at}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for index, (a, b) in pairs for found in _value_differences(a, b, f"{at}[{index}]")]
    return [] if one == other else [f"{at}: {str(one)[:60]} and {str(other)[:60]}"]


_BY_ENDING: dict[str, tuple[str, Callable[[Path, Path], list[str]]]] = {
    ".pdf": ("pages", pdf_differences),
    ".xlsx": ("cells", workbook_differences),
    ".docx": ("parts", package_differences),
    ".json": ("values", json_differences),
}


def report(verdicts: Sequence[Verdict]) -> str:
    """The verdicts in words: how many files, and every difference."""
    same = sum(verdict.how == "bytes" and not verdict.differences for verdict in verdicts)
    different = [f"{verdict.name}: {'; '.join(verdict.differences)}" for verdict in verdicts if verdict.differences]
    return "\n".join([f"{len(verdicts)} files, {same} the same bytes, {len(different)} different", *different])


def main(words: Sequence[str]) -> int:
    """Compare two folders; the exit code is 0 when both hold the same, and anything at all."""
    verdicts = compare_folders(*(Path(word) for word in words))
    print(report(verdicts))
    return 1 if not verdicts or any(verdict.differences for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
