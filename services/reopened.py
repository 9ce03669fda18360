"""Files we wrote, opened again by other code than wrote them: how many pages or sheets, and every word in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reopened:
    """What a written file holds: titles of its sheets (XLSX), number of pages (PDF) or tables (DOCX), all text.

    `text` is without blanks and line ends: they depend on how wide a line is, which differs between media and PCs.
    """

    path: Path
    parts: int
    titles: tuple[str, ...]
    text: str

    def record(self, folder: Path) -> dict[str, Any]:
        """For a manifest: what must be the same wherever the file was written."""
        return {
            "name": self.path.relative_to(folder).as_posix(),
            "bytes": self.path.stat().st_size,
            "sha256": hashlib.sha256(self.path.read_bytes()).hexdigest(),
            "parts": self.parts,
            "titles": list(self.titles),
            "characters": len(self.text),
            "text_sha256": hashlib.sha256(self.text.encode("utf-8")).hexdigest(),
        }


class Unreadable(ValueError):
    """A file that cannot be what its name says; str() tells what is wrong with it."""


def reopen(path: Path) -> Reopened:
    """Open a PDF, XLSX or DOCX file; Unreadable when it is of another kind or holds nothing."""
    if path.suffix not in _READERS:
        raise Unreadable(f"{path.name}：不认识的格式")
    parts, titles, texts = _READERS[path.suffix](path)
    found = Reopened(path, parts, tuple(titles), squeezed("".join(texts)))
    if not found.parts:
        raise Unreadable(f"{path.name}：没有内容")
    return found


def squeezed(text: str) -> str:
    """A text without blanks, line ends and characters that are not seen."""
    return "".join(ch for ch in text if not ch.isspace() and ch not in "\u200b\ufeff\ufffe\x02")


_Content = tuple[int, Iterable[str], Iterable[str]]


def _pdf(path: Path) -> _Content:
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return len(texts), (), texts


def _xlsx(path: Path) -> _Content:
    from openpyxl import load_workbook

    book = load_workbook(path)
    texts = [str(value) for sheet in book.worksheets for row in sheet.values for value in row if value is not None]
    return len(book.sheetnames), book.sheetnames, texts


def _docx(path: Path) -> _Content:
    from docx import Document

    body = Document(str(path)).element.body
    texts = [node.text or "" for node in body.iter() if str(node.tag).endswith("}t")]
    return len(body), (), texts


_READERS: dict[str, Callable[[Path], _Content]] = {".pdf": _pdf, ".xlsx": _xlsx, ".docx": _docx}
