"""Reading a finished document of any known format: Word, Excel, plain text, or the text of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from services.readers.docx_text import read_docx
from services.readers.pdf_text import read_pdf
from services.readers.plain_text import read_text
from services.readers.unreadable import UnreadableFileError
from services.readers.xlsx_text import read_xlsx
from services.texts.passage import Writing

READERS: Mapping[str, Callable[[Path], Writing]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".xls": read_xlsx,
    ".txt": read_text,
    ".pdf": read_pdf,
}
"""By the ending of the file's name."""
_OLD = {".doc": ".docx", ".wps": ".docx", ".et": ".xlsx", ".rtf": ".docx"}


def read_writing(path: Path) -> Writing:
    """The text and the tables of a file; UnreadableFileError, in the clerk's words, when they cannot be had."""
    suffix = path.suffix.lower()
    if suffix in READERS:
        return READERS[suffix](path)
    if suffix in _OLD:
        raise UnreadableFileError(f"“{path.name}”不能直接审核。请用 Word 或 WPS 另存为 {_OLD[suffix]} 再审核。")
    raise UnreadableFileError(f"“{path.name}”不是能审核的文件。可以审核 Word（.docx）、Excel（.xlsx）、文本和 PDF。")
